// SPDX-License-Identifier: MIT
#include "reimburse/amount/format.hpp"

#include "amount/rounded.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace reimburse {
namespace {

TEST(FormatAmount, WritesYuanWithTwoDecimals) {
    for (const auto& [fen, text] : std::initializer_list<std::pair<std::int64_t, std::string_view>>{
             {0, "0.00"},
             {5, "0.05"},
             {-5, "-0.05"},
             {50, "0.50"},
             {99, "0.99"},
             {100, "1.00"},
             {-100, "-1.00"},
             {999, "9.99"},
             {1000, "10.00"},
             {9999, "99.99"},
             {10000, "100.00"},
             {123450, "1234.50"},
             {1234567, "12345.67"},
             {9'999'999'999'999'999, "99999999999999.99"},
             {largest, "92233720368547758.07"},
             {smallest, "-92233720368547758.08"}}) {
        EXPECT_EQ(format_amount(Money::from_fen(fen)), text);
        EXPECT_LE(text.size(), max_amount_text);
    }
}

TEST(WriteAmount, WritesNothingBeyondTheEndThatItReturns) {
    std::array<char, 12> text{};
    text.fill('#');
    char* const end = write_amount(text.data(), Money::from_fen(-1234));
    EXPECT_EQ(std::string_view(text.data(), text.size()), "-12.34######");
    EXPECT_EQ(end, text.data() + 6);
}

RC_GTEST_PROP(FormatAmount, EqualsTheDigitsOfTheFen, ()) {
    const auto fen = *any_int64();
    std::string digits = std::to_string(fen);
    const std::size_t sign = fen < 0 ? 1 : 0;
    while (digits.size() - sign < 3) {
        digits.insert(sign, "0");
    }
    digits.insert(digits.size() - 2, ".");
    RC_ASSERT(format_amount(Money::from_fen(fen)) == digits);
}

TEST(FormatFraction, WritesTheShortestExactText) {
    for (const auto& [num, den, text] :
         std::initializer_list<std::tuple<std::int64_t, std::int64_t, std::string_view>>{
             {0, 1, "0"},
             {12, 1, "12"},
             {-12, 1, "-12"},
             {3, 4, "0.75"},
             {-1, 10, "-0.1"},
             {-3, 2, "-1.5"},
             {1, 8, "0.125"},
             {1, 1000, "0.001"},
             {2001, 2000, "1.0005"},
             {2, 3, "2/3"},
             {-2, 3, "-2/3"},
             {7, 30, "7/30"},
             {1, 1'000'000'000'000'000'000, "0.000000000000000001"},
             {1, std::int64_t{1} << 18, "0.000003814697265625"},
             {1, std::int64_t{1} << 19, "1/524288"},
             {largest, 2, "4611686018427387903.5"},
             {smallest, 1, "-9223372036854775808"},
             {smallest, largest, "-9223372036854775808/9223372036854775807"}}) {
        EXPECT_EQ(format_fraction(Fraction::of(num, den).value()), text);
    }
}

} // namespace
} // namespace reimburse
