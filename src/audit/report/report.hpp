// SPDX-License-Identifier: MIT
#pragma once

#include "audit/audit.hpp"
#include "audit/report/provenance.hpp"

#include <string>

namespace reimburse::audit {

struct ReportOptions {
    Language language = Language::zh;
    std::int64_t tolerance = 0; ///< fen; smaller differences are no cases
    std::size_t cases = 50;     ///< the largest, which can be opened
    bool show_ids = false;      ///< persons' ids whole
};

/// The audit as one HTML page that needs no other file. The same values give the same bytes: there
/// is no date of printing on it. Precondition: the result has statistics.
std::string report_html(const Plan& plan, const AuditResult& result, const Provenance& provenance,
                        const ReportOptions& options);

/// A person's id with its first two and last two characters, or nothing but an ellipsis where
/// that would show it whole.
std::string shortened(std::string_view id);

} // namespace reimburse::audit
