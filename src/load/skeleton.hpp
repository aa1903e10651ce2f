// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"

#include <string>
#include <vector>

namespace reimburse::load {

/// Makes a table to begin with in a folder, which is created where it does not exist: policy.json,
/// source.md, a worked case, and schema.json unless the folder above already has one. The policy
/// takes the folder's name as its id where that can be an id. The paths written, in order.
///
/// Error: cannot_write, for every file that is there already; then nothing is written.
Result<std::vector<std::string>> write_skeleton(const std::string& folder);

} // namespace reimburse::load
