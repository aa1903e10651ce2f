// SPDX-License-Identifier: MIT
#pragma once

#include "load/terms.hpp"
#include "reimburse/rules/policy.hpp"

#include <vector>

namespace reimburse::load {

/// The sources of a policy or an overlay; ids of sources and of clauses are unique.
std::vector<Source> read_sources(const Cursor& root);

/// The indices of a policy or an overlay.
std::vector<Index> read_indices(const Cursor& root, const Terms& terms, Ids& ids);

} // namespace reimburse::load
