// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace reimburse::audit {

struct DraftRoom {
    std::int64_t amount = 0;
    std::vector<std::uint32_t> slots;
};

/// A cell that depends on a measure, by its place in one of the step's lists.
struct DraftSlope {
    enum class List : std::uint8_t { segments, limits, deductibles, caps, keep };

    SlopeStep slope; ///< its own places mean nothing
    List list = List::segments;
    std::uint32_t place = 0;
};

/// One benefit's step with its parts at hand; the ranges of `step` mean nothing.
struct DraftStep {
    BenefitStep step;
    std::vector<TermStep> base;
    std::vector<TermStep> keep_of;
    std::vector<DraftRoom> limits;
    std::vector<DraftRoom> deductibles;
    std::vector<DraftRoom> caps;
    std::vector<DraftRoom> keep;
    std::vector<SegmentStep> segments;
    std::vector<AddStep> adds;
    std::vector<DraftSlope> slopes;
};

/// A row of a plan taken apart, to be changed and put together again.
struct Draft {
    std::vector<DraftStep> steps;
    std::vector<CountStep> counts;
};

/// Takes a row apart.
Draft take_apart(const Plan& plan, const PlanRow& row);

/// Puts a row into the plan's pools.
PlanRow put_together(const Draft& draft, Plan& plan);

/// A text that two drafts share exactly if the kernel does the same with both.
std::string content_of(const Draft& draft);

/// A text that two drafts share if, with the totals of one state, they pay the same for every
/// amount: totals are folded in, and what cannot show is left out (a rounding of what is always
/// whole, segments where there is only one).
std::string content_of(const Draft& draft, std::span<const std::int64_t> slots);

} // namespace reimburse::audit
