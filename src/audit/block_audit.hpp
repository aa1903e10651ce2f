// SPDX-License-Identifier: MIT
#pragma once

#include "audit/block_settler.hpp"
#include "audit/block_work.hpp"
#include "load/day_table.hpp"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace reimburse::audit {

/// Settles blocks and compares each row with what it says was paid.
class BlockAudit : public BlockWork {
  public:
    /// Looks at a row that was put aside; `number`: from 1, over all blocks. Leaves the problems
    /// for which it is refused in `row`.
    using Aside = std::function<void(std::int64_t number, load::Refusal& row)>;

    /// Takes the comparisons of blocks in their order; false: the work is to stop.
    using Take = std::function<bool(const load::ClaimBlock& block, const Comparison& comparison,
                                    std::int64_t bytes)>;

    /// `days` must outlive the audit.
    BlockAudit(const Plan& plan, const load::DayTable& days, Aside aside, Take take);

    void settle(load::ClaimBlock& block) override;
    void finish(const load::ClaimBlock& block, BlockOut& out) const override;

    bool take(const load::ClaimBlock& block, const BlockOut& out, std::int64_t bytes) override {
        return take_(block, out.comparison, bytes);
    }

    const BatchCounts& counts() const { return settler_.counts(); }

  private:
    void compare_totals(const load::ClaimBlock& block, Comparison& comparison) const;
    void compare_benefits(const load::ClaimBlock& block, Comparison& comparison) const;
    std::int64_t fund_total(const load::ClaimBlock& block, std::size_t number) const;

    const Plan& plan_;
    BlockSettler settler_;
    std::size_t width_; ///< of a row's payments
    /// By row of the plan, width_ of them: all bits set for a step whose payment counts as paid by
    /// the fund, none for the others and for steps that the row does not have.
    std::vector<std::int64_t> in_fund_;
    std::int64_t rows_ = 0; ///< settled
    Aside aside_;
    Take take_;
};

} // namespace reimburse::audit
