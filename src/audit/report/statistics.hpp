// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/text.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace reimburse::audit {

/// Sums over the claims of which it is said what was paid, fen. Like everything here they are
/// additive: the tallies of two halves of a batch, merged, are those of the whole.
struct Tally {
    std::int64_t claims = 0;
    std::int64_t differing = 0; ///< were not paid what the rules give
    std::int64_t total = 0;     ///< of the bills
    std::int64_t expected = 0;
    std::int64_t paid = 0;
    std::int64_t over = 0;  ///< paid too much
    std::int64_t under = 0; ///< paid too little

    void merge(const Tally& other);
    bool operator==(const Tally&) const = default;
};

/// The claims to which a target applies.
struct TargetTally {
    Tally sums;
    std::int64_t met = 0;          ///< claims that reach the target as paid
    std::int64_t met_expected = 0; ///< claims that reach it by the rules

    void merge(const TargetTally& other);
    bool operator==(const TargetTally&) const = default;
};

/// Claims laid out by where, when and whose they are.
template <class T>
struct Breakdown {
    T all;
    std::map<std::string, T, std::less<>> facilities; ///< by id; empty: the claim names none
    std::map<std::string, T, std::less<>> months;     ///< 2019-10, of the date that decides
    std::vector<std::vector<T>> dimensions; ///< by dimension of the policy, then by its value

    void merge(const Breakdown& other);
    bool operator==(const Breakdown&) const = default;
};

/// A row that was not settled, as an example.
struct RefusedRow {
    std::int64_t row = 0;
    std::string claim_id;
    Text sentence;
    Text advice;

    bool operator==(const RefusedRow&) const = default;
};

/// The rows that were refused with one error number.
struct RefusedKind {
    std::int64_t count = 0;
    std::vector<RefusedRow> examples; ///< the first by row

    void merge(const RefusedKind& other);
    bool operator==(const RefusedKind&) const = default;
};

/// Examples that are kept of each error number.
inline constexpr std::size_t refused_examples = 10;

/// What a report says of a batch beside its findings.
struct Statistics {
    Breakdown<Tally> claims;
    Tally reversals;                ///< rows that take back earlier ones; not among the claims
    std::vector<std::int64_t> said; ///< claims that name the dimension, by dimension
    std::vector<Breakdown<TargetTally>> targets; ///< by target of the policy
    std::map<int, RefusedKind> refused;          ///< by error number

    /// Adds what another part of the same batch came to.
    void merge(const Statistics& other);
    bool operator==(const Statistics&) const = default;
};

} // namespace reimburse::audit
