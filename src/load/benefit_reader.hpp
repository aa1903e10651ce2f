// SPDX-License-Identifier: MIT
#pragma once

#include "load/terms.hpp"
#include "reimburse/rules/benefit.hpp"

namespace reimburse::load {

/// One benefit, of a policy or of an overlay. Errors beside those of its parts:
/// contradictory_rule for keys that do not go together.
Benefit read_benefit(const Cursor& value, const Terms& terms, Ids& ids);

/// True for a benefit that its source names without any figure: an overlay may fill it.
bool is_only_named(const Benefit& benefit);

} // namespace reimburse::load
