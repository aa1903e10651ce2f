// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>

namespace reimburse::cli {

namespace {

/// Compiles a policy under its defaults and under every other value of each reading alone.
Problems compile_all(const Policy& policy) {
    std::vector<Selection> selections{{}};
    for (const Reading& reading : policy.readings) {
        for (std::size_t v = 1; v < reading.values.size(); ++v) {
            selections.push_back({{reading.id, reading.values[v].id}});
        }
    }
    Problems problems;
    for (const Selection& selection : selections) {
        const Result<Plan> plan = compile(policy, selection);
        if (plan) {
            continue;
        }
        for (const Problem& problem : plan.problems()) {
            const bool known = std::ranges::any_of(problems, [&](const Problem& other) {
                return other.code == problem.code && other.arguments == problem.arguments;
            });
            if (!known) {
                problems.push_back(problem);
            }
        }
    }
    return problems;
}

int check(const Options& options) {
    const std::vector<std::string> files = load::policy_files(options.rules);
    int status = done;
    for (const std::string& file : files) {
        const Result<Policy> policy = load::load_rules(load::with_extended(file, files));
        const Problems problems = policy ? compile_all(*policy) : policy.problems();
        if (problems.empty()) {
            std::printf("%s: ok\n", file.c_str());
        } else {
            print(problems, options.lang());
            status =
                std::max<int>(status, exit_of(problems) == Exit::file ? Exit::file : Exit::look);
        }
    }
    if (files.empty()) {
        std::fputs("no rule files found\n", stderr);
        return arguments;
    }
    return status;
}

} // namespace

void add_check(CLI::App& app, int& status) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "check", "validate rule tables: every problem with its place (校验规则)");
    command->add_option("rules", options->rules, "rule files or folders")->required();
    add_language(*command, *options);
    command->callback([options, &status] { status = check(*options); });
}

} // namespace reimburse::cli
