// SPDX-License-Identifier: MIT
#pragma once

#include "audit/audit.hpp"

namespace reimburse::cli {

/// Differences that are counted, not listed.
struct Tolerated {
    std::int64_t limit = 0; ///< fen
    std::int64_t count = 0;
    std::int64_t sum = 0;
};

/// Says on standard error what an audit came to: rows, sums, kinds of findings, largest groups.
void print_audit_summary(const audit::AuditResult& result, const Tolerated& tolerated,
                         Language language);

} // namespace reimburse::cli
