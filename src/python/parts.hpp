// SPDX-License-Identifier: MIT
#pragma once

#include "audit/report/provenance.hpp"
#include "python/policy.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::python {

/// Cuts the claims of a file, or of a frame, into pieces; gives rows, reversed, passed_over.
pybind11::dict cut_file(const PlanHandle& policy, const std::string& path, const FrameForm& form,
                        const std::string& encoding, std::size_t count, bool find_duplicates,
                        const std::string& prefix);
pybind11::dict cut_frame(const PlanHandle& policy, const HeldFrame& held, const FrameForm& form,
                         std::size_t count, bool find_duplicates, const std::string& prefix);

/// The hashes that are tied to others, over the pieces with these prefixes.
std::vector<std::uint64_t> tied(const std::vector<std::string>& prefixes,
                                const std::string& language);

/// One part of a batch: for each input its pieces and the rows before it.
struct PartOptions {
    std::vector<std::pair<std::vector<std::string>, std::int64_t>> inputs;
    std::vector<std::uint64_t> tied;
    bool only_tied = false;
    bool find_duplicates = false;
    std::vector<std::string> reversed; ///< ids, over the whole batch
    std::optional<std::size_t> cases;  ///< of a report that is to be written; none: no report
};

/// Audits a part and writes what it brings to a file, which appears whole or not at all.
void audit_part(const PlanHandle& policy, const PartOptions& options, const std::string& path,
                const std::string& language);

/// Parts to merge, and what is to be said of the whole.
struct MergeOptions {
    std::vector<std::string> parts;
    std::vector<std::string> passed_over;
    bool report = false;
    audit::AuditedHow how; ///< the tolerance always given
    std::vector<audit::HashedInput> inputs;
};

/// Merges parts and writes findings.csv, refused.csv, summary.json and, where it is wanted,
/// report.html into a folder, each of which appears whole or not at all. Gives the summary.
std::string merge_parts(const PlanHandle& policy, const MergeOptions& options,
                        const std::string& folder, const std::string& language);

} // namespace reimburse::python
