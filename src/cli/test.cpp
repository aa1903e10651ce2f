// SPDX-License-Identifier: MIT
#include "cli/options.hpp"
#include "cli/progress.hpp"

#include "load/case_runner.hpp"
#include "load/files.hpp"
#include "load/rule_set.hpp"
#include "study/mutate/mutate.hpp"

#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <thread>

namespace reimburse::cli {

namespace {

/// Problems as they are found, each printed once: a policy that cannot be used is loaded anew for
/// every file of cases.
class Printer {
  public:
    explicit Printer(Language language) : language_(language) {}

    void print(const Problems& problems) {
        for (const Problem& problem : problems) {
            if (printed_.insert(spot(problem.place) + sentence(problem)).second) {
                cli::print({problem}, language_);
            }
        }
    }

  private:
    Language language_;
    std::set<std::string> printed_;
};

int test(const Options& options) {
    Printer printer(options.lang());
    std::size_t passed = 0;
    std::size_t failed = 0;
    int status = done;
    for (const std::string& policy : load::policy_files(options.rules)) {
        if (const auto opened = load::open_input(policy); !opened) {
            print(opened.problems(), options.lang());
            return file;
        }
        for (const std::string& name : load::case_files_beside(policy)) {
            const Result<load::CaseReport> report = load::run_cases(policy, name);
            if (!report) {
                printer.print(report.problems());
                status = look;
                continue;
            }
            passed += report->passed;
            failed += report->failures.size();
            for (const load::CaseFailure& failure : report->failures) {
                std::printf("%s:%d: %s\n", name.c_str(), failure.place.line,
                            failure.name.in(options.lang()).c_str());
                for (const std::string& line : failure.differences) {
                    std::printf("    %s\n", line.c_str());
                }
            }
        }
    }
    std::printf("%zu passed, %zu failed\n", passed, failed);
    if (passed + failed == 0 && status == done) {
        std::fputs("no worked cases found\n", stderr);
        return look;
    }
    return failed > 0 ? look : status;
}

struct TestOptions : Options {
    bool mutate = false;
    bool verbose = false;
    unsigned threads = 0; ///< 0: as many as the machine has
};

/// Changes each policy's table bit by bit: does a case notice?
int test_mutations(const TestOptions& options) {
    const unsigned threads =
        options.threads > 0 ? options.threads : std::thread::hardware_concurrency();
    int status = done;
    for (const std::string& policy : load::policy_files(options.rules)) {
        if (load::case_files_beside(policy).empty()) {
            continue;
        }
        const Result<study::MutationReport> report =
            study::mutate_cases(policy, threads, percent_on_terminal());
        if (!report) {
            print(report.problems(), options.lang());
            status = look;
            continue;
        }
        std::printf("%s: %s", policy.c_str(),
                    study::mutation_text(*report, options.verbose, options.lang()).c_str());
        status = report->unnoticed.empty() ? status : look;
    }
    return status;
}

} // namespace

void add_test(CLI::App& app, int& status) {
    auto options = std::make_shared<TestOptions>();
    CLI::App* command = app.add_subcommand(
        "test", "run the worked cases kept beside the rules, cases/*.json (运行算例)");
    command->add_option("rules", options->rules, "rule files or folders")->required();
    command->add_flag("--mutate", options->mutate,
                      "then change each number, bound, mode and order of the table in turn and "
                      "name the changes that no case notices");
    command->add_flag("--verbose", options->verbose,
                      "with --mutate: name the changes without effect and those that the table "
                      "itself refuses too");
    command->add_option("--threads", options->threads, "with --mutate; 0: all that there are")
        ->capture_default_str();
    add_language(*command, *options);
    command->callback([options, &status] {
        status = test(*options);
        if (status == done && options->mutate) {
            status = test_mutations(*options);
        }
    });
}

} // namespace reimburse::cli
