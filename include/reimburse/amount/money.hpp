// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <stdexcept>

namespace reimburse {

/// An amount of money in whole fen, of either sign.
///
/// Nothing converts to it and nothing rounds into it: it comes from integers, from text
/// (parse_amount) or from round(product, rounding).
class Money {
  public:
    /// 0
    constexpr Money() = default;

    static constexpr Money from_fen(std::int64_t fen) { return Money{fen}; }

    /// Throws std::overflow_error where the fen do not fit 64 bits.
    static constexpr Money from_yuan(std::int64_t yuan) {
        std::int64_t fen = 0;
        if (__builtin_mul_overflow(yuan, std::int64_t{100}, &fen)) {
            throw std::overflow_error("an amount of yuan exceeds 64 bits of fen");
        }
        return Money{fen};
    }

    static Money from_fen(std::floating_point auto) = delete;
    static Money from_yuan(std::floating_point auto) = delete;

    constexpr std::int64_t fen() const { return fen_; }

    constexpr auto operator<=>(const Money&) const = default;

    /// nullopt where the sum does not fit.
    friend constexpr std::optional<Money> checked_add(Money a, Money b) {
        std::int64_t fen = 0;
        if (__builtin_add_overflow(a.fen_, b.fen_, &fen)) {
            return std::nullopt;
        }
        return Money{fen};
    }

    /// nullopt where the difference does not fit.
    friend constexpr std::optional<Money> checked_subtract(Money a, Money b) {
        std::int64_t fen = 0;
        if (__builtin_sub_overflow(a.fen_, b.fen_, &fen)) {
            return std::nullopt;
        }
        return Money{fen};
    }

    /// The operators throw std::overflow_error where the result does not fit; they never wrap.
    friend constexpr Money operator+(Money a, Money b) { return or_throw(checked_add(a, b)); }

    friend constexpr Money operator-(Money a, Money b) { return or_throw(checked_subtract(a, b)); }

    friend constexpr Money operator-(Money a) { return Money{} - a; }

    constexpr Money& operator+=(Money other) { return *this = *this + other; }

    constexpr Money& operator-=(Money other) { return *this = *this - other; }

  private:
    explicit constexpr Money(std::int64_t fen) : fen_(fen) {}

    static constexpr Money or_throw(std::optional<Money> result) {
        if (!result) {
            throw std::overflow_error("a sum of money exceeds 64 bits of fen");
        }
        return *result;
    }

    std::int64_t fen_ = 0;
};

constexpr std::optional<Money> checked_add(Money a, Money b);
constexpr std::optional<Money> checked_subtract(Money a, Money b);

/// The largest amount that a claim may carry: 99,999,999,999,999.99 yuan.
inline constexpr Money max_money = Money::from_fen(9'999'999'999'999'999);

} // namespace reimburse
