// SPDX-License-Identifier: MIT
#include "reimburse/amount/fraction.hpp"

#include "amount/rounded.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace reimburse {
namespace {

Rational rational(Fraction value) {
    return {value.num(), value.den()};
}

/// The fraction of that value; nullopt where one of its reduced parts leaves 64 bits.
std::optional<Fraction> fraction(const Rational& value) {
    if (numerator(value) < smallest || numerator(value) > largest || denominator(value) > largest) {
        return std::nullopt;
    }
    return Fraction::of(static_cast<std::int64_t>(numerator(value)),
                        static_cast<std::int64_t>(denominator(value)));
}

void expect_parts(std::optional<Fraction> value, std::int64_t num, std::int64_t den) {
    ASSERT_TRUE(value.has_value());
    EXPECT_EQ(value->num(), num);
    EXPECT_EQ(value->den(), den);
}

TEST(Fraction, IsReducedWithAPositiveDenominator) {
    expect_parts(Fraction{}, 0, 1);
    expect_parts(Fraction::whole(-7), -7, 1);
    expect_parts(Fraction::of(6, 8), 3, 4);
    expect_parts(Fraction::of(6, -8), -3, 4);
    expect_parts(Fraction::of(-6, -8), 3, 4);
    expect_parts(Fraction::of(0, -5), 0, 1);
    EXPECT_EQ(Fraction::of(1, 0), std::nullopt);
    EXPECT_EQ(Fraction::of(0, 0), std::nullopt);
}

TEST(Fraction, ReachesTheLimitsOfTheType) {
    expect_parts(Fraction::of(smallest, 1), smallest, 1);
    expect_parts(Fraction::of(smallest, smallest), 1, 1);
    expect_parts(Fraction::of(2, smallest), -1, std::int64_t{1} << 62);
    expect_parts(Fraction::of(smallest, 2), smallest / 2, 1);
    EXPECT_EQ(Fraction::of(smallest, -1), std::nullopt);
    EXPECT_EQ(Fraction::of(1, smallest), std::nullopt);
    expect_parts(Fraction::of(largest, largest), 1, 1);
}

TEST(Fraction, OverflowsOnlyWhereTheReducedResultDoes) {
    const Fraction huge = Fraction::whole(largest);
    const Fraction tiny = Fraction::of(1, largest).value();
    expect_parts(multiply(huge, tiny), 1, 1);
    expect_parts(divide(huge, huge), 1, 1);
    expect_parts(add(huge, Fraction::whole(smallest)), -1, 1);
    expect_parts(subtract(Fraction::whole(-1), Fraction::whole(smallest)), largest, 1);
    expect_parts(add(tiny, Fraction::of(largest - 1, largest).value()), 1, 1);
    expect_parts(divide(Fraction::whole(smallest), Fraction::whole(smallest)), 1, 1);
    EXPECT_EQ(add(huge, Fraction::whole(1)), std::nullopt);
    EXPECT_EQ(subtract(Fraction{}, Fraction::whole(smallest)), std::nullopt);
    EXPECT_EQ(multiply(huge, Fraction::whole(2)), std::nullopt);
    EXPECT_EQ(multiply(tiny, Fraction::of(1, 2).value()), std::nullopt);
    EXPECT_EQ(divide(Fraction::whole(1), Fraction::whole(smallest)), std::nullopt);
    EXPECT_EQ(divide(huge, Fraction{}), std::nullopt);
}

TEST(Fraction, ComparesExactly) {
    const Fraction near_one = Fraction::of(largest - 1, largest).value();
    const Fraction nearer = Fraction::of(largest - 2, largest - 1).value();
    EXPECT_LT(nearer, near_one);
    EXPECT_LT(near_one, Fraction::whole(1));
    EXPECT_LT(Fraction::whole(smallest), Fraction::of(smallest, largest).value());
    EXPECT_EQ(Fraction::of(2, 4), Fraction::of(1, 2));
}

TEST(Fraction, WorksAtCompileTime) {
    static_assert(add(*Fraction::of(1, 6), *Fraction::of(1, 3)) == Fraction::of(1, 2));
    static_assert(*Fraction::of(1, 3) < *Fraction::of(1, 2));
}

void expect_as_rationals(Fraction a, Fraction b) {
    EXPECT_EQ(add(a, b), fraction(rational(a) + rational(b)));
    EXPECT_EQ(subtract(a, b), fraction(rational(a) - rational(b)));
    EXPECT_EQ(multiply(a, b), fraction(rational(a) * rational(b)));
    if (b != Fraction{}) {
        EXPECT_EQ(divide(a, b), fraction(rational(a) / rational(b)));
    }
    EXPECT_EQ(a < b, rational(a) < rational(b));
    EXPECT_EQ(a == b, rational(a) == rational(b));
}

TEST(Fraction, EqualsTheRationalsAtTheLimits) {
    std::vector<Fraction> values;
    for (const std::int64_t num : boundaries()) {
        for (const std::int64_t den : {std::int64_t{1}, std::int64_t{2}, std::int64_t{3},
                                       largest / 2 + 1, largest - 1, largest}) {
            values.push_back(Fraction::of(num, den).value());
        }
    }
    for (const Fraction a : values) {
        for (const Fraction b : values) {
            expect_as_rationals(a, b);
        }
    }
}

RC_GTEST_PROP(Fraction, EqualsTheRationals, ()) {
    expect_as_rationals(Fraction::of(*any_int64(), *any_positive()).value(),
                        Fraction::of(*any_int64(), *any_positive()).value());
}

RC_GTEST_PROP(Fraction, OfTwoIntegersEqualsTheRationals, ()) {
    const auto num = *any_int64();
    const auto den = *any_int64();
    RC_PRE(den != 0);
    RC_ASSERT(Fraction::of(num, den) == fraction(Rational{num} / Rational{den}));
}

} // namespace
} // namespace reimburse
