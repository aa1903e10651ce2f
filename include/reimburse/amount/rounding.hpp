// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/detail/wide.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace reimburse {

/// How a ratio that lies between two multiples of the unit becomes one of them.
enum class RoundingMode {
    half_up,   ///< to the nearest, halves away from zero: 2.5 → 3, -2.5 → -3 (四舍五入)
    half_even, ///< to the nearest, halves to the even multiple: 2.5 → 2, 3.5 → 4
    half_down, ///< to the nearest, halves toward zero: 2.5 → 2, -2.5 → -2
    down,      ///< toward zero: 2.9 → 2, -2.9 → -2
    up,        ///< away from zero: 2.1 → 3, -2.1 → -3
    floor,     ///< toward minus infinity: 2.9 → 2, -2.1 → -3
    ceiling,   ///< toward plus infinity: 2.1 → 3, -2.9 → -2
};

/// Names of the modes as rule tables write them, in the order of the enumerators.
inline constexpr std::array<std::string_view, 7> rounding_mode_names{
    "half_up", "half_even", "half_down", "down", "up", "floor", "ceiling"};

constexpr std::string_view to_text(RoundingMode mode) {
    return rounding_mode_names[static_cast<std::size_t>(mode)];
}

/// The mode of that exact name; nullopt for any other text.
constexpr std::optional<RoundingMode> rounding_mode_from(std::string_view name) {
    for (std::size_t i = 0; i < rounding_mode_names.size(); ++i) {
        if (rounding_mode_names[i] == name) {
            return static_cast<RoundingMode>(i);
        }
    }
    return std::nullopt;
}

static_assert(to_text(RoundingMode::half_up) == "half_up");
static_assert(to_text(RoundingMode::down) == "down");
static_assert(to_text(RoundingMode::ceiling) == "ceiling", "the names follow the enumerators");

/// A mode and the unit it rounds to. Neither has a default: a policy must say both.
struct Rounding {
    RoundingMode mode;
    std::int64_t unit_fen; ///< 1 (fen), 10 (jiao) or 100 (yuan)

    constexpr bool operator==(const Rounding&) const = default;
};

namespace detail {

/// Exact from quotient and remainder: a half is found without doubling anything, and the step
/// away from zero happens only where den ≥ 2, so nothing overflows.
template <class Integer>
constexpr Integer divide_rounded(const Integer& num, const Integer& den, RoundingMode mode) {
    const Integer quotient = num / den;
    const Integer rest = num % den;
    const Integer size = rest < 0 ? -rest : rest;
    const Integer to_next = den - size;
    bool step = false;
    switch (mode) {
    case RoundingMode::half_up:
        step = size >= to_next;
        break;
    case RoundingMode::half_even:
        step = size > to_next || (size == to_next && quotient % 2 != 0);
        break;
    case RoundingMode::half_down:
        step = size > to_next;
        break;
    case RoundingMode::down:
        break;
    case RoundingMode::up:
        step = rest != 0;
        break;
    case RoundingMode::floor:
        step = rest < 0;
        break;
    case RoundingMode::ceiling:
        step = rest > 0;
        break;
    }
    const Integer one = step ? 1 : 0;
    return num < 0 ? quotient - one : quotient + one;
}

/// num / den fen to a multiple of the unit; |num| below 2^126, den from 1 to below 2^63.
constexpr std::optional<std::int64_t> round_wide(Wide num, std::int64_t den, Rounding rounding) {
    const Wide units = divide_rounded(num, den * Wide{rounding.unit_fen}, rounding.mode);
    return narrow(units * rounding.unit_fen);
}

} // namespace detail

/// num / den as an integer. Precondition: den > 0. Exact for every num.
constexpr std::int64_t divide_rounded(std::int64_t num, std::int64_t den, RoundingMode mode) {
    return detail::divide_rounded(num, den, mode);
}

/// num / den fen to a multiple of the unit, in fen; nullopt where that does not fit 64 bits.
/// Precondition: den > 0 and the unit is 1, 10 or 100.
constexpr std::optional<std::int64_t> round_fen(std::int64_t num, std::int64_t den,
                                                Rounding rounding) {
    if (rounding.unit_fen == 1) {
        return divide_rounded(num, den, rounding.mode);
    }
    std::int64_t den_unit = 0;
    if (__builtin_mul_overflow(den, rounding.unit_fen, &den_unit)) {
        return detail::round_wide(num, den, rounding);
    }
    std::int64_t fen = 0;
    if (__builtin_mul_overflow(divide_rounded(num, den_unit, rounding.mode), rounding.unit_fen,
                               &fen)) {
        return std::nullopt;
    }
    return fen;
}

} // namespace reimburse
