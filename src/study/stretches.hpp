// SPDX-License-Identifier: MIT
#pragma once

#include "settle/pay_function.hpp"
#include "study/diff.hpp"

#include <memory>
#include <vector>

namespace reimburse::study {

/// One side of a comparison in one situation.
struct Side {
    const Plan* plan = nullptr;
    const PlanRow* row = nullptr;
    Surroundings fixed;
    std::shared_ptr<const PayFunction> functions; ///< null where the row is refused
    std::vector<int> benefits; ///< by Comparison::benefits: place in the plan's order, -1: none
};

/// Where the two sides pay differently, cut so that every difference is one line; stretches that
/// hold no whole fen are left out, since no claim lies in them. Each carries a settled example and
/// whether the kernel confirms it. Precondition: neither row is refused.
std::vector<Stretch> stretches(const Side& a, const Side& b);

/// The claim settled under both sides; a side that refuses pays nothing here.
Example settle_example(const Side& a, const Side& b, std::int64_t eligible);

/// An eligible amount of which a person sees at once what it is: a round one where there is one.
std::int64_t plain_amount(std::int64_t first, std::int64_t last);

} // namespace reimburse::study
