// SPDX-License-Identifier: MIT
#pragma once

#include "audit/audit.hpp"
#include "audit/row_writer.hpp"
#include "load/csv_writer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::audit {

/// The findings that are listed, and what the tolerance keeps from the list.
struct Listing {
    std::vector<const Finding*> findings;
    std::int64_t tolerated = 0; ///< differences up to the tolerance
    std::int64_t tolerated_sum = 0;
};

/// The findings whose largest difference is above the tolerance, fen.
inline Listing listing_of(const Findings& findings, std::int64_t tolerance) {
    Listing listing;
    for (const Finding& finding : findings.all()) {
        if (finding.largest() > tolerance) {
            listing.findings.push_back(&finding);
        } else {
            ++listing.tolerated;
            listing.tolerated_sum += finding.difference();
        }
    }
    return listing;
}

/// The list of refused rows as CSV.
inline std::string refused_header() {
    return "row,claim_id,error\n";
}

inline void append_refused(std::string& out, std::int64_t row, std::string_view claim_id,
                           const Problems& problems, Language language) {
    load::CsvWriter csv(out);
    csv.field(std::to_string(row)).field(claim_id);
    csv.field(RowWriter::sentences(problems, language)).end_row();
}

} // namespace reimburse::audit
