// SPDX-License-Identifier: MIT
#include "settle/piecewise.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace reimburse {

namespace {

using Line = PiecewiseLinear::Line;

const Line zero_line{0, 0};

/// Where a line that is not constant takes on a value.
Rational argument(const Line& line, const Rational& value) {
    return (value - line.intercept) / line.slope;
}

Line combined(const Line& a, const Line& b, int sign) {
    return {a.slope + sign * b.slope, a.intercept + sign * b.intercept};
}

} // namespace

/// Leaves out the knots at which nothing changes.
PiecewiseLinear::PiecewiseLinear(std::vector<Knot> knots) {
    knots_.reserve(knots.size());
    for (std::size_t k = 0; k < knots.size(); ++k) {
        const bool last = k + 1 == knots.size();
        if (last && k > 0) {
            knots[k].after = knots_.back().after;
        }
        const bool inner = k > 0 && !last;
        if (inner && knots_.back().after == knots[k].after &&
            knots[k].after.at(knots[k].at) == knots[k].value) {
            continue;
        }
        knots_.push_back(std::move(knots[k]));
    }
}

PiecewiseLinear PiecewiseLinear::constant(const Rational& value, const Rational& limit) {
    const Line line{0, value};
    return PiecewiseLinear({{0, value, line}, {limit, value, line}});
}

PiecewiseLinear PiecewiseLinear::identity(const Rational& limit) {
    const Line line{1, 0};
    return PiecewiseLinear({{0, 0, line}, {limit, limit, line}});
}

PiecewiseLinear PiecewiseLinear::above(const Rational& edge, const Line& line,
                                       const Rational& limit) {
    if (edge >= limit) {
        return constant(0, limit);
    }
    if (edge < 0) {
        return PiecewiseLinear({{0, line.at(0), line}, {limit, line.at(limit), line}});
    }
    std::vector<Knot> knots;
    if (edge > 0) {
        knots.push_back({0, 0, zero_line});
    }
    knots.push_back({edge, 0, line});
    knots.push_back({limit, line.at(limit), line});
    return PiecewiseLinear(std::move(knots));
}

std::size_t PiecewiseLinear::knot_before(const Rational& x) const {
    assert(x >= 0 && x <= limit());
    const auto after = std::ranges::upper_bound(knots_, x, {}, &Knot::at);
    return static_cast<std::size_t>(after - knots_.begin() - 1);
}

Rational PiecewiseLinear::value(const Rational& x) const {
    const Knot& knot = knots_[knot_before(x)];
    return knot.at == x ? knot.value : knot.after.at(x);
}

Rational PiecewiseLinear::limit_from_left(const Rational& x) const {
    const std::size_t k = knot_before(x);
    if (knots_[k].at < x) {
        return knots_[k].after.at(x);
    }
    return k == 0 ? knots_[k].value : knots_[k - 1].after.at(x);
}

Rational PiecewiseLinear::limit_from_right(const Rational& x) const {
    const std::size_t k = knot_before(x);
    return k + 1 == knots_.size() ? knots_[k].value : knots_[k].after.at(x);
}

std::vector<Rational> PiecewiseLinear::breakpoints() const {
    std::vector<Rational> points;
    points.reserve(knots_.size());
    for (const Knot& knot : knots_) {
        points.push_back(knot.at);
    }
    return points;
}

std::vector<PiecewiseLinear::Piece> PiecewiseLinear::pieces() const {
    std::vector<Piece> pieces;
    for (std::size_t k = 0; k < knots_.size(); ++k) {
        const Knot& knot = knots_[k];
        const bool last = k + 1 == knots_.size();
        const bool fits_below = k > 0 && pieces.back().line.at(knot.at) == knot.value;
        const bool fits_above = !last && knot.after.at(knot.at) == knot.value;
        if (fits_below) {
            pieces.back().to_included = true;
        } else if (!fits_above) {
            pieces.push_back({knot.at, knot.at, true, true, {0, knot.value}});
        }
        if (!last) {
            pieces.push_back(
                {knot.at, knots_[k + 1].at, !fits_below && fits_above, false, knot.after});
        }
    }
    return pieces;
}

Rational PiecewiseLinear::supremum() const {
    Rational greatest = knots_.front().value;
    for (std::size_t k = 0; k < knots_.size(); ++k) {
        greatest = std::max(greatest, knots_[k].value);
        if (k + 1 < knots_.size()) {
            greatest = std::max(greatest, knots_[k].after.at(knots_[k].at));
            greatest = std::max(greatest, knots_[k].after.at(knots_[k + 1].at));
        }
    }
    return greatest;
}

Rational PiecewiseLinear::infimum() const {
    return -(*this * -1).supremum();
}

PiecewiseLinear operator*(const PiecewiseLinear& a, const Rational& factor) {
    std::vector<PiecewiseLinear::Knot> knots = a.knots_;
    for (PiecewiseLinear::Knot& knot : knots) {
        knot.value *= factor;
        knot.after = {knot.after.slope * factor, knot.after.intercept * factor};
    }
    return PiecewiseLinear(std::move(knots));
}

PiecewiseLinear operator-(const PiecewiseLinear& a, const PiecewiseLinear& b) {
    return a + b * -1;
}

PiecewiseLinear operator+(const PiecewiseLinear& a, const PiecewiseLinear& b) {
    assert(a.limit() == b.limit());
    std::vector<PiecewiseLinear::Knot> knots;
    knots.reserve(a.knots_.size() + b.knots_.size());
    std::size_t i = 0; // the knots at or before the place
    std::size_t j = 0;
    Rational at = 0;
    while (true) {
        const auto& left = a.knots_[i];
        const auto& right = b.knots_[j];
        knots.push_back({at,
                         (left.at == at ? left.value : left.after.at(at)) +
                             (right.at == at ? right.value : right.after.at(at)),
                         combined(left.after, right.after, 1)});
        if (at == a.limit()) {
            return PiecewiseLinear(std::move(knots));
        }
        at = std::min(a.knots_[i + 1].at, b.knots_[j + 1].at);
        i += std::size_t{a.knots_[i + 1].at == at};
        j += std::size_t{b.knots_[j + 1].at == at};
    }
}

PiecewiseLinear where_positive(const PiecewiseLinear& condition, const PiecewiseLinear& yes,
                               const PiecewiseLinear& no) {
    // Cut at every breakpoint of the three and, inside a stretch, where the condition crosses 0.
    std::vector<Rational> cuts;
    for (const PiecewiseLinear* each : {&condition, &yes, &no}) {
        assert(each->limit() == condition.limit());
        for (const auto& knot : each->knots_) {
            cuts.push_back(knot.at);
        }
    }
    for (std::size_t k = 0; k + 1 < condition.knots_.size(); ++k) {
        const Line& line = condition.knots_[k].after;
        if (line.slope == 0) {
            continue;
        }
        Rational root = argument(line, 0);
        if (root > condition.knots_[k].at && root < condition.knots_[k + 1].at) {
            cuts.push_back(std::move(root));
        }
    }
    std::ranges::sort(cuts);
    const auto repeated = std::ranges::unique(cuts);
    cuts.erase(repeated.begin(), repeated.end());
    std::vector<PiecewiseLinear::Knot> knots;
    knots.reserve(cuts.size());
    for (std::size_t c = 0; c < cuts.size(); ++c) {
        const bool here = condition.value(cuts[c]) > 0;
        bool after = here;
        if (c + 1 < cuts.size()) {
            after = condition.value((cuts[c] + cuts[c + 1]) / 2) > 0;
        }
        const PiecewiseLinear& chosen = after ? yes : no;
        knots.push_back({cuts[c], (here ? yes : no).value(cuts[c]),
                         chosen.knots_[chosen.knot_before(cuts[c])].after});
    }
    return PiecewiseLinear(std::move(knots));
}

PiecewiseLinear compose(const PiecewiseLinear& outer, const PiecewiseLinear& inner) {
    std::vector<PiecewiseLinear::Knot> knots;
    for (std::size_t k = 0; k + 1 < inner.knots_.size(); ++k) {
        const PiecewiseLinear::Knot& knot = inner.knots_[k];
        const Line& line = knot.after;
        std::vector<Rational> cuts{knot.at};
        for (const PiecewiseLinear::Knot& edge : outer.knots_) {
            if (line.slope != 0) {
                Rational x = argument(line, edge.at);
                if (x > knot.at && x < inner.knots_[k + 1].at) {
                    cuts.push_back(std::move(x));
                }
            }
        }
        std::ranges::sort(cuts);
        cuts.push_back(inner.knots_[k + 1].at);
        for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
            const Rational there = line.at((cuts[c] + cuts[c + 1]) / 2);
            Line through{0, outer.value(there)};
            if (line.slope != 0) {
                const Line& over = outer.knots_[outer.knot_before(there)].after;
                through = {over.slope * line.slope, over.at(line.intercept)};
            }
            knots.push_back({cuts[c], outer.value(inner.value(cuts[c])), std::move(through)});
        }
    }
    knots.push_back({inner.limit(), outer.value(inner.knots_.back().value), zero_line});
    return PiecewiseLinear(std::move(knots));
}

PiecewiseLinear min(const PiecewiseLinear& a, const PiecewiseLinear& b) {
    return where_positive(b - a, a, b);
}

PiecewiseLinear max(const PiecewiseLinear& a, const PiecewiseLinear& b) {
    return where_positive(a - b, a, b);
}

PiecewiseLinear not_below_zero(const PiecewiseLinear& a) {
    return where_positive(a, a, PiecewiseLinear::constant(0, a.limit()));
}

} // namespace reimburse
