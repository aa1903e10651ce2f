// SPDX-License-Identifier: MIT
#include "check/lints.hpp"
#include "cli/options.hpp"
#include "load/json_writer.hpp"
#include "load/rule_set.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>

namespace reimburse::cli {

namespace {

struct CheckOptions : Options {
    std::string format = "text";
};

class Check {
  public:
    explicit Check(const CheckOptions& options)
        : options_(options), json_(out_, load::JsonWriter::Form::pretty),
          is_json_(options.format == "json") {}

    int run() {
        const std::vector<std::string> files = load::policy_files(options_.rules);
        if (files.empty()) {
            std::fputs("no rule files found\n", stderr);
            return arguments;
        }
        json_.begin_array();
        for (const std::string& file : files) {
            check(file, files);
        }
        json_.end_array();
        if (is_json_) {
            std::printf("%s\n", out_.c_str());
        }
        return status_;
    }

  private:
    void check(const std::string& file, const std::vector<std::string>& files) {
        const Result<Policy> policy = load::load_rules(load::with_extended(file, files));
        if (!policy) {
            refuse(policy.problems());
            return;
        }
        const Result<check::Subject> subject = check::compile_all(*policy);
        if (!subject) {
            refuse(subject.problems());
            return;
        }
        const check::Findings findings = check::run_lints(*subject);
        const bool clean = std::ranges::all_of(findings, &check::Finding::is_note);
        status_ = std::max<int>(status_, clean ? done : look);
        for (const check::Finding& finding : findings) {
            is_json_ ? write(finding) : print(finding);
        }
        if (clean && !is_json_) {
            std::printf("%s: ok\n", file.c_str());
        }
    }

    void refuse(const Problems& problems) {
        const bool unread = exit_of(problems) == Exit::file;
        status_ = std::max<int>(status_, unread ? Exit::file : Exit::look);
        if (!is_json_) {
            cli::print(problems, options_.lang());
            return;
        }
        for (const Problem& problem : problems) {
            open("problem", std::to_string(static_cast<int>(problem.code)), problem.place,
                 problem.clause);
            json_.key("text").string(sentence(problem, options_.lang()));
            json_.key("advice").string(advice(problem, options_.lang())).end_object();
        }
    }

    void open(std::string_view kind, std::string_view id, const Place& place,
              const std::string& clause) {
        json_.begin_object().key("kind").string(kind).key("id").string(id);
        json_.key("file").string(place.file).key("pointer").string(place.pointer);
        json_.key("line").number(place.line).key("column").number(place.column);
        json_.key("clause").string(clause);
    }

    void write(const check::Finding& finding) {
        open(finding.is_note ? "note" : "warning", finding.lint, finding.place, finding.clause);
        json_.key("at").string(finding.at);
        json_.key("text").string(finding.text.in(options_.lang()));
        json_.key("advice").string(finding.advice.in(options_.lang())).end_object();
    }

    void print(const check::Finding& finding) const {
        const bool chinese = options_.lang() == Language::zh;
        const std::string kind =
            finding.is_note ? (chinese ? "提示 " : "note ") : (chinese ? "警告 " : "warning ");
        const std::string clause = finding.clause.empty() ? "" : " [" + finding.clause + "]";
        const std::string& advice = finding.advice.in(options_.lang());
        const std::string text = spot(finding.place) + kind + std::string(finding.lint) + " " +
                                 finding.at + ": " + finding.text.in(options_.lang()) + clause +
                                 (advice.empty() ? "\n" : "\n    " + advice + "\n");
        std::fputs(text.c_str(), stderr);
    }

    const CheckOptions& options_;
    std::string out_;
    load::JsonWriter json_;
    bool is_json_;
    int status_ = done;
};

} // namespace

void add_check(CLI::App& app, int& status) {
    auto options = std::make_shared<CheckOptions>();
    CLI::App* command = app.add_subcommand(
        "check", "validate rule tables: every problem and oddity with its place (校验规则)");
    command->add_option("rules", options->rules, "rule files or folders")->required();
    command->add_option("--format", options->format, "form of the answer")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    add_language(*command, *options);
    command->callback([options, &status] { status = Check(*options).run(); });
}

} // namespace reimburse::cli
