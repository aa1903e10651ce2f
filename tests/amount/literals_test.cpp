// SPDX-License-Identifier: MIT
#include "reimburse/amount/literals.hpp"

#include <gtest/gtest.h>

namespace reimburse {
namespace {

TEST(Literals, ReadTheDigitsAsSpelled) {
    EXPECT_EQ((12.34_yuan).fen(), 1234);
    EXPECT_EQ((0_yuan).fen(), 0);
    EXPECT_EQ((0.5_yuan).fen(), 50);
    EXPECT_EQ((3'000_yuan).fen(), 300000);
    EXPECT_EQ(99'999'999'999'999.99_yuan, max_money);
    EXPECT_EQ((85_pct).fraction(), Fraction::of(17, 20));
    EXPECT_EQ((62.5_pct).fraction(), Fraction::of(5, 8));
    EXPECT_EQ((10_points).fraction(), Fraction::of(1, 10));
    EXPECT_EQ((0.1_points).fraction(), Fraction::of(1, 1000));
}

} // namespace
} // namespace reimburse
