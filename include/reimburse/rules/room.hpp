// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/table.hpp"

#include <string>
#include <vector>

namespace reimburse {

/// Room (剩余额度): an amount less what accumulators have used of it, never below 0. A deductible,
/// a ceiling on expense and a cap are each the least of one or more rooms.
struct Room {
    std::string id;
    Table amount;                  ///< fen
    std::vector<std::string> used; ///< ids of accumulators; empty: the whole amount each time
    Only only;
    Place place{};
};

} // namespace reimburse
