// SPDX-License-Identifier: MIT
#pragma once

#include "study/prove/programs.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace reimburse::study {

/// Why a statement about a benefit's function is not made, or is limited.
enum class Limit : std::uint8_t {
    greater_unit,       ///< rounded to more than a fen
    too_fine,           ///< its roundings repeat only after more fens than are looked at
    given,              ///< another system pays
    parts_of_a_fen,     ///< the base may be no whole fen
    subtracts_payment,  ///< the base subtracts what is no remainder of an earlier benefit
    shares_the_bill,    ///< earlier benefits pay on the same amounts: the bill may be used up
    keeps_a_share,      ///< a backstop leaves a share of another amount, which grows too
    bands_of_the_year,  ///< whole bands over the year: independent of the cut inside a band only
    cap_of_the_claim,   ///< a cap that does not count the benefit's own payments of the year
    deductible_first,   ///< a deductible comes off first: independent of the cut behind it
    fixed_above_base,   ///< a fixed amount may exceed the base and is cut to it
    grows_with_measure, ///< cells depend on a measure: judged where it is 0
};

/// An edge at which the payment, or what is left of the base, falls.
struct Cliff {
    std::int64_t edge = 0;   ///< place on the axis, fen
    std::int64_t before = 0; ///< payment at the edge, from an empty axis
    std::int64_t after = 0;  ///< a fen above it

    bool operator==(const Cliff&) const = default;
};

enum class Property : std::uint8_t {
    within_base, ///< 0 <= what the schedule brings <= base
    payment_never_falls,
    remainder_never_falls,
    independent_of_cut,
};

/// Where a property breaks: from one place on the axis to the next.
struct TableFault {
    Property property = Property::within_base;
    std::int64_t lo = 0; ///< where the claim begins on the axis
    std::int64_t hi = 0; ///< the last place that is well
};

/// What was found of one distinct function of a benefit.
struct FunctionReport {
    std::uint64_t steps = 0; ///< places looked at, each for all that repeat it
    bool rounded_by_year = false;
    std::vector<Cliff> cliffs;
    std::vector<Limit> limits;
    std::vector<TableFault> faults; ///< one for each property at most
};

/// Judges a function for every base and every state of the year, in exact fractions. Between two
/// edges the roundings repeat, so one period stands for all; from one fen of the base to the next
/// the payment must rise by 0 or by 1 fen, which bounds it and keeps both it and what is left from
/// falling. Rooms, bases and the bill only take the least of such amounts.
FunctionReport judge(const Plan& plan, const BenefitCells& cells);

/// Where a benefit of a row has a base of which the statements do not pass on to the settlement.
std::vector<Limit> inheritance_limits(const Plan& plan, const RowCells& row, std::size_t place);

} // namespace reimburse::study
