// SPDX-License-Identifier: MIT
#pragma once

#include "load/cursor.hpp"
#include "reimburse/plan/plan.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::load {

/// A line of a bill as the file writes it.
struct ItemLine {
    std::vector<std::pair<std::string, std::string>> fields;
    Place place;
};

/// What every line may say beside the policy's own fields: what it costs, yuan; how many units;
/// the highest price of a unit that is in scope, yuan; the share that the patient pays first.
inline constexpr std::array<std::string_view, 4> line_amounts{"amount", "quantity", "price_limit",
                                                              "self_first"};

/// The lines of an array of objects; their values as text.
std::vector<ItemLine> read_item_lines(const Cursor& value);

/// Adds the sums of the lines to the fields of a claim, as the policy's "items" say. A field that
/// the claim also states must be the same. Problems: E105 a name that a line cannot have, E201 to
/// E205, E319, E401 a line without an amount, E501 a share that is not given.
void sum_item_lines(const Plan& plan, const std::vector<ItemLine>& lines,
                    std::vector<std::pair<std::string, std::string>>& fields, Problems& problems);

} // namespace reimburse::load
