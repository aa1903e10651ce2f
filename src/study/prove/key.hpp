// SPDX-License-Identifier: MIT
#pragma once

#include "study/prove/cells.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace reimburse::study {

/// Spells what a row computes, without what it merely says (clauses, labels), as bytes to compare.
/// Names stand for numbers that differ from plan to plan, and benefits that a row does not settle
/// are left out of its sums, so that rows of different selections are found to be the same.
class KeyWriter {
  public:
    explicit KeyWriter(const Plan& plan);

    /// The cells of the whole row beside its compiled steps.
    std::string program(const PlanRow& row, const RowCells& cells);

    /// The cells of one benefit apart from what its base is made of.
    std::string function(const BenefitCells& cells);

  private:
    void put(std::int64_t value);
    void put_source(std::uint16_t source);
    void put_slot(std::int64_t slot);
    void put_rooms(const std::vector<RoomCells>& rooms);
    void put_terms(const std::vector<TermCells>& terms);
    void put_figures(const BenefitCells& cells);
    void put_step(const BenefitStep& step);
    void put_slope(const SlopeStep& slope, const PlanRow& row);
    void put_rooms(Range rooms);
    void put_room(const RoomStep& room);
    void put_sum(const SumStep& sum);
    bool silent(std::uint16_t source) const;

    const Plan& plan_;
    std::vector<std::int64_t> benefits_; ///< place in the policy
    std::vector<std::int64_t> slots_;    ///< place in the policy
    std::vector<bool> settled_;          ///< by benefit: has a step in the row
    std::string key_;
};

} // namespace reimburse::study
