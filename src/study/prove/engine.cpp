// SPDX-License-Identifier: MIT
#include "study/prove/engine.hpp"

#include "reimburse/settle/exact.hpp"
#include "study/prove/points.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

namespace reimburse::study {

namespace {

/// Longer rounding periods than this are not followed to their end by the exact path.
constexpr std::int64_t longest_period = 20'000;

/// Years of several claims are held against bills up to a hundred million yuan.
constexpr std::int64_t longer_limit = 10'000'000'000;

class SettlerEngine final : public Engine {
  public:
    SettlerEngine(const Plan& plan, ExactPath exact) : settler_(plan, exact) {}

    Outcome pay(const Case& claim, std::span<std::int64_t> slots,
                std::span<std::int64_t> payments) override {
        return settler_.pay(claim, slots, payments);
    }

  private:
    Settler settler_;
};

class ExactEngine final : public Engine {
  public:
    explicit ExactEngine(const Plan& plan) : plan_(plan) {}

    Outcome pay(const Case& claim, std::span<std::int64_t> slots,
                std::span<std::int64_t> payments) override {
        return exact_path(plan_, claim, slots, payments, nullptr);
    }

  private:
    const Plan& plan_;
};

/// An engine at work on one row.
class Bench {
  public:
    Bench(const Program& program, std::unique_ptr<Engine> engine)
        : engine_(std::move(engine)), row_(&program.plan->rows[program.rows.front()]),
          measures_(program.plan->measure_count), slots_(program.plan->slot_count()),
          payments_(program.plan->benefits.size()) {}

    bool settle(std::int64_t bill, std::span<const std::int64_t> slots) {
        measures_[total_register] = measures_[eligible_register] = bill;
        std::ranges::copy(slots, slots_.begin());
        return engine_->pay({row_, measures_}, slots_, payments_) == Outcome::done;
    }

    std::span<const std::int64_t> payments() const { return payments_; }

    std::span<const std::int64_t> slots() const { return slots_; }

  private:
    std::unique_ptr<Engine> engine_;
    const PlanRow* row_;
    std::vector<std::int64_t> measures_;
    std::vector<std::int64_t> slots_;
    std::vector<std::int64_t> payments_;
};

std::vector<std::int64_t> copy_of(std::span<const std::int64_t> values) {
    return {values.begin(), values.end()};
}

class Prover {
  public:
    Prover(const std::vector<Program>& programs, const EngineProof& proof)
        : programs_(programs), proof_(proof), one_claim_(programs.size()),
          longer_(programs.size()) {}

    EngineReport run() {
        std::vector<bool> walked;
        for (std::size_t p = 0; p < programs_.size(); ++p) {
            walked.push_back(Walk::over(*programs_[p].plan, programs_[p].cells).has_value());
            if (!walked.back()) {
                report_.unwalked.push_back(p);
            }
        }
        report_.walked_programs = programs_.size() - report_.unwalked.size();
        const auto fens = static_cast<std::uint64_t>(proof_.limit) + 1;
        report_.settlements = report_.walked_programs * fens;
        const std::int64_t stretches = proof_.limit / stretch + 1;
        Meter meter(report_.settlements, proof_.progress);
        // Stretches of all programs in turn, so that a small bill that shows a fault comes early.
        run_jobs(programs_.size() * static_cast<std::size_t>(stretches), proof_.threads,
                 [&](std::size_t job) {
                     const std::size_t program = job % programs_.size();
                     const auto first = static_cast<std::int64_t>(job / programs_.size()) * stretch;
                     if (walked[program]) {
                         const std::int64_t end = std::min(first + stretch, proof_.limit + 1);
                         every_fen(program, first, end);
                         meter.add(static_cast<std::uint64_t>(end - first));
                     }
                 });
        run_jobs(programs_.size(), proof_.threads, [&](std::size_t p) {
            exactly(p);
            longer_years(p);
        });
        for (std::size_t p = 0; p < programs_.size(); ++p) {
            move_if_any(one_claim_[p], report_.one_claim);
            move_if_any(longer_[p], report_.longer);
        }
        return std::move(report_);
    }

  private:
    static void move_if_any(std::optional<Mismatch>& from, std::vector<Mismatch>& to) {
        if (from) {
            to.push_back(std::move(*from));
        }
    }

    /// A smaller bill of the program shows a difference already.
    bool known_below(std::size_t p, std::int64_t bill) {
        const std::lock_guard lock(mutex_);
        return one_claim_[p] && one_claim_[p]->bill < bill;
    }

    /// The walk and the engine side by side, from `first` to before `end`.
    void every_fen(std::size_t p, std::int64_t first, std::int64_t end) {
        if (known_below(p, first)) {
            return;
        }
        const Program& program = programs_[p];
        Walk walk = *Walk::over(*program.plan, program.cells);
        Bench bench(program, proof_.engine(*program.plan));
        const std::vector<std::int64_t> none(program.plan->slot_count(), 0);
        for (std::int64_t bill = first; bill < end; ++bill) {
            walk.to(bill);
            if (!bench.settle(bill, none) || !same(bench, walk)) {
                keep(one_claim_, mismatch(p, Mismatch::Against::second, bill, none, walk.payments(),
                                          walk.slots(), bench));
                return;
            }
        }
    }

    template <class Other>
    static bool same(const Bench& bench, const Other& other) {
        return std::ranges::equal(bench.payments(), other.payments()) &&
               std::ranges::equal(bench.slots(), other.slots());
    }

    /// The exact path at the breakpoints and over the rounding period behind each of them.
    void exactly(std::size_t p) {
        const Program& program = programs_[p];
        const std::vector<std::int64_t> none(program.plan->slot_count(), 0);
        const std::vector<std::int64_t> points = points_of(program, none, proof_.limit);
        const std::int64_t period = rounding_period(program.cells, longest_period);
        Bench bench(program, proof_.engine(*program.plan));
        Bench exact(program, exact_engine(*program.plan));
        std::uint64_t count = 0;
        std::int64_t done = -1;
        for (const std::int64_t point : points) {
            const std::int64_t last = std::min(point + period + 1, proof_.limit);
            for (std::int64_t bill = std::max<std::int64_t>(point - 1, done + 1); bill <= last;
                 ++bill) {
                ++count;
                if (bench.settle(bill, none) && exact.settle(bill, none) && same(bench, exact)) {
                    continue;
                }
                keep(one_claim_, mismatch(p, Mismatch::Against::exact, bill, none, exact.payments(),
                                          exact.slots(), bench));
                return;
            }
            done = std::max(done, last);
        }
        const std::lock_guard lock(mutex_);
        report_.exact_points += count;
        report_.longest_period = std::max(report_.longest_period, period);
    }

    static std::vector<std::int64_t>
    points_of(const Program& program, std::span<const std::int64_t> slots, std::int64_t limit) {
        std::optional<Walk> walk = Walk::over(*program.plan, program.cells);
        if (!walk) {
            return named_amounts(program.cells, limit);
        }
        walk->start(slots);
        return breakpoints(*walk, program.cells, slots, limit);
    }

    void longer_years(std::size_t p) {
        const Program& program = programs_[p];
        const States states = states_of_year(*program.plan, program.cells);
        const std::int64_t limit = std::max(proof_.limit, longer_limit);
        std::optional<Walk> walk = Walk::over(*program.plan, program.cells);
        Bench bench(program, proof_.engine(*program.plan));
        Bench exact(program, exact_engine(*program.plan));
        std::uint64_t count = 0;
        for (const std::vector<std::int64_t>& slots : states.slots) {
            std::vector<std::int64_t> points;
            if (walk) {
                walk->start(slots);
                points = breakpoints(*walk, program.cells, slots, limit);
            } else {
                points = named_amounts(program.cells, limit);
            }
            for (const std::int64_t point : points) {
                for (std::int64_t bill = std::max<std::int64_t>(point - 1, 0); bill <= point + 1;
                     ++bill) {
                    ++count;
                    const bool done = bench.settle(bill, slots) && exact.settle(bill, slots);
                    if (!done || !same(bench, exact)) {
                        keep(longer_, mismatch(p, Mismatch::Against::exact, bill, slots,
                                               exact.payments(), exact.slots(), bench));
                        return;
                    }
                    if (walk) {
                        walk->to(bill);
                        if (!same(bench, *walk)) {
                            keep(longer_, mismatch(p, Mismatch::Against::second, bill, slots,
                                                   walk->payments(), walk->slots(), bench));
                            return;
                        }
                    }
                }
            }
        }
        const std::lock_guard lock(mutex_);
        report_.states += states.slots.size();
        report_.state_points += count;
        report_.all_crossed = report_.all_crossed && states.crossed;
    }

    static Mismatch mismatch(std::size_t p, Mismatch::Against against, std::int64_t bill,
                             std::span<const std::int64_t> slots,
                             std::span<const std::int64_t> expected,
                             std::span<const std::int64_t> after, const Bench& bench) {
        Mismatch found{
            p, against, bill, copy_of(slots), copy_of(expected), copy_of(bench.payments()), false};
        found.accumulators_differ = !std::ranges::equal(after, bench.slots());
        return found;
    }

    /// Keeps the smallest bill of each program.
    void keep(std::vector<std::optional<Mismatch>>& kept, Mismatch&& found) {
        const std::lock_guard lock(mutex_);
        auto& known = kept[found.program];
        if (!known || found.bill < known->bill) {
            known = std::move(found);
        }
    }

    const std::vector<Program>& programs_;
    const EngineProof& proof_;
    std::vector<std::optional<Mismatch>> one_claim_;
    std::vector<std::optional<Mismatch>> longer_;
    EngineReport report_;
    std::mutex mutex_;
};

} // namespace

std::unique_ptr<Engine> engine_of_plan(const Plan& plan) {
    return std::make_unique<SettlerEngine>(plan, exact_path);
}

std::unique_ptr<Engine> exact_engine(const Plan& plan) {
    return std::make_unique<ExactEngine>(plan);
}

EngineReport prove_engine(const std::vector<Program>& programs, const EngineProof& proof) {
    return Prover(programs, proof).run();
}

} // namespace reimburse::study
