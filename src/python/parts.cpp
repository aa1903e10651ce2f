// SPDX-License-Identifier: MIT
#include "python/parts.hpp"

#include "audit/findings_csv.hpp"
#include "audit/partial/partial.hpp"
#include "audit/partial/pieces.hpp"
#include "audit/report/report.hpp"
#include "audit/row_writer.hpp"
#include "audit/summary_json.hpp"
#include "load/csv_writer.hpp"
#include "load/files.hpp"

#include <pybind11/stl.h>

namespace reimburse::python {

namespace py = pybind11;

namespace {

py::dict dict_of(const audit::Cut& cut) {
    py::dict dict;
    dict["rows"] = cut.rows;
    dict["reversed"] = cut.reversed;
    dict["passed_over"] = cut.passed_over;
    return dict;
}

py::dict cut_input(const PlanHandle& policy, const std::string& name, const load::InputForm& form,
                   std::size_t count, bool find_duplicates, const std::string& prefix,
                   Language language) {
    std::optional<Result<audit::Cut>> cut;
    {
        const py::gil_scoped_release release;
        cut.emplace(audit::cut(policy.plan(), name, form, count, find_duplicates, prefix));
    }
    return dict_of(value_of(std::move(*cut), language));
}

std::optional<Problem> write_file(const std::string& path, std::string_view text) {
    Result<load::WholeFile> file = load::WholeFile::open(path);
    if (!file) {
        return file.problems().front();
    }
    file->write(text);
    return file->commit();
}

Result<audit::Partial> merged(const std::vector<std::string>& paths, std::size_t cases) {
    std::vector<audit::Partial> parts;
    parts.reserve(paths.size());
    for (const std::string& path : paths) {
        const Result<std::string> text = load::read_file(path);
        if (!text) {
            return text.problems();
        }
        Result<audit::Partial> part = audit::read_partial(*text, path);
        if (!part) {
            return part.problems();
        }
        parts.push_back(std::move(*part));
    }
    return merge(std::move(parts), cases);
}

std::string findings_text(const Plan& plan, const audit::AuditResult& result,
                          const audit::Listing& listing, Language language) {
    const audit::FindingsCsv csv(plan.benefits, result.paid_benefits, language);
    std::string text;
    csv.header(text);
    for (const audit::Finding* finding : listing.findings) {
        csv.row(*finding, text);
    }
    return text;
}

std::string refused_text(const std::vector<audit::PartRefusal>& rows, Language language) {
    std::string text = audit::refused_header();
    for (const audit::PartRefusal& row : rows) {
        audit::append_refused(text, row.row, row.claim_id, row.problems, language);
    }
    return text;
}

Result<std::string> write_merged(const Plan& plan, MergeOptions options, std::int64_t tolerance,
                                 const std::string& folder, Language language) {
    Result<audit::Partial> whole =
        merged(options.parts, options.report ? options.how.cases : std::size_t{0});
    if (!whole) {
        return whole.problems();
    }
    audit::AuditResult& result = whole->result;
    result.passed_over = std::move(options.passed_over);
    const audit::Listing listing = audit::listing_of(result.findings, tolerance);
    std::string summary = audit::summary_json(plan, result, listing, language);
    std::vector<std::pair<std::string, std::string>> files{
        {"findings.csv", findings_text(plan, result, listing, language)},
        {"refused.csv", refused_text(whole->refused, language)},
        {"summary.json", summary}};
    if (options.report) {
        options.how.tolerance = tolerance > 0 ? options.how.tolerance : "";
        files.emplace_back(
            "report.html",
            audit::report_html(plan, result,
                               audit::provenance_of(std::move(options.inputs), options.how),
                               {language, tolerance, options.how.cases, options.how.show_ids}));
    }
    for (const auto& [name, text] : files) {
        if (const auto problem = write_file(folder + "/" + name, text)) {
            return *problem;
        }
    }
    return summary;
}

} // namespace

py::dict cut_file(const PlanHandle& policy, const std::string& path, const FrameForm& form,
                  const std::string& encoding, std::size_t count, bool find_duplicates,
                  const std::string& prefix) {
    const Language language = language_of(form.language);
    std::optional<load::Vocabulary> vocabulary;
    if (form.columns) {
        vocabulary = value_of(load::load_vocabulary(*form.columns), language);
    }
    load::InputForm input;
    input.vocabulary = vocabulary ? &*vocabulary : nullptr;
    input.encoding = encoding == "utf-8"     ? load::Encoding::utf8
                     : encoding == "gb18030" ? load::Encoding::gb18030
                                             : load::Encoding::detect;
    return cut_input(policy, path, input, count, find_duplicates, prefix, language);
}

py::dict cut_frame(const PlanHandle& policy, const HeldFrame& held, const FrameForm& form,
                   std::size_t count, bool find_duplicates, const std::string& prefix) {
    const FrameInput from(held, form);
    return cut_input(policy, held.frame.name, from.form(), count, find_duplicates, prefix,
                     language_of(form.language));
}

std::vector<std::uint64_t> tied(const std::vector<std::string>& prefixes,
                                const std::string& language) {
    std::optional<Result<std::vector<std::uint64_t>>> hashes;
    {
        const py::gil_scoped_release release;
        hashes.emplace(audit::tied(prefixes));
    }
    return value_of(std::move(*hashes), language_of(language));
}

void audit_part(const PlanHandle& policy, const PartOptions& options, const std::string& path,
                const std::string& language) {
    Problems problems;
    {
        const py::gil_scoped_release release;
        audit::PartPlan part;
        for (const auto& [pieces, before] : options.inputs) {
            part.inputs.push_back({pieces, before});
        }
        part.tied = options.tied;
        part.only_tied = options.only_tied;
        audit::AuditOptions of_batch;
        of_batch.find_duplicates = options.find_duplicates;
        of_batch.reversed = {options.reversed.begin(), options.reversed.end()};
        of_batch.statistics = options.cases.has_value();
        of_batch.cases = options.cases.value_or(0);
        const Result<audit::Partial> partial =
            audit::audit_part(policy.plan(), std::move(part), std::move(of_batch));
        if (!partial) {
            problems = partial.problems();
        } else if (const auto problem = write_file(path, audit::partial_json(*partial))) {
            problems = {*problem};
        }
    }
    if (!problems.empty()) {
        raise(problems, language_of(language));
    }
}

std::string merge_parts(const PlanHandle& policy, const MergeOptions& options,
                        const std::string& folder, const std::string& language) {
    const Language spoken = language_of(language);
    const std::int64_t fen = value_of(fen_of(options.how.tolerance), spoken);
    std::optional<Result<std::string>> summary;
    {
        const py::gil_scoped_release release;
        summary.emplace(write_merged(policy.plan(), options, fen, folder, spoken));
    }
    return value_of(std::move(*summary), spoken);
}

} // namespace reimburse::python
