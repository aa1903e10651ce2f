// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "reimburse/plan/combination.hpp"
#include "reimburse/plan/fold.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace reimburse {

/// What a table says for one combination and day, with indices and uplifts folded in.
struct Parameter {
    detail::Folded::State state = detail::Folded::State::broken;
    Fraction value{}; ///< fen or share; of a cell with a slope: before the measure is added
    std::string clause;
};

/// The figure of a benefit's table, named as overlays name it ("basic.deductibles.visit"), at an
/// index of the plan. Problems: E332 for a name that the plan does not have.
inline Result<Parameter> parameter(const Plan& plan, std::string_view name, std::uint32_t index,
                                   Date day) {
    Problems problems;
    detail::Lookup lookup(plan.policy, plan.selection, problems);
    detail::Folder folder(plan.policy, lookup, problems);
    const detail::Combination at = detail::combination_at(plan, lookup, index, day);
    std::optional<detail::Folded> folded;
    for (const Benefit& benefit : plan.benefits) {
        visit_tables(benefit, [&](const std::string& table, const Table& cells) {
            if (table != name) {
                return;
            }
            const std::string room = table.substr(table.rfind('.') + 1);
            const auto holds_part = [&](std::string_view part) {
                return table.find(part) != std::string::npos;
            };
            if (table.ends_with(".rate")) {
                folded = folder.cell(cells, table, at, benefit, UpliftTarget::rate, {});
            } else if (holds_part(".deductibles.")) {
                folded = folder.cell(cells, table, at, benefit, UpliftTarget::deductible, room);
            } else if (table.ends_with(".axis_deductible")) {
                folded = folder.cell(cells, table, at, benefit, UpliftTarget::deductible, "axis");
            } else if (holds_part(".caps.")) {
                folded = folder.cell(cells, table, at, benefit, UpliftTarget::cap, room);
            } else {
                folded = folder.cell(cells, table, at);
            }
        });
    }
    if (!folded) {
        return Problem{Code::overlay_target_unknown,
                       {{"name", std::string(name)}, {"suggestion", ""}},
                       {},
                       {}};
    }
    if (folded->state == detail::Folded::State::broken) {
        return problems;
    }
    return Parameter{folded->state, folded->value, folded->row->clause};
}

} // namespace reimburse
