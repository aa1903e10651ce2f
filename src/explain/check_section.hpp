// SPDX-License-Identifier: MIT
#pragma once

#include "explain/wording.hpp"

namespace reimburse::explain {

/// Appends what a policy says to `check` alone: the bounds that higher rules set to its cells, and
/// the warnings that are right as they are, with the reasons. What the policy does not have is left
/// out.
void print_check(Page& page, const Wording& words);

} // namespace reimburse::explain
