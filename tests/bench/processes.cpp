// SPDX-License-Identifier: MIT
#include "bench/processes.hpp"

#include "bench/claims.hpp"
#include "load/csv.hpp"
#include "load/csv_writer.hpp"
#include "load/files.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>

extern char** environ; // NOLINT(readability-redundant-declaration)

namespace reimburse::bench {

namespace {

constexpr int rounds = 5;

using Words = std::vector<std::string>;

/// How long a process takes, seconds; what it says goes nowhere. An exit status above 1 ends the
/// measurement.
double run(const Words& words) {
    std::vector<char*> arguments;
    for (const std::string& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    ::posix_spawn_file_actions_init(&quiet);
    ::posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", 1, 0);
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    int status = 0;
    if (::posix_spawn(&child, arguments[0], &quiet, nullptr, arguments.data(), environ) != 0 ||
        ::waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        std::printf("%s cannot be run\n", words.front().c_str());
        std::exit(1);
    }
    ::posix_spawn_file_actions_destroy(&quiet);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    return spent.count();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Program and kernel by turns.
void compare(const std::string& name, const Words& program, const Words& kernel,
             std::size_t claims) {
    std::vector<double> times;
    std::vector<double> ratios;
    run(program); // once for the page cache
    for (int round = 0; round < rounds; ++round) {
        const double theirs = run(kernel);
        const double ours = run(program);
        times.push_back(ours * 1e9 / static_cast<double>(claims));
        ratios.push_back(ours / theirs);
    }
    std::printf("%-22s %6.0f ns %6.2f x\n", name.c_str(), median(times), median(ratios));
    std::fflush(stdout);
}

using Fields = std::vector<std::string_view>;

std::size_t column(const Fields& header, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(header, name) - header.begin());
}

/// The claims with what the program pays as `paid_total`: an audit finds nothing.
void write_rightly_paid(const std::string& settled, const std::string& to) {
    const std::string answers_text = load::read_file(settled).value();
    load::CsvReader claims(load::source_of(std::string_view(Claims::all().file)), "claims");
    load::CsvReader answers(load::source_of(std::string_view(answers_text)), "answers");
    claims.next();
    answers.next();
    const std::size_t paid = column(claims.fields(), "paid_total");
    const std::size_t fund = column(answers.fields(), "fund_total");
    std::string text;
    load::CsvWriter out(text);
    const auto put = [&](std::string_view last) {
        for (std::size_t c = 0; c < claims.fields().size(); ++c) {
            if (c != paid) {
                out.field(claims.fields()[c]);
            }
        }
        out.field(last).end_row();
    };
    put("paid_total");
    while (claims.next() == load::CsvReader::Row::row &&
           answers.next() == load::CsvReader::Row::row) {
        put(answers.fields()[fund]);
    }
    load::WholeFile file = std::move(load::WholeFile::open(to)).value();
    file.write(text);
    if (file.commit()) {
        std::printf("%s cannot be written\n", to.c_str());
        std::exit(1);
    }
}

} // namespace

void print_processes() {
    if (kernel_path().empty() || claims_path().empty()) {
        return;
    }
    namespace fs = std::filesystem;
    const fs::path folder = fs::temp_directory_path() / "reimburse-bench";
    fs::create_directories(folder);
    const std::string out = folder / "out.csv";
    const std::string paid = folder / "paid.csv";
    const std::string rules =
        std::string(REIMBURSE_SOURCE_DIR) + "/examples/rules/province-assumed.json";
    const std::size_t claims = Claims::all().claims.size();
    std::printf("\nCSV to CSV, to the hand-written kernel with one thread\n");
    for (const char* form : {"calculate", "audit"}) {
        std::string in = claims_path();
        if (form == std::string("audit")) {
            write_rightly_paid(out, paid);
            in = paid;
        }
        for (const char* threads : {"1", "2"}) {
            compare(
                std::string(form) + ", threads " + threads,
                {REIMBURSE_PROGRAM, form, in, "-o", out, "--rules", rules, "--threads", threads},
                {kernel_path(), form, in, folder / "kernel.csv", "1"}, claims);
        }
    }
    fs::remove_all(folder);
}

} // namespace reimburse::bench
