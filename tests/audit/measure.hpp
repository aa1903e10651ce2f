// SPDX-License-Identifier: MIT
#pragma once

#include "audit/generator.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace faulty {

/// How an audit did on a generated batch.
struct Score {
    std::int64_t rows = 0;
    std::int64_t faults = 0;
    std::int64_t on_unknown = 0;   ///< on totals of the system that nothing in the file tells
    std::int64_t identifiable = 0; ///< at most two other answers bring all that was paid
    std::int64_t in_first_three = 0;
    std::int64_t first = 0;
    std::int64_t consequences = 0;
    std::int64_t consequences_named = 0; ///< reported as what they are
    std::int64_t clean = 0;
    std::int64_t clean_reported = 0;
    std::map<std::string, std::array<std::int64_t, 4>>
        kinds; ///< faults, identifiable, three, first

    /// The goals' shares hold: 99 % in the first three, 90 % first.
    bool reaches_goals() const {
        return clean_reported == 0 && in_first_three * 100 >= identifiable * 99 &&
               first * 100 >= identifiable * 90;
    }

    std::string text() const;
};

/// Generates, audits, and compares each finding with the truth.
Score measure(const Recipe& recipe, bool by_benefit);

} // namespace faulty
