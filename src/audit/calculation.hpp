// SPDX-License-Identifier: MIT
#pragma once

#include "audit/block_settler.hpp"
#include "audit/block_work.hpp"
#include "audit/row_writer.hpp"
#include "load/day_table.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace reimburse::audit {

/// Settles blocks and writes their settlements as CSV.
class Calculation : public BlockWork {
  public:
    /// Takes text in order; false: nothing more can be written.
    using Write = std::function<bool(std::string_view text)>;

    /// Told how far the work has come, after each block; false: it is to stop.
    using Progress = std::function<bool(std::int64_t rows, std::int64_t bytes)>;

    /// `days` must outlive the calculation.
    Calculation(const Plan& plan, const load::DayTable& days, Language language, Write write,
                Progress progress)
        : settler_(plan, days), writer_(plan, language), write_(std::move(write)),
          progress_(std::move(progress)) {}

    std::string header() const { return writer_.header(); }

    void settle(load::ClaimBlock& block) override { settler_.settle(block); }

    void finish(const load::ClaimBlock& block, BlockOut& out) const override {
        out.text.clear();
        writer_.write(block, out.text);
    }

    bool take(const load::ClaimBlock& block, const BlockOut& out, std::int64_t bytes) override {
        rows_ += static_cast<std::int64_t>(block.rows.size());
        return write_(out.text.text()) && progress_(rows_, bytes);
    }

    const BatchCounts& counts() const { return settler_.counts(); }

  private:
    BlockSettler settler_;
    RowWriter writer_;
    Write write_;
    Progress progress_;
    std::int64_t rows_ = 0;
};

} // namespace reimburse::audit
