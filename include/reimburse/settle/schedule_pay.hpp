// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/cells.hpp"

#include <algorithm>
#include <cstdint>

namespace reimburse {

/// A benefit's way along its axis for one claim, in fen.
template <class Number>
struct Account {
    Number base{};
    Number deductible{};
    Number start{}; ///< T
    Number lo{};
    Number hi{};
    Number end{}; ///< T afterwards
    std::int64_t entitled_lo = 0;
    std::int64_t entitled_hi = 0;
};

/// G and R: what a schedule brings between two points of its axis, over one arithmetic.
template <class Arithmetic>
class SchedulePay {
  public:
    using Number = typename Arithmetic::Number;

    SchedulePay(const Cells& cells, Arithmetic& arithmetic)
        : cells_(cells), arithmetic_(arithmetic) {}

    /// R(G(hi)) - R(G(lo)) as the rounding's place says, in fen. `paid`: by earlier claims, for a
    /// benefit that settles up. `plain`: at the published rates.
    std::int64_t between(const BenefitStep& step, Account<Number>& account, std::int64_t paid,
                         bool plain) {
        const bool settles_up = step.on_change == OnChange::settle_up;
        const Number from = settles_up ? Arithmetic::of(0) : account.lo;
        if (step.rounding.place == RoundingPlace::segment) {
            return difference(by_segment(step, from, account.hi, plain), paid);
        }
        const Number width = arithmetic_.subtract(account.hi, from);
        if (width <= Arithmetic::of(0)) {
            return difference(0, paid);
        }
        const SegmentStep* band =
            step.laying == Laying::whole ? segment_at(step, account.hi) : nullptr;
        const Number end =
            band != nullptr
                ? arithmetic_.add(in_band(step, *band, account.hi, plain), fixed_of(step, *band))
                : laid_out(step, account.hi, plain);
        const Number begin =
            band != nullptr ? in_band(step, *band, from, plain) : laid_out(step, from, plain);
        if (step.rounding.place == RoundingPlace::claim && !settles_up) {
            return rounded(step, arithmetic_.subtract(end, begin), width);
        }
        const std::int64_t hi = rounded(step, end, account.hi);
        const std::int64_t lo = settles_up ? paid : rounded(step, begin, from);
        if (!plain) {
            account.entitled_lo = lo;
            account.entitled_hi = hi;
        }
        return difference(hi, lo);
    }

    /// What of (lo, hi] takes the rate of the segment; for whole bands all of it, or nothing.
    Number overlap(const BenefitStep& step, const SegmentStep& segment, const Number& lo,
                   const Number& hi) {
        if (step.laying == Laying::whole) {
            return segment_at(step, hi) == &segment
                       ? arithmetic_.subtract(hi, std::max(lo, line(step)))
                       : Arithmetic::of(0);
        }
        const Number from = std::max(lo, Arithmetic::of(segment.from));
        const Number to = std::min(hi, Arithmetic::of(segment.to));
        return std::max(arithmetic_.subtract(to, from), Arithmetic::of(0));
    }

    /// The part of the base that brought `payment` when a cap bound: G turned round.
    Number covered(const BenefitStep& step, const Account<Number>& account, std::int64_t payment) {
        Number target = arithmetic_.multiply(Arithmetic::of(payment), step.denominator);
        Number reached = account.lo;
        for (const SegmentStep& segment : slice(cells_.segments, step.segments)) {
            const bool band = step.laying == Laying::whole;
            if (band && segment_at(step, account.hi) != &segment) {
                continue;
            }
            const Number part = overlap(step, segment, account.lo, account.hi);
            const Number brings = arithmetic_.multiply(part, segment.rate);
            if (brings >= target && segment.rate > 0) {
                const Number from =
                    std::max(account.lo, band ? line(step) : Arithmetic::of(segment.from));
                reached = arithmetic_.reach(from, target, segment.rate);
                break;
            }
            target = arithmetic_.subtract(target, brings);
            reached = band ? account.hi : std::min(account.hi, Arithmetic::of(segment.to));
        }
        const Number origin = step.includes_deductible
                                  ? account.start
                                  : arithmetic_.subtract(account.lo, borne_before(step, account));
        return arithmetic_.subtract(reached, origin);
    }

  private:
    std::int64_t difference(std::int64_t a, std::int64_t b) {
        std::int64_t result = 0;
        arithmetic_.failed |= __builtin_sub_overflow(a, b, &result);
        return result;
    }

    std::int64_t by_segment(const BenefitStep& step, const Number& lo, const Number& hi,
                            bool plain) {
        std::int64_t paid = 0;
        for (const SegmentStep& segment : slice(cells_.segments, step.segments)) {
            const Number part = overlap(step, segment, lo, hi);
            if (part > Arithmetic::of(0)) {
                const Number brings =
                    arithmetic_.multiply(part, plain ? segment.plain_rate : segment.rate);
                const std::int64_t share =
                    rounded(step, arithmetic_.add(brings, fixed_of(step, segment)), part);
                arithmetic_.failed |= __builtin_add_overflow(paid, share, &paid);
            }
        }
        return paid;
    }

    static Number line(const BenefitStep& step) { return Arithmetic::of(step.axis_deductible); }

    /// x above the deductible on the axis, at the rate of a whole band, times the denominator.
    Number in_band(const BenefitStep& step, const SegmentStep& band, const Number& x, bool plain) {
        const Number above = arithmetic_.subtract(std::max(x, line(step)), line(step));
        return arithmetic_.multiply(above, plain ? band.plain_rate : band.rate);
    }

    Number fixed_of(const BenefitStep& step, const SegmentStep& segment) {
        return arithmetic_.multiply(Arithmetic::of(segment.fixed), step.denominator);
    }

    /// The segment in which x lies; null at or below the first edge.
    const SegmentStep* segment_at(const BenefitStep& step, const Number& x) const {
        const SegmentStep* found = nullptr;
        for (const SegmentStep& segment : slice(cells_.segments, step.segments)) {
            if (!(x > Arithmetic::of(segment.from))) {
                break;
            }
            found = &segment;
        }
        return found;
    }

    /// G(x) times the denominator, marginal segments.
    Number laid_out(const BenefitStep& step, const Number& x, bool plain) {
        const SegmentStep* segment = segment_at(step, x);
        if (segment == nullptr) {
            return Arithmetic::of(0);
        }
        const Number above = arithmetic_.subtract(x, Arithmetic::of(segment->from));
        return arithmetic_.add(
            arithmetic_.multiply(above, plain ? segment->plain_rate : segment->rate),
            Arithmetic::of(plain ? segment->plain_paid : segment->paid));
    }

    /// A numerator over the step's denominator, of an amount `whole`, rounded on its side.
    std::int64_t rounded(const BenefitStep& step, const Number& numerator, const Number& whole) {
        const Rounding& rounding = step.rounding.rounding;
        if (step.rounding.side == RoundingSide::payment) {
            return arithmetic_.round(numerator, step.denominator, rounding);
        }
        const Number patient =
            arithmetic_.subtract(arithmetic_.multiply(whole, step.denominator), numerator);
        return Arithmetic::floor(arithmetic_.subtract(
            whole, Arithmetic::of(arithmetic_.round(patient, step.denominator, rounding))));
    }

    /// What the deductible took off before the axis (none for one that lies on the axis).
    Number borne_before(const BenefitStep& step, const Account<Number>& account) {
        if (step.axis_deductible == 0) {
            return account.deductible;
        }
        return arithmetic_.subtract(account.base, arithmetic_.subtract(account.hi, account.lo));
    }

    const Cells& cells_;
    Arithmetic& arithmetic_;
};

} // namespace reimburse
