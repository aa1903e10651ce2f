// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "study/prove/cells.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace reimburse::study {

class KeyWriter;

/// A distinct program row: combinations of dimensions, days and readings whose cells and compiled
/// steps are the same.
struct Program {
    std::shared_ptr<const Plan> plan; ///< the first under which it was met
    std::vector<std::uint32_t> rows;  ///< of that plan, the first ones
    std::uint64_t combinations = 0;
    RowCells cells;
    std::vector<std::size_t> functions; ///< by benefit of the row
};

/// A distinct function of one benefit, and where it was met first.
struct BenefitFunction {
    std::string benefit;
    std::size_t program = 0;
    std::size_t place = 0; ///< in the row
    std::uint64_t combinations = 0;
};

/// A row that the plan refuses and its tables do not, or the other way round.
struct RefusalDifference {
    std::shared_ptr<const Plan> plan;
    std::uint32_t row = 0;
};

/// Everything that is distinct under the selections that were added.
class Programs {
  public:
    /// All plans are of one policy.
    void add(const std::shared_ptr<const Plan>& plan);

    const std::vector<Program>& programs() const { return programs_; }

    const std::vector<BenefitFunction>& functions() const { return functions_; }

    const std::vector<RefusalDifference>& refusal_differences() const { return differences_; }

    std::uint64_t selections() const { return selections_; }

    std::uint64_t combinations() const { return combinations_; }

    std::uint64_t refused() const { return refused_; }

  private:
    void add_row(const std::shared_ptr<const Plan>& plan, std::uint32_t row, RowCells&& cells,
                 KeyWriter& writer);

    std::vector<Program> programs_;
    std::vector<BenefitFunction> functions_;
    std::vector<RefusalDifference> differences_;
    std::unordered_map<std::string, std::size_t> known_programs_;
    std::unordered_map<std::string, std::size_t> known_functions_;
    std::uint64_t selections_ = 0;
    std::uint64_t combinations_ = 0;
    std::uint64_t refused_ = 0;
};

/// Every selection of the policy's readings that agrees with `chosen`, the defaults first.
std::vector<Selection> every_selection(const Policy& policy, const Selection& chosen);

} // namespace reimburse::study
