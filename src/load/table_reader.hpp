// SPDX-License-Identifier: MIT
#pragma once

#include "load/terms.hpp"
#include "reimburse/rules/room.hpp"

#include <string>
#include <string_view>

namespace reimburse::load {

/// What the cells of a table hold.
enum class Figure {
    rate,   ///< a share from 0 to 1
    amount, ///< fen, 0 or more
    limit,  ///< fen, or unlimited
    weight, ///< any exact number
};

/// A table as errors and overlays name it, and what its rows inherit.
struct TableHead {
    std::string name; ///< "basic.caps.year"
    Figure figure = Figure::amount;
    std::string clause;
};

/// The figure of a table by its name: overlays set rows of tables that they do not hold.
Figure figure_of(std::string_view table);

/// A bare number, or an array of rows. Errors: those of cells, cells_missing for no row at all.
Table read_table(const Cursor& value, const TableHead& head, const Terms& terms);

/// One row. `of_overlay`: it has the key "table", which is left to the caller.
Row read_row(const Cursor& value, const TableHead& head, const Terms& terms,
             bool of_overlay = false);

/// A room; its table is named "<prefix>.<room id>".
Room read_room(const Cursor& value, const std::string& prefix, Figure figure,
               const std::string& clause, const Terms& terms, Ids& ids);

/// The keys "mode" and "unit". Error: unknown_rounding.
Rounding read_rounding(const Cursor& value);

} // namespace reimburse::load
