// SPDX-License-Identifier: MIT
#pragma once

#include "load/row_decoder.hpp"
#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace reimburse::bench {

/// A claim in memory, as a program that keeps its own claims would have it.
struct MemoryClaim {
    std::int64_t measures[3]; ///< total, eligible, out of scope
    std::uint32_t row;        ///< of the plan
    std::uint32_t person;     ///< from 0
};

/// The bundled policy with figures for the provincial hospitals that are assumed, and the claims of
/// the file that REIMBURSE_BENCH_CLAIMS names; without it, claims that are made up.
struct Claims {
    Plan plan;
    std::string file;       ///< its whole text
    load::ClaimBlock block; ///< the rows of the file
    std::vector<MemoryClaim> claims;
    std::size_t persons = 0;

    static const Claims& all();
};

/// Path of a hand-written kernel (REIMBURSE_BENCH_KERNEL); empty: none is given.
std::string kernel_path();

/// Path of the claims file; empty: none is given.
std::string claims_path();

} // namespace reimburse::bench
