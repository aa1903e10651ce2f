// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/arithmetic.hpp"
#include "reimburse/settle/kernel.hpp"
#include "reimburse/settle/patient_share.hpp"
#include "reimburse/settle/program.hpp"
#include "reimburse/settle/settlement.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace reimburse {

/// The amounts of a claim as the plan's registers want them, and its row.
struct Case {
    const PlanRow* row = nullptr;
    std::span<const std::int64_t> measures; ///< fen or counts, Plan::measure_count of them
    std::span<const std::int64_t> paid =
        {}; ///< what was really paid by benefit, -1: as the rules say
};

/// Settles the claims that int64 and whole fen do not hold. Fills `settlement` if it is not null.
/// The compiled library has one (exact_path); without it such a claim is refused.
using ExactPath = Outcome (*)(const Plan& plan, const Case& claim, std::span<std::int64_t> slots,
                              std::span<std::int64_t> payments, Settlement* settlement);

/// Settles claims under one plan. Keep one for each thread: it holds the working memory, so that
/// settling allocates nothing.
class Settler {
  public:
    /// `programs`: of the plan, for those who settle many claims in full; null: all by the kernel.
    explicit Settler(const Plan& plan, ExactPath exact = nullptr,
                     const Programs* programs = nullptr)
        : plan_(plan), exact_(exact), programs_(programs), writer_(plan),
          registers_(plan.register_count()), saved_(plan.slot_count()),
          payments_(plan.benefits.size()) {
        for (const Benefit& benefit : plan.benefits) {
            from_account_.push_back(benefit.payer == Payer::account ? 1 : 0);
        }
    }

    /// Payments only, by benefit in order of settlement. `slots` are changed only if done.
    /// Precondition: the row is not refused.
    Outcome pay(const Case& claim, std::span<std::int64_t> slots,
                std::span<std::int64_t> payments) {
        return run<false>(claim, slots, payments, nullptr);
    }

    /// The whole settlement. `slots` are changed only if done.
    Outcome settle(const Case& claim, std::span<std::int64_t> slots, Settlement& settlement) {
        for (BenefitResult& result : settlement.benefits) {
            if (result.applies) {
                result.clear();
            }
        }
        if (programs_ != nullptr && claim.paid.empty() &&
            programs_->settle(*claim.row, claim.measures.data(), slots.data(), settlement)) {
            finish(claim, settlement);
            return Outcome::done;
        }
        const Outcome outcome = run<true>(claim, slots, payments_, &settlement);
        if (outcome == Outcome::done) {
            finish(claim, settlement);
        }
        return outcome;
    }

  private:
    template <bool Detailed>
    Outcome run(const Case& claim, std::span<std::int64_t> slots, std::span<std::int64_t> payments,
                Settlement* settlement) {
        assert(claim.row != nullptr && claim.row->refusal < 0);
        std::ranges::copy(slots, saved_.begin());
        const bool sloped = claim.row->slopes.count > 0;
        Outcome outcome =
            sloped && !writer_.write(*claim.row, claim.measures)
                ? Outcome::inexact
                : Kernel<FastArithmetic, Detailed>(plan_, sloped ? writer_.cells() : Cells(plan_),
                                                   registers_, slots, payments, settlement)
                      .run(*claim.row, claim.measures, claim.paid);
        if (outcome == Outcome::inexact && exact_ != nullptr) {
            std::ranges::copy(saved_, slots.begin());
            outcome = exact_(plan_, claim, slots, payments, settlement);
        }
        if (outcome != Outcome::done) {
            std::ranges::copy(saved_, slots.begin());
        }
        return outcome;
    }

    void finish(const Case& claim, Settlement& settlement) {
        settlement.row = claim.row;
        settlement.total = Money::from_fen(claim.measures[total_register]);
        settlement.eligible = Money::from_fen(claim.measures[eligible_register]);
        settlement.fund_total = settlement.account_pays = Money{};
        for (const BenefitStep& step : slice(plan_.steps, claim.row->steps)) {
            Money& sum =
                from_account_[step.benefit] != 0 ? settlement.account_pays : settlement.fund_total;
            sum += settlement.benefits[step.benefit].payment;
        }
        settlement.patient_pays = settlement.total - settlement.fund_total;
        detail::PatientShare(settlement).split(plan_);
        assert(conserved(settlement));
        measure_targets(settlement);
    }

    static bool conserved(const Settlement& settlement) {
        Money sum = settlement.fund_total + settlement.account_pays;
        for (const PatientPart& part : settlement.parts) {
            sum += part.amount;
        }
        return sum == settlement.total;
    }

    void measure_targets(Settlement& settlement) const {
        const std::int64_t total = settlement.total.fen();
        const std::int64_t paid = settlement.fund_total.fen();
        settlement.actual_ratio_e4.reset();
        if (total > 0) {
            settlement.actual_ratio_e4 = quotient_e4(paid, total);
        }
        settlement.targets.clear();
        for (std::uint32_t t = 0; t < plan_.policy.targets.size(); ++t) {
            if ((settlement.row->targets >> t & 1U) == 0) {
                continue;
            }
            const Fraction& ratio = plan_.policy.targets[t].ratio;
            // total * ratio rounded up, without leaving int64: quotient and remainder apart
            const std::int64_t due = total / ratio.den() * ratio.num() +
                                     divide_rounded(total % ratio.den() * ratio.num(), ratio.den(),
                                                    RoundingMode::ceiling);
            settlement.targets.push_back(
                {t, Money::from_fen(std::max<std::int64_t>(due - paid, 0))});
        }
    }

    /// paid / total half up at four decimals, for 0 <= paid <= total, digit by digit: the product
    /// with 10,000 need not fit.
    static std::int64_t quotient_e4(std::int64_t paid, std::int64_t total) {
        constexpr std::int64_t small = std::numeric_limits<std::int64_t>::max() / 20'002;
        if (total <= small) {
            return (20'000 * paid + total) / (2 * total);
        }
        std::int64_t quotient = paid / total;
        std::int64_t rest = paid % total;
        for (int digit = 0; digit < 4; ++digit) {
            rest *= 10; // amounts of a claim stay below 1e16 fen
            quotient = quotient * 10 + rest / total;
            rest %= total;
        }
        return quotient + (rest >= total - rest ? 1 : 0);
    }

    const Plan& plan_;
    ExactPath exact_;
    const Programs* programs_;
    std::vector<std::uint8_t> from_account_; ///< by benefit: the patient's own account pays it
    CellWriter writer_;
    std::vector<std::int64_t> registers_;
    std::vector<std::int64_t> saved_;
    std::vector<std::int64_t> payments_;
};

} // namespace reimburse
