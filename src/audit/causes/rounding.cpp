// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

namespace reimburse::audit {

/// Every mode of rounding, for each benefit that rounds.
void add_roundings(const Plan& plan, RowEdits& edits) {
    for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
        const Benefit& benefit = plan.benefits[b];
        if (benefit.roundings.empty()) {
            continue;
        }
        for (std::size_t m = 0; m < rounding_mode_names.size(); ++m) {
            const auto mode = static_cast<RoundingMode>(m);
            const std::string name(rounding_mode_names[m]);
            RowEdit edit;
            edit.benefit = static_cast<std::int32_t>(b);
            edit.deviation = {Cause::rounding,
                              benefit.id + "=" + name,
                              {benefit.label.in(Language::zh) + " " + name,
                               benefit.label.in(Language::en) + ", " + name}};
            edit.patch = [b, mode](Draft& draft) {
                for_step(draft, static_cast<std::int32_t>(b),
                         [mode](DraftStep& step) { step.step.rounding.rounding.mode = mode; });
            };
            edits.push_back(std::move(edit));
        }
    }
}

} // namespace reimburse::audit
