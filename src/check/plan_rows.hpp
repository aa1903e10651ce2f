// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"

#include <cstdint>
#include <vector>

namespace reimburse::check {

/// What a row of a plan pays before rounding, as numbers: equal for rows that have the same pay
/// function, also of two plans of one policy.
std::vector<std::int64_t> amounts_of(const Plan& plan, const PlanRow& row);

/// The same with roundings, what is added to accumulators and what the row states: refusal, notes,
/// targets, statements. Equal for rows that settle every claim alike.
std::vector<std::int64_t> effects_of(const Plan& plan, const PlanRow& row);

/// Which claims the row with that number is for, with the readings that are no defaults.
Text words_of_row(const Plan& plan, std::size_t number);

} // namespace reimburse::check
