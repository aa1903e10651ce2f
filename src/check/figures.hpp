// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/fold.hpp"
#include "reimburse/rules/policy.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::check {

/// A table of a benefit and what is folded into it.
struct FigureTable {
    std::string name; ///< as "basic.segments.1.rate"
    const Table* table = nullptr;
    const Only* only = nullptr; ///< of its room; null: it always exists
    std::optional<UpliftTarget> target;
    std::string room;
    int segment = -1; ///< of a schedule, from 0
    bool is_edge = false;
    bool is_rate = false;
};

/// The tables of a benefit, a segment's edge before its rate.
std::vector<FigureTable> figures_of(const Benefit& benefit);

/// Folds the tables that the compiler looks at for a situation, in order: those of rooms that
/// exist, and segments up to the one without an edge. Segments that lie wholly below the deductible
/// on the axis are handed on as `dropped`.
void fold_figures(
    const Policy& policy, const Benefit& benefit, const std::vector<FigureTable>& figures,
    detail::Lookup& lookup, const detail::Combination& at,
    const std::function<void(const FigureTable&, const detail::Folded&, bool dropped)>& visit);

/// Rows of a table, those of overlays first.
std::vector<const Row*> rows_of(const Table& table);

} // namespace reimburse::check
