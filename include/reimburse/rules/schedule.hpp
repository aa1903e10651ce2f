// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reimburse {

/// How the rates lie along the axis.
enum class Laying {
    marginal, ///< each segment's rate on the part of the amount inside it
    whole,    ///< the rate of the band in which the end lies, on the whole amount
};

/// A range of the axis with its own rate, or with a fixed amount (whole bands only). An edge
/// belongs to the segment below it. An unlimited edge ends the list for its combination.
struct Segment {
    std::optional<Table> up_to; ///< fen; absent: open
    std::optional<Table> rate;  ///< share
    std::optional<Table> fixed; ///< fen
};

/// Schedule (报销比例): G, a rate laid along an axis of money.
struct Schedule {
    Laying laying = Laying::marginal;
    std::vector<Segment> segments;
    std::string axis;                 ///< accumulator of what lies on it; empty: each claim anew
    bool includes_deductible = false; ///< lo = T + deductible, hi = T + base
    std::optional<Table> axis_deductible; ///< fen; G is 0 up to it
    bool edges_from_deductible = true; ///< edges count from the deductible on the axis, or from 0
};

} // namespace reimburse
