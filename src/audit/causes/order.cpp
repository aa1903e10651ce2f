// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

auto step_of(Draft& draft, std::size_t benefit) {
    return std::ranges::find_if(
        draft.steps, [benefit](const DraftStep& step) { return step.step.benefit == benefit; });
}

} // namespace

/// Two benefits in each other's place: what is settled later has brought nothing yet.
void add_orders(const Plan& plan, RowEdits& edits) {
    for (std::size_t a = 0; a < plan.benefits.size(); ++a) {
        for (std::size_t b = a + 1; b < plan.benefits.size(); ++b) {
            const Benefit& first = plan.benefits[a];
            const Benefit& second = plan.benefits[b];
            RowEdit edit;
            edit.deviation = {
                Cause::order,
                second.id + "<" + first.id,
                {second.label.in(Language::zh) + "先于" + first.label.in(Language::zh),
                 second.label.in(Language::en) + " before " + first.label.in(Language::en)}};
            edit.patch = [a, b](Draft& draft) {
                const auto one = step_of(draft, a);
                const auto other = step_of(draft, b);
                if (one != draft.steps.end() && other != draft.steps.end()) {
                    std::iter_swap(one, other);
                }
            };
            edits.push_back(std::move(edit));
        }
    }
}

} // namespace reimburse::audit
