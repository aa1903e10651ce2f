// SPDX-License-Identifier: MIT
#pragma once

#include "load/json_tree.hpp"
#include "load/vocabulary.hpp"
#include "reimburse/plan/plan.hpp"

#include <optional>
#include <string_view>

namespace reimburse::load {

/// A JSON claim in a vocabulary's names as one in our own, each value where it stood. Objects that
/// the vocabulary looks into count as part of the claim; what neither knows stays as it is, for the
/// reader of claims to refuse. Problem: unmapped_value.
Result<Node> in_own_names(const Node& claim, std::string_view file, const Vocabulary& vocabulary,
                          const Plan& plan);

/// Where a claim's names are those of a bundled vocabulary: the problem that says so.
std::optional<Problem> foreign_claim(const Node& claim, std::string_view file, const Plan& plan);

} // namespace reimburse::load
