// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "audit/audit.hpp"
#include "audit/findings_csv.hpp"
#include "audit/report/report.hpp"
#include "audit/summary_json.hpp"
#include "cli/audit_summary.hpp"
#include "cli/identities.hpp"
#include "cli/input_options.hpp"
#include "cli/interrupt.hpp"
#include "cli/messages.hpp"
#include "cli/progress.hpp"
#include "load/csv_writer.hpp"
#include "load/files.hpp"
#include "reimburse/amount/parse.hpp"

#include <cstdio>
#include <memory>
#include <optional>

namespace reimburse::cli {

namespace {

struct AuditCommandOptions : Options {
    std::vector<std::string> claims;
    std::string out; ///< empty: standard output, or nowhere (see writes_findings())
    std::string refused;
    std::string summary;
    std::string report;
    std::size_t cases = 50;
    bool show_ids = false;
    std::string tolerance = "0.00";
    std::string identities;
    bool find_duplicates = false;
    unsigned threads = 0; ///< see add_threads()
    InputOptions input;
};

constexpr std::size_t flush_size = std::size_t{1} << 16U;

class AuditCommand {
  public:
    AuditCommand(const AuditCommandOptions& options, const Plan& plan)
        : options_(options), plan_(plan), progress_(options.lang()) {}

    int run() {
        const ParsedAmount tolerance = parse_amount(options_.tolerance);
        if (!std::holds_alternative<Money>(tolerance)) {
            print({{Code::not_an_amount,
                    {{"field", "--tolerance"}, {"text", options_.tolerance}},
                    {},
                    {}}},
                  options_.lang());
            return arguments;
        }
        tolerance_ = std::get<Money>(tolerance).fen();
        const Result<ClaimsForm> form = ClaimsForm::of(options_.input);
        if (!form) {
            return fail(form.problems());
        }
        if (writes_findings()) {
            Result<load::WholeFile> out =
                load::WholeFile::open(options_.out.empty() ? "-" : options_.out);
            if (!out) {
                return fail(out.problems());
            }
            out_ = std::move(*out);
        }
        if (!options_.report.empty()) {
            Result<load::WholeFile> report = load::WholeFile::open(options_.report);
            if (!report) {
                return fail(report.problems());
            }
            report_ = std::move(*report);
        }
        if (!options_.refused.empty()) {
            Result<load::WholeFile> refused = load::WholeFile::open(options_.refused);
            if (!refused) {
                return fail(refused.problems());
            }
            refused_ = std::move(*refused);
            refused_text_ = audit::refused_header();
        }
        const audit::OnRefused on_refused = [this](std::int64_t row, std::string_view id,
                                                   const Problems& problems) {
            write_refused(row, id, problems);
        };
        audit::AuditOptions how;
        how.find_duplicates = options_.find_duplicates;
        how.form = form->form();
        how.threads = threads_of(options_.threads);
        how.statistics = report_.has_value();
        how.cases = report_ ? options_.cases : 0;
        Result<audit::AuditResult> result = audit::audit(
            plan_, options_.claims, how, on_refused, [this](const audit::AuditProgress& progress) {
                show(progress);
                return !Interrupt::noted();
            });
        progress_.clear();
        if (Interrupt::noted()) {
            return look;
        }
        if (!result) {
            return fail(result.problems());
        }
        return finish(*result);
    }

  private:
    int fail(const Problems& problems) const {
        print(problems, options_.lang());
        return exit_of(problems);
    }

    void show(const audit::AuditProgress& progress) {
        using Pass = audit::AuditProgress::Pass;
        if (shown_ != progress.pass) {
            shown_ = progress.pass;
            const std::string title =
                progress.pass == Pass::finding_ids ? message(options_.lang(), "查编号：", "ids: ")
                : progress.pass == Pass::comparing
                    ? message(options_.lang(), "核对：", "comparing: ")
                    : message(options_.lang(), "查原因：", "looking for causes: ");
            progress_.begin(title, progress.size);
        }
        progress_.show(progress.rows, progress.bytes);
    }

    void write_refused(std::int64_t row, std::string_view id, const Problems& problems) {
        if (!refused_) {
            return;
        }
        audit::append_refused(refused_text_, row, id, problems, options_.lang());
        if (refused_text_.size() >= flush_size) {
            refused_->write(refused_text_);
            refused_text_.clear();
        }
    }

    /// Findings that nobody asked for do not flood a terminal where there is a report.
    bool writes_findings() const {
        return !options_.out.empty() || options_.report.empty() || isatty(STDOUT_FILENO) == 0;
    }

    int finish(const audit::AuditResult& result) {
        for (const std::string& name : result.passed_over) {
            say(options_.lang(), "注意：列“{name}”未使用", "note: column \"{name}\" is passed over",
                {{"name", name}});
        }
        write_findings(result);
        if (out_) {
            if (const auto problem = out_->commit()) {
                return fail({*problem});
            }
        }
        if (refused_) {
            refused_->write(refused_text_);
            if (const auto problem = refused_->commit()) {
                return fail({*problem});
            }
        }
        if (const auto problem = write_summary(result)) {
            return fail({*problem});
        }
        if (report_) {
            report_->write(audit::report_html(
                plan_, result, provenance(result),
                {options_.lang(), tolerance_, options_.cases, options_.show_ids}));
            if (const auto problem = report_->commit()) {
                return fail({*problem});
            }
        }
        print_audit_summary(result, {tolerance_, tolerated_, tolerated_sum_}, options_.lang());
        const bool clean = result.summary.refused == 0 && result.findings.all().empty();
        return clean ? done : look;
    }

    std::optional<Problem> write_summary(const audit::AuditResult& result) const {
        if (options_.summary.empty()) {
            return std::nullopt;
        }
        Result<load::WholeFile> file = load::WholeFile::open(options_.summary);
        if (!file) {
            return file.problems().front();
        }
        file->write(audit::summary_json(
            plan_, result, audit::listing_of(result.findings, tolerance_), options_.lang()));
        return file->commit();
    }

    /// The files and options that change what a report says.
    audit::Provenance provenance(const audit::AuditResult& result) const {
        return audit::provenance_of(result.inputs,
                                    {options_.input.columns, options_.input.encoding,
                                     options_.facilities, tolerance_ > 0 ? options_.tolerance : "",
                                     options_.find_duplicates, options_.cases, options_.show_ids});
    }

    void write_findings(const audit::AuditResult& result) {
        const audit::FindingsCsv csv(plan_.benefits, result.paid_benefits, options_.lang());
        std::string text;
        csv.header(text);
        for (const audit::Finding& finding : result.findings.all()) {
            if (finding.largest() <= tolerance_) {
                ++tolerated_;
                tolerated_sum_ += finding.difference();
                continue;
            }
            if (!out_) {
                continue;
            }
            csv.row(finding, text);
            if (text.size() >= flush_size) {
                out_->write(text);
                text.clear();
            }
        }
        if (out_) {
            out_->write(text);
        }
    }

    const AuditCommandOptions& options_;
    const Plan& plan_;
    std::int64_t tolerance_ = 0;
    std::int64_t tolerated_ = 0;
    std::int64_t tolerated_sum_ = 0;
    std::optional<load::WholeFile> out_;
    std::optional<load::WholeFile> report_;
    std::optional<load::WholeFile> refused_;
    std::string refused_text_;
    ProgressLine progress_;
    std::optional<audit::AuditProgress::Pass> shown_;
};

int audit_claims(const AuditCommandOptions& options) {
    const Result<Plan> plan = load_plan(options);
    if (!plan) {
        print(plan.problems(), options.lang());
        return exit_of(plan.problems());
    }
    return AuditCommand(options, *plan).run();
}

} // namespace

void add_audit(CLI::App& app, int& status) {
    auto options = std::make_shared<AuditCommandOptions>();
    CLI::App* command = app.add_subcommand(
        "audit", "recompute claims, compare with what was paid and name each cause (稽核)");
    auto* claims = command->add_option(
        "claims", options->claims,
        "claims as CSV or JSON Lines, also in gzip, with paid_total or paid_<benefit>; - for "
        "standard input");
    auto* identities = command->add_option(
        "--check-identities", options->identities,
        "hold recorded settlements (JSON) against the platform's identities, and nothing else");
    claims->excludes(identities);
    command->add_option("-o,--output", options->out,
                        "findings as CSV (default: standard output; with --report, none on a "
                        "terminal)");
    auto* report = command->add_option(
        "--report", options->report,
        "write a page (HTML) with sums, causes, the largest cases and what was refused");
    report->excludes(identities);
    command->add_option("--cases", options->cases, "cases of the report that can be opened")
        ->capture_default_str()
        ->needs(report);
    command->add_flag("--show-ids", options->show_ids, "persons' ids whole in the report")
        ->needs(report);
    command->add_option("--refused", options->refused, "write the refused rows to this file");
    command->add_option("--summary", options->summary,
                        "write counts, sums and causes to this file, JSON");
    command
        ->add_option("--tolerance", options->tolerance,
                     "smaller differences are counted, not listed")
        ->capture_default_str();
    command->add_flag("--find-duplicates", options->find_duplicates,
                      "look for claims that come twice");
    add_threads(*command, options->threads);
    add_input(*command, options->input);
    add_rules(*command, *options);
    command->add_option("--facilities", options->facilities,
                        "facility list (CSV: id, level, division, lists)");
    add_language(*command, *options);
    command->callback([options, &status] {
        if (!options->identities.empty()) {
            status = check_identities(options->identities,
                                      options->out.empty() ? "-" : options->out, options->lang());
            return;
        }
        if (options->claims.empty()) {
            throw CLI::RequiredError("claims");
        }
        {
            const Interrupt interrupt;
            status = audit_claims(*options);
        }
        Interrupt::raise_again();
    });
}

} // namespace reimburse::cli
