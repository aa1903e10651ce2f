// SPDX-License-Identifier: MIT
#pragma once

#include "study/prove/walk.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace reimburse::study {

/// Bills from 0 to `limit` at which a benefit of the row changes its way of paying, for the state
/// at which the walk was started, ascending, 0 and the limit among them.
std::vector<std::int64_t> breakpoints(Walk& walk, const RowCells& cells,
                                      std::span<const std::int64_t> slots, std::int64_t limit);

/// Amounts that the row's cells name, for a row that cannot be walked.
std::vector<std::int64_t> named_amounts(const RowCells& cells, std::int64_t limit);

/// Fens after which all roundings of the row repeat; at most `most`.
std::int64_t rounding_period(const RowCells& cells, std::int64_t most);

/// States of the year to hold the engine against.
struct States {
    std::vector<std::vector<std::int64_t>> slots;
    bool crossed = true; ///< every breakpoint of each accumulator with those of all others
};

/// Every breakpoint of each accumulator, and a fen to either side of it.
States states_of_year(const Plan& plan, const RowCells& cells);

} // namespace reimburse::study
