// SPDX-License-Identifier: MIT
#include "audit/batch.hpp"

#include "reimburse/settle/exact.hpp"

#include <limits>

namespace reimburse::audit {

namespace {

/// A refused claim whose year is not known counts for every year.
constexpr int any_year = 0;

} // namespace

Batch::Batch(const Plan& plan, bool answers)
    : plan_(plan), answers_(answers), claim_(plan), classifier_(plan), settler_(plan, exact_path),
      ledger_(plan), answer_(plan), slots_(plan.slot_count()), payments_(plan.benefits.size()) {}

BatchRow Batch::settle(load::CsvReader::Row kind, const load::CsvReader& reader,
                       load::ClaimColumns& columns) {
    ++counts_.rows;
    problems_.clear();
    follows_refused_ = out_of_order_ = false;
    BatchRow row;
    row.claim_id = columns.claim_id(reader.fields());
    if (kind != load::CsvReader::Row::row) {
        claim_.clear(); // its date would stand for the year of this row
        problems_.push_back(reader.problem());
        refuse(columns.person_id(reader.fields()));
    } else if (!run(reader.fields(), columns)) {
        refuse(columns.person_id(reader.fields()));
    }
    if (!problems_.empty()) {
        ++counts_.refused;
        row.problems = &problems_;
        return row;
    }
    counts_.after_refused += follows_refused_ ? 1 : 0;
    counts_.out_of_order += out_of_order_ ? 1 : 0;
    row.answer = answers_ ? &answer_ : nullptr;
    row.payments = payments_;
    row.total = classifier_.measures()[total_register];
    return row;
}

bool Batch::run(const std::vector<std::string_view>& fields, load::ClaimColumns& columns) {
    if (!columns.fill(fields, claim_, problems_)) {
        return false;
    }
    if (!classifier_.read(claim_, problems_)) {
        return false;
    }
    const Date day = classifier_.decided();
    const std::uint32_t person = ledger_.person(claim_.at(ClaimField::person_id).text);
    ledger_.load(person, day, claim_, slots_);
    const PlanRow& row = classifier_.row(claim_, slots_);
    if (row.refusal >= 0) {
        problems_.push_back(plan_.refusals[static_cast<std::size_t>(row.refusal)]);
        return false;
    }
    if (!pay(row)) {
        return false;
    }
    ledger_.store(slots_);
    note_history(person, day);
    return true;
}

bool Batch::pay(const PlanRow& row) {
    const Case claim{&row, classifier_.measures()};
    const Outcome outcome = answers_ ? settler_.settle(claim, slots_, answer_.settlement)
                                     : settler_.pay(claim, slots_, payments_);
    if (outcome != Outcome::done) {
        problems_.push_back(problem_of(outcome, true));
        return false;
    }
    if (answers_) {
        for (std::size_t b = 0; b < payments_.size(); ++b) {
            payments_[b] = answer_.settlement.benefits[b].payment.fen();
        }
        answer_.notes = notes_of(plan_, row, classifier_);
        answer_.decided = classifier_.decided();
    }
    return true;
}

void Batch::note_history(std::uint32_t person, Date day) {
    if (last_day_.size() <= person) {
        last_day_.resize(std::size_t{person} + 1, std::numeric_limits<std::int32_t>::min());
    }
    out_of_order_ = day.days() < last_day_[person];
    last_day_[person] = std::max(last_day_[person], day.days());
    if (!refused_years_.empty()) {
        const int year = plan_.policy.benefit_year.year_of(day);
        follows_refused_ = refused_years_.contains(year_key(person, year)) ||
                           refused_years_.contains(year_key(person, any_year));
    }
    if (answers_ && follows_refused_) {
        answer_.notes.push_back(
            {Note::Kind::history, -1, {"之前有一笔被拒结算", "follows a refused claim"}, {}});
    }
    if (answers_ && out_of_order_) {
        answer_.notes.push_back({Note::Kind::history,
                                 -1,
                                 {"日期早于该人上一笔结算", "dated before the person's last claim"},
                                 {}});
    }
}

void Batch::refuse(std::string_view person) {
    if (person.empty()) {
        return;
    }
    const Claim::Entry& date = claim_.at(*Claim::field(plan_, plan_.policy.decided_by));
    const bool dated = date.given && date.number != 0;
    const int year = dated ? plan_.policy.benefit_year.year_of(
                                 Date::from_days(static_cast<std::int32_t>(date.number)))
                           : any_year;
    refused_years_.insert(year_key(ledger_.person(person), year));
}

std::int64_t Batch::year_key(std::uint32_t person, int year) const {
    return std::int64_t{person} * 100'000 + year;
}

} // namespace reimburse::audit
