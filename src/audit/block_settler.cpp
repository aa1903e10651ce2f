// SPDX-License-Identifier: MIT
#include "audit/block_settler.hpp"

#include "reimburse/settle/exact.hpp"

#include <algorithm>

namespace reimburse::audit {

BlockSettler::BlockSettler(const Plan& plan, const load::DayTable& days)
    : plan_(plan), days_(days), programs_(plan), settler_(plan, exact_path), persons_(plan),
      width_(width(plan)), payments_(plan.benefits.size()) {
    periods_.reserve(days.size() * plan.groups.size());
    for (std::uint32_t day = 0; day < days.size(); ++day) {
        for (const SlotGroup& group : plan.groups) {
            periods_.push_back(static_cast<std::int32_t>(
                period_number(group.period, plan.policy.benefit_year, days.date(day))));
        }
    }
}

std::size_t BlockSettler::width(const Plan& plan) {
    std::size_t most = 1;
    for (const PlanRow& row : plan.rows) {
        most = std::max<std::size_t>(most, row.steps.count);
    }
    return most;
}

// Inline, or a compiler takes what only fetches for functions without effect.

[[gnu::always_inline]] inline void BlockSettler::fetch_entries(const load::ClaimBlock& block,
                                                               std::size_t first) const {
    for (std::size_t row = first; row < std::min(first + batch, block.rows.size()); ++row) {
        persons_.prefetch(block.rows[row].person_hash);
    }
}

[[gnu::always_inline]] inline void BlockSettler::fetch_persons(const load::ClaimBlock& block,
                                                               std::size_t first) {
    for (std::size_t row = first; row < std::min(first + batch, block.rows.size()); ++row) {
        found_[row % found_.size()] = persons_.seek(block.rows[row].person_hash);
    }
}

/// Memory is asked for two batches before it is needed, first the entries, then the persons.
void BlockSettler::settle(load::ClaimBlock& block) {
    block.payments.resize(block.rows.size() * width_);
    persons_.reserve(block.rows.size());
    fetch_entries(block, 0);
    fetch_entries(block, batch);
    fetch_persons(block, 0);
    for (std::size_t first = 0; first < block.rows.size(); first += batch) {
        fetch_entries(block, first + 2 * batch);
        fetch_persons(block, first + batch);
        settle(block, first, std::min(first + batch, block.rows.size()));
    }
    counts_.rows += static_cast<std::int64_t>(block.rows.size());
}

void BlockSettler::settle(load::ClaimBlock& block, std::size_t first, std::size_t end) {
    for (std::size_t number = first; number < end; ++number) {
        const load::ClaimRow& row = block.rows[number];
        const bool refused = row.refusal != load::ClaimRow::none;
        if (refused && block.refusals[row.refusal].aside) {
            continue;
        }
        if (refused && row.person_size == 0) {
            ++counts_.refused;
            continue;
        }
        const std::uint32_t person = persons_.person(
            found_[number % found_.size()], row.person_hash, block.at(row.person, row.person_size));
        if (refused) {
            refuse(person, block.refusals[row.refusal].year);
        } else {
            claim(block, number, person);
        }
    }
}

void BlockSettler::claim(load::ClaimBlock& block, std::size_t number, std::uint32_t person) {
    load::ClaimRow& claim = block.rows[number];
    const std::size_t groups = plan_.groups.size();
    for (std::size_t group = 0; group < groups; ++group) {
        persons_.turn_to(person, group, periods_[claim.day * groups + group]);
    }
    const Outcome outcome = pay(claim, &block.measures[number * plan_.measure_count],
                                persons_.slots(person), &block.payments[number * width_]);
    const Date day = days_.date(claim.day);
    if (outcome != Outcome::done) {
        const int year = plan_.policy.benefit_year.year_of(day);
        claim.refusal = static_cast<std::uint32_t>(block.refusals.size());
        block.refusals.push_back({{problem_of(outcome, true)}, year, false, {}});
        refuse(person, year);
        return;
    }
    note_history(person, day.days(), claim.day);
}

Outcome BlockSettler::pay(const load::ClaimRow& claim, const std::int64_t* measures,
                          std::int64_t* slots, std::int64_t* payments) {
    if (programs_.pay(claim.row, measures, slots, payments)) [[likely]] {
        return Outcome::done;
    }
    const PlanRow& row = plan_.rows[claim.row];
    const Outcome outcome = settler_.pay({&row, {measures, plan_.measure_count}},
                                         {slots, plan_.slot_count()}, payments_);
    for (const BenefitStep& step : slice(plan_.steps, row.steps)) {
        *payments++ = payments_[step.benefit];
    }
    return outcome;
}

void BlockSettler::note_history(std::uint32_t person, std::int32_t day, std::uint32_t number) {
    std::int32_t& last = persons_.last_day(person);
    counts_.out_of_order += day < last ? 1 : 0;
    last = std::max(last, day);
    if (!refused_years_.empty()) [[unlikely]] {
        const int year = plan_.policy.benefit_year.year_of(days_.date(number));
        const bool follows = refused_years_.contains(year_key(person, year)) ||
                             refused_years_.contains(year_key(person, load::Refusal::any_year));
        counts_.after_refused += follows ? 1 : 0;
    }
}

void BlockSettler::refuse(std::uint32_t person, int year) {
    ++counts_.refused;
    refused_years_.insert(year_key(person, year));
}

std::int64_t BlockSettler::year_key(std::uint32_t person, int year) {
    return std::int64_t{person} * 100'000 + year;
}

} // namespace reimburse::audit
