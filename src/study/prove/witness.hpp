// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/accumulators.hpp"
#include "study/prove/programs.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::study {

/// A claim that shows something, as the fields that a claims file or a claim's JSON has.
struct Witness {
    std::vector<std::pair<std::string, std::string>> fields;
    Accumulators::Periods accumulators; ///< empty: the first claim of the year
    std::vector<std::string> counts;    ///< accumulators that are counts
};

/// A claim of that amount (total = eligible) which the plan settles by one of the program's rows;
/// none if no claim that was tried reaches one.
std::optional<Witness> witness(const Program& program, std::int64_t bill,
                               std::span<const std::int64_t> slots);

/// The header row and the claim's row of a claims file.
std::string witness_csv(const Witness& witness);

} // namespace reimburse::study
