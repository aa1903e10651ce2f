// SPDX-License-Identifier: MIT
#include "cli/options.hpp"
#include "cli/progress.hpp"

#include "load/json_writer.hpp"
#include "reimburse/amount/parse.hpp"
#include "study/prove/json.hpp"
#include "study/prove/prove.hpp"
#include "study/prove/words.hpp"

#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

namespace reimburse::cli {

namespace {

struct ProveOptions : Options {
    bool all_readings = false;
    std::string limit = "1000000.00";
    std::string format = "text";
    unsigned threads = 0; ///< 0: as many as the machine has
};

int prove(const ProveOptions& options) {
    const ParsedAmount limit = parse_amount(options.limit);
    const Money* most = std::get_if<Money>(&limit);
    if (most == nullptr || most->fen() > std::int64_t{1} << 40U) {
        std::fputs("--limit is an amount in yuan, as in 1000000.00\n", stderr);
        return arguments;
    }
    const Result<ChosenPolicy> chosen = load_chosen(options);
    if (!chosen) {
        print(chosen.problems(), options.lang());
        return exit_of(chosen.problems());
    }
    study::ProveOptions work;
    work.chosen = chosen->readings;
    work.all_readings = options.all_readings;
    work.limit = most->fen();
    work.threads = options.threads > 0 ? options.threads : std::thread::hardware_concurrency();
    work.progress = percent_on_terminal();
    const auto began = std::chrono::steady_clock::now();
    const Result<study::Certificate> certificate = study::prove(chosen->policy, work);
    if (!certificate) {
        print(certificate.problems(), options.lang());
        return exit_of(certificate.problems());
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    std::fprintf(stderr, "%lld.%03lld s\n", static_cast<long long>(took.count() / 1000),
                 static_cast<long long>(took.count() % 1000));
    std::string text;
    if (options.format == "json") {
        load::JsonWriter json(text, load::JsonWriter::Form::pretty);
        study::write_certificate(json, *certificate, options.lang());
        text += '\n';
    } else {
        text = study::certificate_text(*certificate, options.lang());
    }
    std::fputs(text.c_str(), stdout);
    return certificate->proved() ? done : look;
}

} // namespace

void add_prove(CLI::App& app, int& status) {
    auto options = std::make_shared<ProveOptions>();
    CLI::App* command =
        app.add_subcommand("prove", "certify the tables and the engine over every amount (证明)");
    add_named_rules(*command, *options);
    command->add_flag("--all-readings", options->all_readings, "every selection of readings");
    command->add_option("--limit", options->limit, "greatest bill of a one-claim year, yuan")
        ->capture_default_str();
    command->add_option("--threads", options->threads, "0: as many as the machine has")
        ->capture_default_str();
    command->add_option("--format", options->format, "form of the certificate")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    add_language(*command, *options);
    command->callback([options, &status] { status = prove(*options); });
}

} // namespace reimburse::cli
