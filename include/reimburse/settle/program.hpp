// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/account_writer.hpp"
#include "reimburse/settle/arithmetic.hpp"
#include "reimburse/settle/program_step.hpp"
#include "reimburse/settle/step_folder.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace reimburse {

/// The rows of a plan as programs: what the kernel does to get the payments of the usual kinds of
/// benefits, without its registers, its checks of every operation and its accounts. A row, or a
/// claim, that a program does not take is one for the kernel. Immutable, as the plan is.
class Programs {
  public:
    explicit Programs(const Plan& plan)
        : plan_(&plan), slot_count_(plan.slot_count()), measure_count_(plan.measure_count),
          counts_(plan.counts) {
        detail::StepFolder folder(plan, segments_);
        rows_.reserve(plan.rows.size());
        for (const PlanRow& row : plan.rows) {
            rows_.push_back(program(plan, folder, row));
        }
    }

    /// The payments of the row's steps, in their order. False where the claim is one for the
    /// kernel; then nothing was changed. `row`: index into Plan::rows, of one that is not refused.
    bool pay(std::size_t row, const std::int64_t* measures, std::int64_t* slots,
             std::int64_t* payments) const {
        const Program& program = rows_[row];
        if (!takes(program, measures, slots)) [[unlikely]] {
            return false;
        }
        program.run(*this, program, measures, slots, payments);
        return true;
    }

    /// The same, and the accounts of its benefits go to `settlement`.
    bool settle(const PlanRow& row, const std::int64_t* measures, std::int64_t* slots,
                Settlement& settlement) const {
        const Program& program = rows_[static_cast<std::size_t>(&row - plan_->rows.data())];
        if (!takes(program, measures, slots)) [[unlikely]] {
            return false;
        }
        std::array<std::int64_t, most_steps> payments{};
        looped(*this, program, measures, slots, payments.data(),
               AccountListener(*plan_, row, settlement));
        return true;
    }

    /// Whether the row has a program at all.
    bool has(std::size_t row) const { return rows_[row].limit > 0; }

  private:
    struct Program;

    using Run = void (*)(const Programs&, const Program&, const std::int64_t*, std::int64_t*,
                         std::int64_t*);

    struct Program {
        Run run = nullptr;
        std::uint64_t limit = 0; ///< amounts and slots are below, or the kernel has them
        std::uint32_t first = 0; ///< in order_
        std::uint32_t count = 0;
        Range counts;
    };

    static constexpr std::size_t most_steps = 8;

    /// Hands what a program tells to the writer of accounts, as the kernel would.
    class AccountListener {
      public:
        AccountListener(const Plan& plan, const PlanRow& row, Settlement& settlement)
            : plan_(plan), first_(row.steps.first), settlement_(settlement) {}

        void operator()(std::size_t number, const detail::FastAccount& fast) const {
            const std::uint32_t place = first_ + static_cast<std::uint32_t>(number);
            const BenefitStep& step = plan_.steps[place];
            Account<std::int64_t> account;
            account.base = fast.base;
            account.deductible = fast.deductible;
            account.start = fast.start;
            account.lo = fast.start + (step.includes_deductible ? fast.deductible : 0);
            account.hi = fast.start + fast.base - (step.includes_deductible ? 0 : fast.deductible);
            account.end = account.hi;
            if (step.rounding.place == RoundingPlace::year && account.hi > account.lo) {
                account.entitled_lo = fast.entitled_lo;
                account.entitled_hi = fast.entitled_hi;
            }
            account.deductible += std::min(account.hi, step.axis_deductible) -
                                  std::min(account.lo, step.axis_deductible);
            const Cells cells(plan_);
            FastArithmetic arithmetic;
            SchedulePay<FastArithmetic> schedule(cells, arithmetic);
            AccountWriter<FastArithmetic>(cells, schedule, settlement_)(
                step, place, account, 0, fast.uncapped, fast.payment);
        }

      private:
        const Plan& plan_;
        std::uint32_t first_;
        Settlement& settlement_;
    };

    bool takes(const Program& program, const std::int64_t* measures,
               const std::int64_t* slots) const {
        // Above the limit is also what is below 0; and a row without a program has the limit 0.
        const std::int64_t all = united(measures, measure_count_) | united(slots, slot_count_);
        return static_cast<std::uint64_t>(all) < program.limit;
    }

    /// All bits of a few numbers, four at a time.
    static std::int64_t united(const std::int64_t* numbers, std::size_t count) {
        std::int64_t all = 0;
        for (; count >= 4; count -= 4, numbers += 4) {
            all |= (numbers[0] | numbers[1]) | (numbers[2] | numbers[3]);
        }
        for (; count > 0; --count) {
            all |= *numbers++;
        }
        return all;
    }

    Program program(const Plan& plan, detail::StepFolder& folder, const PlanRow& row) {
        Program program;
        const auto steps = slice(plan.steps, row.steps);
        program.first = static_cast<std::uint32_t>(order_.size());
        program.counts = row.counts;
        if (steps.size() > most_steps || row.refusal >= 0 || row.slopes.count > 0 ||
            slot_count_ == 0) {
            return program;
        }
        std::uint64_t limit = std::uint64_t{1} << 60U;
        for (std::size_t k = 0; k < steps.size(); ++k) {
            const auto step = folder.fold(steps, k);
            if (!step) {
                return program;
            }
            limit = std::min(limit, folder.limit(steps[k]));
            order_.push_back(number_of(*step));
        }
        program.count = static_cast<std::uint32_t>(steps.size());
        choose_run(program);
        program.limit = limit;
        return program;
    }

    /// Rows of one plan have few different steps.
    std::uint32_t number_of(const detail::FastStep& step) {
        const auto known = std::ranges::find(steps_, step);
        const auto number = static_cast<std::uint32_t>(known - steps_.begin());
        if (known == steps_.end()) {
            steps_.push_back(step);
        }
        return number;
    }

    template <detail::StepKind... kinds>
    static void unrolled(const Programs& programs, const Program& program,
                         const std::int64_t* measures, std::int64_t* slots,
                         std::int64_t* payments) {
        [&]<std::size_t... k>(std::index_sequence<k...>) {
            // NOLINTNEXTLINE(misc-const-correctness): every step writes into it
            [[maybe_unused]] detail::Frame<sizeof...(kinds)> frame{
                measures, slots, measures[total_register], {}, {}};
            (frame.template step<kinds>(programs.steps_[programs.order_[program.first + k]], k,
                                        programs.segments_.data()),
             ...);
            ((payments[k] = frame.paid[k]), ...);
        }
        (std::make_index_sequence<sizeof...(kinds)>{});
        programs.count(program, measures, slots);
    }

    template <class Listener>
    static void looped(const Programs& programs, const Program& program,
                       const std::int64_t* measures, std::int64_t* slots, std::int64_t* payments,
                       Listener listener) {
        using enum detail::Shape;
        detail::Frame<most_steps> frame{measures, slots, measures[total_register], {}, {}};
        for (std::uint32_t k = 0; k < program.count; ++k) {
            const detail::FastStep& step = programs.steps_[programs.order_[program.first + k]];
            if (step.kind.shape == flat) {
                frame.step<detail::StepKind{flat}>(step, k, programs.segments_.data(), listener);
            } else {
                frame.step<detail::StepKind{axis}>(step, k, programs.segments_.data(), listener);
            }
            payments[k] = frame.paid[k];
        }
        programs.count(program, measures, slots);
    }

    void count(const Program& program, const std::int64_t* measures, std::int64_t* slots) const {
        for (std::uint32_t c = 0; c < program.counts.count; ++c) {
            const CountStep& step = counts_[program.counts.first + c];
            slots[step.slot] +=
                step.measure < 0 ? 1 : measures[static_cast<std::size_t>(step.measure)];
        }
    }

    /// The function that is made for these kinds in this order, if `program` has them.
    template <detail::StepKind... kinds>
    bool choose(Program& program) const {
        constexpr std::array<detail::StepKind, sizeof...(kinds)> wanted{kinds...};
        const auto first = order_.begin() + program.first;
        const bool same = std::equal(
            wanted.begin(), wanted.end(), first, first + program.count,
            [&](detail::StepKind kind, std::uint32_t step) { return steps_[step].kind == kind; });
        program.run = same ? &unrolled<kinds...> : program.run;
        return same;
    }

    /// Common sequences have a function each; the rest runs a loop over its steps.
    void choose_run(Program& program) const {
        using enum detail::Shape;
        using enum detail::Adds;
        constexpr detail::StepKind share{flat, payment};
        constexpr detail::StepKind limited{flat, payment_base};
        constexpr detail::StepKind yearly{axis, payment_laid};
        program.run = [](const Programs& programs, const Program& same,
                         const std::int64_t* measures, std::int64_t* slots,
                         std::int64_t* payments) {
            looped(programs, same, measures, slots, payments, detail::NoListener{});
        };
        choose<>(program) || choose<share>(program) || choose<limited>(program) ||
            choose<yearly>(program) || choose<share, share>(program) ||
            choose<share, yearly>(program) || choose<limited, yearly>(program) ||
            choose<share, yearly, share>(program) || choose<limited, yearly, share>(program);
    }

    const Plan* plan_;
    std::size_t slot_count_;
    std::size_t measure_count_;
    std::vector<Program> rows_;
    std::vector<std::uint32_t> order_; ///< steps of the rows, one after the other
    std::vector<detail::FastStep> steps_;
    std::vector<detail::FastSegment> segments_;
    std::vector<CountStep> counts_;
};

} // namespace reimburse
