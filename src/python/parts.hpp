// SPDX-License-Identifier: MIT
#pragma once

#include "python/policy.hpp"

#include <cstdint>
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
};

/// Audits a part and writes what it brings to a file, which appears whole or not at all.
void audit_part(const PlanHandle& policy, const PartOptions& options, const std::string& path,
                const std::string& language);

/// Merges parts and writes findings.csv, refused.csv and summary.json into a folder, each of which
/// appears whole or not at all. Gives the summary.
std::string merge_parts(const PlanHandle& policy, const std::vector<std::string>& parts,
                        const std::vector<std::string>& passed_over, const std::string& tolerance,
                        const std::string& folder, const std::string& language);

} // namespace reimburse::python
