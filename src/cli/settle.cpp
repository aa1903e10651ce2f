// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "cli/history.hpp"
#include "cli/input_options.hpp"
#include "explain/sheet.hpp"
#include "explain/slip.hpp"
#include "load/answer_json.hpp"
#include "load/claim_reader.hpp"
#include "load/claim_translation.hpp"
#include "load/files.hpp"
#include "load/settlement_json.hpp"
#include "load/suggest.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/settle/exact.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

namespace reimburse::cli {

namespace {

struct SettleOptions : Options {
    std::string claim;
    std::string history;
    std::string accumulators;
    std::string format;
    bool trace = false;
    bool compare = false;
    InputOptions input;
};

constexpr std::string_view sheet_prefix = "sheet:";

/// CLI11's form: what is wrong with the value; empty: nothing.
std::string is_format(const std::string& format) {
    const bool known = format == "text" || format == "json" || format == "setlinfo" ||
                       (format.starts_with(sheet_prefix) && format.size() > sheet_prefix.size());
    return known ? "" : format + " not in {text,json,setlinfo,sheet:ID}";
}

/// A single claim that cannot be read at all, as against one that is refused.
bool is_unreadable(const Problems& problems) {
    const Code code = problems.front().code;
    const bool no_claim = code == Code::wrong_type && problems.front().place.pointer.empty();
    return no_claim || code == Code::cannot_open || code == Code::not_json ||
           code == Code::not_utf8 || code == Code::too_deep || code == Code::duplicate_key;
}

int emit(const std::string& text, Language language) {
    Result<load::WholeFile> out = load::WholeFile::open("-");
    if (!out) {
        print(out.problems(), language);
        return file;
    }
    out->write(text);
    if (const auto problem = out->commit()) {
        print({*problem}, language);
        return file;
    }
    return done;
}

class SettleCommand {
  public:
    explicit SettleCommand(const SettleOptions& options) : options_(options) {}

    int run() {
        const Result<std::string> text = load::read_file(options_.claim);
        if (!text) {
            return fail(text.problems());
        }
        Result<ClaimsForm> form = ClaimsForm::of(options_.input);
        if (!form) {
            return fail(form.problems());
        }
        form_ = std::move(*form);
        text_ = load::utf8_of(*text, form_.form().encoding);
        return options_.compare ? compare() : settle();
    }

  private:
    int fail(const Problems& problems) const {
        print(problems, options_.lang());
        return is_unreadable(problems) ? file : exit_of(problems);
    }

    /// The claim in our names, or in those of the vocabulary.
    Result<load::ClaimDocument> read_claim(const std::string& name, const Plan& plan) const {
        const Result<load::Node> tree = load::parse_json(text_, name);
        if (!tree) {
            return tree.problems();
        }
        if (const load::Vocabulary* vocabulary = form_.vocabulary()) {
            const Result<load::Node> own = load::in_own_names(*tree, name, *vocabulary, plan);
            return own ? load::read_claim(*own, name, plan)
                       : Result<load::ClaimDocument>(own.problems());
        }
        Result<load::ClaimDocument> read = load::read_claim(*tree, name, plan);
        if (!read && read.problems().front().code == Code::unknown_key) {
            if (auto foreign = load::foreign_claim(*tree, name, plan)) {
                return std::move(*foreign);
            }
        }
        return read;
    }

    Result<Answer> answer(const Plan& plan, Accumulators& accumulators,
                          load::ClaimDocument& document) const {
        const std::string name = options_.claim == "-" ? "stdin" : options_.claim;
        Result<load::ClaimDocument> read = read_claim(name, plan);
        if (!read) {
            return read.problems();
        }
        document = std::move(*read);
        if (!options_.accumulators.empty()) {
            const Result<std::string> text = load::read_file(options_.accumulators);
            if (!text) {
                return text.problems();
            }
            Result<Accumulators> earlier =
                load::read_accumulators(*text, options_.accumulators, plan);
            if (!earlier) {
                return earlier.problems();
            }
            accumulators = std::move(*earlier);
        }
        Problems problems;
        Claim claim(plan);
        load::fill(claim, document, problems);
        if (problems.empty() && !options_.history.empty()) {
            problems = add_history(options_.history, form_.form(), plan, claim, accumulators);
        }
        if (!problems.empty()) {
            place(problems, name);
            return problems;
        }
        Result<Answer> result = reimburse::settle(plan, claim, accumulators, exact_path);
        if (!result) {
            Problems refused = result.problems();
            place(refused, name);
            return refused;
        }
        return result;
    }

    static void place(Problems& problems, const std::string& name) {
        for (Problem& problem : problems) {
            if (problem.place.file.empty()) {
                problem.place.file = name;
            }
        }
    }

    int settle() const {
        const Result<Plan> plan = load_plan(options_);
        if (!plan) {
            print(plan.problems(), options_.lang());
            return exit_of(plan.problems());
        }
        const Sheet* sheet = nullptr;
        if (options_.format.starts_with(sheet_prefix)) {
            const Result<const Sheet*> found = sheet_of(*plan);
            if (!found) {
                print(found.problems(), options_.lang());
                return arguments;
            }
            sheet = *found;
        }
        Accumulators accumulators;
        load::ClaimDocument document;
        const Result<Answer> result = answer(*plan, accumulators, document);
        const std::string format = !options_.format.empty()     ? options_.format
                                   : isatty(STDOUT_FILENO) != 0 ? "text"
                                                                : "json";
        if (!result) {
            const int status = fail(result.problems());
            const int written = sheet != nullptr || format == "text"
                                    ? done
                                    : emit(refusal(result.problems()), options_.lang());
            return written == done ? status : written;
        }
        explain::AnswerFrame frame{text_of(document, "claim_id"), document.carried, &accumulators,
                                   options_.trace, options_.lang()};
        std::string out;
        if (sheet != nullptr) {
            out = explain::sheet_text(*sheet, *plan, *result, frame);
        } else if (format == "text") {
            out = explain::slip(*plan, *result, frame);
        } else {
            load::JsonWriter json(out, load::JsonWriter::Form::pretty);
            if (format == "json") {
                load::write_answer(json, *plan, *result, frame);
            } else {
                const Result<load::Vocabulary> usual =
                    load::load_vocabulary(std::string(load::usual_vocabulary));
                const load::Vocabulary* chosen = form_.vocabulary();
                const bool can = chosen != nullptr && !chosen->settlement.empty();
                load::write_settlement(json, can ? *chosen : *usual, *plan, *result, frame);
            }
            out += '\n';
        }
        return emit(out, options_.lang());
    }

    /// The sheet that --format names. Error: unknown_list.
    Result<const Sheet*> sheet_of(const Plan& plan) const {
        const std::string id = options_.format.substr(sheet_prefix.size());
        const auto found = std::ranges::find(plan.policy.sheets, id, &Sheet::id);
        if (found != plan.policy.sheets.end()) {
            return &*found;
        }
        std::vector<std::string_view> ids;
        ids.reserve(plan.policy.sheets.size());
        for (const Sheet& sheet : plan.policy.sheets) {
            ids.emplace_back(sheet.id);
        }
        const Problem unknown{
            Code::unknown_list,
            {{"what", "sheet"}, {"name", id}, {"suggestion", load::suggestion(id, ids)}},
            {},
            {}};
        return Problems{unknown};
    }

    std::string refusal(const Problems& problems) const {
        std::string out;
        load::JsonWriter json(out, load::JsonWriter::Form::pretty);
        json.begin_object().key("errors").begin_array();
        for (const Problem& problem : problems) {
            json.begin_object().key("number").number(static_cast<std::int64_t>(problem.code));
            json.key("sentence").string(sentence(problem, options_.lang()));
            json.key("advice").string(advice(problem, options_.lang()));
            json.key("field").string(problem.place.pointer);
            json.key("clause").string(problem.clause).end_object();
        }
        json.end_array().end_object();
        return out + "\n";
    }

    static std::string text_of(const load::ClaimDocument& document, std::string_view field) {
        for (const auto& [name, text] : document.fields) {
            if (name == field) {
                return text;
            }
        }
        return {};
    }

    /// Settles under every combination of readings and prints each lawful amount once, with the
    /// smallest sets of readings that lead to it.
    int compare() const {
        const Result<Policy> policy = load_policy(options_);
        if (!policy) {
            print(policy.problems(), options_.lang());
            return exit_of(policy.problems());
        }
        const Result<Selection> fixed = selection_of(options_);
        const Result<Selection> start =
            fixed ? complete(*policy, *fixed) : Result<Selection>(fixed.problems());
        if (!start) {
            print(start.problems(), options_.lang());
            return exit_of(start.problems());
        }
        std::map<std::string, std::vector<Selection>> outcomes; // amounts; what differs
        bool refused = false;
        for (const Selection& selection : combinations(*policy, *fixed)) {
            const Result<Plan> plan = compile(*policy, selection);
            if (!plan) {
                print(plan.problems(), options_.lang());
                return exit_of(plan.problems());
            }
            Accumulators accumulators;
            load::ClaimDocument document;
            const Result<Answer> result = answer(*plan, accumulators, document);
            if (!result && is_unreadable(result.problems())) {
                return fail(result.problems());
            }
            refused = refused || !result;
            outcomes[result ? payments(*plan, result->settlement)
                            : sentence(result.problems().front(), options_.lang())]
                .push_back(differences(*policy, selection));
        }
        std::string out;
        for (const auto& [amounts, readings] : outcomes) {
            out += amounts + "\n";
            for (const Selection& selection : readings) {
                if (is_least(selection, readings)) {
                    out += "    " + text_of(selection) + "\n";
                }
            }
        }
        const int status = emit(out, options_.lang());
        return status == done && refused ? look : status;
    }

    static std::vector<Selection> combinations(const Policy& policy, const Selection& fixed) {
        std::vector<Selection> all{fixed};
        for (const Reading& reading : policy.readings) {
            if (fixed.contains(reading.id)) {
                continue;
            }
            std::vector<Selection> more;
            for (const ReadingValue& value : reading.values) {
                for (Selection selection : all) {
                    selection[reading.id] = value.id;
                    more.push_back(std::move(selection));
                }
            }
            all = std::move(more);
        }
        return all;
    }

    /// The readings of a selection that differ from the defaults.
    static Selection differences(const Policy& policy, Selection selection) {
        for (const Reading& reading : policy.readings) {
            if (selection.at(reading.id) == reading.values.front().id) {
                selection.erase(reading.id);
            }
        }
        return selection;
    }

    /// No other selection with the same outcome differs from the defaults in a part of this alone.
    static bool is_least(const Selection& selection, const std::vector<Selection>& others) {
        return std::ranges::none_of(others, [&](const Selection& other) {
            return other.size() < selection.size() && std::ranges::includes(selection, other);
        });
    }

    static std::string text_of(const Selection& selection) {
        std::string text;
        for (const auto& [id, value] : selection) {
            text += (text.empty() ? "" : " ") + id + "=" + value;
        }
        return text.empty() ? "(defaults)" : text;
    }

    static std::string payments(const Plan& plan, const Settlement& settlement) {
        std::string text = "patient_pays " + format_amount(settlement.patient_pays) +
                           ", fund_total " + format_amount(settlement.fund_total);
        for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
            if (settlement.benefits[b].payment > Money{}) {
                text += ", " + plan.benefits[b].id + " " +
                        format_amount(settlement.benefits[b].payment);
            }
        }
        return text;
    }

    const SettleOptions& options_;
    std::string text_;
    ClaimsForm form_;
};

} // namespace

void add_settle(CLI::App& app, int& status) {
    auto options = std::make_shared<SettleOptions>();
    CLI::App* command = app.add_subcommand(
        "settle", "settle one claim: a slip for people, JSON for programs (单笔结算)");
    command->add_option("claim", options->claim, "claim as a JSON file, - for standard input")
        ->required();
    add_rules(*command, *options);
    command->add_option("--history", options->history,
                        "earlier claims of the person (CSV); rows with paid_<benefit> count as "
                        "paid, the others are settled first");
    command->add_option("--accumulators", options->accumulators,
                        "accumulators of an earlier answer (JSON)");
    add_input(*command, options->input);
    command->add_option("--facilities", options->facilities,
                        "facility list (CSV: id, level, division, lists)");
    command
        ->add_option("--format", options->format,
                     "text (default on a terminal), json, setlinfo (national names), or "
                     "sheet:ID (a printed form of the policy)")
        ->check(is_format);
    command->add_flag("--trace", options->trace, "add every step of the calculation to the JSON");
    command->add_flag("--compare-readings", options->compare,
                      "print the amount under every lawful reading");
    add_language(*command, *options);
    command->callback([options, &status] { status = SettleCommand(*options).run(); });
}

} // namespace reimburse::cli
