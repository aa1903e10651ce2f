// SPDX-License-Identifier: MIT
#pragma once

#include "study/diff.hpp"

namespace reimburse::study {

/// Fills in the days on which two plans are compared, cut where a version of either begins, and
/// those that only one of them knows. Problem: outside_validity for a day that was asked for.
Problems choose_days(const Plan& a, const Plan& b, const Terms& terms, Comparison& result);

} // namespace reimburse::study
