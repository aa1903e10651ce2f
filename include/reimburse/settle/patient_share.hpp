// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"
#include "reimburse/settle/settlement.hpp"

#include <algorithm>
#include <array>

namespace reimburse::detail {

/// Splits the patient's share into parts. The bill begins as not covered and out of scope; each
/// benefit takes its base from it in the order of Reason, its payment comes off in that order
/// (in scope first). A base of the claim's own measures alone takes first what no benefit has had
/// in its base: cost above a line, or of a class of items, is not what another benefit left. The
/// first benefit that applies names what it leaves in scope, a later one only if it pays something;
/// a later backstop names nothing.
class PatientShare {
  public:
    explicit PatientShare(Settlement& settlement) : settlement_(settlement) {}

    void split(const Plan& plan) {
        auto& parts = settlement_.parts;
        parts.clear();
        parts.push_back({-1, Reason::not_covered, settlement_.eligible});
        parts.push_back({-1, Reason::out_of_scope, settlement_.total - settlement_.eligible});
        for (const BenefitStep& step : slice(plan.steps, settlement_.row->steps)) {
            settle(step, settlement_.benefits[step.benefit], plan);
        }
        // The bill's own names come last; of the others each benefit's follow the one before.
        std::ranges::rotate(parts, parts.begin() + 2);
        std::erase_if(parts, [](const PatientPart& part) { return part.amount == Money{}; });
    }

  private:
    using Reasons = std::array<Reason, reason_count>;

    static constexpr Reasons left_first{Reason::copayment, Reason::over_cap, Reason::deductible,
                                        Reason::not_covered, Reason::out_of_scope};
    static constexpr Reasons own_first{Reason::not_covered, Reason::copayment, Reason::over_cap,
                                       Reason::deductible, Reason::out_of_scope};

    static bool of_measures(const Plan& plan, const BenefitStep& step) {
        return std::ranges::all_of(slice(plan.terms, step.base.terms), [&](const TermStep& term) {
            return term.source < plan.measure_count;
        });
    }

    void settle(const BenefitStep& step, const BenefitResult& result, const Plan& plan) {
        const std::int32_t benefit = step.benefit;
        auto& parts = settlement_.parts;
        const bool names =
            first_ || (step.kind != BenefitKind::backstop && result.payment > Money{});
        first_ = false;
        const std::size_t count = parts.size();
        Money base = std::max(result.base, result.payment);
        Money payment = result.payment;
        Money unnamed;
        for (const Reason reason : of_measures(plan, step) ? own_first : left_first) {
            for (std::size_t p = 0; p < count && base > Money{}; ++p) {
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
