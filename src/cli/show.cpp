// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "explain/document.hpp"
#include "load/files.hpp"

#include <memory>

namespace reimburse::cli {

namespace {

struct ShowOptions : Options {
    std::string out = "-";
    std::string format = "markdown";
};

int show(const ShowOptions& options) {
    const Result<ChosenPolicy> chosen = load_completed(options);
    if (!chosen) {
        print(chosen.problems(), options.lang());
        return exit_of(chosen.problems());
    }
    Result<load::WholeFile> out = load::WholeFile::open(options.out);
    if (!out) {
        print(out.problems(), options.lang());
        return file;
    }
    out->write(options.format == "html"
                   ? explain::document_html(chosen->policy, chosen->readings, options.lang())
                   : explain::document_markdown(chosen->policy, chosen->readings, options.lang()));
    if (const auto problem = out->commit()) {
        print({*problem}, options.lang());
        return file;
    }
    return done;
}

} // namespace

void add_show(CLI::App& app, int& status) {
    auto options = std::make_shared<ShowOptions>();
    CLI::App* command =
        app.add_subcommand("show", "the rules as a readable document, with clauses (展示规则)");
    add_named_rules(*command, *options);
    command->add_option("--format", options->format, "form of the document")
        ->check(CLI::IsMember({"markdown", "html"}))
        ->capture_default_str();
    command->add_option("-o,--output", options->out, "file to write")->capture_default_str();
    add_language(*command, *options);
    command->callback([options, &status] { status = show(*options); });
}

} // namespace reimburse::cli
