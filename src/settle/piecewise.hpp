// SPDX-License-Identifier: MIT
#pragma once

#include "settle/rational.hpp"

#include <vector>

namespace reimburse {

/// An exact function on [0, limit] that is linear between finitely many breakpoints and may jump
/// at them: what a benefit pays, as a function of the amount. It serves whoever asks about every
/// amount at once instead of one claim: comparing two policies (regions and formulas), proofs
/// (slopes, jumps, bounds over all pieces) and mutated tables (are two functions the same).
/// Amounts are fen.
///
/// At a breakpoint the function has a value of its own, apart from both limits, so that an edge
/// belongs exactly to the segment below it. Kept in the one shortest form: equal functions are ==.
class PiecewiseLinear {
  public:
    struct Line {
        Rational slope;
        Rational intercept; ///< value of the line at 0

        Rational at(const Rational& x) const { return slope * x + intercept; }

        bool operator==(const Line&) const = default;
    };

    /// A greatest stretch on which the function is one line; a single point where from == to.
    struct Piece {
        Rational from;
        Rational to;
        bool from_included = false;
        bool to_included = false;
        Line line;
    };

    static PiecewiseLinear constant(const Rational& value, const Rational& limit);
    static PiecewiseLinear identity(const Rational& limit);

    /// 0 up to `edge`, the edge included; `line` above it. Sums and choices of these make any
    /// schedule of segments or bands.
    static PiecewiseLinear above(const Rational& edge, const Line& line, const Rational& limit);

    const Rational& limit() const { return knots_.back().at; }

    /// Precondition of these three: 0 <= x <= limit; there is nothing before 0 and after the limit,
    /// where the one-sided limits are the value itself.
    Rational value(const Rational& x) const;
    Rational limit_from_left(const Rational& x) const;
    Rational limit_from_right(const Rational& x) const;

    /// The line on the open stretch that begins at x. Precondition: 0 <= x < limit.
    const Line& line_after(const Rational& x) const { return knots_[knot_before(x)].after; }

    /// The breakpoints, 0 and the limit among them, ascending.
    std::vector<Rational> breakpoints() const;

    /// The pieces in order. A breakpoint belongs to the piece below it where its value lies on that
    /// line, else to the piece above, else it is a piece of its own.
    std::vector<Piece> pieces() const;

    /// Least upper and greatest lower bound; at a jump a bound need not be reached.
    Rational supremum() const;
    Rational infimum() const;

    bool operator==(const PiecewiseLinear&) const = default;

    /// Precondition of all that take several: the same limit.
    friend PiecewiseLinear operator+(const PiecewiseLinear& a, const PiecewiseLinear& b);
    friend PiecewiseLinear operator-(const PiecewiseLinear& a, const PiecewiseLinear& b);
    friend PiecewiseLinear operator*(const PiecewiseLinear& a, const Rational& factor);

    /// `yes` where `condition` is above 0, `no` where it is 0 or below.
    friend PiecewiseLinear where_positive(const PiecewiseLinear& condition,
                                          const PiecewiseLinear& yes, const PiecewiseLinear& no);

    /// outer(inner(x)). Precondition: what `inner` takes on lies in [0, limit of outer].
    friend PiecewiseLinear compose(const PiecewiseLinear& outer, const PiecewiseLinear& inner);

  private:
    /// A breakpoint, the value there, and the line on the open stretch up to the next one.
    struct Knot {
        Rational at;
        Rational value;
        Line after;

        bool operator==(const Knot&) const = default;
    };

    explicit PiecewiseLinear(std::vector<Knot> knots);

    /// The last knot at or before x.
    std::size_t knot_before(const Rational& x) const;

    std::vector<Knot> knots_; ///< first at 0, last at the limit with the line of the one before
};

PiecewiseLinear operator+(const PiecewiseLinear& a, const PiecewiseLinear& b);
PiecewiseLinear operator-(const PiecewiseLinear& a, const PiecewiseLinear& b);
PiecewiseLinear operator*(const PiecewiseLinear& a, const Rational& factor);
PiecewiseLinear where_positive(const PiecewiseLinear& condition, const PiecewiseLinear& yes,
                               const PiecewiseLinear& no);
PiecewiseLinear compose(const PiecewiseLinear& outer, const PiecewiseLinear& inner);

PiecewiseLinear min(const PiecewiseLinear& a, const PiecewiseLinear& b);
PiecewiseLinear max(const PiecewiseLinear& a, const PiecewiseLinear& b);

/// max(0, a)
PiecewiseLinear not_below_zero(const PiecewiseLinear& a);

} // namespace reimburse
