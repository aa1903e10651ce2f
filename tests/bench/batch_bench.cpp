// SPDX-License-Identifier: MIT
// From CSV to CSV, as a whole and by its parts.
#include "audit/calculation.hpp"
#include "audit/pipeline.hpp"
#include "bench/claims.hpp"
#include "load/field_index.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace reimburse::bench {
namespace {

void count(benchmark::State& state, const Claims& all) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.claims.size()));
}

/// Calculates the file; what is written goes nowhere.
void calculate(benchmark::State& state) {
    const Claims& all = Claims::all();
    for (auto _ : state) {
        load::CsvReader reader(load::source_of(std::string_view(all.file)), "claims",
                               std::size_t{1} << 18U);
        load::ClaimColumns columns(all.plan);
        Problems problems;
        columns.read_header(reader, "claims", problems);
        std::size_t bytes = 0;
        const load::DayTable days(all.plan);
        audit::Calculation work(
            all.plan, days, Language::en,
            [&](std::string_view text) {
                bytes += text.size();
                return true;
            },
            [](std::int64_t, std::int64_t) { return true; });
        audit::Pipeline(all.plan, days, reader, columns, work)
            .run(static_cast<unsigned>(state.range(0)));
        benchmark::DoNotOptimize(bytes);
    }
    count(state, all);
}

void find_fields(benchmark::State& state) {
    const Claims& all = Claims::all();
    std::vector<std::uint32_t> ends(all.block.size + load::index_slack);
    const std::string_view text(all.block.text.data(), all.block.size);
    for (auto _ : state) {
        benchmark::DoNotOptimize(load::index_fields(text, ends.data()));
        benchmark::ClobberMemory();
    }
    count(state, all);
}

void find_fields_by_word(benchmark::State& state) {
    const Claims& all = Claims::all();
    std::vector<std::uint32_t> ends(all.block.size + load::index_slack);
    const std::string_view text(all.block.text.data(), all.block.size);
    for (auto _ : state) {
        benchmark::DoNotOptimize(load::index_fields_by_word(text, ends.data()));
        benchmark::ClobberMemory();
    }
    count(state, all);
}

BENCHMARK(calculate)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(find_fields)->Unit(benchmark::kMillisecond);
BENCHMARK(find_fields_by_word)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace reimburse::bench
