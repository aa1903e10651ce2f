// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "load/skeleton.hpp"

#include <cstdio>
#include <memory>

namespace reimburse::cli {

namespace {

struct NewOptions : Options {
    std::string folder;
};

int make(const NewOptions& options) {
    const Result<std::vector<std::string>> written = load::write_skeleton(options.folder);
    if (!written) {
        print(written.problems(), options.lang());
        return file;
    }
    const bool chinese = options.lang() == Language::zh;
    for (const std::string& path : *written) {
        std::printf("%s\n", path.c_str());
    }
    const char* next =
        chinese ? "\n其中数字均为示例。请先读 source.md，逐项改写，并随时运行：\n"
                : "\nEvery figure in it is invented. Read source.md, replace them, and run:\n";
    std::printf("%s  reimburse check %s\n  reimburse test %s\n", next, options.folder.c_str(),
                options.folder.c_str());
    return done;
}

} // namespace

void add_new(CLI::App& app, int& status) {
    auto options = std::make_shared<NewOptions>();
    CLI::App* command = app.add_subcommand(
        "new", "a table to begin with: rules, source page, worked case (新建规则表)");
    command->add_option("dir", options->folder, "folder, created if it is not there")->required();
    add_language(*command, *options);
    command->callback([options, &status] { status = make(*options); });
}

} // namespace reimburse::cli
