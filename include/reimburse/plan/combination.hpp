// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/layout.hpp"
#include "reimburse/plan/lookup.hpp"
#include "reimburse/plan/plan.hpp"

#include <algorithm>

namespace reimburse::detail {

/// The values of the digits of an index; all others do not matter, or are still to be derived.
inline Combination digits_at(const Plan& plan, std::uint32_t index, Date day) {
    const auto& dimensions = plan.policy.dimensions;
    Combination at{std::vector<std::uint8_t>(dimensions.size(), no_value), day};
    for (const Digit& digit : plan.digits) {
        const std::size_t size = dimensions[digit.dimension].values.size();
        at.values[digit.dimension] = static_cast<std::uint8_t>(index / digit.stride % size);
    }
    return at;
}

/// Gives the dimensions that follow from others their values; one that has a value keeps it.
inline void derive(const Plan& plan, Lookup& lookup, Combination& at) {
    const auto& dimensions = plan.policy.dimensions;
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
        if (!Layout::is_function(dimensions[d]) || at.values[d] != no_value) {
            continue;
        }
        for (const Derivation& line : dimensions[d].derive) {
            if (holds(line.only, plan.selection) && lookup.matches(line.when, at)) {
                at.values[d] = static_cast<std::uint8_t>(*dimensions[d].position(line.value));
                break;
            }
        }
    }
}

/// The values of the dimensions at an index of the plan, those that follow from others included.
inline Combination combination_at(const Plan& plan, Lookup& lookup, std::uint32_t index, Date day) {
    Combination at = digits_at(plan, index, day);
    derive(plan, lookup, at);
    return at;
}

} // namespace reimburse::detail
