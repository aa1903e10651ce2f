// SPDX-License-Identifier: MIT
#pragma once

#include "audit/faulty.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace faulty {

enum class Label : std::uint8_t {
    clean,
    fault,
    consequence, ///< wrong only because the system carried an earlier fault on in its totals
};

/// One generated row, with the truth about it.
struct Row {
    std::string claim_id;
    std::string person_id;
    std::string date;
    std::string facility_id;
    Bill bill;
    std::int64_t paid_total = 0;
    Result paid; ///< by benefit, as it is written down
    Label label = Label::clean;
    std::vector<std::string>
        causes;                 ///< what was done, under the names that findings use: one or two
    bool systematic = false;    ///< the facility errs in this way all month
    bool carried = false;       ///< the system keeps its own totals
    bool on_own_totals = false; ///< which differed from the right ones before this row
};

struct Recipe {
    std::uint64_t seed = 1;
    std::size_t faults = 10'000; ///< rows are made until so many are wrong
    bool pairs = true;           ///< a tenth of the faults are made of two deviations
};

/// A batch in order of dates: the same for the same recipe.
std::vector<Row> generate(const Recipe& recipe);

/// The batch as CSV; `by_benefit`: with what was paid for each benefit beside the sum.
std::string csv_of(const std::vector<Row>& rows, bool by_benefit);

} // namespace faulty
