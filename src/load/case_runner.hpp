// SPDX-License-Identifier: MIT
#pragma once

#include "load/cases_reader.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/plan/plan.hpp"

#include <string>
#include <vector>

namespace reimburse::load {

/// A worked case that did not come to what it expects.
struct CaseFailure {
    Text name;
    Place place;
    std::vector<std::string> differences; ///< "patient_pays: expected 1.00, found 2.00"
};

struct CaseReport {
    std::size_t passed = 0;
    std::vector<CaseFailure> failures;
};

/// Settles every case of a file under a plan, whatever the file says of readings and overlays.
CaseReport run_cases(const Plan& plan, const Cases& cases);

/// Settles every case of a file under a policy (with the file's overlays and readings) and compares
/// by equality. Problems: the file, the policy or its readings cannot be used at all.
Result<CaseReport> run_cases(const std::string& policy_file, const std::string& cases_file);

} // namespace reimburse::load
