// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/fraction.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <stdexcept>

namespace reimburse {

/// A share of an amount, exact: 3/4 is 75 %, 2/3 stays 2/3. Not limited to 0 to 1, since an
/// intermediate rate may lie outside; whoever reads a table checks its range.
///
/// Two rates do not add: what changes a rate is Points.
class Rate {
  public:
    /// 0 %
    constexpr Rate() = default;

    static constexpr Rate from_percent(std::int64_t percent) {
        return Rate{*Fraction::of(percent, 100)};
    }

    static constexpr Rate from_fraction(Fraction share) { return Rate{share}; }

    constexpr Fraction fraction() const { return share_; }

    constexpr auto operator<=>(const Rate&) const = default;

  private:
    explicit constexpr Rate(Fraction share) : share_(share) {}

    Fraction share_;
};

/// A signed change of a rate in percentage points: 75 % and 10 points make 85 %.
class Points {
  public:
    /// no change
    constexpr Points() = default;

    static constexpr Points from_percent(std::int64_t points) {
        return Points{*Fraction::of(points, 100)};
    }

    /// 1/10 is 10 points.
    static constexpr Points from_fraction(Fraction change) { return Points{change}; }

    constexpr Fraction fraction() const { return change_; }

    constexpr auto operator<=>(const Points&) const = default;

    /// The opposite change; throws std::overflow_error where it does not fit.
    friend constexpr Points operator-(Points points) {
        const auto opposite = subtract(Fraction{}, points.change_);
        if (!opposite) {
            throw std::overflow_error("a change of rate exceeds 64 bits");
        }
        return Points{*opposite};
    }

  private:
    explicit constexpr Points(Fraction change) : change_(change) {}

    Fraction change_;
};

/// The changed rate; nullopt where it does not fit a Fraction.
constexpr std::optional<Rate> checked_add(Rate rate, Points change) {
    const auto sum = add(rate.fraction(), change.fraction());
    if (!sum) {
        return std::nullopt;
    }
    return Rate::from_fraction(*sum);
}

} // namespace reimburse
