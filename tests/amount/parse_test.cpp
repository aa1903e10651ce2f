// SPDX-License-Identifier: MIT
#include "reimburse/amount/parse.hpp"

#include "amount/rounded.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

namespace reimburse {
namespace {

using Fault = AmountFault;
using namespace std::string_view_literals;

constexpr ParsedAmount fen(std::int64_t value) {
    return Money::from_fen(value);
}

TEST(ParseAmount, ReadsPlainDecimals) {
    for (const auto& [text, expected] :
         std::initializer_list<std::pair<std::string_view, std::int64_t>>{
             {"0", 0},
             {"0.0", 0},
             {"0.00", 0},
             {"0.5", 50},
             {"0.05", 5},
             {"0.50", 50},
             {"12", 1200},
             {"8345.67", 834567},
             {"8345.6700", 834567},
             {"8345.600000000000000000000000", 834560},
             {"10", 1000},
             {"100000.01", 10000001},
             {"99999999999999", 9999999999999900},
             {"99999999999999.99", 9999999999999999},
             {"99999999999999.9900", 9999999999999999}}) {
        EXPECT_EQ(parse_amount(text), fen(expected)) << text;
        EXPECT_EQ(parse_signed_amount(text), fen(expected)) << text;
    }
}

TEST(ParseAmount, RefusesEveryOtherForm) {
    for (const std::string_view text : {""sv,
                                        "."sv,
                                        ".5"sv,
                                        "5."sv,
                                        "+5"sv,
                                        "-"sv,
                                        "--1"sv,
                                        "-.5"sv,
                                        "-5."sv,
                                        "- 5"sv,
                                        " 5"sv,
                                        "5 "sv,
                                        "5\r"sv,
                                        "5\0"sv,
                                        "1e3"sv,
                                        "1E3"sv,
                                        "1,000"sv,
                                        "1'000"sv,
                                        "1_000"sv,
                                        "007"sv,
                                        "00"sv,
                                        "00.5"sv,
                                        "-00.5"sv,
                                        "0x10"sv,
                                        "1.2.3"sv,
                                        "1..2"sv,
                                        "1.2x"sv,
                                        "1.234x"sv,
                                        "nan"sv,
                                        "inf"sv,
                                        "１２"sv,
                                        "¥5"sv,
                                        "5元"sv,
                                        "1:0"sv,
                                        "1/2"sv,
                                        "\xff"sv,
                                        "1.2-"sv,
                                        "\"5\""sv,
                                        "5.-1"sv,
                                        "-1e3"sv,
                                        "-007"sv,
                                        "1;2"sv,
                                        "999999999999999x"sv,
                                        "99999999999999999999999999."sv}) {
        EXPECT_EQ(parse_amount(text), ParsedAmount{Fault::not_an_amount}) << text;
        EXPECT_EQ(parse_signed_amount(text), ParsedAmount{Fault::not_an_amount}) << text;
    }
}

TEST(ParseAmount, RefusesAThirdDecimalUnlessItIsZero) {
    for (const std::string_view text :
         {"0.001"sv, "1.005"sv, "1.2345"sv, "1.000000000000000000000000001"sv, "1.00100"sv,
          "123456789012345.001"sv}) {
        EXPECT_EQ(parse_amount(text), ParsedAmount{Fault::too_many_decimals}) << text;
        EXPECT_EQ(parse_signed_amount(text), ParsedAmount{Fault::too_many_decimals}) << text;
    }
    EXPECT_EQ(parse_signed_amount("-0.001"), ParsedAmount{Fault::too_many_decimals});
}

TEST(ParseAmount, RefusesMoreThanTheLargestAmount) {
    for (const std::string_view text :
         {"100000000000000"sv, "100000000000000.00"sv, "999999999999999"sv, "9223372036854775808"sv,
          "18446744073709551616"sv, "18446744073709551617.5"sv, "184467440737095516160"sv,
          "99999999999999999999999999999999999999999999"sv}) {
        EXPECT_EQ(parse_amount(text), ParsedAmount{Fault::too_large}) << text;
        EXPECT_EQ(parse_signed_amount(text), ParsedAmount{Fault::too_large}) << text;
    }
    EXPECT_EQ(parse_signed_amount("-100000000000000"), ParsedAmount{Fault::too_large});
}

TEST(ParseAmount, TellsNegativeAmountsFromOtherText) {
    for (const auto& [text, expected] :
         std::initializer_list<std::pair<std::string_view, std::int64_t>>{
             {"-3.00", -300},
             {"-3", -300},
             {"-0.05", -5},
             {"-0", 0},
             {"-0.00", 0},
             {"-99999999999999.99", -9999999999999999}}) {
        EXPECT_EQ(parse_amount(text), ParsedAmount{Fault::negative}) << text;
        EXPECT_EQ(parse_signed_amount(text), fen(expected)) << text;
    }
    EXPECT_EQ(parse_amount("-1.005"), ParsedAmount{Fault::negative});
    EXPECT_EQ(parse_amount("-100000000000000"), ParsedAmount{Fault::negative});
}

TEST(ParseAmount, ReadsNoFurtherThanItsText) {
    const std::string line = "12.5,7";
    EXPECT_EQ(parse_amount(std::string_view{line}.substr(0, 4)), fen(1250));
    EXPECT_EQ(parse_amount(std::string_view{line}.substr(0, 2)), fen(1200));
    EXPECT_EQ(parse_amount(std::string_view{}), ParsedAmount{Fault::not_an_amount});
}

TEST(ParseAmount, WorksAtCompileTime) {
    static_assert(parse_amount("12.34") == fen(1234));
}

TEST(ParseFraction, ReadsDecimalsAndFractions) {
    for (const auto& [text, num, den] :
         std::initializer_list<std::tuple<std::string_view, std::int64_t, std::int64_t>>{
             {"0", 0, 1},
             {"-0", 0, 1},
             {"12", 12, 1},
             {"0.75", 3, 4},
             {"-0.10", -1, 10},
             {"1.000", 1, 1},
             {"0.5000000000000000000000000000000000000000", 1, 2},
             {"2/3", 2, 3},
             {"-4/6", -2, 3},
             {"0/5", 0, 1},
             {"0.000000000000000001", 1, 1'000'000'000'000'000'000},
             {"1844674407370955161.5", 3689348814741910323, 2},
             {"9223372036854775807", largest, 1},
             {"-9223372036854775808", smallest, 1},
             {"9223372036854775807.0", largest, 1},
             {"18446744073709551614/2", largest, 1},
             {"2/18446744073709551614", 1, largest}}) {
        EXPECT_EQ(parse_fraction(text), Fraction::of(num, den)) << text;
    }
}

TEST(ParseFraction, RefusesEveryOtherForm) {
    for (const std::string_view text :
         {""sv,      "-"sv,    "."sv,    ".5"sv,    "5."sv,    "+1"sv,     " 1"sv,
          "1 "sv,    "01"sv,   "00"sv,   "1e3"sv,   "75%"sv,   "1/0"sv,    "1/"sv,
          "/2"sv,    "1/-2"sv, "1/02"sv, "1/2/3"sv, "0.5/2"sv, "1/2.5"sv,  "1 / 2"sv,
          "1.2.3"sv, "1,5"sv,  "0.-1"sv, "1.x"sv,   "1.x0"sv,  "0.0x00"sv, "--1"sv}) {
        EXPECT_EQ(parse_fraction(text), std::nullopt) << text;
    }
}

TEST(ParseFraction, RefusesWhatDoesNotFit) {
    for (const std::string_view text :
         {"9223372036854775808"sv, "-9223372036854775809"sv, "1/9223372036854775808"sv,
          "0.0000000000000000001"sv, "9223372036854775807.5"sv, "18446744073709551616"sv,
          "18446744073709551616/2"sv, "184467440737095516160"sv, "1/184467440737095516161"sv,
          "99999999999999999999999999999999999999999999"sv}) {
        EXPECT_EQ(parse_fraction(text), std::nullopt) << text;
    }
}

TEST(ParseCount, ReadsDigitsOnly) {
    EXPECT_EQ(parse_count("0"), 0);
    EXPECT_EQ(parse_count("7"), 7);
    EXPECT_EQ(parse_count("1200"), 1200);
    EXPECT_EQ(parse_count("999999999999999999"), 999999999999999999);
    EXPECT_EQ(parse_count("9223372036854775807"), largest);
    for (const std::string_view text :
         {""sv, "00"sv, "01"sv, "-1"sv, "-0"sv, "+1"sv, " 1"sv, "1 "sv, "1.0"sv, "1e3"sv, "x"sv,
          "9223372036854775808"sv, "18446744073709551615"sv, "18446744073709551616"sv,
          "18446744073709551623"sv, "184467440737095516160"sv, "184467440737095516167"sv,
          "36893488147419103232"sv, "100000000000000000000000"sv}) {
        EXPECT_EQ(parse_count(text), std::nullopt) << text;
    }
}

RC_GTEST_PROP(ParseAmount, AgreesWithAGrammarOnShortText, ()) {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"000123459..--+e, "}));
    RC_PRE(text.size() <= 12);
    // minus? (0 | [1-9][0-9]*) (. [0-9]+)?
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
        return text.substr(at, end - at);
    };
    const std::string whole = digits();
    at += whole.size();
    bool formed = !whole.empty() && (whole == "0" || whole[0] != '0');
    std::string decimals;
    if (formed && at < text.size()) {
        formed = text[at++] == '.';
        decimals = digits();
        formed = formed && !decimals.empty() && at + decimals.size() == text.size();
    }
    const ParsedAmount parsed = parse_signed_amount(text);
    RC_ASSERT(formed == (parsed != ParsedAmount{Fault::not_an_amount}));
    if (const Money* money = std::get_if<Money>(&parsed)) {
        decimals.resize(2, '0');
        Integer size = 0;
        for (const char digit : whole + decimals) {
            size = size * 10 + (digit - '0');
        }
        RC_ASSERT(Integer{money->fen()} == (text[0] == '-' ? Integer{-size} : size));
    }
}

RC_GTEST_PROP(ParseAmount, ReadsBackWhatIsWritten, ()) {
    const auto value = *rc::gen::inRange<std::int64_t>(-max_money.fen(), max_money.fen() + 1);
    RC_ASSERT(parse_signed_amount(format_amount(Money::from_fen(value))) == fen(value));
}

RC_GTEST_PROP(ParseFraction, ReadsBackWhatIsWritten, ()) {
    const auto value = Fraction::of(*any_int64(), *any_positive()).value();
    RC_ASSERT(parse_fraction(format_fraction(value)) == value);
}

RC_GTEST_PROP(ParseFraction, ReadsBackFiniteDecimals, ()) {
    const auto tens = *rc::gen::inRange(0, 19);
    std::int64_t den = 1;
    for (int i = 0; i < tens; ++i) {
        den *= 10;
    }
    const auto value = Fraction::of(*any_int64(), den).value();
    const std::string text = format_fraction(value);
    RC_ASSERT(text.find('/') == std::string::npos);
    RC_ASSERT(parse_fraction(text) == value);
}

RC_GTEST_PROP(ParseCount, ReadsBackEveryCount, ()) {
    const auto count = *any_positive();
    RC_ASSERT(parse_count(std::to_string(count)) == count);
}

} // namespace
} // namespace reimburse
