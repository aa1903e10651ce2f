// SPDX-License-Identifier: MIT
#pragma once

#include "audit/claims_files.hpp"
#include "audit/findings.hpp"
#include "audit/report/statistics.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::audit {

struct AuditOptions {
    bool find_duplicates = false;
    bool explain = true;       ///< search for causes
    load::InputForm form = {}; ///< how the files are written
    bool statistics = false;   ///< gather what a report needs, and hash the files
    std::size_t cases = 0;     ///< the largest, which a report opens
};

/// A row that was not settled, for the list of refused rows.
using OnRefused = std::function<void(std::int64_t row, std::string_view claim_id, const Problems&)>;

/// What an audit brings.
struct AuditResult {
    AuditSummary summary;
    Findings findings;
    std::vector<bool> paid_benefits;      ///< for which payments were said
    std::vector<std::string> passed_over; ///< columns
    std::optional<Statistics> statistics; ///< where they were asked for
    std::vector<HashedInput> inputs;      ///< likewise
};

/// Recomputes every claim in order and compares it with what was paid.
///
/// The files are read up to three times: once for the reversals, where there is a column for them;
/// once to settle and compare every row, which keeps the totals of each person's year; and once
/// more for the persons of whom something differs, to say why. So memory follows persons and
/// findings, not claims. Problems: those of the files.
Result<AuditResult> audit(const Plan& plan, const std::vector<std::string>& paths,
                          const AuditOptions& options, const OnRefused& on_refused,
                          const std::function<void(std::int64_t rows)>& progress);

} // namespace reimburse::audit
