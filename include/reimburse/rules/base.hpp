// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/room.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reimburse {

/// What a later benefit, or an accumulator, may take from a benefit.
enum class Part {
    base,       ///< the amount it worked on
    deductible, ///< what the patient bore first
    payment,    ///< what it paid
    left,       ///< base less payment
    covered,    ///< part of the base used up when a cap bound; an exact fraction
    laid,       ///< what it laid on its axis
};

/// One summand of a base: a weight times a measure of the claim or a part of an earlier benefit.
struct BaseTerm {
    Fraction weight = Fraction::whole(1);
    std::string measure; ///< empty: `part` of `benefit`
    std::string benefit;
    Part part = Part::left;
    std::optional<Table> weights = std::nullopt; ///< keyed by dimensions, in place of `weight`
    Only only = {};
};

/// Base (计算基数): a weighted sum, never below 0, at most the least of its limits.
struct Base {
    std::vector<BaseTerm> terms;
    std::vector<Room> limits;
};

} // namespace reimburse
