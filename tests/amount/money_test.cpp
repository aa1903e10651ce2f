// SPDX-License-Identifier: MIT
#include "reimburse/amount/money.hpp"

#include "amount/rounded.hpp"
#include "reimburse/amount/literals.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>
#include <type_traits>

namespace reimburse {
namespace {

TEST(Money, CountsFen) {
    EXPECT_EQ(Money{}.fen(), 0);
    EXPECT_EQ(Money::from_fen(-5).fen(), -5);
    EXPECT_EQ(Money::from_yuan(30).fen(), 3000);
    EXPECT_EQ(max_money.fen(), 9'999'999'999'999'999);
    EXPECT_LT(Money::from_fen(-1), Money{});
    EXPECT_EQ(Money::from_yuan(1), Money::from_fen(100));
}

TEST(Money, HasNoOtherWayInOrOut) {
    static_assert(!std::is_constructible_v<Money, int>);
    static_assert(!std::is_constructible_v<Money, std::int64_t>);
    static_assert(!std::is_convertible_v<Money, std::int64_t>);
    static_assert(!std::is_constructible_v<bool, Money>);
    static_assert(sizeof(Money) == sizeof(std::int64_t));
    static_assert(std::is_trivially_copyable_v<Money>);
}

TEST(Money, AddsAndSubtracts) {
    Money amount = 10.50_yuan + 0.50_yuan;
    EXPECT_EQ(amount, 11_yuan);
    amount -= 12_yuan;
    EXPECT_EQ(amount, -1_yuan);
    amount += 0.25_yuan;
    EXPECT_EQ(amount.fen(), -75);
    EXPECT_EQ(-amount, 0.75_yuan);
}

TEST(Money, NeverWraps) {
    const Money top = Money::from_fen(largest);
    const Money bottom = Money::from_fen(smallest);
    const Money fen = 0.01_yuan;
    EXPECT_EQ(checked_add(top, fen), std::nullopt);
    EXPECT_EQ(checked_subtract(bottom, fen), std::nullopt);
    EXPECT_EQ(checked_subtract(Money{}, bottom), std::nullopt);
    EXPECT_EQ(checked_add(top, bottom), -fen);
    EXPECT_THROW(top + fen, std::overflow_error);
    EXPECT_THROW(bottom - fen, std::overflow_error);
    EXPECT_THROW(-bottom, std::overflow_error);
    EXPECT_THROW(Money::from_yuan(largest / 100 + 1), std::overflow_error);
    EXPECT_THROW(Money::from_yuan(smallest / 100 - 1), std::overflow_error);
    EXPECT_EQ(Money::from_yuan(largest / 100).fen(), largest / 100 * 100);
}

TEST(Money, IsUnchangedByASumThatThrows) {
    Money amount = Money::from_fen(largest - 1);
    EXPECT_THROW(amount += 0.02_yuan, std::overflow_error);
    EXPECT_EQ(amount.fen(), largest - 1);
    amount = Money::from_fen(smallest);
    EXPECT_THROW(amount -= 0.01_yuan, std::overflow_error);
    EXPECT_EQ(amount.fen(), smallest);
}

std::optional<Money> money(const Integer& fen) {
    if (fen < smallest || fen > largest) {
        return std::nullopt;
    }
    return Money::from_fen(static_cast<std::int64_t>(fen));
}

RC_GTEST_PROP(Money, SumsEqualTheIntegers, ()) {
    const auto a = *any_int64();
    const auto b = *any_int64();
    RC_ASSERT(checked_add(Money::from_fen(a), Money::from_fen(b)) == money(Integer{a} + b));
    RC_ASSERT(checked_subtract(Money::from_fen(a), Money::from_fen(b)) == money(Integer{a} - b));
}

} // namespace
} // namespace reimburse
