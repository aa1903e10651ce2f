// SPDX-License-Identifier: MIT
#pragma once

#include "study/prove/programs.hpp"
#include "study/prove/tables.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace reimburse::study {

/// A bill in a state of the year at which a property of a benefit breaks.
struct Break {
    std::int64_t bill = 0;
    std::vector<std::int64_t> slots;
    std::int64_t expected = 0; ///< a payment that would be well
    std::int64_t found = 0;
};

/// The smallest bill up to `limit` that shows a fault of the tables; first of a one-claim year,
/// then of a year whose earlier claims end where the fault begins.
std::optional<Break> smallest_break(const Program& program, std::size_t place,
                                    const TableFault& fault, std::int64_t limit);

} // namespace reimburse::study
