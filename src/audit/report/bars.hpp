// SPDX-License-Identifier: MIT
#pragma once

#include "audit/report/words.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace reimburse::audit {

/// Bars in a cell: too little to the left of the middle, too much to the right; `most` fills a
/// side. Fen.
std::string balance_bar(std::int64_t over, std::int64_t under, std::int64_t most);

/// A bar for what was paid of the bills, a mark for what the rules give of them and a line for the
/// target; in ten-thousandths.
std::string target_bar(std::int64_t paid_e4, std::int64_t expected_e4, std::int64_t target_e4);

/// A column of a plot by month.
struct MonthColumn {
    std::string month;
    std::int64_t up = 0;
    std::int64_t down = 0;
};

/// Columns month by month, with the months between that have none. `heading` names the unit;
/// `hundredths`: the numbers are fen, else counts. `id` is unique on the page.
std::string month_plot(const std::vector<MonthColumn>& columns, const std::string& heading,
                       bool hundredths, const std::string& id);

} // namespace reimburse::audit
