// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace reimburse::check {

/// Settles bills of one amount by the rows of a plan, each as the first of its person.
class Payer {
  public:
    explicit Payer(const Plan& plan)
        : plan_(plan), settler_(plan, exact_path), slots_(plan.slot_count()),
          measures_(plan.measure_count), settlement_(plan) {}

    /// The settlement of a bill of `fen`, all of it eligible; `measure` (3 and above; 0: none) has
    /// the amount too. Null where it cannot be settled. Precondition: the row is not refused.
    const Settlement* settle(const PlanRow& row, std::int64_t fen, std::size_t measure = 0) {
        std::ranges::fill(slots_, 0);
        std::ranges::fill(measures_, 0);
        measures_[total_register] = measures_[eligible_register] = fen;
        if (measure != 0) {
            measures_[measure] = fen;
        }
        const bool done = settler_.settle({&row, measures_}, slots_, settlement_) == Outcome::done;
        return done ? &settlement_ : nullptr;
    }

    /// What the patient pays of it, fen.
    std::optional<std::int64_t> patient(const PlanRow& row, std::int64_t fen,
                                        std::size_t measure = 0) {
        const Settlement* settlement = settle(row, fen, measure);
        return settlement == nullptr
                   ? std::nullopt
                   : std::optional((settlement->patient_pays - settlement->account_pays).fen());
    }

  private:
    const Plan& plan_;
    Settler settler_;
    std::vector<std::int64_t> slots_;
    std::vector<std::int64_t> measures_;
    Settlement settlement_;
};

} // namespace reimburse::check
