// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"
#include "settle/pay_function.hpp"

#include <optional>
#include <vector>

namespace reimburse::study {

/// What the kernel itself pays for one eligible amount when nothing is lost to rounding: every
/// amount of the row and of the claim is multiplied by `scale`, so that the kernel's roundings
/// leave no remainder, and the payments are divided again. None where a scaled amount leaves 64
/// bits. It shares no code with pay_function(), which it is there to check.
///
/// Precondition: `scale` is a common denominator of the payments in fen, times 100.
std::optional<std::vector<Rational>> exact_payments(const Plan& plan, const PlanRow& row,
                                                    const Surroundings& fixed,
                                                    std::int64_t eligible, std::int64_t scale);

/// Whether the functions are what the kernel pays at this amount; none where it cannot be told.
std::optional<bool> agrees(const Plan& plan, const PlanRow& row, const Surroundings& fixed,
                           const PayFunction& functions, std::int64_t eligible);

} // namespace reimburse::study
