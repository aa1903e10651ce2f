// SPDX-License-Identifier: MIT
#pragma once

#include "audit/audit.hpp"
#include "audit/partial/part_rows.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace reimburse::audit {

/// A row that was not settled.
struct PartRefusal {
    std::int64_t row = 0; ///< from 1, over the whole batch
    std::string claim_id;
    Problems problems;

    bool operator==(const PartRefusal&) const = default;
};

/// What the audit of a part of a batch brings. Claims that share totals, or an id that is looked
/// at, lie in one part; rows carry their numbers in the whole batch. So parts can be audited
/// anywhere, written down, and merged into what one audit of the whole brings.
struct Partial {
    AuditResult result; ///< findings in the order of their rows, not ranked
    std::vector<PartRefusal> refused;
};

/// Audits one part. `options` are those of the batch, with the ids of claims that any part of it
/// reverses; the form and the ranking are set here. Problems: those of reading the pieces.
Result<Partial> audit_part(const Plan& plan, PartPlan part, AuditOptions options);

/// The whole batch of its parts, which may come in any order: findings and refused rows in the
/// order of their rows, ranked against one another. `cases`: the largest, which a report opens.
/// Precondition: parts of one batch, at least one.
Partial merge(std::vector<Partial> parts, std::size_t cases = 0);

/// A partial result as one JSON document, without loss.
std::string partial_json(const Partial& part);

/// Reads partial_json() again; `file` names it in problems. Problem: not_json where it is none, or
/// was written by another version.
Result<Partial> read_partial(const std::string& text, const std::string& file);

} // namespace reimburse::audit
