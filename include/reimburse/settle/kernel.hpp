// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/account_writer.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace reimburse {

/// How a run of the kernel ended.
enum class Outcome : std::uint8_t {
    done,
    inexact,       ///< int64 or whole fen do not suffice
    given_exceeds, ///< a given payment is more than what is left of the bill
};

/// The steps of a row over one arithmetic. `Detailed` also fills the accounts of the benefits.
/// Slots are changed in place; where the outcome is not `done`, the caller restores them.
template <class Arithmetic, bool Detailed>
class Kernel {
  public:
    using Number = typename Arithmetic::Number;

    Kernel(const Plan& plan, const Cells& cells, std::span<Number> registers,
           std::span<std::int64_t> slots, std::span<std::int64_t> payments, Settlement* settlement)
        : plan_(plan), cells_(cells), registers_(registers), slots_(slots), payments_(payments),
          settlement_(settlement), schedule_(cells_, arithmetic_) {}

    /// `measures`: total, eligible, out of scope, then the policy's own, in fen or counts. `paid`:
    /// payments that stand as they were made, by benefit; -1, or empty: as the rules say.
    Outcome run(const PlanRow& row, std::span<const std::int64_t> measures,
                std::span<const std::int64_t> paid) {
        paid_ = paid;
        std::ranges::fill(registers_, Arithmetic::of(0));
        for (std::size_t m = 0; m < measures.size(); ++m) {
            registers_[m] = Arithmetic::of(measures[m]);
        }
        left_ = measures[total_register];
        std::ranges::fill(payments_, 0);
        for (std::uint32_t s = row.steps.first; s < row.steps.first + row.steps.count; ++s) {
            if (!step(plan_.steps[s], s)) {
                return Outcome::given_exceeds;
            }
        }
        for (const CountStep& count : slice(plan_.counts, row.counts)) {
            const std::int64_t amount =
                count.measure < 0 ? 1 : measures[static_cast<std::size_t>(count.measure)];
            add_to(count.slot, amount);
        }
        return arithmetic_.failed ? Outcome::inexact : Outcome::done;
    }

  private:
    bool step(const BenefitStep& step, std::uint32_t number) {
        Number base = sum(step.base);
        base = std::max(base, Arithmetic::of(0));
        for (const RoomStep& limit : slice(cells_.rooms, step.limits)) {
            base = std::min(base, Arithmetic::of(room(limit)));
        }
        Account<Number> account;
        account.base = base;
        std::int64_t entitled = 0;
        switch (step.kind) {
        case BenefitKind::scheduled:
            entitled = scheduled(step, account);
            break;
        case BenefitKind::backstop:
            entitled = backstop(step, account);
            break;
        case BenefitKind::given:
            entitled = Arithmetic::fen(registers_[step.given]);
            if (entitled > left_) {
                return false;
            }
            base = account.base = std::max(base, registers_[step.given]);
            break;
        }
        const std::int64_t most = std::min(Arithmetic::floor(base), left_);
        const std::int64_t uncapped = std::clamp<std::int64_t>(entitled, 0, most);
        std::int64_t payment = uncapped;
        for (const RoomStep& cap : slice(cells_.rooms, step.caps)) {
            payment = std::min(payment, room(cap));
        }
        if (!paid_.empty() && paid_[step.benefit] >= 0) {
            payment = std::min(paid_[step.benefit], left_);
        }
        left_ -= payment;
        payments_[step.benefit] = payment;
        put(step, Part::base, base);
        put(step, Part::deductible, account.deductible);
        put(step, Part::payment, Arithmetic::of(payment));
        put(step, Part::left, arithmetic_.subtract(base, Arithmetic::of(payment)));
        put(step, Part::laid, arithmetic_.subtract(account.end, account.start));
        put(step, Part::covered,
            step.covered_used && payment < uncapped ? used_up(step, account, payment) : base);
        if constexpr (Detailed) {
            if (!arithmetic_.failed) {
                AccountWriter<Arithmetic>(cells_, schedule_, *settlement_)(
                    step, number, account, paid_before(step), uncapped, payment);
                choose_rooms(step, settlement_->benefits[step.benefit]);
            }
        }
        for (const AddStep& add : slice(plan_.adds, step.adds)) {
            add_to(add.slot,
                   Arithmetic::fen(registers_[plan_.register_of(step.benefit, add.part)]));
        }
        return true;
    }

    void put(const BenefitStep& step, Part part, const Number& value) {
        registers_[plan_.register_of(step.benefit, part)] = value;
    }

    Number sum(const SumStep& sum) {
        Number total = Arithmetic::of(0);
        for (const TermStep& term : slice(plan_.terms, sum.terms)) {
            const Number& source = registers_[term.source];
            total = arithmetic_.add(
                total, term.numerator == 1 ? source : arithmetic_.multiply(source, term.numerator));
        }
        return arithmetic_.divide(total, sum.denominator);
    }

    std::int64_t room(const RoomStep& room) {
        std::int64_t left = room.amount;
        for (const std::uint32_t slot : slice(plan_.room_slots, room.slots)) {
            arithmetic_.failed |= __builtin_sub_overflow(left, slots_[slot], &left);
        }
        return std::max<std::int64_t>(left, 0);
    }

    std::int64_t scheduled(const BenefitStep& step, Account<Number>& account) {
        if (step.deductibles.count > 0) {
            account.deductible = account.base;
            for (const RoomStep& each : slice(cells_.rooms, step.deductibles)) {
                account.deductible = std::min(account.deductible, Arithmetic::of(room(each)));
            }
        }
        if (step.axis_slot >= 0) {
            account.start = Arithmetic::of(slots_[static_cast<std::size_t>(step.axis_slot)]);
        }
        const Number after_base = arithmetic_.add(account.start, account.base);
        account.lo = step.includes_deductible ? arithmetic_.add(account.start, account.deductible)
                                              : account.start;
        account.hi = step.includes_deductible
                         ? after_base
                         : arithmetic_.subtract(after_base, account.deductible);
        account.end = account.hi;
        const std::int64_t entitled = schedule_.between(step, account, paid_before(step), false);
        if (step.axis_deductible > 0) {
            const Number line = Arithmetic::of(step.axis_deductible);
            account.deductible = arithmetic_.add(
                account.deductible,
                arithmetic_.subtract(std::min(account.hi, line), std::min(account.lo, line)));
        }
        return entitled;
    }

    std::int64_t paid_before(const BenefitStep& step) const {
        return step.on_change == OnChange::settle_up
                   ? slots_[static_cast<std::size_t>(step.paid_slot)]
                   : 0;
    }

    /// What of the base brought the payment when a cap bound.
    Number used_up(const BenefitStep& step, const Account<Number>& account, std::int64_t payment) {
        return step.kind == BenefitKind::scheduled
                   ? schedule_.covered(step, account, payment)
                   : arithmetic_.add(account.deductible, Arithmetic::of(payment));
    }

    std::int64_t backstop(const BenefitStep& step, Account<Number>& account) {
        Number keep = Arithmetic::of(0);
        for (const RoomStep& amount : slice(cells_.rooms, step.keep)) {
            keep = Arithmetic::of(room(amount));
        }
        // Over one denominator, so that a share which is no whole fen is rounded once, at the end.
        const std::int64_t denominator = step.keep_of.denominator;
        Number share = Arithmetic::of(0);
        for (const TermStep& term : slice(plan_.terms, step.keep_of.terms)) {
            share = arithmetic_.add(share,
                                    arithmetic_.multiply(registers_[term.source], term.numerator));
        }
        const Number above = arithmetic_.subtract(
            arithmetic_.multiply(arithmetic_.subtract(account.base, keep), denominator), share);
        if (above <= Arithmetic::of(0)) {
            return 0;
        }
        if (step.rounding.side == RoundingSide::payment) {
            return arithmetic_.round(above, denominator, step.rounding.rounding);
        }
        const Number patient =
            arithmetic_.subtract(arithmetic_.multiply(account.base, denominator), above);
        return Arithmetic::floor(arithmetic_.subtract(
            account.base,
            Arithmetic::of(arithmetic_.round(patient, denominator, step.rounding.rounding))));
    }

    /// Of several rooms the accounts name the one that bound.
    void choose_rooms(const BenefitStep& step, BenefitResult& result) {
        if (step.caps.count > 1) {
            result.cap_room = least(step.caps);
        }
        if (step.deductibles.count > 1 && result.deductible_room >= 0) {
            result.deductible_room = least(step.deductibles);
        }
    }

    /// The first of the least rooms. Precondition: there is one.
    std::int32_t least(Range rooms) {
        std::uint32_t found = rooms.first;
        for (std::uint32_t r = found + 1; r < rooms.first + rooms.count; ++r) {
            found = room(cells_.rooms[r]) < room(cells_.rooms[found]) ? r : found;
        }
        return static_cast<std::int32_t>(found);
    }

    void add_to(std::uint32_t slot, std::int64_t amount) {
        arithmetic_.failed |= __builtin_add_overflow(slots_[slot], amount, &slots_[slot]);
    }

    const Plan& plan_;
    Cells cells_;
    std::span<Number> registers_;
    std::span<std::int64_t> slots_;
    std::span<std::int64_t> payments_;
    Settlement* settlement_;
    Arithmetic arithmetic_;
    SchedulePay<Arithmetic> schedule_;
    std::span<const std::int64_t> paid_;
    std::int64_t left_ = 0;
};

} // namespace reimburse
