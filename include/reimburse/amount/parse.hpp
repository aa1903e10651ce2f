// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/detail/wide.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/amount/fraction.hpp"
#include "reimburse/amount/money.hpp"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string_view>
#include <variant>

namespace reimburse {

/// Why a text is no amount.
enum class AmountFault {
    not_an_amount,     ///< not of the form 0, 12 or 8345.67
    too_many_decimals, ///< a digit other than 0 after the second decimal
    negative,          ///< an amount, but with a minus sign (also before zero)
    too_large,         ///< beyond max_money
};

using ParsedAmount = std::variant<Money, AmountFault>;

namespace detail {

/// The value of a digit; above 9 for any other character.
constexpr unsigned digit_value(char c) {
    return static_cast<unsigned>(static_cast<unsigned char>(c)) - unsigned{'0'};
}

/// Digits without a needless 0 in front, read from the start of a text.
struct Digits {
    std::uint64_t value = 0; ///< modulo 2^64
    std::size_t count = 0;
    bool fits = true; ///< the value is exact
};

constexpr std::optional<Digits> read_digits(std::string_view text) {
    Digits digits;
    for (; digits.count < text.size(); ++digits.count) {
        const std::uint64_t digit = digit_value(text[digits.count]);
        if (digit > 9) {
            break;
        }
        // 18 digits always fit; only longer numbers need the look at the carry.
        if (digits.count < 18) {
            digits.value = digits.value * 10 + digit;
        } else {
            std::uint64_t tens = 0;
            const bool carry = __builtin_mul_overflow(digits.value, std::uint64_t{10}, &tens) ||
                               __builtin_add_overflow(tens, digit, &tens);
            digits.value = tens;
            digits.fits = digits.fits && !carry;
        }
    }
    if (digits.count == 0 || (digits.count > 1 && text[0] == '0')) {
        return std::nullopt;
    }
    return digits;
}

} // namespace detail

/// A decimal amount in yuan of either sign, |amount| up to max_money. The form is a minus sign or
/// nothing, digits without leading zeros, and, if there is a point, digits after it; those beyond
/// the second must be 0. Never gives AmountFault::negative.
constexpr ParsedAmount parse_signed_amount(std::string_view text) {
    // The whole yuan of max_money are fourteen nines, so their digits alone decide what fits.
    constexpr std::ptrdiff_t max_yuan_digits = 14;
    const char* at = text.data();
    const char* const end = at + text.size();
    const bool minus = at != end && *at == '-';
    if (minus) {
        ++at;
    }
    const char* const start = at;
    std::uint64_t fen = 0;
    for (; at != end && detail::digit_value(*at) <= 9; ++at) {
        fen = fen * 10 + detail::digit_value(*at);
    }
    const std::ptrdiff_t yuan_digits = at - start;
    if (yuan_digits == 0 || (yuan_digits > 1 && *start == '0')) {
        return AmountFault::not_an_amount;
    }
    fen *= 100;
    bool too_many = false;
    if (at != end) {
        if (*at != '.' || at + 1 == end) {
            return AmountFault::not_an_amount;
        }
        ++at;
        for (unsigned worth = 10; at != end; ++at, worth /= 10) {
            const unsigned digit = detail::digit_value(*at);
            if (digit > 9) {
                return AmountFault::not_an_amount;
            }
            fen += std::uint64_t{digit} * worth;
            too_many = too_many || (worth == 0 && digit != 0);
        }
    }
    if (too_many) {
        return AmountFault::too_many_decimals;
    }
    if (yuan_digits > max_yuan_digits) {
        return AmountFault::too_large;
    }
    const auto value = static_cast<std::int64_t>(fen);
    return Money::from_fen(minus ? -value : value);
}

/// An amount of a claim in yuan: as parse_signed_amount(), from 0 to max_money.
constexpr ParsedAmount parse_amount(std::string_view text) {
    const ParsedAmount parsed = parse_signed_amount(text);
    if (!text.empty() && text.front() == '-' &&
        parsed != ParsedAmount{AmountFault::not_an_amount}) {
        return AmountFault::negative;
    }
    return parsed;
}

/// An exact ratio: a decimal ("0.75", "-0.10", "12") or a fraction ("2/3", "-1/3"), without
/// leading zeros; nullopt for other text, a denominator of 0 and what does not fit, among it more
/// than max_decimals decimals (zeros at the end do not count).
constexpr std::optional<Fraction> parse_fraction(std::string_view text) {
    const bool minus = !text.empty() && text.front() == '-';
    if (minus) {
        text.remove_prefix(1);
    }
    const auto whole = detail::read_digits(text);
    if (!whole || !whole->fits) {
        return std::nullopt;
    }
    text.remove_prefix(whole->count);
    detail::Wide num = whole->value;
    std::uint64_t den = 1;
    if (!text.empty()) {
        const char mark = text.front();
        text.remove_prefix(1);
        if (mark == '/') {
            const auto below = detail::read_digits(text);
            if (!below || !below->fits || below->count != text.size() || below->value == 0) {
                return std::nullopt;
            }
            den = below->value;
        } else if (mark == '.' && !text.empty()) {
            while (text.size() > 1 && text.back() == '0') {
                text.remove_suffix(1);
            }
            if (text.size() > std::size_t{max_decimals}) {
                return std::nullopt;
            }
            for (const char c : text) {
                if (detail::digit_value(c) > 9) {
                    return std::nullopt;
                }
                num = num * 10 + detail::digit_value(c);
                den *= 10;
            }
        } else {
            return std::nullopt;
        }
    }
    const std::uint64_t common = std::gcd(static_cast<std::uint64_t>(num % den), den);
    const auto reduced_num = detail::narrow((minus ? -num : num) / common);
    const auto reduced_den = detail::narrow(den / common);
    if (!reduced_num || !reduced_den) {
        return std::nullopt;
    }
    return Fraction::of(*reduced_num, *reduced_den);
}

/// A whole number of 0 or more: digits only, none of them a needless leading 0; nullopt for other
/// text and beyond 64 bits.
constexpr std::optional<std::int64_t> parse_count(std::string_view text) {
    const auto digits = detail::read_digits(text);
    if (!digits || !digits->fits || digits->count != text.size()) {
        return std::nullopt;
    }
    return detail::narrow(digits->value);
}

} // namespace reimburse
