// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "reimburse/rules/policy.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::study {

/// A value of a dimension in one policy that means what another value means in a second policy.
struct Match {
    std::string dimension;
    std::string value;       ///< of the first policy
    std::string other_value; ///< of the second; several values may share it
};

/// "facility_level:city=municipal"; none for text of another form.
std::optional<Match> parse_match(std::string_view text);

/// `second` in the words of `first`: every matched value of it becomes those of the first that it
/// stands for, in the dimensions and in all that asks for them. A value without a match keeps its
/// name, unless that now means another: then it gets "_b". Where the second policy derives a
/// dimension, the first of several values stands for all. Problems: unknown_dimension,
/// unknown_value, duplicate_id for a value that is matched twice.
Result<Policy> in_words_of(const Policy& first, Policy second, const std::vector<Match>& matches);

} // namespace reimburse::study
