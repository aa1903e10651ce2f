// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "reimburse/plan/assemble.hpp"
#include "reimburse/plan/names.hpp"
#include "reimburse/rules/switches.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace reimburse {

/// Selection with every reading of the policy: the chosen values, else the defaults.
inline Result<Selection> complete(const Policy& policy, const Selection& chosen) {
    Problems problems;
    Selection selection;
    std::string names;
    for (const Reading& reading : policy.readings) {
        selection[reading.id] = reading.values.front().id;
        names += (names.empty() ? "" : ", ") + reading.id;
    }
    for (const auto& [id, value] : chosen) {
        const auto reading = std::ranges::find(policy.readings, id, &Reading::id);
        if (reading == policy.readings.end()) {
            problems.push_back({Code::unknown_reading,
                                {{"name", id}, {"suggestion", ""}, {"known", names}},
                                {},
                                {}});
            continue;
        }
        std::string values;
        for (const ReadingValue& known : reading->values) {
            values += (values.empty() ? "" : ", ") + known.id;
        }
        if (std::ranges::find(reading->values, value, &ReadingValue::id) == reading->values.end()) {
            problems.push_back(
                {Code::unknown_reading_value,
                 {{"name", id}, {"text", value}, {"suggestion", ""}, {"known", values}},
                 {},
                 reading->clause});
            continue;
        }
        selection[id] = value;
    }
    if (!problems.empty()) {
        return problems;
    }
    return selection;
}

/// Compiles a policy under the chosen readings: selects, gives every combination of dimensions and
/// dates its row, folds indices, uplifts and limits into the cells. Every problem of the tables is
/// reported, each once: gaps, overlaps, colliding uplifts, edges out of order, numbers beyond 64
/// bits.
inline Result<Plan> compile(const Policy& policy, const Selection& chosen = {}) {
    Result<Selection> selection = complete(policy, chosen);
    if (!selection) {
        return selection.problems();
    }
    Problems problems;
    Plan plan;
    plan.policy = policy;
    plan.selection = *selection;
    choose(plan.policy, plan.selection);
    detail::Names(plan.policy, problems).check();
    if (!problems.empty()) {
        return problems;
    }
    detail::Layout(plan, problems).run();
    if (problems.empty()) {
        detail::Assembler(plan, problems).run();
    }
    if (!problems.empty()) {
        return problems;
    }
    return plan;
}

} // namespace reimburse
