// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

namespace reimburse::audit {

/// Each benefit left out.
void add_layers(const Plan& plan, RowEdits& edits) {
    for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
        const Benefit& benefit = plan.benefits[b];
        RowEdit edit;
        edit.benefit = static_cast<std::int32_t>(b);
        edit.deviation = {Cause::layer_skipped, benefit.id, benefit.label};
        edit.patch = [b](Draft& draft) {
            std::erase_if(draft.steps,
                          [b](const DraftStep& step) { return step.step.benefit == b; });
        };
        edits.push_back(std::move(edit));
    }
}

} // namespace reimburse::audit
