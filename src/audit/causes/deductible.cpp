// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

namespace reimburse::audit {

namespace {

void double_values(Table& table) {
    for (auto* rows : {&table.rows, &table.overrides}) {
        for (Row& row : *rows) {
            row.cell.value = multiply(row.cell.value, Fraction::whole(2)).value_or(row.cell.value);
        }
    }
}

void leave_out(Benefit& benefit) {
    benefit.deductibles.clear();
    benefit.schedule.axis_deductible.reset();
}

void take_twice(Benefit& benefit) {
    for (Room& room : benefit.deductibles) {
        double_values(room.amount);
    }
    if (benefit.schedule.axis_deductible) {
        double_values(*benefit.schedule.axis_deductible);
    }
}

} // namespace

/// The deductible of a benefit left out, taken twice, or taken from each claim.
void add_deductibles(const Plan& plan, RowEdits& edits) {
    for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
        const Benefit& benefit = plan.benefits[b];
        if (benefit.deductibles.empty() && !benefit.schedule.axis_deductible) {
            continue;
        }
        RowEdit edit;
        edit.benefit = static_cast<std::int32_t>(b);
        edit.deviation = {Cause::deductible_ignored, benefit.id, benefit.label};
        edit.change = leave_out;
        edits.push_back(edit);
        edit.deviation.cause = Cause::deductible_doubled;
        edit.change = take_twice;
        edits.push_back(edit);
        edit.deviation.cause = Cause::deductible_per_claim;
        edit.change = nullptr;
        edit.patch = [b](Draft& draft) {
            for_step(draft, static_cast<std::int32_t>(b), [](DraftStep& step) {
                for (DraftRoom& room : step.deductibles) {
                    room.slots.clear();
                }
            });
        };
        edits.push_back(std::move(edit));
    }
}

} // namespace reimburse::audit
