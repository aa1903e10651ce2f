// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace reimburse::study {

/// One value of each coordinate, values below 64.
using Cell = std::vector<std::uint8_t>;

/// A set of values for each coordinate: all combinations of them. Bit v stands for value v.
using Box = std::vector<std::uint64_t>;

/// Describes `wanted`, a part of `all`, by few boxes, so that a person reads "level: county, city"
/// instead of a list of combinations. A box holds no other cell of `all`; what lies outside `all`
/// cannot occur and may be covered. Coordinates are widened from the last to the first, so that the
/// first ones carry the conditions. Deterministic.
std::vector<Box> cover(const std::vector<Cell>& wanted, const std::vector<Cell>& all);

/// The values of each coordinate that occur in `all`: a box that has them asks nothing of it.
Box hull(const std::vector<Cell>& all);

} // namespace reimburse::study
