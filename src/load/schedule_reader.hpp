// SPDX-License-Identifier: MIT
#pragma once

#include "load/table_reader.hpp"
#include "reimburse/rules/benefit.hpp"

namespace reimburse::load {

/// The schedule of a benefit, with its open switches. Errors beside those of its tables:
/// segment_open, segments_not_ascending (edges that are one number each), contradictory_rule.
void read_schedule(const Cursor& value, Benefit& benefit, const Terms& terms);

/// One uplift of a benefit whose rooms have been read. Errors: uplift_above_limit, unknown_list
/// for a room, contradictory_rule.
Uplift read_uplift(const Cursor& value, const Benefit& benefit, const Terms& terms, Ids& ids);

} // namespace reimburse::load
