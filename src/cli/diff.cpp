// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "audit/effect.hpp"
#include "load/claim_reader.hpp"
#include "load/files.hpp"
#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"
#include "study/diff.hpp"
#include "study/diff_text.hpp"
#include "study/matched_values.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

namespace reimburse::cli {

namespace {

struct DiffOptions : Options {
    std::array<std::string, 2> sides;
    std::array<std::vector<std::string>, 2> rules_of;
    std::array<std::vector<std::string>, 2> readings_of;
    std::array<std::string, 2> days;
    std::vector<std::string> matches;
    std::string accumulators;
    std::string out_of_scope = "0";
    std::string claims;
    std::string format = "text";
    std::string out = "-";
};

class DiffCommand {
  public:
    explicit DiffCommand(const DiffOptions& options) : options_(options) {}

    int run() {
        std::vector<study::Match> matches;
        for (const std::string& text : options_.matches) {
            std::optional<study::Match> match = study::parse_match(text);
            if (!match) {
                std::fputs("--match is DIMENSION:VALUE_OF_A=VALUE_OF_B\n", stderr);
                return arguments;
            }
            matches.push_back(*std::move(match));
        }
        const Result<Policy> policy_a = load_policy(options_of(0));
        Result<Policy> policy_b = load_policy(options_of(1));
        for (const auto* side : {&policy_a, &std::as_const(policy_b)}) {
            if (!*side) {
                return fail(side->problems());
            }
        }
        policy_b = study::in_words_of(*policy_a, *std::move(policy_b), matches);
        if (!policy_b) {
            print(policy_b.problems(), options_.lang());
            return arguments;
        }
        const Result<Plan> a = plan(*policy_a, 0);
        const Result<Plan> b = plan(*policy_b, 1);
        for (const auto* side : {&a, &b}) {
            if (!*side) {
                return fail(side->problems());
            }
        }
        Problems problems;
        const study::Terms terms = read_terms(*a, *b, problems);
        if (!problems.empty()) {
            return fail(problems);
        }
        const Result<study::Comparison> found = study::compare(*a, *b, terms);
        if (!found) {
            return fail(found.problems());
        }
        const bool json = options_.format == "json";
        std::optional<audit::Effect> effect;
        if (!options_.claims.empty()) {
            Result<audit::Effect> known = audit::effect_on(options_.claims, *a, *b);
            if (!known) {
                return fail(known.problems());
            }
            effect = std::move(*known);
        }
        Result<load::WholeFile> out = load::WholeFile::open(options_.out);
        if (!out) {
            return fail(out.problems());
        }
        if (json) {
            out->write(study::diff_json(*a, *b, terms, *found, [&](load::JsonWriter& writer) {
                if (effect) {
                    audit::write_effect(writer, *effect);
                }
            }));
        } else {
            out->write(study::diff_text(*a, *b, terms, *found, options_.lang()) +
                       (effect ? audit::effect_text(*effect, options_.lang()) : ""));
        }
        if (const auto problem = out->commit()) {
            return fail({*problem});
        }
        return found->same() ? done : look;
    }

  private:
    int fail(const Problems& problems) const {
        print(problems, options_.lang());
        return exit_of(problems);
    }

    /// The side's policy with its overlays and those of both, under its readings and those of both.
    Options options_of(std::size_t side) const {
        Options own;
        own.rules = {options_.sides[side]};
        own.readings = options_.readings;
        for (const auto* more : {&options_.rules, &options_.rules_of[side]}) {
            own.rules.insert(own.rules.end(), more->begin(), more->end());
        }
        const auto& readings = options_.readings_of[side];
        own.readings.insert(own.readings.end(), readings.begin(), readings.end());
        return own;
    }

    Result<Plan> plan(const Policy& policy, std::size_t side) const {
        const Result<Selection> selection = selection_of(options_of(side));
        return selection ? compile(policy, *selection) : Result<Plan>(selection.problems());
    }

    study::Terms read_terms(const Plan& a, const Plan& b, Problems& problems) const {
        study::Terms terms;
        terms.day_a = day(options_.days[0], problems);
        terms.day_b = day(options_.days[1], problems);
        Claim claim(a);
        claim.set("total", options_.out_of_scope, problems);
        terms.out_of_scope = claim.at(ClaimField::total).number;
        if (!options_.accumulators.empty()) {
            read_accumulators(a, b, terms, problems);
        }
        return terms;
    }

    static std::optional<Date> day(const std::string& text, Problems& problems) {
        if (text.empty()) {
            return std::nullopt;
        }
        const std::optional<Date> day = Date::parse(text);
        if (!day) {
            problems.push_back(
                {Code::not_a_date, {{"field", "--date"}, {"text", text}}, {"", "--date"}, {}});
        }
        return day;
    }

    /// They must belong to both.
    void read_accumulators(const Plan& a, const Plan& b, study::Terms& terms,
                           Problems& problems) const {
        const Result<std::string> text = load::read_file(options_.accumulators);
        if (!text) {
            problems.insert(problems.end(), text.problems().begin(), text.problems().end());
            return;
        }
        for (const Plan* plan : {&a, &b}) {
            Result<Accumulators> read =
                load::read_accumulators(*text, options_.accumulators, *plan);
            if (!read) {
                problems = read.problems();
                return;
            }
            terms.accumulators = std::move(*read);
        }
    }

    const DiffOptions& options_;
};

} // namespace

void add_diff(CLI::App& app, int& status) {
    auto options = std::make_shared<DiffOptions>();
    CLI::App* command = app.add_subcommand(
        "diff", "where two policies, versions or readings pay differently (比较规则)");
    command->add_option("a", options->sides[0], "rule file, folder or bundled id")->required();
    command->add_option("b", options->sides[1], "the same; may be a again, under other readings")
        ->required();
    command->add_option("--rules", options->rules, "overlay that both sides get, repeatable")
        ->allow_extra_args(false);
    command->add_option("--rules-a", options->rules_of[0], "overlay of a alone, repeatable")
        ->allow_extra_args(false);
    command->add_option("--rules-b", options->rules_of[1], "overlay of b alone, repeatable")
        ->allow_extra_args(false);
    command->add_option("--reading", options->readings, "name=value for both sides, repeatable")
        ->allow_extra_args(false);
    command
        ->add_option("--reading-a", options->readings_of[0],
                     "name=value for a, before --reading; repeatable")
        ->allow_extra_args(false);
    command
        ->add_option("--reading-b", options->readings_of[1],
                     "name=value for b, before --reading; repeatable")
        ->allow_extra_args(false);
    command
        ->add_option("--match", options->matches,
                     "DIMENSION:VALUE_OF_A=VALUE_OF_B, values that mean the same; repeatable")
        ->allow_extra_args(false);
    command->add_option("--date-a", options->days[0],
                        "compare on this day of a alone (default: every day both are in force; "
                        "without such a day the last of the earlier with the first of the later)");
    command->add_option("--date-b", options->days[1], "the day of b (default: that of a)");
    command->add_option("--accumulators", options->accumulators,
                        "accumulators of an earlier answer (JSON); without: a year of one claim");
    command
        ->add_option("--out-of-scope", options->out_of_scope,
                     "yuan by which the total exceeds the eligible amount")
        ->capture_default_str();
    command->add_option("--claims", options->claims,
                        "claims as CSV, settled under both: sums, who gains and who loses");
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_option("-o,--output", options->out, "file to write")->capture_default_str();
    add_language(*command, *options);
    command->callback([options, &status] { status = DiffCommand(*options).run(); });
}

} // namespace reimburse::cli
