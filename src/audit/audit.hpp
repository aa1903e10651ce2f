// SPDX-License-Identifier: MIT
#pragma once

#include "audit/claims_files.hpp"
#include "audit/findings.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace reimburse::audit {

struct AuditOptions {
    bool find_duplicates = false;
    bool explain = true;       ///< search for causes
    load::InputForm form = {}; ///< how the files are written
    bool rank = true;          ///< rank the findings; a part of a batch is not ranked by itself
    /// Ids of claims that are reversed in other parts of the batch.
    std::set<std::string, std::less<>> reversed = {};
};

/// A row that was not settled, for the list of refused rows.
using OnRefused = std::function<void(std::int64_t row, std::string_view claim_id, const Problems&)>;

/// What an audit brings.
struct AuditResult {
    AuditSummary summary;
    Findings findings;
    std::vector<bool> paid_benefits;      ///< for which payments were said
    std::vector<std::string> passed_over; ///< columns
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
