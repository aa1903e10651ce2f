// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/money.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/rules/policy.hpp"

#include <map>
#include <string>
#include <vector>

namespace reimburse::study {

/// What a person pays to be insured for a year, under one premium of the policy.
struct PremiumAnswer {
    std::string id;
    Text label;
    Money contribution;
    Money subsidy;
    Money person_pays; ///< contribution less subsidy, never below 0
    std::string contribution_clause;
    std::string subsidy_clause;      ///< empty: the policy has no subsidy
    std::string contribution_origin; ///< overlay that set the figure; empty: the policy itself
    std::string subsidy_origin;
};

/// Each premium of the policy on the first day of the benefit year that starts in `year`. A
/// dimension counts where a row of that day tests it; an absent one takes the value that the
/// policy declares for it. All problems found: outside_validity, unknown_dimension, unknown_value,
/// missing_field, unspecified, and those of a faulty table.
/// Precondition: `selection` names every reading of the policy.
Result<std::vector<PremiumAnswer>>
premium(const Policy& policy, const Selection& selection, int year,
        const std::map<std::string, std::string>& dimension_values);

/// A few lines to read, one premium after the other.
std::string premium_text(const std::vector<PremiumAnswer>& answers, int year, Language language);

} // namespace reimburse::study
