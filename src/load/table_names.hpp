// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/policy.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::load {

/// Every table of a policy by the name that overlays and problems use.
std::vector<std::pair<std::string, Table*>> tables_of(Policy& policy);
std::vector<std::pair<std::string, const Table*>> tables_of(const Policy& policy);

/// Whether `name` is the table, or one of those that a pattern with "segments.*" stands for.
bool stands_for(std::string_view pattern, std::string_view name);

} // namespace reimburse::load
