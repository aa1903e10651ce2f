// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/policy.hpp"

#include <string>
#include <vector>

namespace reimburse::load {

/// What a file says and what can be judged only when the whole policy is known: mostly names that
/// must be declared somewhere. A reader collects them, resolve() judges them.
struct Pending {
    enum class Kind {
        dimension,       ///< a dimension
        dimension_value, ///< `value` of a dimension
        reading,         ///< a reading
        reading_value,   ///< `value` of a reading
        benefit,         ///< a benefit
        earlier_benefit, ///< a benefit that is settled before the benefit `value`
        accumulator,     ///< an accumulator that sums fen
        amount,          ///< a measure in fen, or total, eligible, out_of_scope
        measure,         ///< a measure of either kind, or total, eligible, out_of_scope
        tested,          ///< a count or an accumulator
        index,
        list,
        clause,
        table,     ///< a table, by the name that overlays use; segments.* stands for each segment
        roundings, ///< the benefit has one rounding for every selection of readings
        orders,    ///< the policy has one order for every selection of readings
        deciding_dates, ///< and one deciding date
        benefit_years,  ///< and one benefit year
        alternatives,   ///< and the benefit `name` has one alternative of its switch `value`
    };

    Kind kind{};
    std::string name;
    std::string value;
    Place place; ///< of the name in its file
};

/// Judges everything that is pending against the policy, in the order given. Errors:
/// unknown_dimension, unknown_value, unknown_reading, unknown_reading_value, unknown_benefit,
/// not_an_earlier_benefit, unknown_accumulator, unknown_measure, unknown_list, unknown_clause,
/// contradictory_rule, not_one_alternative, overlay_target_unknown.
Problems resolve(const std::vector<Pending>& pending, const Policy& policy);

/// Puts the problems of a file into the order of their places.
void sort_by_place(Problems& problems);

} // namespace reimburse::load
