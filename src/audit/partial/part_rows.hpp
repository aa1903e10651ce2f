// SPDX-License-Identifier: MIT
#pragma once

#include "load/row_source.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace reimburse::audit {

/// Which rows of the pieces make one part of a batch.
struct PartPlan {
    struct Input {
        std::vector<std::string> pieces; ///< paths
        std::int64_t before = 0;         ///< rows of the inputs before this one
    };

    std::vector<Input> inputs;
    std::vector<std::uint64_t> tied; ///< hashes, in order
    bool only_tied = false;          ///< these rows alone; else all but these
};

/// The rows of a part, input by input, each in the order of the input.
class PartRows {
  public:
    explicit PartRows(PartPlan plan);

    /// Names that stand for the inputs.
    std::vector<std::string> names() const;

    /// The rows of the input of that name, from the first. They must not outlive this.
    std::unique_ptr<load::RowSource> rows(const std::string& name);

    /// The number in the batch of a row of the part, both from 1. Precondition: all rows of the
    /// inputs up to it were read.
    std::int64_t number(std::int64_t row) const;

  private:
    class Piece;
    class Gathered;

    bool wanted(std::uint64_t key) const;

    PartPlan plan_;
    std::vector<std::vector<std::int64_t>> numbers_; ///< by input
};

} // namespace reimburse::audit
