// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "audit/audit.hpp"
#include "audit/findings_csv.hpp"
#include "audit/summary_json.hpp"
#include "cli/identities.hpp"
#include "cli/input_options.hpp"
#include "cli/interrupt.hpp"
#include "cli/messages.hpp"
#include "cli/progress.hpp"
#include "load/csv_writer.hpp"
#include "load/files.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/amount/parse.hpp"

#include <cstdio>
#include <memory>
#include <optional>

namespace reimburse::cli {

namespace {

struct AuditCommandOptions : Options {
    std::vector<std::string> claims;
    std::string out = "-";
    std::string refused;
    std::string summary;
    std::string tolerance = "0.00";
    std::string identities;
    bool find_duplicates = false;
    unsigned threads = 0; ///< see add_threads()
    InputOptions input;
};

/// Groups that the summary lists.
constexpr std::size_t groups_shown = 10;

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
        Result<load::WholeFile> out = load::WholeFile::open(options_.out);
        if (!out) {
            return fail(out.problems());
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
        const audit::AuditOptions how{options_.find_duplicates, true, form->form(),
                                      threads_of(options_.threads)};
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
        return finish(*result, *out);
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

    int finish(const audit::AuditResult& result, load::WholeFile& out) {
        for (const std::string& name : result.passed_over) {
            std::fprintf(stderr, "note: column \"%s\" is passed over\n", name.c_str());
        }
        write_findings(result, out);
        if (const auto problem = out.commit()) {
            return fail({*problem});
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
        print_summary(result);
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

    void write_findings(const audit::AuditResult& result, load::WholeFile& out) {
        const audit::FindingsCsv csv(plan_.benefits, result.paid_benefits, options_.lang());
        std::string text;
        csv.header(text);
        for (const audit::Finding& finding : result.findings.all()) {
            if (finding.largest() <= tolerance_) {
                ++tolerated_;
                tolerated_sum_ += finding.difference();
                continue;
            }
            csv.row(finding, text);
            if (text.size() >= flush_size) {
                out.write(text);
                text.clear();
            }
        }
        out.write(text);
    }

    static std::string yuan(std::int64_t fen) { return format_amount(Money::from_fen(fen)); }

    void print_summary(const audit::AuditResult& result) const {
        const audit::AuditSummary& summary = result.summary;
        std::fprintf(stderr, "rows %lld, refused %lld, settled after a refused claim %lld\n",
                     static_cast<long long>(summary.rows), static_cast<long long>(summary.refused),
                     static_cast<long long>(summary.after_refused));
        std::fprintf(stderr, "compared %lld: expected %s, paid %s\n",
                     static_cast<long long>(summary.compared), yuan(summary.expected).c_str(),
                     yuan(summary.paid).c_str());
        for (const auto& [state, counted] : summary.states) {
            std::fprintf(stderr, "%s %lld, sum %s\n", std::string(to_text(state)).c_str(),
                         static_cast<long long>(counted.first), yuan(counted.second).c_str());
        }
        if (tolerated_ > 0) {
            std::fprintf(stderr, "within the tolerance of %s, not listed: %lld, sum %s\n",
                         options_.tolerance.c_str(), static_cast<long long>(tolerated_),
                         yuan(tolerated_sum_).c_str());
        }
        print_groups(result.findings.groups());
    }

    void print_groups(const std::vector<audit::CauseGroup>& groups) const {
        std::size_t shown = 0;
        for (const audit::CauseGroup& group : groups) {
            if (shown == groups_shown) {
                std::fprintf(stderr, "and %zu more\n", groups.size() - shown);
                break;
            }
            ++shown;
            const std::string what = group.name.empty()
                                         ? std::string(to_text(group.state))
                                         : audit::sentence_of(group.name, options_.lang());
            const std::string months = group.first_month == group.last_month
                                           ? group.first_month
                                           : group.first_month + " .. " + group.last_month;
            std::fprintf(stderr, "  %lld x %s%s%s, %s, sum %s\n",
                         static_cast<long long>(group.count), group.facility.c_str(),
                         group.facility.empty() ? "" : ": ", what.c_str(), months.c_str(),
                         yuan(group.sum).c_str());
        }
    }

    const AuditCommandOptions& options_;
    const Plan& plan_;
    std::int64_t tolerance_ = 0;
    std::int64_t tolerated_ = 0;
    std::int64_t tolerated_sum_ = 0;
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
    command->add_option("-o,--output", options->out, "findings as CSV")->capture_default_str();
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
            status = check_identities(options->identities, options->out, options->lang());
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
