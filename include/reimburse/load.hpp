// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "reimburse/export.hpp"
#include "reimburse/rules/policy.hpp"

#include <span>
#include <string>
#include <string_view>

namespace reimburse {

/// Reads a policy from the text of a JSON rule table; `file` names it in problems. Every problem of
/// the text is returned, each with pointer, line and column. Compiled.
REIMBURSE_EXPORT Result<Policy> read_policy(std::string_view text, std::string_view file);

/// The policy that files or folders name, with their overlays applied in the order given; without
/// paths the bundled default. Exactly one policy must result. Compiled.
REIMBURSE_EXPORT Result<Policy> load_policy(std::span<const std::string> paths = {});

} // namespace reimburse
