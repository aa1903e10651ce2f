// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/money.hpp"
#include "reimburse/amount/rate.hpp"
#include "reimburse/amount/rounding.hpp"

#include <cstdint>
#include <optional>

namespace reimburse {

/// An amount times a rate, exact and not yet money: only round() turns it into Money, so that no
/// rounding happens unseen.
///
///     std::optional<Money> payment = round(amount * rate, {RoundingMode::half_up, 1});
class Product {
  public:
    friend constexpr Product operator*(Money amount, Rate rate);

    constexpr Money amount() const { return amount_; }

    constexpr Rate rate() const { return rate_; }

  private:
    constexpr Product(Money amount, Rate rate) : amount_(amount), rate_(rate) {}

    Money amount_;
    Rate rate_;
};

constexpr Product operator*(Money amount, Rate rate) {
    return Product{amount, rate};
}

/// The product to a multiple of the unit; nullopt where that does not fit. Right for every amount
/// and rate: what 64 bits do not hold is done in 128.
constexpr std::optional<Money> round(Product product, Rounding rounding) {
    const std::int64_t fen = product.amount().fen();
    const Fraction share = product.rate().fraction();
    std::int64_t num = 0;
    const auto rounded =
        __builtin_mul_overflow(fen, share.num(), &num)
            ? detail::round_wide(detail::Wide{fen} * share.num(), share.den(), rounding)
            : round_fen(num, share.den(), rounding);
    if (!rounded) {
        return std::nullopt;
    }
    return Money::from_fen(*rounded);
}

} // namespace reimburse
