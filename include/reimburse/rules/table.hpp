// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/date.hpp"
#include "reimburse/amount/fraction.hpp"
#include "reimburse/amount/rounding.hpp"
#include "reimburse/errors/problem.hpp"
#include "reimburse/rules/reading.hpp"
#include "reimburse/rules/text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace reimburse {

/// A condition on one dimension: it has one of the values.
struct DimensionIs {
    std::string dimension;
    std::vector<std::string> values;
};

/// A conjunction of conditions; empty: always.
using When = std::vector<DimensionIs>;

/// What a measure of the claim adds to the number of a cell: `each` for every whole `every` of a
/// count (a rate that rises with age, a charge for each day), or `each` times an amount.
struct Slope {
    std::string measure;
    Fraction each{};                  ///< a share, or yuan; of an amount: yuan for each yuan
    std::int64_t every = 1;           ///< of a count
    std::optional<Fraction> at_least; ///< limits of the sum, in the unit of the cell
    std::optional<Fraction> at_most;
    std::optional<Rounding> rounding; ///< where the sum may be no whole fen
};

/// What stands in one place of a table.
struct Cell {
    enum class Kind {
        value,       ///< a number: fen for an amount, a share for a rate
        unlimited,   ///< no limit (an edge, a cap)
        unspecified, ///< the source gives no figure: a claim that needs it is refused
        of_index,    ///< `value` times a declared index, rounded by `rounding`
    };

    Kind kind = Kind::value;
    Fraction value{};
    std::string index;
    Rounding rounding{RoundingMode::half_up, 1};
    std::optional<Slope> slope; ///< of a `value`
    Text note;                  ///< of what is unspecified: what the source says instead
};

/// A cell with the combinations of dimensions, dates and readings for which it holds.
struct Row {
    When when;
    Cell cell;
    DateSpan span{Date::first(), Date::last_open()};
    Only only;
    std::string clause;
    std::string origin; ///< id of the overlay that set it; empty: the policy itself
    Place place;
};

/// A number keyed by dimensions and dates. Exactly one row matches any combination; rows of an
/// overlay stand before the policy's own.
struct Table {
    std::vector<Row> rows;
    std::vector<Row> overrides;
};

} // namespace reimburse
