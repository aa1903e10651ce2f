// SPDX-License-Identifier: MIT
#include "audit/search.hpp"

#include "reimburse/settle/exact.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

const std::vector<Name> no_name{{}};

bool any_total_decides(const Plan& plan) {
    const auto looks_at_total = [&](const Test& test) {
        return std::ranges::find(plan.accumulators, test.field, &Accumulator::id) !=
               plan.accumulators.end();
    };
    return std::ranges::any_of(plan.policy.dimensions, [&](const Dimension& dimension) {
        return std::ranges::any_of(dimension.derive, [&](const Derivation& line) {
            return std::ranges::any_of(line.tests, looks_at_total);
        });
    });
}

} // namespace

Search::Search(const Plan& plan)
    : plan_(plan), workshop_(plan), totals_decide_(any_total_decides(plan)),
      payments_(benefits().size()), forced_paid_(benefits().size(), -1) {
    for (const Dimension& dimension : plan.policy.dimensions) {
        std::vector<Deviation>& values = values_of_.emplace_back();
        for (std::size_t v = 0; v < dimension.values.size(); ++v) {
            values.push_back(value_deviation(dimension, v));
        }
    }
    for (const Date version : plan.versions) {
        const std::string day = version.text();
        versions_.push_back({Cause::rules_of, day, {day, day}});
    }
}

std::vector<Explanation> Search::singles(const Question& question) {
    prepare(question);
    const Fen right = totals_.front().slots;
    for (const std::uint32_t row : ways_) {
        if (fits(row, right)) {
            keep(row, right, names_of(row), {}, {});
        }
    }
    for (std::size_t t = 1; t < totals_.size(); ++t) {
        if (fits(totals_[t].row, totals_[t].slots)) {
            keep(totals_[t].row, totals_[t].slots, no_name, {totals_[t].wrong->deviation()}, {});
        }
    }
    for (const Amount& amount : amounts_) {
        take_amount(amount);
        if (fits(own_, right)) {
            keep(own_, right, no_name, {}, {named(amount)});
        }
    }
    take_amount({});
    if (run(own_, right)) {
        try_written_wrongly(own_, right, no_name, {});
        try_doubled(own_, right, no_name, false);
    }
    return std::move(answers_);
}

void Search::prepare(const Question& question) {
    question_ = &question;
    answers_.clear();
    ++asked_;
    number_ = number_of({}, question.slots);
    own_ = workshop_.row(number_);
    const auto values = question.classifier->values();
    values_.assign(values.begin(), values.end());
    find_ways();
    find_totals();
    find_amounts();
    take_amount({});
}

std::size_t Search::number_of(std::span<const Classifier::Forced> forced, Fen slots) {
    Classifier& classifier = *question_->classifier;
    const std::size_t index = classifier.index(*question_->claim, slots, forced);
    const auto after = std::ranges::upper_bound(plan_.versions, classifier.decided());
    const auto version = static_cast<std::size_t>(after - plan_.versions.begin() - 1);
    return version * plan_.combinations + index;
}

void Search::add_way(std::uint32_t row, const Deviation& deviation) {
    if (tried_.size() <= row) {
        tried_.resize(std::size_t{row} + 1);
    }
    if (tried_[row] != asked_) {
        tried_[row] = asked_;
        ways_.push_back(row);
    }
    way_names_.push_back({row, &deviation, nullptr});
}

void Search::find_ways() {
    ways_.clear();
    way_names_.clear();
    cells_.clear();
    const auto cell = [&](std::size_t number, const Deviation& deviation) {
        const std::uint32_t row = workshop_.row(number);
        if (row != Workshop::refused && row != own_) {
            cells_.emplace_back(number, &deviation);
            add_way(row, deviation);
        }
    };
    for (const std::size_t d : question_->classifier->needed()) {
        for (std::size_t v = 0; v < values_of_[d].size(); ++v) {
            if (v != values_[d]) {
                const Classifier::Forced forced{d, static_cast<std::uint8_t>(v)};
                cell(number_of({&forced, 1}, question_->slots), values_of_[d][v]);
            }
        }
    }
    const std::size_t index = number_ % plan_.combinations;
    for (std::size_t v = 0; v < plan_.versions.size(); ++v) {
        if (v * plan_.combinations + index != number_) {
            cell(v * plan_.combinations + index, versions_[v]);
        }
    }
    for (const EditedRow& edited : workshop_.singles(number_)) {
        add_way(edited.row, workshop_.edit(edited.first).deviation);
    }
}

void Search::find_totals() {
    totals_.resize(question_->wrong_totals.size() + 1);
    totals_.front() = {own_, question_->slots, nullptr};
    std::size_t count = 1;
    for (const WrongTotals& wrong : question_->wrong_totals) {
        const std::uint32_t row = totals_decide_ ? workshop_.row(number_of({}, wrong.slots)) : own_;
        if (row != Workshop::refused) {
            Totals& totals = totals_[count++];
            totals.row = row;
            totals.slots = wrong.slots;
            totals.wrong = &wrong;
        }
    }
    totals_.resize(count);
    for (Totals& totals : totals_) {
        totals.slots.push_back(0); // the spare slot of the store
    }
}

void Search::find_amounts() {
    const auto measures = question_->classifier->measures();
    measures_.assign(measures.begin(), measures.end());
    amounts_.clear();
    const std::int64_t total = measures[total_register];
    if (total != measures[eligible_register]) {
        amounts_.push_back({eligible_register, total, {}, true});
    }
    std::vector<Mistake> mistakes;
    for (const std::size_t place : {std::size_t{eligible_register}, std::size_t{total_register}}) {
        mistakes.clear();
        add_mistakes(measures[place], mistakes);
        for (const Mistake& mistake : mistakes) {
            amounts_.push_back({place, mistake.amount, mistake});
        }
    }
}

/// Puts the amount into the measures that trials work on; one without effect: as the claim says.
void Search::take_amount(const Amount& amount) {
    const auto measures = question_->classifier->measures();
    measures_[total_register] = measures[total_register];
    measures_[eligible_register] = measures[eligible_register];
    if (amount.total_as_eligible || amount.mistake.factor != 0 ||
        amount.mistake.cause == Cause::digits_swapped) {
        measures_[amount.place] = amount.amount;
    }
    measures_[scope_register] = measures_[total_register] - measures_[eligible_register];
}

Deviation Search::named(const Amount& amount) const {
    if (amount.total_as_eligible) {
        return {Cause::total_as_eligible, {}, {}};
    }
    const std::int64_t before = question_->classifier->measures()[amount.place];
    const bool eligible = amount.place == eligible_register;
    return audit::named(amount.mistake, before, eligible ? "eligible" : "total",
                        eligible ? of_eligible : of_total);
}

Name Search::RowName::name() const {
    Name name{*first};
    if (second != nullptr) {
        name.push_back(*second);
    }
    return name;
}

std::vector<Name> Search::names_of(std::uint32_t row) const {
    std::vector<Name> names;
    for (const RowName& way : way_names_) {
        if (way.row == row && names.size() < most_names) {
            names.push_back(way.name());
        }
    }
    return names;
}

bool Search::run(std::uint32_t row, Fen slots, Fen paid) {
    const RowStore& store = workshop_.store();
    // Cells that depend on a measure are written into a copy of the store's cells.
    if (!settler_ || (!store.pool().slopes.empty() && settler_rows_ != store.size())) {
        settler_.emplace(store.pool(), exact_path);
        settler_rows_ = store.size();
    }
    slots_.assign(slots.begin(), slots.end());
    const Case claim{&store.row(row), measures_, paid};
    if (settler_->pay(claim, slots_, payments_) != Outcome::done) {
        return false;
    }
    sum_ = fund_total(benefits(), payments_);
    return true;
}

bool Search::fits(std::uint32_t row, Fen slots) {
    return run(row, slots) && question_->paid->fits(payments_, sum_);
}

/// What was due, written down wrongly: the sum, or one benefit's payment.
void Search::try_written_wrongly(std::uint32_t row, Fen slots, const std::vector<Name>& names,
                                 const Name& more) {
    const Paid& paid = *question_->paid;
    std::vector<Deviation> deviations;
    if (paid.total && can_be_mistaken(sum_, *paid.total) && paid.fits_benefits(payments_)) {
        mistaken_as(sum_, *paid.total, "paid_total", deviations);
    }
    if (!paid.total || *paid.total == sum_) {
        std::size_t wrong = paid.benefits.size();
        std::size_t count = 0;
        for (std::size_t b = 0; b < paid.benefits.size(); ++b) {
            if (paid.benefits[b] >= 0 && paid.benefits[b] != payments_[b]) {
                wrong = b;
                ++count;
            }
        }
        if (count == 1) {
            mistaken_as(payments_[wrong], paid.benefits[wrong], "paid_" + benefits()[wrong].id,
                        deviations);
        }
    }
    for (Deviation& deviation : deviations) {
        Name rest = more;
        rest.push_back(std::move(deviation));
        keep(row, slots, names, {}, rest);
    }
}

/// Each layer paid twice; `written_wrongly`: and the sum mistaken on top of it.
void Search::try_doubled(std::uint32_t row, Fen slots, const std::vector<Name>& names,
                         bool written_wrongly) {
    const std::vector<std::int64_t> once = payments_;
    for (std::size_t b = 0; b < once.size(); ++b) {
        if (once[b] <= 0 || once[b] > measures_[total_register]) {
            continue;
        }
        forced_paid_[b] = 2 * once[b];
        if (!run(row, slots, forced_paid_)) {
            forced_paid_[b] = -1;
            continue;
        }
        const auto doubled = [&] {
            return Name{{Cause::layer_doubled, benefits()[b].id, benefits()[b].label}};
        };
        if (written_wrongly) {
            try_written_wrongly(row, slots, names, doubled());
        } else if (question_->paid->fits(payments_, sum_)) {
            keep(row, slots, names, {}, doubled());
        }
        forced_paid_[b] = -1;
    }
}

/// Keeps what the last run brought: `names` of the row, each with what is wrong with the totals and
/// with the rest.
void Search::keep(std::uint32_t row, Fen slots, const std::vector<Name>& names, const Name& totals,
                  const Name& rest) {
    std::string content = content_of(workshop_.store().draft(row), slots) + "|" + id_of(rest);
    auto answer = std::ranges::find(answers_, content, &Explanation::content);
    if (answer == answers_.end()) {
        Explanation fresh;
        fresh.payments = payments_;
        fresh.content = std::move(content);
        fresh.added.resize(plan_.slot_count());
        for (std::size_t s = 0; s < fresh.added.size(); ++s) {
            fresh.added[s] = slots_[s] - slots[s];
        }
        if (question_->with_accounts) {
            fresh.account = account(row, slots);
        }
        answer = answers_.insert(answers_.end(), std::move(fresh));
    }
    for (const Name& of_row : names) {
        if (answer->names.size() < most_names) {
            Name name = of_row;
            name.insert(name.end(), totals.begin(), totals.end());
            name.insert(name.end(), rest.begin(), rest.end());
            answer->names.push_back(std::move(name));
        }
    }
}

/// How the row comes to its payments; null where what the patient bears would not add up: more is
/// eligible than the bill has, or a layer is paid twice.
std::shared_ptr<const Account> Search::account(std::uint32_t row, Fen slots) {
    const bool doubled =
        std::ranges::any_of(forced_paid_, [](std::int64_t paid) { return paid >= 0; });
    if (doubled || measures_[scope_register] < 0) {
        return nullptr;
    }
    const RowStore& store = workshop_.store();
    Settler settler(store.pool(), exact_path);
    Settlement settlement(store.pool());
    std::vector<std::int64_t> totals(slots.begin(), slots.end());
    if (settler.settle({&store.row(row), measures_, {}}, totals, settlement) != Outcome::done) {
        return nullptr;
    }
    return std::make_shared<const Account>(account_of(store.pool(), settlement, false));
}

} // namespace reimburse::audit
