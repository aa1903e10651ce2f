// SPDX-License-Identifier: MIT
#pragma once

#include "audit/causes/cause.hpp"
#include "audit/draft.hpp"

#include <functional>
#include <string>
#include <vector>

namespace reimburse::audit {

/// A deviation that changes what happens to every claim of a row: another reading, another value of
/// a dimension that is derived within the row, a changed benefit, or a changed step. One of the
/// four is filled.
struct RowEdit {
    Deviation deviation;
    std::string reading; ///< another value of this reading
    std::string value;
    std::int32_t dimension = -1; ///< a derived dimension takes the value of this number
    std::uint8_t dimension_value = 0;
    std::int32_t benefit = -1; ///< place in the order of settlement of what is changed
    std::function<void(Benefit&)> change;
    std::function<void(Draft&)> patch;
    Only only; ///< readings under which the edit means anything
};

using RowEdits = std::vector<RowEdit>;

// One line for each kind of edit; each lies in a file of its own and adds what the policy of the
// plan declares.
void add_readings(const Plan& plan, RowEdits& edits);
void add_derived_values(const Plan& plan, RowEdits& edits);
void add_uplifts(const Plan& plan, RowEdits& edits);
void add_gates(const Plan& plan, RowEdits& edits);
void add_deductibles(const Plan& plan, RowEdits& edits);
void add_rooms(const Plan& plan, RowEdits& edits);
void add_layers(const Plan& plan, RowEdits& edits);
void add_schedules(const Plan& plan, RowEdits& edits);
void add_roundings(const Plan& plan, RowEdits& edits);
void add_orders(const Plan& plan, RowEdits& edits);

/// All of them, in a fixed order.
RowEdits row_edits(const Plan& plan);

/// Calls `change` with the step of a benefit, where the draft has one.
void for_step(Draft& draft, std::int32_t benefit, const std::function<void(DraftStep&)>& change);

} // namespace reimburse::audit
