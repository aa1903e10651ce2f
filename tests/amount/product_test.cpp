// SPDX-License-Identifier: MIT
#include "reimburse/amount/product.hpp"

#include "amount/rounded.hpp"
#include "reimburse/amount/literals.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <optional>
#include <type_traits>

namespace reimburse {
namespace {

constexpr Rounding to_fen{RoundingMode::half_up, 1};

std::optional<std::int64_t> fen_of(std::int64_t fen, Fraction share, Rounding rounding) {
    const auto money = round(Money::from_fen(fen) * Rate::from_fraction(share), rounding);
    return money ? std::optional{money->fen()} : std::nullopt;
}

std::optional<std::int64_t> exact(std::int64_t fen, Fraction share, Rounding rounding) {
    return rounded_fen(Rational{share.num(), share.den()} * Rational{fen}, rounding);
}

TEST(Product, IsRoundedOnlyOnRequest) {
    constexpr Product product = 8345.67_yuan * 75_pct; // 6259.2525
    static_assert(round(product, to_fen) == 6259.25_yuan);
    EXPECT_EQ(round(product, {RoundingMode::up, 1}), 6259.26_yuan);
    EXPECT_EQ(round(product, {RoundingMode::down, 10}), 6259.20_yuan);
    EXPECT_EQ(round(product, {RoundingMode::ceiling, 100}), 6260_yuan);
    EXPECT_EQ(product.amount(), 8345.67_yuan);
    EXPECT_EQ(product.rate(), 75_pct);
}

TEST(Product, KeepsThirdsExact) {
    const Rate two_thirds = Rate::from_fraction(Fraction::of(2, 3).value());
    EXPECT_EQ(round(3000_yuan * two_thirds, to_fen), 2000_yuan);
    EXPECT_EQ(round(0.01_yuan * two_thirds, to_fen), 0.01_yuan);
    EXPECT_EQ(round(-(0.02_yuan) * two_thirds, to_fen), -(0.01_yuan));
}

TEST(Product, BecomesNothingElse) {
    static_assert(!std::is_convertible_v<Product, Money>);
    static_assert(!std::is_constructible_v<Money, Product>);
    static_assert(!std::is_default_constructible_v<Product>);
}

TEST(Product, IsExactAtTheLimitsOfTheTypes) {
    for (const std::int64_t fen : boundaries()) {
        for (const std::int64_t num : boundaries()) {
            for (const std::int64_t den : {std::int64_t{1}, std::int64_t{2}, std::int64_t{3},
                                           std::int64_t{100}, largest / 2, largest - 1, largest}) {
                const Fraction share = Fraction::of(num, den).value();
                for (const RoundingMode mode : all_modes) {
                    for (const std::int64_t unit : all_units) {
                        ASSERT_EQ(fen_of(fen, share, {mode, unit}), exact(fen, share, {mode, unit}))
                            << fen << " * " << num << "/" << den << " " << to_text(mode) << " to "
                            << unit;
                    }
                }
            }
        }
    }
}

TEST(Product, ThatDoesNotFitIsNoAmount) {
    EXPECT_EQ(fen_of(largest, Fraction::whole(1), to_fen), largest);
    EXPECT_EQ(fen_of(smallest, Fraction::whole(1), to_fen), smallest);
    EXPECT_EQ(fen_of(smallest, Fraction::whole(-1), to_fen), std::nullopt);
    EXPECT_EQ(fen_of(largest, Fraction::of(101, 100).value(), to_fen), std::nullopt);
    EXPECT_EQ(fen_of(smallest, Fraction::whole(smallest), to_fen), std::nullopt);
    EXPECT_EQ(fen_of(largest, Fraction::of(largest - 1, largest).value(), to_fen), largest - 1);
}

RC_GTEST_PROP(Product, EqualsTheRationals, ()) {
    const auto fen = *any_int64();
    const auto share = Fraction::of(*any_int64(), *any_positive()).value();
    const Rounding rounding{*rc::gen::elementOf(all_modes), *rc::gen::elementOf(all_units)};
    RC_ASSERT(fen_of(fen, share, rounding) == exact(fen, share, rounding));
}

RC_GTEST_PROP(Product, OfAClaimEqualsTheRationals, ()) {
    const auto fen = *rc::gen::inRange<std::int64_t>(0, max_money.fen() + 1);
    const auto share = Fraction::of(*rc::gen::inRange<std::int64_t>(0, 10001), 10000).value();
    const Rounding rounding{*rc::gen::elementOf(all_modes), *rc::gen::elementOf(all_units)};
    RC_ASSERT(fen_of(fen, share, rounding) == exact(fen, share, rounding));
}

} // namespace
} // namespace reimburse
