// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/policy.hpp"

#include <string>
#include <utility>
#include <vector>

namespace reimburse::load {

/// Every table of a policy by the name that overlays and problems use.
std::vector<std::pair<std::string, Table*>> tables_of(Policy& policy);

} // namespace reimburse::load
