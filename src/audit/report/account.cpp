// SPDX-License-Identifier: MIT
#include "audit/report/account.hpp"

#include "reimburse/explain/room_cite.hpp"
#include "reimburse/explain/trace.hpp"

namespace reimburse::audit {

namespace {

AccountBenefit benefit_of(const Plan& plan, std::size_t number, const BenefitResult& result,
                          bool cited) {
    const BenefitStep& step = plan.steps[result.step];
    const Benefit& benefit = plan.benefits[number];
    AccountBenefit account;
    account.benefit = benefit.id;
    account.base = result.base.fen();
    account.deductible = result.deductible.fen();
    account.uplift = result.uplift.fen();
    account.over_cap = result.over_cap.fen();
    account.copayment = result.copayment.fen();
    account.payment = result.payment.fen();
    account.axis_before = result.axis_before.fen();
    const bool scheduled = step.kind == BenefitKind::scheduled;
    account.has_deductible = scheduled && (step.deductibles.count > 0 || step.axis_deductible > 0);
    account.has_axis = scheduled && step.axis_slot >= 0;
    account.clause = benefit.clause;
    if (cited) {
        if (const RoomCite* room = deductible_cite(plan, result)) {
            account.deductible_clause = plan.cites[room->cite].clause;
        }
        if (const RoomCite* room = cap_cite(plan, result)) {
            account.cap_clause = plan.cites[room->cite].clause;
        }
    }
    for (const SegmentResult& part : result.segments) {
        AccountSegment segment;
        segment.amount = part.amount.fen();
        segment.rate = rate_text(part.rate, step.denominator);
        if (part.rate != part.plain_rate) {
            segment.published = rate_text(part.plain_rate, step.denominator);
        }
        if (cited) {
            segment.clause = plan.cites[plan.segments[part.segment].cite].clause;
        }
        account.segments.push_back(std::move(segment));
    }
    return account;
}

} // namespace

Account account_of(const Plan& plan, const Settlement& settlement, bool cited) {
    Account account;
    account.total = settlement.total.fen();
    account.eligible = settlement.eligible.fen();
    account.fund_total = settlement.fund_total.fen();
    account.account_pays = settlement.account_pays.fen();
    for (const PatientPart& part : settlement.parts) {
        account.reasons[static_cast<std::size_t>(part.reason)] += part.amount.fen();
    }
    for (std::size_t b = 0; b < settlement.benefits.size(); ++b) {
        if (settlement.benefits[b].applies) {
            account.benefits.push_back(benefit_of(plan, b, settlement.benefits[b], cited));
        }
    }
    return account;
}

} // namespace reimburse::audit
