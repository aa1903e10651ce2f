// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

namespace reimburse::audit {

RowEdits row_edits(const Plan& plan) {
    RowEdits edits;
    add_derived_values(plan, edits);
    add_deductibles(plan, edits);
    add_uplifts(plan, edits);
    add_layers(plan, edits);
    add_rooms(plan, edits);
    add_schedules(plan, edits);
    add_readings(plan, edits);
    add_roundings(plan, edits);
    add_orders(plan, edits);
    add_gates(plan, edits);
    return edits;
}

void for_step(Draft& draft, std::int32_t benefit, const std::function<void(DraftStep&)>& change) {
    for (DraftStep& step : draft.steps) {
        if (step.step.benefit == benefit) {
            change(step);
        }
    }
}

} // namespace reimburse::audit
