// SPDX-License-Identifier: MIT
#include "study/prove/tables.hpp"

#include "study/prove/axis.hpp"

#include <algorithm>
#include <numeric>

namespace reimburse::study {

namespace {

/// Places looked at for one pair of pieces.
constexpr std::int64_t most_steps = 4'000'000;

class Judge {
  public:
    Judge(const Plan& plan, const BenefitCells& cells) : plan_(plan), cells_(cells) {}

    FunctionReport run() {
        if (cells_.kind == BenefitKind::given) {
            limit(Limit::given);
            return std::move(report_);
        }
        if (cells_.rounding.rounding.unit_fen > 1) {
            limit(Limit::greater_unit);
            return std::move(report_);
        }
        if (cells_.kind == BenefitKind::backstop) {
            backstop();
            return std::move(report_);
        }
        const std::optional<Axis> axis = axis_of(cells_, 1);
        if (!axis) {
            limit(Limit::too_fine);
            return std::move(report_);
        }
        axis_ = *axis;
        settles_up_ = cells_.on_change == OnChange::settle_up;
        from_anywhere_ =
            !settles_up_ &&
            (cells_.axis_slot >= 0 || (cells_.includes_deductible && !cells_.deductibles.empty()));
        rates();
        if (cells_.laying == Laying::whole) {
            bands();
        } else if (cells_.rounding.place == RoundingPlace::segment) {
            segments();
        } else if (cells_.rounding.place == RoundingPlace::claim && !settles_up_) {
            differences();
        } else {
            ends();
        }
        cut();
        return std::move(report_);
    }

  private:
    void limit(Limit limit) {
        if (std::ranges::find(report_.limits, limit) == report_.limits.end()) {
            report_.limits.push_back(limit);
        }
    }

    void fault(Property property, std::int64_t lo, std::int64_t hi) {
        if (std::ranges::find(report_.faults, property, &TableFault::property) ==
            report_.faults.end()) {
            report_.faults.push_back({property, lo, hi});
        }
    }

    /// The rate of the side that is rounded.
    std::int64_t rate(const Piece& piece) const {
        return cells_.rounding.side == RoundingSide::payment ? piece.rate : axis_.den - piece.rate;
    }

    /// Fens after which the rounding of a rate repeats.
    std::int64_t period(std::int64_t rate) const {
        const std::int64_t plain = axis_.den / std::gcd(rate, axis_.den);
        return cells_.rounding.rounding.mode == RoundingMode::half_even ? 2 * plain : plain;
    }

    static std::int64_t length(const Piece& piece) {
        return piece.to == open_edge ? open_edge : piece.to - std::max<std::int64_t>(piece.from, 0);
    }

    static std::int64_t start(const Piece& piece) { return std::max<std::int64_t>(piece.from, 0); }

    /// A rate outside 0 to 1 takes the payment out of the base wherever it is long enough.
    void rates() {
        for (const Piece& piece : axis_.pieces) {
            if (piece.rate < 0 || piece.rate > axis_.rate_den) {
                fault(Property::within_base, 0, start(piece));
            }
            if (piece.fixed > 0) {
                limit(Limit::fixed_above_base);
            }
        }
    }

    /// Takes one fen more at a rate and judges what it changed.
    void step(RunningQuotient& share, std::int64_t rate, std::int64_t lo, std::int64_t hi) {
        const Rounding rounding = cells_.rounding.rounding;
        const std::int64_t before = share.rounded(rounding);
        share.add(rate);
        std::int64_t more = share.rounded(rounding) - before;
        if (cells_.rounding.side == RoundingSide::patient) {
            more = 1 - more;
        }
        ++report_.steps;
        if (more < 0) {
            fault(Property::payment_never_falls, lo, hi);
        } else if (more > 1) {
            fault(Property::remainder_never_falls, lo, hi);
        }
    }

    /// One period of a piece, or the piece if that is shorter, from an amount at its start.
    void follow(const Piece& piece, RunningQuotient share, std::int64_t count, std::int64_t lo,
                std::int64_t hi) {
        const std::int64_t each = rate(piece);
        if (std::min(count, period(each)) > most_steps) {
            limit(Limit::too_fine);
            return;
        }
        for (std::int64_t k = 0; k < std::min(count, period(each)); ++k) {
            step(share, each, lo, hi + k);
        }
    }

    /// Both ends are rounded: the amount at a place decides.
    void ends() {
        RunningQuotient share(axis_.den);
        for (const Piece& piece : axis_.pieces) {
            if (length(piece) > 0) {
                follow(piece, share, length(piece), 0, start(piece));
                if (piece.to != open_edge) {
                    share.jump(detail::Wide{rate(piece)} * length(piece));
                }
            }
        }
    }

    /// Each segment's share is rounded by itself.
    void segments() {
        for (std::size_t p = 1; p < axis_.pieces.size(); ++p) {
            const Piece& piece = axis_.pieces[p];
            follow(piece, RunningQuotient(axis_.den), length(piece), start(piece), start(piece));
        }
    }

    /// The difference of two places is rounded: every pair of residues that they can have.
    void differences() {
        for (std::size_t i = 0; i < axis_.pieces.size(); ++i) {
            const Piece& first = axis_.pieces[i];
            if (length(first) <= 0) {
                continue;
            }
            follow(first, RunningQuotient(axis_.den), length(first), start(first), start(first));
            RunningQuotient between(axis_.den);
            for (std::size_t j = i + 1; j < axis_.pieces.size(); ++j) {
                across(first, between, axis_.pieces[j]);
                if (axis_.pieces[j].to != open_edge) {
                    between.jump(detail::Wide{rate(axis_.pieces[j])} * length(axis_.pieces[j]));
                }
            }
            if (!from_anywhere_) {
                break; // every claim begins at 0
            }
        }
    }

    /// From each place of one piece into a later one, over what lies between.
    void across(const Piece& first, const RunningQuotient& between, const Piece& second) {
        const std::int64_t places =
            from_anywhere_ ? std::min(length(first), period(rate(first))) : 1;
        const std::int64_t steps = std::min(length(second), period(rate(second)));
        if (places > most_steps / std::max<std::int64_t>(std::min(steps, most_steps), 1)) {
            limit(Limit::too_fine);
            return;
        }
        for (std::int64_t p = 0; p < places; ++p) {
            const std::int64_t lo = from_anywhere_ ? first.to - 1 - p : 0;
            RunningQuotient share = between;
            share.jump(detail::Wide{rate(first)} * (first.to - lo));
            follow(second, share, length(second), lo, start(second));
        }
    }

    /// The whole amount takes the rate of the band in which its end lies.
    void bands() {
        const bool by_end = settles_up_ || cells_.rounding.place == RoundingPlace::year;
        for (std::size_t p = 0; p < axis_.pieces.size(); ++p) {
            const Piece& piece = axis_.pieces[p];
            if (length(piece) <= 0) {
                continue;
            }
            RunningQuotient share(axis_.den);
            std::int64_t count = length(piece);
            if (by_end || !from_anywhere_) {
                share.jump(detail::Wide{rate(piece)} * (start(piece) - axis_.line));
            } else {
                count = piece.to; // it may begin anywhere below
            }
            const std::int64_t lo = by_end || !from_anywhere_ ? 0 : start(piece);
            for (int odd = 0; odd < 2; ++odd) { // a fixed amount may shift the halves
                follow(piece, share, count, lo, start(piece));
                share.jump(axis_.den);
            }
            if (p + 1 < axis_.pieces.size()) {
                edge(piece, axis_.pieces[p + 1]);
            }
        }
    }

    void edge(const Piece& below, const Piece& above) {
        const std::int64_t before = in_band(below, below.to);
        const std::int64_t after = in_band(above, below.to + 1);
        if (after - before < 0 || after - before > 1) {
            report_.cliffs.push_back({below.to, before, after});
        }
    }

    /// The payment of a year's first claim whose end lies in a band, without a deductible.
    std::int64_t in_band(const Piece& piece, std::int64_t place) const {
        const std::int64_t above = std::max<std::int64_t>(place - axis_.line, 0);
        RunningQuotient share(axis_.den);
        share.set(detail::Wide{piece.rate} * above + detail::Wide{piece.fixed} * axis_.den);
        const Rounding rounding = cells_.rounding.rounding;
        if (cells_.rounding.side == RoundingSide::payment) {
            return std::clamp<std::int64_t>(share.rounded(rounding), 0, place);
        }
        RunningQuotient all(axis_.den);
        all.set(detail::Wide{place} * axis_.den);
        return std::clamp<std::int64_t>(place - all.less(share).rounded(rounding), 0, place);
    }

    /// Above what stays with the patient each fen is paid; what stays may have parts of a fen.
    void backstop() {
        std::int64_t den = 1;
        for (const TermCells& term : cells_.keep_of) {
            den = std::lcm(den, std::min(term.weight.den(), most_steps));
            if (den > most_steps) {
                limit(Limit::too_fine);
                return;
            }
        }
        if (cells_.rounding.side == RoundingSide::patient) {
            return; // what stays is rounded once, and every fen above it is paid
        }
        axis_.den = axis_.rate_den = den;
        for (std::int64_t rest = 0; rest < 2 * den; ++rest) {
            RunningQuotient share(den);
            share.set(rest);
            step(share, den, 0, rest / den);
        }
    }

    const Accumulator* accumulator(std::int32_t slot) const {
        return slot < 0 ? nullptr : &plan_.accumulators[static_cast<std::size_t>(slot)];
    }

    bool gathers(std::int32_t slot, Part part) const {
        const Accumulator* sum = accumulator(slot);
        const auto added =
            std::ranges::count(cells_.adds, std::pair(static_cast<std::uint32_t>(slot), part));
        return sum != nullptr && sum->benefit == plan_.benefits[cells_.number].id &&
               sum->part == part && added == 1;
    }

    /// R(G) at the end less R(G) at the beginning: the sums of a year telescope if each claim
    /// begins on the axis where the one before ended, and if a cap counts what was paid.
    void cut() {
        report_.rounded_by_year = settles_up_ || cells_.rounding.place == RoundingPlace::year;
        if (!report_.rounded_by_year) {
            return;
        }
        if (!gathers(cells_.axis_slot, Part::laid) ||
            (settles_up_ && !gathers(cells_.paid_slot, Part::payment))) {
            fault(Property::independent_of_cut, 0, 0);
        }
        if (cells_.laying == Laying::whole && !settles_up_ && axis_.pieces.size() > 2) {
            limit(Limit::bands_of_the_year);
        }
        if (!cells_.deductibles.empty()) {
            limit(Limit::deductible_first);
        }
        for (const RoomCells& cap : cells_.caps) {
            if (cap.slots.size() != 1 ||
                !gathers(static_cast<std::int32_t>(cap.slots.front()), Part::payment)) {
                limit(Limit::cap_of_the_claim);
            }
        }
    }

    const Plan& plan_;
    const BenefitCells& cells_;
    Axis axis_;
    bool settles_up_ = false;
    bool from_anywhere_ = false;
    FunctionReport report_;
};

} // namespace

FunctionReport judge(const Plan& plan, const BenefitCells& cells) {
    return Judge(plan, cells).run();
}

} // namespace reimburse::study
