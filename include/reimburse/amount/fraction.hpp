// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/detail/wide.hpp"

#include <compare>
#include <cstdint>
#include <numeric>
#include <optional>

namespace reimburse {

/// An exact ratio of two 64-bit integers, always in lowest terms with a denominator above 0, so
/// that equal ratios have equal parts. It has no operators: add(), subtract(), multiply() and
/// divide() say by nullopt when the reduced result does not fit.
struct Fraction {
    /// 0
    constexpr Fraction() = default;

    /// num / den; nullopt where den is 0 or a part of the reduced ratio does not fit.
    static constexpr std::optional<Fraction> of(std::int64_t num, std::int64_t den) {
        if (den == 0) {
            return std::nullopt;
        }
        const detail::Wide common = std::gcd(detail::magnitude(num), detail::magnitude(den));
        return from_reduced(num / common, den / common);
    }

    static constexpr Fraction whole(std::int64_t value) { return {value, 1}; }

    constexpr std::int64_t num() const { return num_; }

    constexpr std::int64_t den() const { return den_; }

    constexpr bool operator==(const Fraction&) const = default;

    /// Exact: the cross products are compared in 128 bits.
    friend constexpr std::strong_ordering operator<=>(const Fraction& a, const Fraction& b) {
        const detail::Wide left = detail::Wide{a.num_} * b.den_;
        const detail::Wide right = detail::Wide{b.num_} * a.den_;
        return left < right   ? std::strong_ordering::less
               : left > right ? std::strong_ordering::greater
                              : std::strong_ordering::equal;
    }

    friend constexpr std::optional<Fraction> add(Fraction a, Fraction b) {
        return sum(a, b.num_, b.den_);
    }

    friend constexpr std::optional<Fraction> subtract(Fraction a, Fraction b) {
        return sum(a, -detail::Wide{b.num_}, b.den_);
    }

    friend constexpr std::optional<Fraction> multiply(Fraction a, Fraction b) {
        return product(a.num_, a.den_, b.num_, b.den_);
    }

    /// nullopt also where b is 0.
    friend constexpr std::optional<Fraction> divide(Fraction a, Fraction b) {
        if (b.num_ == 0) {
            return std::nullopt;
        }
        return product(a.num_, a.den_, b.den_, b.num_);
    }

  private:
    constexpr Fraction(std::int64_t num, std::int64_t den) : num_(num), den_(den) {}

    /// num / den without common factors, den of either sign.
    static constexpr std::optional<Fraction> from_reduced(detail::Wide num, detail::Wide den) {
        const auto narrow_num = detail::narrow(den < 0 ? -num : num);
        const auto narrow_den = detail::narrow(den < 0 ? -den : den);
        if (!narrow_num || !narrow_den) {
            return std::nullopt;
        }
        return Fraction{*narrow_num, *narrow_den};
    }

    /// Only a factor of both denominators can be left in the sum of two reduced fractions.
    static constexpr std::optional<Fraction> sum(Fraction a, detail::Wide num, std::int64_t den) {
        const std::int64_t shared = std::gcd(a.den_, den);
        const detail::Wide top = a.num_ * detail::Wide{den / shared} + num * (a.den_ / shared);
        const std::int64_t left = std::gcd(static_cast<std::int64_t>(top % shared), shared);
        return from_reduced(top / left, detail::Wide{a.den_ / shared} * (den / left));
    }

    /// (num_a / den_a) × (num_b / den_b), reduced crosswise before anything is multiplied.
    static constexpr std::optional<Fraction> product(std::int64_t num_a, std::int64_t den_a,
                                                     std::int64_t num_b, std::int64_t den_b) {
        const detail::Wide first = std::gcd(detail::magnitude(num_a), detail::magnitude(den_b));
        const detail::Wide second = std::gcd(detail::magnitude(num_b), detail::magnitude(den_a));
        return from_reduced((num_a / first) * (num_b / second), (den_a / second) * (den_b / first));
    }

    std::int64_t num_ = 0;
    std::int64_t den_ = 1;
};

constexpr std::optional<Fraction> add(Fraction a, Fraction b);
constexpr std::optional<Fraction> subtract(Fraction a, Fraction b);
constexpr std::optional<Fraction> multiply(Fraction a, Fraction b);
constexpr std::optional<Fraction> divide(Fraction a, Fraction b);

} // namespace reimburse
