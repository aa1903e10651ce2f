// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "reimburse/plan/plan.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace reimburse::cli {

/// Exit codes: part of the program's contract.
enum Exit : int {
    done = 0,
    look = 1,      ///< there is something to look at
    arguments = 2, ///< the command line is wrong
    file = 3,      ///< a file, or a single claim, cannot be read or written
};

/// What several commands share.
struct Options {
    std::vector<std::string> rules;
    std::vector<std::string> readings; ///< name=value
    std::string facilities;
    std::string language = "zh";

    Language lang() const { return language == "en" ? Language::en : Language::zh; }
};

void add_rules(CLI::App& command, Options& options);
/// The same for a command about rules: they may also be named without --rules.
void add_named_rules(CLI::App& command, Options& options);
void add_language(CLI::App& command, Options& options);

/// The readings as a selection; a text without = is a problem.
Result<Selection> selection_of(const Options& options);

/// The policy of the options, with its facilities; not compiled.
Result<Policy> load_policy(const Options& options);

/// A policy, not compiled, and readings for it.
struct ChosenPolicy {
    Policy policy;
    Selection readings;
};

/// The policy of the options with the readings that they name; the others stay open.
Result<ChosenPolicy> load_chosen(const Options& options);

/// The same with every reading: the defaults of those that are not named.
Result<ChosenPolicy> load_completed(const Options& options);

/// The plan of the options.
Result<Plan> load_plan(const Options& options);

/// "file:line:column pointer: ", as far as it is known.
std::string spot(const Place& place);

/// Prints the problems to standard error, each with its place, sentence and advice.
void print(const Problems& problems, Language language);

/// Exit code for problems that kept a command from its work.
int exit_of(const Problems& problems);

// One line for each command; each lies in a file of its own.
void add_settle(CLI::App& app, int& status);
void add_calculate(CLI::App& app, int& status);
void add_audit(CLI::App& app, int& status);
void add_check(CLI::App& app, int& status);
void add_test(CLI::App& app, int& status);
void add_show(CLI::App& app, int& status);
void add_diff(CLI::App& app, int& status);
void add_new(CLI::App& app, int& status);
void add_premium(CLI::App& app, int& status);
void add_prove(CLI::App& app, int& status);

} // namespace reimburse::cli
