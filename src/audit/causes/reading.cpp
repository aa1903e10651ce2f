// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

namespace reimburse::audit {

/// Every other value of each declared reading.
void add_readings(const Plan& plan, RowEdits& edits) {
    for (const Reading& reading : plan.policy.readings) {
        for (const ReadingValue& value : reading.values) {
            if (plan.selection.at(reading.id) == value.id) {
                continue;
            }
            RowEdit edit;
            edit.deviation = {Cause::reading, reading.id + "=" + value.id, value.label};
            edit.reading = reading.id;
            edit.value = value.id;
            edits.push_back(std::move(edit));
        }
    }
}

} // namespace reimburse::audit
