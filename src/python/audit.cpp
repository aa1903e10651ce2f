// SPDX-License-Identifier: MIT
#include "audit/audit.hpp"

#include "audit/findings_csv.hpp"
#include "audit/row_writer.hpp"
#include "audit/summary_json.hpp"
#include "python/policy.hpp"
#include "reimburse/amount/parse.hpp"

#include <pybind11/stl.h>

#include <algorithm>

namespace reimburse::python {

namespace py = pybind11;

Result<std::int64_t> fen_of(const std::string& tolerance) {
    const ParsedAmount amount = parse_amount(tolerance);
    if (const Money* money = std::get_if<Money>(&amount)) {
        return money->fen();
    }
    return Problem{Code::not_an_amount, {{"field", "tolerance"}, {"text", tolerance}}, {}, {}};
}

namespace {

using audit::AuditResult;
using audit::Finding;
using audit::Listing;

/// Refused rows, by column.
struct Refused {
    std::vector<std::int64_t> rows;
    std::vector<std::string> ids;
    std::vector<std::string> errors;
};

py::array_t<std::int64_t> numbers(const Listing& listing,
                                  const std::function<std::int64_t(const Finding&)>& of) {
    py::array_t<std::int64_t> array(static_cast<py::ssize_t>(listing.findings.size()));
    std::ranges::transform(listing.findings, array.mutable_data(),
                           [&](const Finding* finding) { return of(*finding); });
    return array;
}

py::list texts(const Listing& listing, const std::function<std::string(const Finding&)>& of) {
    py::list list;
    for (const Finding* finding : listing.findings) {
        list.append(of(*finding));
    }
    return list;
}

/// Differences by benefit, where something was said to be paid for it; -1 among `said`: not here.
py::dict benefit_differences(const Plan& plan, const AuditResult& result, const Listing& listing) {
    py::dict columns;
    for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
        if (!result.paid_benefits[b]) {
            continue;
        }
        const auto said = [b](const Finding& finding) {
            return finding.paid_benefits[b];
        };
        columns[py::str(plan.benefits[b].id)] = py::make_tuple(
            numbers(listing,
                    [&](const Finding& finding) {
                        return said(finding) < 0 ? 0 : said(finding) - finding.expected_benefits[b];
                    }),
            numbers(listing, [&](const Finding& finding) { return said(finding) < 0 ? 1 : 0; }));
    }
    return columns;
}

py::dict columns_of(const Plan& plan, const AuditResult& result, const Listing& listing,
                    Language language) {
    py::dict out;
    out["row"] = numbers(listing, [](const Finding& finding) { return finding.row; });
    out["claim_id"] = texts(listing, [](const Finding& finding) { return finding.claim_id; });
    out["expected"] = numbers(listing, [](const Finding& finding) { return finding.expected; });
    out["paid"] = numbers(listing, [](const Finding& finding) { return finding.paid; });
    out["diff"] = numbers(listing, [](const Finding& finding) { return finding.difference(); });
    out["benefits"] = benefit_differences(plan, result, listing);
    out["state"] = texts(
        listing, [](const Finding& finding) { return std::string(audit::to_text(finding.state)); });
    py::list causes;
    for (std::size_t c = 0; c < 3; ++c) {
        causes.append(
            texts(listing, [c](const Finding& finding) { return audit::causes_of(finding)[c]; }));
    }
    out["causes"] = causes;
    out["follows"] = texts(listing, [](const Finding& finding) { return finding.follows; });
    out["explanation"] = texts(
        listing, [&](const Finding& finding) { return audit::explanation_of(finding, language); });
    return out;
}

} // namespace

py::dict PlanHandle::audit(const HeldFrame& held, const FrameForm& form,
                           const std::string& tolerance, bool find_duplicates) const {
    const Language language = language_of(form.language);
    const std::int64_t tolerated = value_of(fen_of(tolerance), language);
    const FrameInput from(held, form);
    Refused refused;
    std::optional<Result<AuditResult>> done;
    {
        const py::gil_scoped_release release;
        audit::AuditOptions options;
        options.find_duplicates = find_duplicates;
        options.form = from.form();
        options.threads = form.threads;
        done.emplace(audit::audit(
            plan(), {held.frame.name}, options,
            [&](std::int64_t row, std::string_view id, const Problems& problems) {
                refused.rows.push_back(row);
                refused.ids.emplace_back(id);
                refused.errors.push_back(audit::RowWriter::sentences(problems, language));
            },
            [](const audit::AuditProgress&) { return true; }));
    }
    const AuditResult result = value_of(std::move(*done), language);
    const Listing listing = audit::listing_of(result.findings, tolerated);
    py::dict out = columns_of(plan(), result, listing, language);
    out["refused_rows"] = refused.rows;
    out["refused_ids"] = refused.ids;
    out["refused_errors"] = refused.errors;
    out["summary"] = audit::summary_json(plan(), result, listing, language);
    return out;
}

} // namespace reimburse::python
