// SPDX-License-Identifier: MIT
#include "settle/pay_function.hpp"

#include "reimburse/amount/money.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace reimburse {

namespace {

using Function = PiecewiseLinear;

/// The kernel's steps (see Kernel, whose order and names this follows) over functions.
class FunctionKernel {
  public:
    FunctionKernel(const Plan& plan, const Surroundings& fixed)
        : plan_(plan), cells_(plan), limit_(max_money.fen() - fixed.out_of_scope), zero_(of(0)),
          registers_(plan.register_count(), zero_),
          left_(Function::identity(limit_) + of(fixed.out_of_scope)) {
        registers_[total_register] = left_;
        registers_[eligible_register] = Function::identity(limit_);
        registers_[scope_register] = of(fixed.out_of_scope);
        for (std::size_t m = 0; m < fixed.measures.size(); ++m) {
            registers_[3 + m] = of(fixed.measures[m]);
        }
        slots_.reserve(plan.slot_count());
        measures_.assign(fixed.measures.begin(), fixed.measures.end());
        measures_.insert(measures_.begin(), {fixed.out_of_scope, 0, fixed.out_of_scope});
        measures_.resize(plan.measure_count);
        for (std::size_t s = 0; s < plan.slot_count(); ++s) {
            slots_.push_back(of(fixed.slots.empty() ? 0 : fixed.slots[s]));
        }
    }

    PayFunction run(const PlanRow& row) {
        CellWriter writer(plan_);
        if (row.slopes.count > 0 && writer.write(row, measures_)) {
            cells_ = writer.cells();
        }
        const std::size_t count = plan_.benefits.size();
        PayFunction result{std::vector(count, zero_),
                           std::vector(count, zero_),
                           std::vector(count, zero_),
                           std::vector<std::int64_t>(count),
                           zero_,
                           zero_,
                           zero_,
                           {}};
        for (const BenefitStep& each : slice(plan_.steps, row.steps)) {
            step(each);
            result.payments[each.benefit] = part(each, Part::payment);
            result.bases[each.benefit] = part(each, Part::base);
            result.deductibles[each.benefit] = part(each, Part::deductible);
            result.units[each.benefit] = unit(each);
            Function& sum = plan_.benefits[each.benefit].payer == Payer::account
                                ? result.account_pays
                                : result.fund_total;
            sum = sum + part(each, Part::payment);
        }
        for (const CountStep& each : slice(plan_.counts, row.counts)) {
            slots_[each.slot] =
                slots_[each.slot] +
                (each.measure < 0 ? of(1) : registers_[static_cast<std::size_t>(each.measure)]);
        }
        result.patient_pays = registers_[total_register] - result.fund_total;
        result.slots = std::move(slots_);
        return result;
    }

  private:
    struct Account {
        Function base;
        Function deductible;
        Function start; ///< T
        Function lo;
        Function hi;
    };

    Function of(std::int64_t value) const { return Function::constant(value, limit_); }

    Function& part(const BenefitStep& step, Part part) {
        return registers_[plan_.register_of(step.benefit, part)];
    }

    static std::int64_t unit(const BenefitStep& step) {
        if (step.kind == BenefitKind::given) {
            return 0;
        }
        const bool by_segment = step.kind == BenefitKind::scheduled &&
                                step.rounding.place == RoundingPlace::segment &&
                                step.laying == Laying::marginal;
        return step.rounding.rounding.unit_fen *
               (by_segment ? std::int64_t{step.segments.count} : 1);
    }

    void step(const BenefitStep& step) {
        Account account{not_below_zero(sum(step.base)), zero_, zero_, zero_, zero_};
        for (const RoomStep& each : slice(cells_.rooms, step.limits)) {
            account.base = min(account.base, room(each));
        }
        Function entitled = zero_;
        switch (step.kind) {
        case BenefitKind::scheduled:
            entitled = scheduled(step, account);
            break;
        case BenefitKind::backstop:
            entitled = backstop(step, account);
            break;
        case BenefitKind::given:
            entitled = min(registers_[step.given], left_);
            account.base = max(account.base, registers_[step.given]);
            break;
        }
        const Function uncapped = not_below_zero(min(entitled, min(account.base, left_)));
        Function payment = uncapped;
        for (const RoomStep& cap : slice(cells_.rooms, step.caps)) {
            payment = min(payment, room(cap));
        }
        left_ = left_ - payment;
        part(step, Part::base) = account.base;
        part(step, Part::deductible) = account.deductible;
        part(step, Part::payment) = payment;
        part(step, Part::left) = account.base - payment;
        part(step, Part::laid) = account.hi - account.start;
        part(step, Part::covered) =
            step.covered_used
                ? where_positive(uncapped - payment, covered(step, account, payment), account.base)
                : account.base;
        for (const AddStep& add : slice(plan_.adds, step.adds)) {
            slots_[add.slot] = slots_[add.slot] + part(step, add.part);
        }
    }

    Function sum(const SumStep& sum) const {
        Function total = zero_;
        for (const TermStep& term : slice(plan_.terms, sum.terms)) {
            total = total + registers_[term.source] * Rational(term.numerator, sum.denominator);
        }
        return total;
    }

    Function room(const RoomStep& room) const {
        Function left = of(room.amount);
        for (const std::uint32_t slot : slice(plan_.room_slots, room.slots)) {
            left = left - slots_[slot];
        }
        return not_below_zero(left);
    }

    Function scheduled(const BenefitStep& step, Account& account) {
        if (step.deductibles.count > 0) {
            account.deductible = account.base;
            for (const RoomStep& each : slice(cells_.rooms, step.deductibles)) {
                account.deductible = min(account.deductible, room(each));
            }
        }
        if (step.axis_slot >= 0) {
            account.start = slots_[static_cast<std::size_t>(step.axis_slot)];
        }
        const Function after_base = account.start + account.base;
        account.lo = step.includes_deductible ? account.start + account.deductible : account.start;
        account.hi = step.includes_deductible ? after_base : after_base - account.deductible;
        const Function entitled = entitlement(step, account);
        if (step.axis_deductible > 0) {
            const Function line = of(step.axis_deductible);
            account.deductible = account.deductible + min(account.hi, line) - min(account.lo, line);
        }
        return entitled;
    }

    Function entitlement(const BenefitStep& step, const Account& account) const {
        const bool settles_up = step.on_change == OnChange::settle_up;
        const Function from = settles_up ? zero_ : account.lo;
        const Function brought = step.laying == Laying::whole
                                     ? in_band(step, from, account.hi)
                                     : laid_out(step, account.hi) - laid_out(step, from);
        return settles_up ? brought - slots_[static_cast<std::size_t>(step.paid_slot)] : brought;
    }

    Function laid_out(const BenefitStep& step, const Function& x) const {
        const Function inside = not_below_zero(x);
        const Rational greatest = std::max(Rational(1), inside.supremum());
        return compose(schedule_function(cells_, step, greatest), inside);
    }

    /// The rate of the band in which hi lies on all of (from, hi] above the line, or its amount.
    Function in_band(const BenefitStep& step, const Function& from, const Function& hi) const {
        const Function width = above_line(step, hi) - above_line(step, from);
        Function brought = zero_;
        for (const SegmentStep& band : slice(cells_.segments, step.segments)) {
            brought = where_positive(hi - of(band.from),
                                     width * Rational(band.rate, step.denominator) + of(band.fixed),
                                     brought);
        }
        return where_positive(hi - from, brought, zero_);
    }

    Function above_line(const BenefitStep& step, const Function& x) const {
        return not_below_zero(x - of(step.axis_deductible));
    }

    Function backstop(const BenefitStep& step, const Account& account) const {
        Function above = account.base - sum(step.keep_of);
        for (const RoomStep& amount : slice(cells_.rooms, step.keep)) {
            above = above - room(amount);
        }
        return not_below_zero(above);
    }

    /// The part of the base that brought `payment` when a cap bound.
    Function covered(const BenefitStep& step, const Account& account, const Function& payment) {
        if (step.kind != BenefitKind::scheduled) {
            return account.deductible + payment;
        }
        const Function reached = step.laying == Laying::whole
                                     ? reached_in_band(step, account, payment)
                                     : reached_in_segments(step, account, payment);
        if (step.includes_deductible) {
            return reached - account.start;
        }
        const Function borne = step.axis_deductible == 0 ? account.deductible
                                                         : account.base - (account.hi - account.lo);
        return reached - (account.lo - borne);
    }

    Function reached_in_segments(const BenefitStep& step, const Account& account,
                                 const Function& payment) const {
        const auto segments = slice(cells_.segments, step.segments);
        std::vector<Function> short_of; // what each segment leaves to bring, below 0: nothing
        std::vector<Function> places;   // where the payment is reached if it is reached there
        Function target = payment;
        for (const SegmentStep& segment : segments) {
            const Rational rate(segment.rate, step.denominator);
            const Function from = max(account.lo, of(segment.from));
            const Function to = segment.to == open ? account.hi : min(account.hi, of(segment.to));
            places.push_back(segment.rate > 0 ? from + target * (1 / rate) : from);
            target = target - not_below_zero(to - from) * rate;
            short_of.push_back(target);
        }
        Function reached = account.hi;
        for (std::size_t s = segments.size(); s-- > 0;) {
            if (segments[s].rate > 0) {
                reached = where_positive(short_of[s], reached, places[s]);
            }
        }
        return reached;
    }

    Function reached_in_band(const BenefitStep& step, const Account& account,
                             const Function& payment) const {
        const Function from = max(account.lo, of(step.axis_deductible));
        Function reached = account.lo;
        for (const SegmentStep& band : slice(cells_.segments, step.segments)) {
            Function here = account.hi;
            if (band.rate > 0) {
                const Rational rate(band.rate, step.denominator);
                here = where_positive(payment - (account.hi - from) * rate, account.hi,
                                      from + payment * (1 / rate));
            }
            reached = where_positive(account.hi - of(band.from), here, reached);
        }
        return reached;
    }

    static constexpr std::int64_t open = std::numeric_limits<std::int64_t>::max();

    const Plan& plan_;
    Cells cells_;
    std::vector<std::int64_t> measures_; ///< at no eligible amount
    Rational limit_;
    Function zero_;
    std::vector<Function> registers_;
    std::vector<Function> slots_;
    Function left_; ///< of the bill
};

} // namespace

PayFunction pay_function(const Plan& plan, const PlanRow& row, const Surroundings& fixed) {
    return FunctionKernel(plan, fixed).run(row);
}

PiecewiseLinear schedule_function(const Cells& cells, const BenefitStep& step,
                                  const Rational& limit) {
    Function schedule = Function::constant(0, limit);
    for (const SegmentStep& segment : slice(cells.segments, step.segments)) {
        const Rational rate(segment.rate, step.denominator);
        const Rational paid(segment.paid, step.denominator);
        const Function above = Function::above(segment.from, {0, 1}, limit);
        const Function line = Function::above(-1, {rate, paid - rate * segment.from}, limit);
        schedule = where_positive(above, line, schedule);
    }
    return schedule;
}

} // namespace reimburse
