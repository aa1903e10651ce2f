// SPDX-License-Identifier: MIT
#pragma once

#include "check/scope.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::check {

/// What a decision list can do where the dimensions it looks at are known and the texts and
/// numbers of the claim are not.
struct Reach {
    std::vector<bool> lines;                                   ///< those that can decide
    bool open = false;                                         ///< it can be that none does,
    std::vector<std::pair<std::string, std::int64_t>> numbers; ///< as where these numbers are said
};

/// Every combination of absent and present fields, equal texts, entries of lists and ranges of
/// numbers is tried; where there are too many, a test can hold and can fail.
Reach reach(const Dimension& dimension, const Situation& situation);

/// The values that those lines give, as bits.
std::uint64_t values_of(const Dimension& dimension, const Reach& reach);

/// Derived from other dimensions alone.
bool is_function(const Dimension& dimension);

} // namespace reimburse::check
