// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "explain/document.hpp"
#include "load/files.hpp"
#include "reimburse/plan/compile.hpp"

#include <memory>

namespace reimburse::cli {

namespace {

struct ShowOptions : Options {
    std::string out = "-";
    std::string format = "markdown";
};

int show(const ShowOptions& options) {
    const Result<Selection> chosen = selection_of(options);
    const Result<Policy> policy = load_policy(options);
    if (!chosen || !policy) {
        const Problems& problems = chosen ? policy.problems() : chosen.problems();
        print(problems, options.lang());
        return exit_of(problems);
    }
    const Result<Selection> selection = complete(*policy, *chosen);
    if (!selection) {
        print(selection.problems(), options.lang());
        return exit_of(selection.problems());
    }
    Result<load::WholeFile> out = load::WholeFile::open(options.out);
    if (!out) {
        print(out.problems(), options.lang());
        return file;
    }
    out->write(options.format == "html"
                   ? explain::document_html(*policy, *selection, options.lang())
                   : explain::document_markdown(*policy, *selection, options.lang()));
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
