// SPDX-License-Identifier: MIT
#pragma once

#include "audit/listing.hpp"

#include <string>

namespace reimburse::audit {

/// What a batch came to, as a JSON document: the policy, counts and sums, differences by state, and
/// every group of findings with one facility and cause. Amounts are texts in yuan.
std::string summary_json(const Plan& plan, const AuditResult& result, const Listing& listing,
                         Language language);

} // namespace reimburse::audit
