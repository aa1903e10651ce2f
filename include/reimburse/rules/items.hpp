// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/table.hpp"

#include <string>
#include <vector>

namespace reimburse {

/// What an item line of a bill is split into. amount = over_limit + self_first + in_scope.
enum class ItemPart {
    amount,     ///< what the line costs
    over_limit, ///< above the price limit
    self_first, ///< the share that the patient pays before any benefit (先行自付)
    in_scope,   ///< the rest
};

/// A sum over item lines that becomes total, eligible or a measure of the claim.
struct ItemSum {
    std::string measure;
    ItemPart part = ItemPart::in_scope;
    When when; ///< on fields of the line, or of the claim where the line has none of that name
};

/// How the item lines of a bill become amounts of a claim.
struct Items {
    std::vector<std::string> fields; ///< texts of a line, such as its class and its code
    Table self_first;                ///< share by fields and dates, where the line states none
    Rounding rounding{RoundingMode::half_up, 1}; ///< of each line's price limit and share
    std::vector<ItemSum> sums;
    std::string clause;
};

} // namespace reimburse
