// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

namespace reimburse::audit {

namespace {

/// Paid up to the start of each segment, over again: the other laying had no use for it.
void lay(DraftStep& step, Laying laying) {
    step.step.laying = laying;
    std::int64_t paid = 0;
    for (SegmentStep& segment : step.segments) {
        segment.paid = paid;
        std::int64_t more = 0;
        if (__builtin_mul_overflow(segment.to - segment.from, segment.rate, &more) ||
            __builtin_add_overflow(paid, more, &paid)) {
            paid = 0; // beyond an open segment nothing follows
        }
    }
}

void add(const Benefit& benefit, std::size_t b, Cause cause,
         const std::function<void(DraftStep&)>& change, RowEdits& edits) {
    RowEdit edit;
    edit.benefit = static_cast<std::int32_t>(b);
    edit.deviation = {cause, benefit.id, benefit.label};
    edit.patch = [b, change](Draft& draft) {
        for_step(draft, static_cast<std::int32_t>(b), change);
    };
    edits.push_back(std::move(edit));
}

} // namespace

/// Segments laid the other way, and the axis begun anew for each claim.
void add_schedules(const Plan& plan, RowEdits& edits) {
    for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
        const Benefit& benefit = plan.benefits[b];
        if (benefit.kind != BenefitKind::scheduled) {
            continue;
        }
        if (!benefit.schedule.axis.empty()) {
            add(
                benefit, b, Cause::per_claim,
                [](DraftStep& step) {
                    step.step.axis_slot = -1;
                    step.step.on_change = OnChange::forward;
                },
                edits);
        }
        if (benefit.schedule.segments.size() > 1) {
            const bool whole = benefit.schedule.laying == Laying::whole;
            add(
                benefit, b, whole ? Cause::marginal : Cause::flat,
                [whole](DraftStep& step) { lay(step, whole ? Laying::marginal : Laying::whole); },
                edits);
        }
    }
}

} // namespace reimburse::audit
