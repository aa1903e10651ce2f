// SPDX-License-Identifier: MIT
#pragma once

#include "audit/claims_files.hpp"
#include "audit/findings.hpp"
#include "audit/report/statistics.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace reimburse::audit {

struct AuditOptions {
    bool find_duplicates = false;
    bool explain = true;       ///< search for causes
    load::InputForm form = {}; ///< how the files are written
    unsigned threads = 1;      ///< they change nothing but the time
    bool row_by_row = false;   ///< compare without the fast reader, which brings the same
    bool rank = true;          ///< rank the findings; a part of a batch is not ranked by itself
    /// Ids of claims that are reversed in other parts of the batch.
    std::set<std::string, std::less<>> reversed = {};
    bool statistics = false; ///< gather what a report needs, and hash the files
    std::size_t cases = 0;   ///< the largest, which a report opens
};

/// How far an audit has come.
struct AuditProgress {
    enum class Pass : std::uint8_t { finding_ids, comparing, explaining };

    Pass pass = Pass::comparing;
    std::int64_t rows = 0;  ///< of the pass
    std::int64_t bytes = 0; ///< of the files, in the pass
    std::int64_t size = 0;  ///< bytes of all files; 0: not known
};

/// Told from time to time; false: the audit is to stop.
using OnProgress = std::function<bool(const AuditProgress&)>;

/// A row that was not settled, for the list of refused rows.
using OnRefused = std::function<void(std::int64_t row, std::string_view claim_id, const Problems&)>;

/// What an audit brings.
struct AuditResult {
    AuditSummary summary;
    Findings findings;
    std::vector<bool> paid_benefits;      ///< for which payments were said
    std::vector<std::string> passed_over; ///< columns
    bool stopped = false;                 ///< the rest is missing: OnProgress said so
    std::optional<Statistics> statistics; ///< where they were asked for
    std::vector<HashedInput> inputs;      ///< likewise; none of rows that lie in no file
};

/// Recomputes every claim in order and compares it with what was paid.
///
/// The files are read up to three times: once for the reversals, where there is a column for them;
/// once to settle and compare every row, which keeps the totals of each person's year; and once
/// more for the persons of whom something differs, to say why. So memory follows persons and
/// findings, not claims. Problems: those of the files.
Result<AuditResult> audit(const Plan& plan, const std::vector<std::string>& paths,
                          const AuditOptions& options, const OnRefused& on_refused,
                          const OnProgress& progress);

} // namespace reimburse::audit
