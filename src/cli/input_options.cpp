// SPDX-License-Identifier: MIT
#include "cli/input_options.hpp"

#include "cli/messages.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace reimburse::cli {

void add_input(CLI::App& command, InputOptions& options) {
    command.add_option("--columns", options.columns,
                       "names that the claims use: a vocabulary (national) or its file "
                       "(default: our own)");
    command
        .add_option("--encoding", options.encoding,
                    "of the text: auto, utf-8, or gb18030 (also gbk, gb2312)")
        ->check(CLI::IsMember({"auto", "utf-8", "gb18030", "gbk", "gb2312"}, CLI::ignore_case))
        ->capture_default_str();
}

void add_threads(CLI::App& command, unsigned& threads) {
    command
        .add_option("--threads", threads,
                    "threads, which change nothing but the time (default: one a processor)")
        ->check(CLI::Range(1, 256));
}

unsigned threads_of(unsigned threads) {
    return threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
}

Result<ClaimsForm> ClaimsForm::of(const InputOptions& options) {
    ClaimsForm form;
    if (!options.columns.empty()) {
        Result<load::Vocabulary> vocabulary = load::load_vocabulary(options.columns);
        if (!vocabulary) {
            return vocabulary.problems();
        }
        form.vocabulary_ = std::move(*vocabulary);
    }
    if (options.encoding != "auto") {
        form.encoding_ =
            options.encoding == "utf-8" ? load::Encoding::utf8 : load::Encoding::gb18030;
    }
    return form;
}

void print_passed_over(const load::ClaimsInput& input, const std::vector<std::string>& more,
                       Language language) {
    for (const auto* names : {&input.passed_over(), &more}) {
        for (const std::string& name : *names) {
            say(language, "注意：列“{name}”已略过", "note: column \"{name}\" is passed over",
                {{"name", name}});
        }
    }
}

void print_left_open(const load::ClaimsInput& input, Language language) {
    for (const Text& text : input.left_open()) {
        say(language, "注意：{text}", "note: {text}", {{"text", text.in(language)}});
    }
}

} // namespace reimburse::cli
