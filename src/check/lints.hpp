// SPDX-License-Identifier: MIT
#pragma once

#include "check/finding.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/plan/plan.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace reimburse::check {

/// A policy without errors, with its plan under every selection that can tell its benefits apart:
/// all readings of a benefit together, those of different benefits one after the other.
struct Subject {
    const Policy& policy;
    std::vector<Plan> plans; ///< the first under the defaults
};

/// Compiles the plans. Errors: those of compile(), each once.
Result<Subject> compile_all(const Policy& policy);

/// One thing that is looked for. Each lies in a file of its own.
struct Lint {
    std::string_view id;
    std::string_view zh;
    std::string_view en;
    Findings (*find)(const Subject& subject);
    std::string_view advice_zh; ///< what to do about what it finds
    std::string_view advice_en;
};

/// The table of lints.
std::span<const Lint> lints();

/// What every lint finds and the policy does not allow, and what it allows in vain, in the order
/// of the files' lines.
Findings run_lints(const Subject& subject);

Findings gaps(const Subject& subject);
Findings unreachable(const Subject& subject);
Findings without_effect(const Subject& subject);
Findings cliffs(const Subject& subject);
Findings worse_classes(const Subject& subject);
Findings idle_caps(const Subject& subject);
Findings unspecified(const Subject& subject);
Findings uncited_clauses(const Subject& subject);
Findings figures_without_source(const Subject& subject);
Findings idle_readings(const Subject& subject);
Findings unused(const Subject& subject);
Findings broken_bounds(const Subject& subject);

} // namespace reimburse::check
