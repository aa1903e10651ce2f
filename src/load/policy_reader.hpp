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

} // namespace reimburse::load
