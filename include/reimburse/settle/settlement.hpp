// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/money.hpp"
#include "reimburse/plan/plan.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace reimburse {

/// Why the patient bears a part of the bill, in the order in which a base takes the parts.
enum class Reason : std::uint8_t {
    copayment,
    over_cap,
    deductible,
    not_covered,  ///< eligible cost that was in no benefit's base
    out_of_scope, ///< total less eligible
};

inline constexpr std::size_t reason_count = 5;

/// A part of the patient's share. `benefit` -1: the bill itself named it.
struct PatientPart {
    std::int32_t benefit = -1;
    Reason reason = Reason::not_covered;
    Money amount;
};

/// What lay in one segment, and what it brought before rounding by the benefit.
struct SegmentResult {
    std::uint32_t segment = 0; ///< index into Plan::segments
    Money amount;
    std::int64_t rate = 0; ///< over the step's denominator
    std::int64_t plain_rate = 0;
};

/// One benefit's own account: base = deductible + payment + over_cap + copayment.
struct BenefitResult {
    bool applies = false;
    std::uint32_t step = 0; ///< index into Plan::steps
    Money base;             ///< a fraction of a fen is shown rounded half up
    Money deductible;
    Money payment;
    Money over_cap;
    Money copayment;
    Money uplift;      ///< part of the payment, before the cap, that uplifts of the rate brought
    Money axis_before; ///< what earlier claims of the period laid on the axis
    Money axis_after;
    Money entitled_before; ///< R(G(before)), for a benefit rounded by the year
    Money entitled_after;
    std::vector<SegmentResult> segments;
    /// Rooms that were the least, as indices into Plan::rooms; -1: none. The first of equals.
    std::int32_t deductible_room = -1; ///< of a backstop, what it keeps; -1 too on the axis
    std::int32_t cap_room = -1;

    /// As if it had never applied; keeps the memory.
    void clear() {
        std::vector<SegmentResult> memory = std::move(segments);
        memory.clear();
        *this = BenefitResult{};
        segments = std::move(memory);
    }
};

/// A target and how far the settlement falls short of it, rounded up to the fen.
struct TargetResult {
    std::uint32_t target = 0;
    Money shortfall;
};

/// Settlement (结算): the answer. Reuse one object: settling then allocates nothing.
struct Settlement {
    std::vector<BenefitResult> benefits; ///< in order of settlement
    std::vector<PatientPart> parts;
    std::vector<TargetResult> targets;
    const PlanRow* row = nullptr;
    Money total;
    Money eligible;
    Money fund_total;   ///< all payments but those from the patient's own account
    Money account_pays; ///< payments from the patient's own account
    Money patient_pays; ///< total - fund_total
    std::optional<std::int64_t>
        actual_ratio_e4; ///< fund_total / total, half up; none if total is 0

    explicit Settlement(const Plan& plan) : benefits(plan.benefits.size()) {
        for (BenefitResult& benefit : benefits) {
            benefit.segments.reserve(plan.segment_limit);
        }
        parts.reserve(2 + reason_count * plan.benefits.size());
        targets.reserve(plan.policy.targets.size());
    }

    /// The patient's share of one reason.
    Money patient(Reason reason) const {
        Money sum;
        for (const PatientPart& part : parts) {
            if (part.reason == reason) {
                sum += part.amount;
            }
        }
        return sum;
    }
};

} // namespace reimburse
