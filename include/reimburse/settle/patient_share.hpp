// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"
#include "reimburse/settle/settlement.hpp"

#include <algorithm>
#include <array>

namespace reimburse::detail {

/// Splits the patient's share into parts. The bill begins as not covered and out of scope; each
/// benefit takes its base from it in the order of Reason, its payment comes off in that order
/// (in scope first). The first benefit that applies names what it leaves in scope, a later one only
/// if it pays something; a backstop names nothing.
class PatientShare {
  public:
    explicit PatientShare(Settlement& settlement) : settlement_(settlement) {}

    void split(const Plan& plan) {
        auto& parts = settlement_.parts;
        parts.clear();
        parts.push_back({-1, Reason::not_covered, settlement_.eligible});
        parts.push_back({-1, Reason::out_of_scope, settlement_.total - settlement_.eligible});
        for (std::size_t b = 0; b < settlement_.benefits.size(); ++b) {
            const BenefitResult& result = settlement_.benefits[b];
            if (result.applies) {
                settle(static_cast<std::int32_t>(b), result, plan.steps[result.step].kind);
            }
        }
        std::erase_if(parts, [](const PatientPart& part) { return part.amount == Money{}; });
        sort_few(parts,
                 [](const PatientPart& part) { return std::pair(part.benefit < 0, part.benefit); });
    }

  private:
    void settle(std::int32_t benefit, const BenefitResult& result, BenefitKind kind) {
        auto& parts = settlement_.parts;
        const bool names = kind != BenefitKind::backstop && (first_ || result.payment > Money{});
        first_ = false;
        const std::size_t count = parts.size();
        Money base = std::max(result.base, result.payment);
        Money payment = result.payment;
        Money unnamed;
        for (std::size_t r = 0; r < reason_count; ++r) {
            const auto reason = static_cast<Reason>(r);
            for (std::size_t p = 0; p < count; ++p) {
                PatientPart& part = parts[p];
                if (part.reason != reason) {
                    continue;
                }
                Money taken = std::min(part.amount, base);
                base -= taken;
                const Money paid = std::min(taken, payment);
                payment -= paid;
                part.amount -= paid;
                taken -= paid;
                if (names && reason != Reason::out_of_scope) {
                    part.amount -= taken;
                    unnamed += taken;
                }
            }
        }
        name(benefit, Reason::deductible, result.deductible, unnamed);
        name(benefit, Reason::over_cap, result.over_cap, unnamed);
        name(benefit, Reason::copayment, unnamed, unnamed);
    }

    void name(std::int32_t benefit, Reason reason, Money most, Money& unnamed) {
        const Money amount = std::min(most, unnamed);
        unnamed -= amount;
        if (amount > Money{}) {
            settlement_.parts.push_back({benefit, reason, amount});
        }
    }

    Settlement& settlement_;
    bool first_ = true; ///< no benefit has applied yet
};

} // namespace reimburse::detail
