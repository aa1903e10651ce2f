// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

#include <set>

namespace reimburse::audit {

namespace {

std::string looks_at(const Gate& gate) {
    return gate.when.empty() ? std::string() : gate.when.front().dimension;
}

} // namespace

/// Each condition of a benefit left out. Those that look at the same dimension go together.
void add_gates(const Plan& plan, RowEdits& edits) {
    for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
        const Benefit& benefit = plan.benefits[b];
        std::set<std::string> seen;
        for (const Gate& gate : benefit.gates) {
            const std::string dimension = looks_at(gate);
            if (!seen.insert(dimension).second) {
                continue;
            }
            RowEdit edit;
            edit.deviation = {Cause::gate_ignored, benefit.id + "." + dimension, gate.otherwise};
            edit.benefit = static_cast<std::int32_t>(b);
            edit.change = [dimension](Benefit& changed) {
                std::erase_if(changed.gates,
                              [&](const Gate& each) { return looks_at(each) == dimension; });
            };
            edits.push_back(std::move(edit));
        }
    }
}

} // namespace reimburse::audit
