// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/detail/wide.hpp"
#include "reimburse/amount/rounding.hpp"

#include <cstdint>

namespace reimburse::study {

/// An exact amount that is kept by adding to it: whole + rest / den fen, 0 <= rest < den. Small
/// steps need neither a product nor a division, unlike the engine's way to the same amount.
class RunningQuotient {
  public:
    explicit RunningQuotient(std::int64_t den = 1) : den_(den) {}

    std::int64_t whole() const { return whole_; }

    std::int64_t rest() const { return rest_; }

    std::int64_t den() const { return den_; }

    /// Adds numerator / den.
    void add(std::int64_t numerator) {
        rest_ += numerator;
        if (rest_ >= 0 && rest_ < den_) {
            return;
        }
        if (rest_ >= den_ && rest_ - den_ < den_) {
            rest_ -= den_;
            ++whole_;
            return;
        }
        jump(0);
    }

    /// The same for any step.
    void jump(detail::Wide numerator) {
        numerator += rest_;
        detail::Wide more = numerator / den_;
        detail::Wide rest = numerator % den_;
        if (rest < 0) {
            rest += den_;
            --more;
        }
        whole_ += static_cast<std::int64_t>(more);
        rest_ = static_cast<std::int64_t>(rest);
    }

    void set(detail::Wide numerator) {
        whole_ = rest_ = 0;
        jump(numerator);
    }

    /// This less the other; the same den.
    RunningQuotient less(const RunningQuotient& other) const {
        RunningQuotient difference(den_);
        difference.whole_ = whole_ - other.whole_;
        difference.rest_ = rest_ - other.rest_;
        if (difference.rest_ < 0) {
            difference.rest_ += den_;
            --difference.whole_;
        }
        return difference;
    }

    /// Rounded to fen, or to a multiple of a greater unit.
    std::int64_t rounded(Rounding rounding) const {
        if (rounding.unit_fen == 1) {
            return whole_ + (steps_up(whole_, rest_, den_, rounding.mode) ? 1 : 0);
        }
        RunningQuotient units(den_ * rounding.unit_fen);
        units.set(detail::Wide{whole_} * den_ + rest_);
        return rounding.unit_fen * units.rounded({rounding.mode, 1});
    }

  private:
    /// Whether the multiple above `whole` is the rounded one. Below zero "up" is away from zero.
    static bool steps_up(std::int64_t whole, std::int64_t rest, std::int64_t den,
                         RoundingMode mode) {
        const std::int64_t to_next = den - rest;
        switch (mode) {
        case RoundingMode::half_up:
            return whole >= 0 ? rest >= to_next : rest > to_next;
        case RoundingMode::half_even:
            return rest > to_next || (rest == to_next && whole % 2 != 0);
        case RoundingMode::half_down:
            return whole >= 0 ? rest > to_next : rest >= to_next;
        case RoundingMode::down:
            return whole < 0 && rest > 0;
        case RoundingMode::up:
            return whole >= 0 && rest > 0;
        case RoundingMode::floor:
            return false;
        case RoundingMode::ceiling:
            return rest > 0;
        }
        return false;
    }

    std::int64_t whole_ = 0;
    std::int64_t rest_ = 0;
    std::int64_t den_ = 1;
};

} // namespace reimburse::study
