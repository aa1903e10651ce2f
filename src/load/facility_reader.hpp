// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"
#include "reimburse/rules/policy.hpp"

#include <string>

namespace reimburse::load {

/// Adds a facility list to a policy: CSV with a column facility_id (or id); `level` and `division`
/// stand for facility_level and facility_division, `lists` holds names of the policy's lists
/// separated by blanks, any other column is a field of the claim. A facility that the policy names
/// itself is completed.
Problems add_facilities(const std::string& path, Policy& policy);

} // namespace reimburse::load
