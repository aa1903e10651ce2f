// SPDX-License-Identifier: MIT
#include "load/translation.hpp"

#include "load/claim_reader.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/amount/parse.hpp"

#include <algorithm>
#include <array>

namespace reimburse::load {

namespace {

constexpr std::string_view zero = "0";

bool is_zero(std::string_view text) {
    return text.find_first_not_of("-0.") == std::string_view::npos;
}

} // namespace

bool is_own_name(const Plan& plan, std::string_view name) {
    return Claim::field(plan, name).has_value() || is_carried(name);
}

Translation::Translation(const Vocabulary& vocabulary, const Plan& plan,
                         std::span<const std::string_view> names, Carried carried)
    : vocabulary_(vocabulary), plan_(plan), carried_(carried), columns_(vocabulary.columns.size()) {
    std::vector<std::vector<std::pair<std::size_t, std::size_t>>> ranked(columns_.size());
    for (std::size_t place = 0; place < names.size(); ++place) {
        if (const auto found = vocabulary.find(names[place])) {
            ranked[found->first].emplace_back(found->second, place);
        }
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        std::ranges::sort(ranked[c]);
        for (const auto& [rank, place] : ranked[c]) {
            columns_[c].push_back(place);
        }
    }
    for (const std::string_view first_name : {"claim_id", "person_id"}) {
        filling(std::string(first_name));
    }
    bind_own(names);
    for (const VocabularyField& field : vocabulary.fields) {
        bind(field);
    }
    // What stands first must be there; what is not there is missed by whoever reads the names.
    for (std::size_t f = 2; f-- > 0;) {
        if (fillings_[f].places.empty() && fillings_[f].sums.empty()) {
            fillings_.erase(fillings_.begin() + static_cast<std::ptrdiff_t>(f));
            names_.erase(names_.begin() + static_cast<std::ptrdiff_t>(f));
        }
    }
    for (const VocabularyPayment& payment : vocabulary.payments) {
        bind(payment);
    }
    bind_open(names);
    for (const std::string& form : vocabulary.date_forms) {
        forms_.emplace_back(form);
    }
    fields_.resize(names_.size());
}

bool Translation::wanted(std::string_view field) const {
    return Claim::field(plan_, field) || field == "reverses" || field.starts_with(paid_prefix()) ||
           (carried_ == Carried::kept && is_carried(field));
}

Translation::Filling& Translation::filling(const std::string& field) {
    const auto known = std::ranges::find(names_, field);
    if (known != names_.end()) {
        return fillings_[static_cast<std::size_t>(known - names_.begin())];
    }
    names_.push_back(field);
    Filling& filling = fillings_.emplace_back();
    if (const auto number = Claim::field(plan_, field)) {
        const Field& of_plan = plan_.fields[*number];
        filling.is_date = of_plan.kind == FieldKind::date;
        if (of_plan.kind == FieldKind::dimension) {
            filling.dimension = &plan_.policy.dimensions[of_plan.dimension];
        }
    }
    return filling;
}

void Translation::bind_own(std::span<const std::string_view> names) {
    for (std::size_t place = 0; place < names.size(); ++place) {
        if (is_own_name(plan_, names[place])) {
            if (wanted(names[place])) {
                filling(std::string(names[place])).places.push_back(place);
            }
        } else if (!names[place].empty() && !vocabulary_.find(names[place])) {
            passed_over_.emplace_back(names[place]);
        }
    }
}

Translation::Places Translation::places_of(std::string_view column) const {
    const auto found = vocabulary_.column(column);
    return found ? columns_[*found] : Places{};
}

void Translation::bind(const VocabularyField& field) {
    if (!wanted(field.field)) {
        return;
    }
    Places places;
    for (const std::string& column : field.from) {
        const Places more = places_of(column);
        places.insert(places.end(), more.begin(), more.end());
    }
    std::vector<std::vector<Term>> sums;
    for (const auto& sum : field.sums) {
        std::vector<Term> terms;
        for (const VocabularyTerm& term : sum) {
            terms.push_back({places_of(term.column), term.column, term.minus});
        }
        if (std::ranges::none_of(terms, [](const Term& term) { return term.places.empty(); })) {
            sums.push_back(std::move(terms));
        }
    }
    if (places.empty() && sums.empty()) {
        return;
    }
    Filling& filling = this->filling(field.field);
    filling.places.insert(filling.places.end(), places.begin(), places.end());
    filling.sums = std::move(sums);
    filling.by = &field;
    filling.column = field.from.empty() ? field.field : field.from.front();
    filling.where = field.where.empty() ? Places{} : places_of(field.where);
}

void Translation::bind(const VocabularyPayment& payment) {
    Gathering gathering;
    gathering.places = places_of(payment.from);
    for (std::size_t b = 0; b < plan_.benefits.size(); ++b) {
        const Benefit& benefit = plan_.benefits[b];
        if (payment.payer ? benefit.payer == *payment.payer : benefit.national == payment.from) {
            gathering.benefits.push_back(b);
        }
    }
    if (gathering.places.empty() || gathering.benefits.empty()) {
        return;
    }
    for (const std::size_t b : gathering.benefits) {
        const std::string name = std::string(paid_prefix()) + plan_.benefits[b].id;
        filling(name);
        gathering.fields.push_back(
            static_cast<std::size_t>(std::ranges::find(names_, name) - names_.begin()));
    }
    gatherings_.push_back(std::move(gathering));
}

void Translation::bind_open(std::span<const std::string_view> names) {
    for (const VocabularyGap& gap : vocabulary_.left_open) {
        const bool open = std::ranges::any_of(gap.columns, [&](const std::string& column) {
            const Places places = places_of(column);
            return std::ranges::any_of(places, [&](std::size_t place) {
                return !is_own_name(plan_, names[place]) &&
                       std::ranges::none_of(fillings_, [&](const Filling& filling) {
                           return std::ranges::find(filling.places, place) != filling.places.end();
                       });
            });
        });
        if (open) {
            left_open_.push_back(&gap);
        }
    }
}

std::optional<std::size_t> Translation::origin(std::size_t field) const {
    const Places& places = fillings_[field].places;
    for (const std::size_t place : places) {
        if (!row_[place].empty()) {
            return place;
        }
    }
    return std::nullopt;
}

void Translation::read(std::span<const std::string_view> row, Problems& problems) {
    row_ = row;
    kept_ = 0;
    for (std::size_t f = 0; f < fillings_.size(); ++f) {
        fields_[f] = text_of(fillings_[f], problems);
    }
    for (const Gathering& gathering : gatherings_) {
        share_out(gathering);
    }
}

/// The first text that is given.
std::string_view Translation::first(const Places& places) const {
    for (const std::size_t place : places) {
        const std::string_view text = row_[place];
        if (!text.empty() &&
            std::ranges::find(vocabulary_.absent, text) == vocabulary_.absent.end()) {
            return text;
        }
    }
    return {};
}

std::string_view Translation::text_of(const Filling& filling, Problems& problems) {
    std::string_view text = first(filling.places);
    if (text.empty()) {
        text = sum_of(filling);
    }
    if (text.empty() || filling.by == nullptr) {
        return text;
    }
    if (!filling.where.empty()) {
        const auto& texts = filling.by->where_texts;
        if (std::ranges::find(texts, first(filling.where)) == texts.end()) {
            return {};
        }
    }
    if (filling.is_date) {
        return date_of(text);
    }
    return filling.by->values.empty() ? text : value_of(filling, text, problems);
}

std::string_view Translation::value_of(const Filling& filling, std::string_view text,
                                       Problems& problems) {
    for (const auto& [code, value] : filling.by->values) {
        if (code == text) {
            return value;
        }
    }
    if (filling.dimension == nullptr || !filling.dimension->position(text)) {
        problems.push_back({Code::unmapped_value,
                            {{"column", filling.column},
                             {"field", filling.by->field},
                             {"text", std::string(text)}},
                            {"", filling.by->field},
                            {}});
    }
    return text;
}

/// The date without its time; a text of an unknown form stays, for the claim to refuse it.
std::string_view Translation::date_of(std::string_view text) {
    for (std::size_t tried = 0; tried < forms_.size(); ++tried) {
        const std::size_t number = (last_form_ + tried) % forms_.size();
        if (const auto date = forms_[number].read(text)) {
            last_form_ = number;
            return keep({date->data(), date->size()});
        }
    }
    return text;
}

std::string_view Translation::sum_of(const Filling& filling) {
    for (const std::vector<Term>& terms : filling.sums) {
        if (std::ranges::any_of(terms,
                                [&](const Term& term) { return first(term.places).empty(); })) {
            continue;
        }
        Money sum;
        for (const Term& term : terms) {
            const std::string_view text = first(term.places);
            const ParsedAmount parsed = parse_signed_amount(text);
            const Money* amount = std::get_if<Money>(&parsed);
            if (amount == nullptr) {
                return text; // for whoever looks at the field to refuse
            }
            sum = term.minus ? sum - *amount : sum + *amount;
        }
        return keep(format_amount(sum));
    }
    return {};
}

/// Gives an amount to the one benefit that can have paid it; where several can, to none.
void Translation::share_out(const Gathering& gathering) {
    const std::string_view amount = first(gathering.places);
    std::size_t payer = gathering.benefits.size();
    std::size_t able = 0;
    for (std::size_t b = 0; b < gathering.benefits.size(); ++b) {
        if (can_pay(plan_.benefits[gathering.benefits[b]])) {
            payer = b;
            ++able;
        }
    }
    const bool clear = !amount.empty() && (able == 1 || is_zero(amount));
    for (std::size_t b = 0; b < gathering.benefits.size(); ++b) {
        std::string_view& field = fields_[gathering.fields[b]];
        if (field.empty() && clear) {
            field = b == payer || gathering.benefits.size() == 1 ? amount : zero;
        }
    }
}

/// False where the source gives the benefit no figures, or a gate is shut by what the claim says.
bool Translation::can_pay(const Benefit& benefit) const {
    const auto always = [&](const Silence& silence) {
        return silence.when.empty() && holds(silence.only, plan_.selection);
    };
    const auto shut = [&](const DimensionIs& condition) {
        const auto name = std::ranges::find(names_, condition.dimension);
        const std::string_view text =
            name == names_.end() ? std::string_view()
                                 : fields_[static_cast<std::size_t>(name - names_.begin())];
        return !text.empty() && std::ranges::find(condition.values, text) == condition.values.end();
    };
    return std::ranges::none_of(benefit.silences, always) &&
           std::ranges::none_of(benefit.gates, [&](const Gate& gate) {
               return holds(gate.only, plan_.selection) && std::ranges::any_of(gate.when, shut);
           });
}

std::string_view Translation::keep(std::string_view text) {
    if (kept_ == texts_.size()) {
        texts_.emplace_back();
    }
    texts_[kept_] = text;
    return texts_[kept_++];
}

std::optional<Problem> foreign_names(const Plan& plan, std::span<const std::string_view> names,
                                     Place place) {
    for (const std::string_view id : bundled_vocabularies()) {
        const Result<Vocabulary> vocabulary = load_vocabulary(std::string(id));
        std::string known;
        std::size_t count = 0;
        std::size_t other = 0;
        for (const std::string_view name : names) {
            if (!vocabulary || is_own_name(plan, name) || name.empty()) {
                continue;
            }
            if (!vocabulary->find(name)) {
                ++other;
            } else if (++count <= 5) {
                known += (known.empty() ? "" : ", ") + std::string(name);
            }
        }
        if (count > 1 && count > other) {
            known += count > 5 ? ", …" : "";
            return Problem{Code::foreign_columns,
                           {{"name", std::string(id)}, {"columns", known}},
                           std::move(place),
                           {}};
        }
    }
    return std::nullopt;
}

} // namespace reimburse::load
