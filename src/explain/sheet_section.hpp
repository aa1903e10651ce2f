// SPDX-License-Identifier: MIT
#pragma once

#include "explain/wording.hpp"

namespace reimburse::explain {

/// Appends the printed forms of the policy: each line and where its amount comes from.
void print_sheets(Page& page, const Wording& words);

} // namespace reimburse::explain
