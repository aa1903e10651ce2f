// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "load/facility_reader.hpp"
#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace reimburse::cli {

void add_rules(CLI::App& command, Options& options) {
    // Each takes one value, so that the words behind it stay for the command.
    command
        .add_option("--rules", options.rules,
                    "rule file or folder, repeatable; an overlay alone is enough "
                    "(default: the bundled policy)")
        ->allow_extra_args(false);
    command.add_option("--reading", options.readings, "name=value, repeatable")
        ->allow_extra_args(false);
}

void add_named_rules(CLI::App& command, Options& options) {
    command.add_option("rules", options.rules,
                       "rule files or folders (default: the bundled policy)");
    command.add_option("--rules", options.rules, "the same, repeatable")->allow_extra_args(false);
    command.add_option("--reading", options.readings, "name=value, repeatable")
        ->allow_extra_args(false);
}

void add_language(CLI::App& command, Options& options) {
    command.add_option("--lang", options.language, "language of texts for people")
        ->check(CLI::IsMember({"zh", "en"}))
        ->capture_default_str();
}

Result<Selection> selection_of(const Options& options) {
    Selection selection;
    Problems problems;
    for (const std::string& text : options.readings) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos) {
            problems.push_back(
                {Code::unknown_reading_value,
                 {{"name", text}, {"text", ""}, {"suggestion", ""}, {"known", "name=value"}},
                 {},
                 {}});
            continue;
        }
        selection[text.substr(0, equals)] = text.substr(equals + 1);
    }
    if (!problems.empty()) {
        return problems;
    }
    return selection;
}

Result<Policy> load_policy(const Options& options) {
    Result<Policy> policy = load::load_rules(options.rules);
    if (!policy || options.facilities.empty()) {
        return policy;
    }
    Problems problems = load::add_facilities(options.facilities, *policy);
    if (!problems.empty()) {
        return problems;
    }
    return policy;
}

Result<ChosenPolicy> load_chosen(const Options& options) {
    Result<Selection> readings = selection_of(options);
    if (!readings) {
        return readings.problems();
    }
    Result<Policy> policy = load_policy(options);
    if (!policy) {
        return policy.problems();
    }
    return ChosenPolicy{*std::move(policy), *std::move(readings)};
}

Result<ChosenPolicy> load_completed(const Options& options) {
    Result<ChosenPolicy> chosen = load_chosen(options);
    if (!chosen) {
        return chosen;
    }
    Result<Selection> all = complete(chosen->policy, chosen->readings);
    if (!all) {
        return all.problems();
    }
    chosen->readings = *std::move(all);
    return chosen;
}

Result<Plan> load_plan(const Options& options) {
    const Result<ChosenPolicy> chosen = load_chosen(options);
    return chosen ? compile(chosen->policy, chosen->readings) : Result<Plan>(chosen.problems());
}

std::string spot(const Place& place) {
    std::string text = place.file;
    if (place.line > 0) {
        text += ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    }
    if (!place.pointer.empty()) {
        text += (text.empty() ? "" : " ") + place.pointer;
    }
    return text + (text.empty() ? "" : ": ");
}

void print(const Problems& problems, Language language) {
    for (const Problem& problem : problems) {
        const std::string text = spot(problem.place) + sentence(problem, language) + "\n    " +
                                 advice(problem, language) + "\n";
        std::fputs(text.c_str(), stderr);
    }
}

int exit_of(const Problems& problems) {
    const auto is = [&](std::initializer_list<Code> codes) {
        return std::ranges::any_of(problems, [&](const Problem& problem) {
            return std::ranges::find(codes, problem.code) != codes.end();
        });
    };
    if (is({Code::cannot_open, Code::cannot_write, Code::not_gzip})) {
        return file;
    }
    return is({Code::unknown_reading, Code::unknown_reading_value, Code::unknown_vocabulary})
               ? arguments
               : look;
}

} // namespace reimburse::cli
