// SPDX-License-Identifier: MIT
#pragma once

#include "explain/wording.hpp"

namespace reimburse::explain {

/// Appends one benefit: a heading with its place in the order, then everything it is made of.
void print_benefit(Page& page, const Wording& words, const Benefit& benefit, int number);

/// Appends the schedule of a benefit: how it lies, its segments and their rates.
void print_schedule(Page& page, const Wording& words, const Benefit& benefit);

/// Appends what exists only under readings that are not selected; nothing where there is none.
void print_other_readings(Page& page, const Wording& words, const Benefit& benefit);

} // namespace reimburse::explain
