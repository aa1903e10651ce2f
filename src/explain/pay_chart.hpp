// SPDX-License-Identifier: MIT
#pragma once

#include "explain/chart.hpp"
#include "explain/wording.hpp"
#include "reimburse/plan/plan.hpp"

#include <optional>

namespace reimburse::explain {

/// What is paid, and what the patient bears, of every bill: of the first claim of a year, all of it
/// within policy scope, under the latest rules of the plan. The dimensions on which it depends are
/// found by trying: the one with most values tells lines apart, others make panels while there are
/// few, and the rest have their usual value, which the caption names. Exact up to the rounding of
/// payments, which is left out.
///
/// None where nothing can be drawn: no benefit pays, or what is paid depends on the amount in a way
/// that is no line between breakpoints.
std::optional<Chart> pay_chart(const Plan& plan, const Wording& words);

} // namespace reimburse::explain
