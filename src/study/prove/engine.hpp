// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/settle.hpp"
#include "study/prove/jobs.hpp"
#include "study/prove/programs.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace reimburse::study {

/// What the proof holds against the tables: the plan's own engine, or another that a test hands in.
class Engine {
  public:
    virtual ~Engine() = default;
    virtual Outcome pay(const Case& claim, std::span<std::int64_t> slots,
                        std::span<std::int64_t> payments) = 0;
};

using EngineMaker = std::function<std::unique_ptr<Engine>(const Plan&)>;

/// The integer kernel, with the exact path behind it.
std::unique_ptr<Engine> engine_of_plan(const Plan& plan);

/// The exact path alone.
std::unique_ptr<Engine> exact_engine(const Plan& plan);

/// A bill at which two formulations differ.
struct Mismatch {
    enum class Against { second, exact };

    std::size_t program = 0;
    Against against = Against::second;
    std::int64_t bill = 0; ///< total = eligible, fen
    std::vector<std::int64_t> slots;
    std::vector<std::int64_t> expected; ///< payments in order of settlement
    std::vector<std::int64_t> found;
    bool accumulators_differ = false;
};

/// What was held against what.
struct EngineReport {
    std::uint64_t walked_programs = 0;
    std::uint64_t settlements = 0;   ///< every fen of one-claim years
    std::uint64_t exact_points = 0;  ///< of one-claim years
    std::int64_t longest_period = 0; ///< fens of the exact path behind a breakpoint
    std::uint64_t states = 0;        ///< of longer years
    std::uint64_t state_points = 0;
    bool all_crossed = true;
    std::vector<std::size_t> unwalked; ///< programs that only the exact path is held against
    std::vector<Mismatch> one_claim;   ///< at most one for each program, the smallest bill
    std::vector<Mismatch> longer;
};

/// Fens that one thread takes at a time.
inline constexpr std::int64_t stretch = std::int64_t{1} << 16U;

struct EngineProof {
    std::int64_t limit = 0; ///< greatest bill, fen
    unsigned threads = 1;
    EngineMaker engine = engine_of_plan;
    Progress progress;
};

/// One-claim years, every fen; then longer years at the breakpoints.
EngineReport prove_engine(const std::vector<Program>& programs, const EngineProof& proof);

} // namespace reimburse::study
