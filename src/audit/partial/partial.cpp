// SPDX-License-Identifier: MIT
#include "audit/partial/partial.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace reimburse::audit {

Result<Partial> audit_part(const Plan& plan, PartPlan part, AuditOptions options) {
    PartRows rows(std::move(part));
    options.rank = false;
    options.form = {};
    options.form.rows = [&](const std::string& name) {
        return rows.rows(name);
    };
    std::vector<PartRefusal> refused;
    Result<AuditResult> result = audit(
        plan, rows.names(), options,
        [&](std::int64_t row, std::string_view claim_id, const Problems& problems) {
            refused.push_back({row, std::string(claim_id), problems});
        },
        [](const AuditProgress&) { return true; });
    if (!result) {
        return result.problems();
    }
    for (PartRefusal& row : refused) {
        row.row = rows.number(row.row);
    }
    if (result->statistics) {
        for (auto& [code, kind] : result->statistics->refused) {
            for (RefusedRow& example : kind.examples) {
                example.row = rows.number(example.row);
            }
        }
    }
    Partial partial;
    const Findings found = std::exchange(result->findings, Findings(options.cases));
    for (Finding finding : found.all()) {
        finding.row = rows.number(finding.row);
        result->findings.add(std::move(finding));
    }
    partial.result = std::move(*result);
    partial.refused = std::move(refused);
    return partial;
}

Partial merge(std::vector<Partial> parts, std::size_t cases) {
    Partial whole;
    whole.result.findings = Findings(cases);
    std::vector<Finding> findings;
    for (Partial& part : parts) {
        whole.result.summary.merge(part.result.summary);
        std::ranges::copy(part.result.findings.all(), std::back_inserter(findings));
        std::ranges::move(part.refused, std::back_inserter(whole.refused));
        if (auto& statistics = whole.result.statistics; !statistics) {
            statistics = std::move(part.result.statistics);
        } else if (part.result.statistics) {
            statistics->merge(*part.result.statistics);
        }
        auto& said = whole.result.paid_benefits;
        said.resize(std::max(said.size(), part.result.paid_benefits.size()));
        for (std::size_t b = 0; b < part.result.paid_benefits.size(); ++b) {
            said[b] = said[b] || part.result.paid_benefits[b];
        }
    }
    whole.result.passed_over = parts.front().result.passed_over;
    std::ranges::stable_sort(findings, {}, &Finding::row);
    std::ranges::stable_sort(whole.refused, {}, &PartRefusal::row);
    for (Finding& finding : findings) {
        whole.result.findings.add(std::move(finding));
    }
    whole.result.findings.rank();
    return whole;
}

} // namespace reimburse::audit
