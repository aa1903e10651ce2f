// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"
#include "reimburse/plan/layout.hpp"

namespace reimburse::audit {

/// Every value of the dimensions that are derived from others alone: they have no digit, so a
/// claim's index cannot say them.
void add_derived_values(const Plan& plan, RowEdits& edits) {
    const auto& dimensions = plan.policy.dimensions;
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
        if (!detail::Layout::is_function(dimensions[d])) {
            continue;
        }
        for (std::size_t v = 0; v < dimensions[d].values.size(); ++v) {
            RowEdit edit;
            edit.deviation = value_deviation(dimensions[d], v);
            edit.dimension = static_cast<std::int32_t>(d);
            edit.dimension_value = static_cast<std::uint8_t>(v);
            edits.push_back(std::move(edit));
        }
    }
}

} // namespace reimburse::audit
