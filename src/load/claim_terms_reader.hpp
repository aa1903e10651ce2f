// SPDX-License-Identifier: MIT
#pragma once

#include "load/terms.hpp"
#include "reimburse/rules/policy.hpp"

#include <vector>

namespace reimburse::load {

/// Readers of what a policy says about its claims. Each reads the array at its key of the policy
/// or overlay; `ids` holds the ids that are taken.
std::vector<Measure> read_measures(const Cursor& root, Ids& columns);
std::vector<NamedList> read_lists(const Cursor& root, const Terms& terms, Ids& ids);
std::vector<Facility> read_facilities(const Cursor& root, const Terms& terms);
std::vector<Accumulator> read_accumulators(const Cursor& root, const Terms& terms, Ids& ids);

/// The dimensions. What a derivation tests is told apart by the policy's measures and
/// accumulators, which are read before.
std::vector<Dimension> read_dimensions(const Cursor& root, const Policy& policy, const Terms& terms,
                                       Ids& columns);

/// The ids of measures and dimensions that a claim already uses for its own fields.
Ids claim_columns();

/// Most values of a dimension, and most targets and statements: what one word of bits holds.
inline constexpr std::size_t bits_limit = 64;

/// The measure or part that the keys "measure" or "benefit" and "part" name.
struct Named {
    std::string measure;
    std::string benefit;
    Part part = Part::left;
};

/// Parts that a base, or an accumulator, may take.
enum class PartUse { base, accumulator };

/// Reads those keys. `own` is the benefit whose base it is.
Named read_named(const Cursor& value, PartUse use, const Terms& terms, std::string_view own = {});

} // namespace reimburse::load
