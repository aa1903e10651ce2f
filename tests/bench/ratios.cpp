// SPDX-License-Identifier: MIT
// Runs the measurements and, where a hand-written kernel is given, sets what they take beside it.
#include "bench/claims.hpp"
#include "bench/processes.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace reimburse::bench {
namespace {

/// Keeps the time a claim takes, by name.
class Keeper : public benchmark::ConsoleReporter {
  public:
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.run_type == Run::RT_Iteration || run.aggregate_name == "median") {
                const auto items = run.counters.find("items_per_second");
                if (items != run.counters.end() && items->second.value > 0) {
                    times_[run.run_name.function_name] = 1e9 / items->second.value;
                }
            }
        }
        ConsoleReporter::ReportRuns(runs);
    }

    const std::map<std::string, double>& times() const { return times_; }

  private:
    std::map<std::string, double> times_; ///< ns
};

/// ns a claim that `kernel inmem` states for its array by person; 0 if it cannot be run.
double time_of_kernel() {
    const std::string command = "'" + kernel_path() + "' inmem '" + claims_path() + "' 7";
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    double time = 0;
    std::array<char, 256> line{};
    while (pipe != nullptr && std::fgets(line.data(), line.size(), pipe) != nullptr) {
        double found = 0;
        if (std::sscanf(line.data(), "dense %lf", &found) == 1) {
            time = found;
        }
    }
    if (pipe != nullptr) {
        ::pclose(pipe);
    }
    return time;
}

void print_ratios(const std::map<std::string, double>& times) {
    if (kernel_path().empty() || claims_path().empty()) {
        return;
    }
    const double kernel = time_of_kernel();
    if (kernel <= 0) {
        return;
    }
    std::printf("\nin memory, to the hand-written kernel (%.1f ns a claim)\n", kernel);
    for (const char* name : {"pay", "pay_by_kernel", "settle", "settle_and_trace"}) {
        if (const auto found = times.find(name); found != times.end()) {
            std::printf("%-16s %6.1f ns %6.2f x\n", name, found->second, found->second / kernel);
        }
    }
}

} // namespace
} // namespace reimburse::bench

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 1;
    }
    reimburse::bench::Keeper keeper;
    benchmark::RunSpecifiedBenchmarks(&keeper);
    reimburse::bench::print_ratios(keeper.times());
    reimburse::bench::print_processes();
    return 0;
}
