// SPDX-License-Identifier: MIT
#pragma once

#include "load/terms.hpp"
#include "reimburse/rules/sheet.hpp"

#include <vector>

namespace reimburse::load {

/// Reads the printed forms at the key "sheets" of a policy or overlay. Errors, beside those of
/// keys and ids: contradictory_rule for a line that is not earlier, a ratio that is summed, a
/// weight that is no whole number.
std::vector<Sheet> read_sheets(const Cursor& root, const Terms& terms);

} // namespace reimburse::load
