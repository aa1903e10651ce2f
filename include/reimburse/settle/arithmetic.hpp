// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/rounding.hpp"

#include <cstdint>

namespace reimburse {

/// int64 arithmetic that remembers whether it ever left int64 or the whole fen. Where it did, the
/// results are meaningless and the claim is settled again the exact way.
struct FastArithmetic {
    using Number = std::int64_t;

    bool failed = false;

    static Number of(std::int64_t fen) { return fen; }

    Number add(Number a, Number b) {
        Number sum = 0;
        failed |= __builtin_add_overflow(a, b, &sum);
        return sum;
    }

    Number subtract(Number a, Number b) {
        Number difference = 0;
        failed |= __builtin_sub_overflow(a, b, &difference);
        return difference;
    }

    Number multiply(Number a, std::int64_t factor) {
        Number product = 0;
        failed |= __builtin_mul_overflow(a, factor, &product);
        return product;
    }

    /// Whole quotients only.
    Number divide(Number a, std::int64_t divisor) {
        if (divisor == 1) {
            return a;
        }
        failed |= a % divisor != 0;
        return a / divisor;
    }

    /// a / divisor rounded, fen.
    std::int64_t round(Number a, std::int64_t divisor, Rounding rounding) {
        std::int64_t unit = 0;
        if (__builtin_mul_overflow(divisor, rounding.unit_fen, &unit)) {
            failed = true;
            return 0;
        }
        return multiply(divide_rounded(a, unit, rounding.mode), rounding.unit_fen);
    }

    static std::int64_t floor(Number a) { return a; }

    /// Fen shown or accumulated: half up.
    static std::int64_t fen(Number a) { return a; }

    /// `from` plus what is needed above it to bring `numerator` at `rate`; never whole by nature.
    Number reach(Number from, Number numerator, std::int64_t rate) {
        if (rate == 0 || numerator % rate != 0) {
            failed = true;
            return from;
        }
        return add(from, numerator / rate);
    }
};

} // namespace reimburse
