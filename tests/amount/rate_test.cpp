// SPDX-License-Identifier: MIT
#include "reimburse/amount/rate.hpp"

#include "amount/rounded.hpp"
#include "reimburse/amount/literals.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <type_traits>

namespace reimburse {
namespace {

TEST(Rate, IsAnExactShare) {
    EXPECT_EQ(Rate{}, Rate::from_percent(0));
    EXPECT_EQ(Rate::from_percent(75).fraction(), Fraction::of(3, 4));
    EXPECT_EQ(Rate::from_percent(100).fraction(), Fraction::whole(1));
    EXPECT_EQ(Rate::from_fraction(*Fraction::of(2, 3)).fraction(), Fraction::of(2, 3));
    EXPECT_LT(66_pct, Rate::from_fraction(*Fraction::of(2, 3)));
    EXPECT_LT(Rate::from_fraction(*Fraction::of(2, 3)), 67_pct);
}

TEST(Rate, ReachesEveryPercentage) {
    EXPECT_EQ(Rate::from_percent(largest).fraction(), Fraction::of(largest, 100));
    EXPECT_EQ(Points::from_percent(smallest).fraction(), Fraction::of(smallest, 100));
}

TEST(Rate, IsChangedByPoints) {
    EXPECT_EQ(checked_add(75_pct, 10_points), 85_pct);
    EXPECT_EQ(checked_add(75_pct, -10_points), 65_pct);
    EXPECT_EQ(checked_add(5_pct, -10_points), Rate::from_percent(-5));
    EXPECT_EQ(checked_add(75_pct, Points{}), 75_pct);
    EXPECT_EQ(checked_add(Rate::from_fraction(*Fraction::of(2, 3)),
                          Points::from_fraction(*Fraction::of(1, 12))),
              75_pct);
    EXPECT_EQ(checked_add(Rate::from_fraction(Fraction::whole(largest)), 100_points), std::nullopt);
}

TEST(Points, AreSigned) {
    EXPECT_EQ(-10_points, Points::from_percent(-10));
    EXPECT_LT(-10_points, Points{});
    EXPECT_THROW(-Points::from_fraction(Fraction::whole(smallest)), std::overflow_error);
}

TEST(Rate, IsNotPointsNorANumber) {
    static_assert(!std::is_convertible_v<Rate, Points> && !std::is_convertible_v<Points, Rate>);
    static_assert(!std::is_convertible_v<Fraction, Rate> && !std::is_convertible_v<int, Rate>);
    static_assert(!std::is_convertible_v<Rate, Fraction>);
    static_assert(!std::is_constructible_v<Rate, int>);
}

} // namespace
} // namespace reimburse
