// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/uplift.hpp"

#include <optional>
#include <string>

namespace reimburse {

/// What a higher rule demands of the cells of a table (上位规定). `check` holds the folded cells
/// against it; a settlement never looks at it.
struct Bound {
    enum class Side { at_least, at_most };

    std::string id;
    Text label;
    std::string table; ///< as overlays name it; segments.* stands for every segment
    When when;
    Only only;
    DateSpan span{Date::first(), Date::last_open()};
    Side side = Side::at_least;
    std::optional<Table> limit; ///< fen or shares; absent: relative to another cell
    When compared_to;           ///< relative: the same cell where these dimensions have this value,
    std::optional<UpliftChange> change; ///< changed by points or by a factor; absent: as it is
    Fraction value{};
    std::string clause;
    std::string origin; ///< overlay that brought it; empty: the policy itself
    Place place{};
};

} // namespace reimburse
