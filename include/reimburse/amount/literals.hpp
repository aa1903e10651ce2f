// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/fraction.hpp"
#include "reimburse/amount/money.hpp"
#include "reimburse/amount/parse.hpp"
#include "reimburse/amount/rate.hpp"

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>
#include <variant>

namespace reimburse {

namespace detail {

/// The spelling of a numeric literal without its digit separators.
class Spelling {
  public:
    consteval explicit Spelling(const char* literal) {
        for (; *literal != '\0'; ++literal) {
            if (*literal != '\'') {
                text_.at(size_++) = *literal;
            }
        }
    }

    consteval std::string_view text() const { return {text_.data(), size_}; }

  private:
    std::array<char, 64> text_{};
    std::size_t size_ = 0;
};

/// `literal` percent as a ratio. The throws below are never run: they end the compilation.
consteval Fraction percent(const char* literal) {
    const Spelling spelling{literal};
    const auto value = parse_fraction(spelling.text());
    if (!value) {
        throw std::invalid_argument("write a plain decimal");
    }
    return divide(*value, Fraction::whole(100)).value();
}

} // namespace detail

/// Literals read the digits as they are spelled; what is not exact does not compile.
inline namespace literals {

/// 12.34_yuan, 3'000_yuan; a third decimal does not compile.
consteval Money operator""_yuan(const char* literal) {
    const detail::Spelling spelling{literal};
    const std::string_view text = spelling.text();
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos && text.size() - point > 3) {
        throw std::invalid_argument("an amount has at most two decimals");
    }
    const ParsedAmount amount = parse_amount(text);
    if (!std::holds_alternative<Money>(amount)) {
        throw std::invalid_argument("write a plain decimal amount");
    }
    return std::get<Money>(amount);
}

/// 85_pct, 62.5_pct
consteval Rate operator""_pct(const char* literal) {
    return Rate::from_fraction(detail::percent(literal));
}

/// 10_points, and -10_points by the sign of Points
consteval Points operator""_points(const char* literal) {
    return Points::from_fraction(detail::percent(literal));
}

} // namespace literals

} // namespace reimburse
