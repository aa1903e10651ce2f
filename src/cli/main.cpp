// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "load/rule_set.hpp"
#include "reimburse/version.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <string>

namespace {

/// Version of the program and the hash of the policy that it settles by without --rules.
std::string version_text() {
    std::string text = "reimburse " + std::string(reimburse::version) + "\n";
    if (const auto policy = reimburse::load::load_rules({})) {
        text += policy->id + " " + policy->hash + "\n";
    }
    return text;
}

/// The exit code, unless what was printed did not arrive.
int delivered(int status) {
    std::cout.flush();
    if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) {
        return status;
    }
    const reimburse::Problem problem{
        reimburse::Code::cannot_write, {{"file", "stdout"}, {"why", std::strerror(errno)}}, {}, {}};
    reimburse::cli::print({problem}, reimburse::Language::en);
    return reimburse::cli::file;
}

int run(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is reported as a write that failed
    CLI::App app{"Who pays what of a medical bill, and why. 医疗费用由谁支付、为什么。",
                 "reimburse"};
    app.set_version_flag("--version", version_text);
    app.require_subcommand(1);
    int status = reimburse::cli::done;
    reimburse::cli::add_settle(app, status);
    reimburse::cli::add_calculate(app, status);
    reimburse::cli::add_audit(app, status);
    reimburse::cli::add_check(app, status);
    reimburse::cli::add_test(app, status);
    reimburse::cli::add_show(app, status);
    reimburse::cli::add_diff(app, status);
    reimburse::cli::add_new(app, status);
    reimburse::cli::add_premium(app, status);
    reimburse::cli::add_prove(app, status);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return delivered(app.exit(error) == 0 ? reimburse::cli::done : reimburse::cli::arguments);
    }
    return delivered(status);
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) { // no memory, most likely
        std::fputs("reimburse: ", stderr);
        std::fputs(error.what(), stderr);
        std::fputs("\n", stderr);
        return reimburse::cli::file;
    }
}
