// SPDX-License-Identifier: MIT
#include "audit/report/collector.hpp"

#include <algorithm>
#include <set>

namespace reimburse::audit {

namespace {

Tally tally_of(std::int64_t total, std::int64_t expected, std::int64_t paid, bool differs) {
    Tally tally;
    tally.claims = 1;
    tally.differing = differs ? 1 : 0;
    tally.total = total;
    tally.expected = expected;
    tally.paid = paid;
    tally.over = std::max<std::int64_t>(paid - expected, 0);
    tally.under = std::max<std::int64_t>(expected - paid, 0);
    return tally;
}

template <class T>
void add(Breakdown<T>& to, const T& one, std::string_view facility, const std::string& month,
         const std::vector<std::size_t>& values) {
    to.all.merge(one);
    auto known = to.facilities.find(facility);
    if (known == to.facilities.end()) {
        known = to.facilities.try_emplace(std::string(facility)).first;
    }
    known->second.merge(one);
    to.months[month].merge(one);
    for (std::size_t d = 0; d < values.size(); ++d) {
        if (values[d] < to.dimensions[d].size()) {
            to.dimensions[d][values[d]].merge(one);
        }
    }
}

/// Whether the payment is at least the stated share of the bill.
bool reaches(std::int64_t paid, std::int64_t total, const Fraction& ratio) {
    const auto actual = Fraction::of(paid, total);
    return !actual || *actual >= ratio; // a bill of nothing falls short of nothing
}

} // namespace

Collector::Collector(const Plan& plan) : plan_(plan) {
    const auto& dimensions = plan.policy.dimensions;
    fields_.assign(dimensions.size(), none);
    for (std::size_t f = 0; f < plan.fields.size(); ++f) {
        if (plan.fields[f].kind == FieldKind::dimension) {
            fields_[plan.fields[f].dimension] = f;
        }
    }
    needed_.assign(dimensions.size(), false);
    const Classifier classifier(plan);
    for (const std::size_t d : classifier.needed()) {
        needed_[d] = true;
    }
    values_.assign(dimensions.size(), none);
    statistics_.said.assign(dimensions.size(), 0);
    statistics_.targets.resize(plan.policy.targets.size());
    const auto lay_out = [&](auto& breakdown) {
        for (const Dimension& dimension : dimensions) {
            breakdown.dimensions.emplace_back(dimension.values.size());
        }
    };
    lay_out(statistics_.claims);
    std::ranges::for_each(statistics_.targets, lay_out);
}

void Collector::claim(const Claim& claim, const Classifier& classifier, std::int64_t expected,
                      std::int64_t paid, bool differs) {
    for (std::size_t d = 0; d < fields_.size(); ++d) {
        values_[d] = none;
        if (fields_[d] == none) {
            continue;
        }
        const Claim::Entry& entry = claim.at(fields_[d]);
        statistics_.said[d] += entry.given ? 1 : 0;
        if (needed_[d]) {
            values_[d] = classifier.values()[d];
        } else if (entry.given) {
            values_[d] = static_cast<std::size_t>(entry.number);
        }
    }
    const std::int64_t total = classifier.measures()[total_register];
    const Tally one = tally_of(total, expected, paid, differs);
    const std::string_view facility = claim.at(ClaimField::facility_id).text;
    const Date day = classifier.decided();
    const std::string month = day.text().substr(0, 7);
    add(statistics_.claims, one, facility, month, values_);
    const std::uint64_t applying = plan_.row(day, classifier.index()).targets;
    for (std::size_t t = 0; t < statistics_.targets.size(); ++t) {
        if ((applying >> t & 1U) != 0) {
            const Fraction& ratio = plan_.policy.targets[t].ratio;
            const TargetTally share{one, reaches(paid, total, ratio) ? 1 : 0,
                                    reaches(expected, total, ratio) ? 1 : 0};
            add(statistics_.targets[t], share, facility, month, values_);
        }
    }
}

void Collector::reversal(std::int64_t expected, std::int64_t paid) {
    statistics_.reversals.merge(tally_of(0, expected, paid, expected != paid));
}

void Collector::refused(std::int64_t row, std::string_view claim_id, const Problems& problems) {
    std::set<int> seen; // a row counts once under each number
    for (const Problem& problem : problems) {
        const int code = static_cast<int>(problem.code);
        if (seen.insert(code).second) {
            RefusedKind& kind = statistics_.refused[code];
            ++kind.count;
            if (kind.examples.size() < refused_examples) {
                kind.examples.push_back(
                    {row,
                     std::string(claim_id),
                     {sentence(problem, Language::zh), sentence(problem, Language::en)},
                     {advice(problem, Language::zh), advice(problem, Language::en)}});
            }
        }
    }
}

} // namespace reimburse::audit
