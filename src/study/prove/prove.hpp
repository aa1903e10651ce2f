// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "study/prove/engine.hpp"
#include "study/prove/tables.hpp"
#include "study/prove/witness.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::study {

struct ProveOptions {
    Selection chosen;                 ///< readings; the others take their defaults
    bool all_readings = false;        ///< every selection that agrees with `chosen`
    std::int64_t limit = 100'000'000; ///< greatest bill of a one-claim year, fen
    unsigned threads = 1;
    EngineMaker engine = engine_of_plan;
    Progress progress;
};

/// What the tables' proof says of one benefit, over all its distinct functions.
struct BenefitProof {
    std::string id;
    Text label;
    std::uint64_t functions = 0;
    std::uint64_t combinations = 0;
    std::uint64_t steps = 0;
    std::uint64_t rounded_by_year = 0; ///< functions
    std::vector<Property> broken;
    std::vector<Cliff> cliffs;
    std::vector<Limit> limits;
};

/// Something that is not as it must be, with the smallest claim that shows it where one was found.
struct Finding {
    enum class Kind : std::uint8_t { table, one_claim, longer_years, refusal };

    struct Payment {
        std::string benefit;
        std::int64_t expected = 0;
        std::int64_t found = 0;
    };

    Kind kind = Kind::table;
    Property property = Property::within_base;
    std::string benefit; ///< of a table
    TableFault place;
    Selection selection;
    std::optional<std::int64_t> bill; ///< total = eligible, fen
    std::vector<Payment> payments;    ///< those that differ
    bool accumulators_differ = false;
    std::optional<Witness> witness;
};

/// What was certified, over what, and what was found.
struct Certificate {
    std::string policy;
    Text title;
    std::string hash;
    std::vector<std::string> overlays;
    Selection selection; ///< the first
    bool all_readings = false;
    std::uint64_t selections = 0;
    std::uint64_t combinations = 0;
    std::uint64_t refused = 0;
    std::uint64_t programs = 0;
    std::uint64_t functions = 0;
    std::int64_t limit = 0;
    std::vector<BenefitProof> tables;
    EngineReport engine;
    std::vector<std::string> exact_only; ///< benefits of rows that are not walked
    std::vector<Finding> findings;

    bool proved() const { return findings.empty(); }
};

/// Certifies what can be certified of a policy. Problems: those of compiling.
Result<Certificate> prove(const Policy& policy, const ProveOptions& options);

} // namespace reimburse::study
