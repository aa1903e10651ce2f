// SPDX-License-Identifier: MIT
#pragma once

#include "load/terms.hpp"
#include "reimburse/rules/allow.hpp"
#include "reimburse/rules/bound.hpp"

#include <vector>

namespace reimburse::load {

/// Readers of what a policy or an overlay says to `check` alone: the array "bounds", what higher
/// rules demand of its cells, and the array "allow", warnings that are right as they are.
std::vector<Bound> read_bounds(const Cursor& root, const Terms& terms);
std::vector<Allow> read_allows(const Cursor& root);

} // namespace reimburse::load
