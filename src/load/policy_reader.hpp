// SPDX-License-Identifier: MIT
#pragma once

#include "load/terms.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/rules/policy.hpp"

#include <string_view>
#include <vector>

namespace reimburse::load {

/// Reads a policy table. `file` names the text in places and problems. Every problem of the file
/// is found in one run, in the order of the places; what only the combinations of dimensions show
/// (gaps, overlaps) is left to compile(). The hash stays empty.
Result<Policy> read_policy(std::string_view text, std::string_view file);

/// The sources of a policy or an overlay; ids of sources and of clauses are unique.
std::vector<Source> read_sources(const Cursor& root);

/// The indices of a policy or an overlay.
std::vector<Index> read_indices(const Cursor& root, const Terms& terms, Ids& ids);

} // namespace reimburse::load
