// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"
#include "reimburse/settle/cells.hpp"
#include "settle/piecewise.hpp"

#include <cstdint>
#include <vector>

namespace reimburse {

/// What stands fixed while the eligible amount runs through [0, the greatest that fits].
struct Surroundings {
    std::int64_t out_of_scope = 0;      ///< fen; total = eligible + out_of_scope
    std::vector<std::int64_t> measures; ///< the policy's own, fen or counts; empty: all 0
    std::vector<std::int64_t> slots;    ///< of the accumulators; empty: all 0
};

/// What a row of a plan pays as functions of the eligible amount, in fen: the steps of the kernel
/// without its rounding, so that one value answers for every amount. For comparing policies, for
/// proofs and for finding out whether a change of a table changes anything.
///
/// The kernel rounds each payment, so that a settlement differs from these by less than one unit of
/// rounding for each benefit (`units`; for rounding by segment one for each segment), plus what the
/// roundings of earlier benefits carry into the bases of later ones.
struct PayFunction {
    /// By benefit in order of settlement; 0 for those that do not apply.
    std::vector<PiecewiseLinear> payments;
    std::vector<PiecewiseLinear> bases;
    std::vector<PiecewiseLinear> deductibles;
    std::vector<std::int64_t> units; ///< fen that rounding may move the payment; 0: not rounded
    PiecewiseLinear fund_total;      ///< all payments but those from the patient's own account
    PiecewiseLinear account_pays;
    PiecewiseLinear patient_pays;       ///< total less fund_total
    std::vector<PiecewiseLinear> slots; ///< the accumulators afterwards, not rounded to fen
};

/// Precondition: the row is not refused. Cells that depend on a measure are those of the fixed
/// measures; one that depends on the eligible amount or on the total itself stays as it is at an
/// eligible amount of 0, and then the functions hold only there: check them against the kernel. A
/// payment that the claim states (BenefitKind::given) is cut to what is left of the bill; the
/// kernel refuses such a claim.
PayFunction pay_function(const Plan& plan, const PlanRow& row, const Surroundings& fixed = {});

/// G of one scheduled step with marginal segments, on [0, limit] of its axis; `cells` may be
/// `Cells(plan)`.
PiecewiseLinear schedule_function(const Cells& cells, const BenefitStep& step,
                                  const Rational& limit);

} // namespace reimburse
