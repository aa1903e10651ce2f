// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

namespace reimburse::audit {

namespace {

using Rooms = std::vector<DraftRoom> DraftStep::*;

void add(const Benefit& benefit, std::size_t b, Rooms rooms, Cause cause, bool whole,
         RowEdits& edits) {
    RowEdit edit;
    edit.benefit = static_cast<std::int32_t>(b);
    edit.deviation = {cause, benefit.id, benefit.label};
    edit.patch = [b, rooms, whole](Draft& draft) {
        for_step(draft, static_cast<std::int32_t>(b), [&](DraftStep& step) {
            if (whole) {
                (step.*rooms).clear();
            }
            for (DraftRoom& room : step.*rooms) {
                room.slots.clear();
            }
        });
    };
    edits.push_back(std::move(edit));
}

} // namespace

/// The caps of a benefit, and the limits of its base: ignored, or applied to each claim alone.
void add_rooms(const Plan& plan, RowEdits& edits) {
    for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
        const Benefit& benefit = plan.benefits[b];
        if (!benefit.caps.empty()) {
            add(benefit, b, &DraftStep::caps, Cause::cap_ignored, true, edits);
            add(benefit, b, &DraftStep::caps, Cause::cap_per_claim, false, edits);
        }
        if (!benefit.base.limits.empty()) {
            add(benefit, b, &DraftStep::limits, Cause::limit_ignored, true, edits);
            add(benefit, b, &DraftStep::limits, Cause::limit_per_claim, false, edits);
        }
    }
}

} // namespace reimburse::audit
