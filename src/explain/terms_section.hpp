// SPDX-License-Identifier: MIT
#pragma once

#include "explain/wording.hpp"

namespace reimburse::explain {

/// Appends the terms that a policy's tables are written in: dimensions and how they are derived,
/// measures, lists, facilities, accumulators, indices. What the policy does not have is left out.
void print_terms(Page& page, const Wording& words);

} // namespace reimburse::explain
