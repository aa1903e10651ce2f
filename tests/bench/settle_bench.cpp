// SPDX-License-Identifier: MIT
// Settling claims that lie in memory: the names before the slash are looked for by ratios.cpp.
#include "bench/claims.hpp"
#include "load/answer_json.hpp"
#include "load/claim_reader.hpp"
#include "load/rule_set.hpp"
#include "reimburse/explain/trace.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/program.hpp"
#include "reimburse/settle/settle.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace reimburse::bench {
namespace {

/// Claims between one and the one whose accumulators are fetched meanwhile.
constexpr std::size_t ahead = 16;

/// What a batch row states.
struct MemoryAnswer {
    std::int64_t payments[4];
    std::int64_t fund_total;
    std::int64_t patient_pays;
};

void count(benchmark::State& state, const Claims& all) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.claims.size()));
}

/// As a program does that has a batch of claims before it.
void fetch_ahead(const Claims& all, std::size_t n, const std::vector<std::int64_t>& accumulators,
                 std::size_t slots) {
    const MemoryClaim& coming = all.claims[std::min(n + ahead, all.claims.size() - 1)];
    __builtin_prefetch(&accumulators[coming.person * slots], 1);
}

/// Payments only, by programs; accumulators in an array by person.
void pay(benchmark::State& state) {
    const Claims& all = Claims::all();
    const Programs programs(all.plan);
    const std::size_t slots = all.plan.slot_count();
    std::vector<std::int64_t> accumulators(all.persons * slots);
    std::vector<MemoryAnswer> answers(all.claims.size());
    for (auto _ : state) {
        state.PauseTiming();
        std::ranges::fill(accumulators, 0);
        state.ResumeTiming();
        for (std::size_t n = 0; n < all.claims.size(); ++n) {
            const MemoryClaim& claim = all.claims[n];
            MemoryAnswer& answer = answers[n];
            fetch_ahead(all, n, accumulators, slots);
            if (!programs.pay(claim.row, claim.measures, &accumulators[claim.person * slots],
                              answer.payments)) {
                state.SkipWithError("a claim is one for the kernel");
            }
            answer.fund_total = 0;
            for (std::uint32_t s = 0; s < all.plan.rows[claim.row].steps.count; ++s) {
                answer.fund_total += answer.payments[s];
            }
            answer.patient_pays = claim.measures[0] - answer.fund_total;
        }
        benchmark::ClobberMemory();
    }
    count(state, all);
}

/// The same by the kernel's loop over the steps.
void pay_by_kernel(benchmark::State& state) {
    const Claims& all = Claims::all();
    Settler settler(all.plan, exact_path);
    const std::size_t slots = all.plan.slot_count();
    std::vector<std::int64_t> accumulators(all.persons * slots);
    std::vector<std::int64_t> payments(all.plan.benefits.size());
    for (auto _ : state) {
        state.PauseTiming();
        std::ranges::fill(accumulators, 0);
        state.ResumeTiming();
        for (const MemoryClaim& claim : all.claims) {
            settler.pay({&all.plan.rows[claim.row], claim.measures},
                        {&accumulators[claim.person * slots], slots}, payments);
            benchmark::DoNotOptimize(payments.data());
        }
        benchmark::ClobberMemory();
    }
    count(state, all);
}

/// Settles every claim in full; `after` is given each settlement.
template <class After>
void settle_each(benchmark::State& state, After after) {
    const Claims& all = Claims::all();
    const Programs programs(all.plan);
    Settler settler(all.plan, exact_path, &programs);
    const std::size_t slots = all.plan.slot_count();
    std::vector<std::int64_t> accumulators(all.persons * slots);
    Settlement settlement(all.plan);
    for (auto _ : state) {
        state.PauseTiming();
        std::ranges::fill(accumulators, 0);
        state.ResumeTiming();
        for (std::size_t n = 0; n < all.claims.size(); ++n) {
            const MemoryClaim& claim = all.claims[n];
            fetch_ahead(all, n, accumulators, slots);
            settler.settle({&all.plan.rows[claim.row], claim.measures},
                           {&accumulators[claim.person * slots], slots}, settlement);
            after(all.plan, settlement);
        }
        benchmark::ClobberMemory();
    }
    count(state, all);
}

/// The whole settlement: the account of each benefit, the patient's share by reason, targets.
void settle(benchmark::State& state) {
    settle_each(state, [](const Plan&, const Settlement& settlement) {
        benchmark::DoNotOptimize(&settlement);
    });
}

/// And the steps that led to it, each with its clause.
void settle_and_trace(benchmark::State& state) {
    std::vector<TraceStep> steps;
    settle_each(state, [&](const Plan& plan, const Settlement& settlement) {
        steps.clear();
        trace(plan, settlement, steps);
        benchmark::DoNotOptimize(steps.data());
    });
}

/// JSON in, JSON out with the trace: the way of a program that settles one claim after another.
void settle_json(benchmark::State& state) {
    const Claims& all = Claims::all();
    const std::string text = R"({"claim_id": "c1", "person_id": "p1", "date": "2019-11-02",
"care": "inpatient", "facility_level": "county", "person_class": "registered_poor",
"total": "60000.00", "eligible": "55000.00"})";
    Claim claim(all.plan);
    std::string out;
    for (auto _ : state) {
        const load::ClaimDocument document = load::read_claim(text, "claim", all.plan).value();
        Problems problems;
        load::fill(claim, document, problems);
        Accumulators accumulators;
        const Answer answer = reimburse::settle(all.plan, claim, accumulators, exact_path).value();
        explain::AnswerFrame frame;
        frame.claim_id = "c1";
        frame.accumulators = &accumulators;
        frame.trace = true;
        out.clear();
        load::JsonWriter json(out);
        load::write_answer(json, all.plan, answer, frame);
        benchmark::DoNotOptimize(out.data());
    }
    state.SetItemsProcessed(state.iterations());
}

/// The source policy, from its text to a plan.
void load_policy(benchmark::State& state) {
    const std::vector<std::string> paths{std::string(REIMBURSE_SOURCE_DIR) +
                                         "/rules/zhangjiajie-2019/policy.json"};
    for (auto _ : state) {
        const Plan plan = compile(load::load_rules(paths).value()).value();
        benchmark::DoNotOptimize(plan.rows.data());
    }
    state.SetItemsProcessed(state.iterations());
}

/// The median of some runs, in the time that passes.
void in_real_time(benchmark::internal::Benchmark* measured) {
    measured->Repetitions(5)->ReportAggregatesOnly()->UseRealTime();
}

BENCHMARK(pay)->Unit(benchmark::kMillisecond)->Apply(in_real_time);
BENCHMARK(pay_by_kernel)->Unit(benchmark::kMillisecond)->Apply(in_real_time);
BENCHMARK(settle)->Unit(benchmark::kMillisecond)->Apply(in_real_time);
BENCHMARK(settle_and_trace)->Unit(benchmark::kMillisecond)->Apply(in_real_time);
BENCHMARK(settle_json)->Unit(benchmark::kMicrosecond)->Apply(in_real_time);
BENCHMARK(load_policy)->Unit(benchmark::kMicrosecond)->Apply(in_real_time);

} // namespace
} // namespace reimburse::bench
