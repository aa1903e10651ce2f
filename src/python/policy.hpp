// SPDX-License-Identifier: MIT
#pragma once

#include "python/frame_input.hpp"
#include "reimburse/plan/plan.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::python {

/// A tolerance in yuan as fen. Problem: not_an_amount.
Result<std::int64_t> fen_of(const std::string& tolerance);

/// A policy as Python holds it. Nothing in it changes, so that threads may share it; the lock of
/// Python is let go while claims are settled.
class PlanHandle {
  public:
    PlanHandle(const std::vector<std::string>& rules, const Selection& readings,
               const std::optional<std::string>& facilities, const std::string& language);

    const Plan& plan() const { return *plan_; }

    /// JSON in, JSON out: what `reimburse settle --format json` writes.
    std::string settle(const std::string& claim, const std::optional<std::string>& accumulators,
                       bool trace, const std::string& language) const;

    /// Arrays of fen by benefit, the totals, which rows are refused, and why.
    pybind11::dict calculate(const HeldFrame& held, const FrameForm& form) const;

    /// Findings and refused rows by column, and the summary as JSON. `tolerance` in yuan.
    pybind11::dict audit(const HeldFrame& held, const FrameForm& form, const std::string& tolerance,
                         bool find_duplicates) const;

  private:
    std::unique_ptr<const Plan> plan_;
};

} // namespace reimburse::python
