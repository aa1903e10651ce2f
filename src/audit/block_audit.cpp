// SPDX-License-Identifier: MIT
#include "audit/block_audit.hpp"

#include "audit/paid.hpp"

#include <algorithm>

namespace reimburse::audit {

BlockAudit::BlockAudit(const Plan& plan, const load::DayTable& days, Aside aside, Take take)
    : plan_(plan), settler_(plan, days), width_(BlockSettler::width(plan)),
      in_fund_(plan.rows.size() * width_), aside_(std::move(aside)), take_(std::move(take)) {
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        std::int64_t* step_in_fund = &in_fund_[row * width_];
        for (const BenefitStep& step : slice(plan.steps, plan.rows[row].steps)) {
            *step_in_fund++ = plan.benefits[step.benefit].payer == Payer::account ? 0 : -1;
        }
    }
}

void BlockAudit::settle(load::ClaimBlock& block) {
    settler_.settle(block);
    if (std::ranges::any_of(block.refusals, &load::Refusal::aside)) {
        for (std::size_t number = 0; number < block.rows.size(); ++number) {
            const load::ClaimRow& row = block.rows[number];
            if (row.refusal != load::ClaimRow::none && block.refusals[row.refusal].aside) {
                aside_(rows_ + static_cast<std::int64_t>(number) + 1, block.refusals[row.refusal]);
            }
        }
    }
    rows_ += static_cast<std::int64_t>(block.rows.size());
}

void BlockAudit::finish(const load::ClaimBlock& block, BlockOut& out) const {
    Comparison& comparison = out.comparison;
    comparison.compared = comparison.expected = comparison.paid = 0;
    comparison.differing.clear();
    comparison.refused.clear();
    if (block.paid_benefits.empty()) {
        compare_totals(block, comparison);
    } else {
        compare_benefits(block, comparison);
    }
    if (!block.refusals.empty()) {
        for (std::uint32_t number = 0; number < block.rows.size(); ++number) {
            const std::uint32_t refusal = block.rows[number].refusal;
            if (refusal != load::ClaimRow::none && !block.refusals[refusal].problems.empty()) {
                comparison.refused.push_back(number);
            }
        }
    }
}

std::int64_t BlockAudit::fund_total(const load::ClaimBlock& block, std::size_t number) const {
    const std::int64_t* const payments = &block.payments[number * width_];
    const std::int64_t* const in_fund = &in_fund_[block.rows[number].row * width_];
    std::int64_t sum = 0;
    for (std::size_t step = 0; step < width_; ++step) {
        sum += payments[step] & in_fund[step];
    }
    return sum;
}

void BlockAudit::compare_totals(const load::ClaimBlock& block, Comparison& comparison) const {
    for (std::uint32_t number = 0; number < block.rows.size(); ++number) {
        const std::int64_t paid = block.paid_total[number];
        if (block.rows[number].refusal != load::ClaimRow::none || paid < 0) [[unlikely]] {
            continue;
        }
        const std::int64_t expected = fund_total(block, number);
        ++comparison.compared;
        comparison.expected += expected;
        comparison.paid += paid;
        if (paid != expected) [[unlikely]] {
            comparison.differing.push_back(number);
        }
    }
}

void BlockAudit::compare_benefits(const load::ClaimBlock& block, Comparison& comparison) const {
    const std::size_t benefits = plan_.benefits.size();
    Paid paid;
    std::vector<std::int64_t> payments(benefits);
    for (std::uint32_t number = 0; number < block.rows.size(); ++number) {
        const load::ClaimRow& row = block.rows[number];
        if (row.refusal != load::ClaimRow::none) {
            continue;
        }
        std::ranges::fill(payments, 0);
        const std::int64_t* payment = &block.payments[number * width_];
        for (const BenefitStep& step : slice(plan_.steps, plan_.rows[row.row].steps)) {
            payments[step.benefit] = *payment++;
        }
        const auto said =
            block.paid_benefits.begin() + static_cast<std::ptrdiff_t>(number * benefits);
        paid.benefits.assign(said, said + static_cast<std::ptrdiff_t>(benefits));
        paid.total.reset();
        if (block.paid_total[number] >= 0) {
            paid.total = block.paid_total[number];
        }
        if (!paid.any()) {
            continue;
        }
        const std::int64_t expected = fund_total(block, number);
        ++comparison.compared;
        comparison.expected += expected;
        comparison.paid += paid.sum(plan_.benefits, payments, expected);
        if (!paid.fits(payments, expected)) {
            comparison.differing.push_back(number);
        }
    }
}

} // namespace reimburse::audit
