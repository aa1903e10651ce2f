// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/table.hpp"

#include <optional>
#include <string>

namespace reimburse {

/// What an uplift changes.
enum class UpliftTarget { rate, deductible, cap };

/// How it changes the cell.
enum class UpliftChange {
    points,         ///< adds to a rate
    factor,         ///< multiplies the cell
    patient_factor, ///< multiplies the patient's share, 1 - rate
    remove,         ///< takes a cap away
};

/// How several that apply to one cell combine. Each is a change of the published cell.
enum class Combine {
    error,   ///< two that apply are a fault of the table
    sum,     ///< the changes add up
    largest, ///< the change best for the patient alone
    first,   ///< the one listed first alone
};

/// Uplift (倾斜): a change of cells for a class of persons, folded in when the policy is compiled.
struct Uplift {
    std::string id;
    Text label;
    When when;
    DateSpan span{Date::first(), Date::last_open()};
    Only only;
    UpliftTarget target = UpliftTarget::rate;
    std::string room; ///< id of one deductible or cap; empty: each of the target
    UpliftChange change = UpliftChange::points;
    Fraction value{};
    std::optional<Rounding> rounding; ///< of an amount that a factor takes off the whole fen
    std::string clause;
    Place place;
};

} // namespace reimburse
