// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "study/premium.hpp"
#include "study/premium_json.hpp"

#include <cstdio>
#include <map>
#include <memory>
#include <optional>

namespace reimburse::cli {

namespace {

struct PremiumOptions : Options {
    int year = 0;
    std::string format = "text";
};

/// --person-class general or --person-class=general, for any dimension.
std::optional<std::map<std::string, std::string>> dimensions(const std::vector<std::string>& rest) {
    std::map<std::string, std::string> values;
    for (std::size_t r = 0; r < rest.size(); ++r) {
        std::string name = rest[r];
        if (!name.starts_with("--")) {
            return std::nullopt;
        }
        name.erase(0, 2);
        std::string value;
        if (const std::size_t equals = name.find('='); equals != std::string::npos) {
            value = name.substr(equals + 1);
            name.erase(equals);
        } else if (++r < rest.size()) {
            value = rest[r];
        } else {
            return std::nullopt;
        }
        for (char& c : name) {
            c = c == '-' ? '_' : c;
        }
        values[name] = value;
    }
    return values;
}

int premium(const PremiumOptions& options, const std::vector<std::string>& rest) {
    const auto values = dimensions(rest);
    if (!values) {
        std::fputs("dimensions are given as --name value, as in --person-class general\n", stderr);
        return arguments;
    }
    const Result<ChosenPolicy> chosen = load_completed(options);
    if (!chosen) {
        print(chosen.problems(), options.lang());
        return exit_of(chosen.problems());
    }
    const auto answers = study::premium(chosen->policy, chosen->readings, options.year, *values);
    if (!answers) {
        print(answers.problems(), options.lang());
        return look;
    }
    std::string text;
    if (options.format == "json") {
        load::JsonWriter json(text, load::JsonWriter::Form::pretty);
        study::write_premium(json, *answers, options.year, options.lang());
        text += '\n';
    } else {
        text = study::premium_text(*answers, options.year, options.lang());
    }
    std::fputs(text.c_str(), stdout);
    return done;
}

} // namespace

void add_premium(CLI::App& app, int& status) {
    auto options = std::make_shared<PremiumOptions>();
    CLI::App* command = app.add_subcommand(
        "premium", "what a person pays to be insured for a year (个人缴费与补助); dimensions as "
                   "--person-class general");
    command->add_option("--year", options->year, "benefit year")->required();
    command->add_option("--format", options->format, "form of the answer")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    add_rules(*command, *options);
    add_language(*command, *options);
    command->allow_extras();
    command->callback(
        [options, command, &status] { status = premium(*options, command->remaining()); });
}

} // namespace reimburse::cli
