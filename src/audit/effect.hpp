// SPDX-License-Identifier: MIT
#pragma once

#include "load/json_writer.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/plan/plan.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace reimburse::audit {

/// How many gain, lose or get the same, and what they gain and lose in all, fen.
struct Balance {
    std::int64_t gain = 0; ///< the patient pays less under the second
    std::int64_t lose = 0;
    std::int64_t same = 0;
    std::int64_t gained = 0;
    std::int64_t lost = 0;

    /// Counts one: `change` is the second's patient share less the first's, fen.
    void count(std::int64_t change);
};

/// What replacing one plan by another does to a file of claims.
struct Effect {
    std::vector<std::string> benefits; ///< the first's order, then those of the second alone
    std::vector<std::int64_t> sums_a;  ///< payments by benefit, of claims that both settle, fen
    std::vector<std::int64_t> sums_b;
    std::int64_t patients_a = 0; ///< what the patients pay of the same claims
    std::int64_t patients_b = 0;
    std::int64_t rows = 0;
    std::int64_t refused_a = 0; ///< by the first alone
    std::int64_t refused_b = 0;
    std::int64_t refused_both = 0;
    Balance claims;  ///< of claims that both settle
    Balance persons; ///< sums over each person's claims of the file
};

/// Settles the file twice, row by row, each plan with its own totals of each person. The file must
/// be one that can be read twice. Problems: those of opening the file and of its header.
Result<Effect> effect_on(const std::string& file, const Plan& a, const Plan& b);

/// A few lines for people.
std::string effect_text(const Effect& effect, Language language);

/// The same as a JSON object, under the key "effect" of one that is open.
void write_effect(load::JsonWriter& json, const Effect& effect);

} // namespace reimburse::audit
