// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/rounding.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <rapidcheck.h>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace reimburse {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

inline constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

inline constexpr std::array all_modes{
    RoundingMode::half_up, RoundingMode::half_even, RoundingMode::half_down, RoundingMode::down,
    RoundingMode::up,      RoundingMode::floor,     RoundingMode::ceiling};

inline constexpr std::array<std::int64_t, 3> all_units{1, 10, 100};

/// Rounding told the slow way: the two neighbours of a rational of any size, and the choice
/// between them.
inline Integer rounded(const Rational& value, RoundingMode mode) {
    Integer below = numerator(value) / denominator(value);
    if (Rational{below} > value) {
        --below;
    }
    if (Rational{below} == value) {
        return below;
    }
    const Integer above = below + 1;
    const Integer inward = value > 0 ? below : above;
    const Integer outward = value > 0 ? above : below;
    const Rational twice_part = (value - Rational{below}) * 2;
    const auto nearest = [&](const Integer& at_half) {
        return twice_part < 1 ? below : twice_part > 1 ? above : at_half;
    };
    switch (mode) {
    case RoundingMode::half_up:
        return nearest(outward);
    case RoundingMode::half_even:
        return nearest(below % 2 == 0 ? below : above);
    case RoundingMode::half_down:
        return nearest(inward);
    case RoundingMode::down:
        return inward;
    case RoundingMode::up:
        return outward;
    case RoundingMode::floor:
        return below;
    case RoundingMode::ceiling:
        return above;
    }
    return 0;
}

/// To a multiple of the unit; nullopt beyond 64 bits.
inline std::optional<std::int64_t> rounded_fen(const Rational& fen, Rounding rounding) {
    const Integer result =
        rounded(fen / Rational{rounding.unit_fen}, rounding.mode) * rounding.unit_fen;
    if (result < smallest || result > largest) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(result);
}

/// Numbers at which a kernel of 64 bits could go wrong.
inline const std::vector<std::int64_t>& boundaries() {
    static const std::vector<std::int64_t> values{smallest,
                                                  smallest + 1,
                                                  smallest + 49,
                                                  smallest + 50,
                                                  smallest / 2 - 1,
                                                  smallest / 2,
                                                  smallest / 2 + 1,
                                                  -100,
                                                  -50,
                                                  -3,
                                                  -2,
                                                  -1,
                                                  0,
                                                  1,
                                                  2,
                                                  3,
                                                  50,
                                                  99,
                                                  100,
                                                  10000,
                                                  largest / 3,
                                                  largest / 2,
                                                  largest / 2 + 1,
                                                  largest - 50,
                                                  largest - 49,
                                                  largest - 7,
                                                  largest - 1,
                                                  largest};
    return values;
}

/// Any int64, often one at which something could go wrong.
inline rc::Gen<std::int64_t> any_int64() {
    return rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(),
                          rc::gen::inRange<std::int64_t>(-1000, 1000),
                          rc::gen::elementOf(boundaries()));
}

inline rc::Gen<std::int64_t> any_positive() {
    return rc::gen::map(any_int64(), [](std::int64_t value) {
        return value > 0 ? value : value == 0 || value == smallest ? largest : -value;
    });
}

} // namespace reimburse
