// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/policy.hpp"

#include <string_view>

namespace reimburse {

/// Calls `visit(key, plain, alternatives)` for each switch of a benefit, by its key in a rule file.
template <class AnyBenefit, class Visit>
void visit_switches(AnyBenefit& benefit, Visit visit) {
    auto& schedule = benefit.schedule;
    auto& open = benefit.open;
    visit(std::string_view("laying"), schedule.laying, open.laying);
    visit(std::string_view("axis"), schedule.axis, open.axis);
    visit(std::string_view("includes_deductible"), schedule.includes_deductible,
          open.includes_deductible);
    visit(std::string_view("edges_from"), schedule.edges_from_deductible,
          open.edges_from_deductible);
    visit(std::string_view("combine"), benefit.combine, open.combine);
    visit(std::string_view("on_change"), benefit.on_change, open.on_change);
}

/// Puts what the selection chooses in place of the plain values of a policy: its deciding date, its
/// benefit year and the switches of its benefits. The alternatives stay, so that another selection
/// can be put in its place.
inline void choose(Policy& policy, const Selection& selection) {
    policy.decided_by = choice_of(policy.decided_by, policy.deciding_dates, selection);
    policy.benefit_year = choice_of(policy.benefit_year, policy.benefit_years, selection);
    for (Benefit& benefit : policy.benefits) {
        visit_switches(benefit, [&](std::string_view, auto& plain, const auto& alternatives) {
            plain = choice_of(plain, alternatives, selection);
        });
    }
}

} // namespace reimburse
