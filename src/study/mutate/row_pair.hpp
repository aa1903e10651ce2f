// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"

#include <string>
#include <utility>

namespace reimburse::study {

/// That part of two rows, as text, on which it depends whether claims are paid otherwise under
/// them: the steps up to the last that may pay something else, and those that feed sums which they
/// read. Rows of other claims and readings often have it in common. Both texts are the same where
/// the rows pay the same. Precondition: neither row refuses.
std::pair<std::string, std::string> deciding_texts(const Plan& a, const PlanRow& row_a,
                                                   const Plan& b, const PlanRow& row_b);

/// Whether a step of the row reads this slot before it pays.
bool reads_slot(const Plan& plan, const PlanRow& row, std::uint32_t slot);

} // namespace reimburse::study
