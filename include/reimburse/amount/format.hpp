// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/detail/wide.hpp"
#include "reimburse/amount/fraction.hpp"
#include "reimburse/amount/money.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace reimburse {

/// The most characters that write_amount() writes: "-92233720368547758.08".
inline constexpr std::size_t max_amount_text = 21;

/// The most decimals that a decimal fraction is read from or written with.
inline constexpr int max_decimals = 18;

namespace detail {

/// "00" to "99" one after the other.
inline constexpr std::array<char, 200> digit_pairs = [] {
    std::array<char, 200> pairs{};
    for (std::size_t i = 0; i < 100; ++i) {
        pairs[2 * i] = static_cast<char>('0' + i / 10);
        pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
}();

/// Writes the last two digits of `number` before `end`; the start of what it wrote.
constexpr char* put_pair(char* end, std::uint64_t number) {
    const auto pair = static_cast<std::size_t>(number % 100 * 2);
    *--end = digit_pairs[pair + 1];
    *--end = digit_pairs[pair];
    return end;
}

constexpr std::size_t digits_of(std::uint64_t number) {
    std::size_t count = 1;
    for (; number >= 10; number /= 10) {
        ++count;
    }
    return count;
}

} // namespace detail

/// Writes the amount in yuan with two decimals, as "1234.50" or "-0.05", without a closing zero
/// byte, and returns the end of what it wrote: at most max_amount_text characters.
constexpr char* write_amount(char* out, Money amount) {
    const std::uint64_t fen = detail::magnitude(amount.fen());
    std::uint64_t yuan = fen / 100;
    if (amount.fen() < 0) {
        *out++ = '-';
    }
    char* const point = out + detail::digits_of(yuan);
    *point = '.';
    detail::put_pair(point + 3, fen);
    char* at = point;
    for (; yuan >= 10; yuan /= 100) {
        at = detail::put_pair(at, yuan);
    }
    if (at != out) {
        *out = static_cast<char>('0' + yuan);
    }
    return point + 3;
}

/// The amount in yuan with two decimals: "1234.50", "-0.05".
inline std::string format_amount(Money amount) {
    std::array<char, max_amount_text> text{};
    return {text.data(), write_amount(text.data(), amount)};
}

/// The shortest text that parse_fraction() reads back as the same value: "0.75", "-12", and "2/3"
/// where no decimal of at most max_decimals places is exact.
inline std::string format_fraction(Fraction value) {
    std::int64_t rest = value.den();
    int twos = 0;
    int fives = 0;
    for (; rest % 2 == 0; rest /= 2) {
        ++twos;
    }
    for (; rest % 5 == 0; rest /= 5) {
        ++fives;
    }
    const int decimals = twos > fives ? twos : fives;
    if (rest != 1 || decimals > max_decimals) {
        return std::to_string(value.num()) + "/" + std::to_string(value.den());
    }
    const std::uint64_t num = detail::magnitude(value.num());
    const auto den = static_cast<std::uint64_t>(value.den());
    std::string text = (value.num() < 0 ? "-" : "") + std::to_string(num / den);
    if (decimals > 0) {
        text += '.';
    }
    std::uint64_t left = num % den;
    for (int i = 0; i < decimals; ++i) {
        const detail::Wide shifted = detail::Wide{left} * 10;
        text += static_cast<char>('0' + static_cast<int>(shifted / den));
        left = static_cast<std::uint64_t>(shifted % den);
    }
    return text;
}

} // namespace reimburse
