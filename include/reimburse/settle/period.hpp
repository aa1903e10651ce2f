// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/date.hpp"
#include "reimburse/rules/claim_terms.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace reimburse {

/// The period of an accumulator that a day lies in, as text: "2019", "2019-Q4", "2019-10",
/// "2019-10-02", "stay S1" or "ever". A year is named by the calendar year in which it begins.
inline std::string period_text(Period period, const BenefitYear& year, Date day,
                               std::string_view stay) {
    switch (period) {
    case Period::year:
        return std::to_string(year.year_of(day));
    case Period::quarter:
        return std::to_string(day.year()) + "-Q" + std::to_string((day.month() + 2) / 3);
    case Period::month:
        return day.text().substr(0, 7);
    case Period::day:
        return day.text();
    case Period::stay:
        return "stay " + std::string(stay);
    case Period::ever:
        break;
    }
    return "ever";
}

/// The same as a number, for periods that a day decides; 0 for the others.
inline std::int64_t period_number(Period period, const BenefitYear& year, Date day) {
    switch (period) {
    case Period::year:
        return year.year_of(day);
    case Period::quarter:
        return day.year() * 4 + static_cast<int>((day.month() - 1) / 3);
    case Period::month:
        return day.year() * 12 + static_cast<int>(day.month());
    case Period::day:
        return day.days();
    case Period::stay:
    case Period::ever:
        break;
    }
    return 0;
}

} // namespace reimburse
