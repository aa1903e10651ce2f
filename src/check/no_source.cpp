// SPDX-License-Identifier: MIT
#include "check/figures.hpp"
#include "check/lints.hpp"
#include "load/table_names.hpp"

#include <algorithm>

namespace reimburse::check {

/// Cells of a benefit have at least the benefit's clause; those of indices and premiums, and limits
/// of numbers in decision lists, need one of their own.
Findings figures_without_source(const Subject& subject) {
    Findings findings;
    for (const auto& [name, table] : load::tables_of(subject.policy)) {
        for (const Row* row : rows_of(*table)) {
            if (row->clause.empty()) {
                findings.push_back({name,
                                    row->place,
                                    {},
                                    {"表 " + name + " 的这一行没有写明条款",
                                     "this row of " + name + " names no clause"}});
            }
        }
    }
    for (const Dimension& dimension : subject.policy.dimensions) {
        for (std::size_t l = 0; l < dimension.derive.size(); ++l) {
            const Derivation& line = dimension.derive[l];
            const bool has_numbers = std::ranges::any_of(
                line.tests, [](const Test& test) { return test.kind == Test::Kind::between; });
            if (has_numbers && line.clause.empty()) {
                const std::string at = dimension.id + ".derive." + std::to_string(l + 1);
                findings.push_back({at,
                                    line.place,
                                    {},
                                    {"推定 " + at + " 的界限没有写明条款",
                                     "the limits of line " + at + " name no clause"}});
            }
        }
    }
    return findings;
}

} // namespace reimburse::check
