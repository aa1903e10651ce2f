// SPDX-License-Identifier: MIT
#include "audit/measure.hpp"

#include <gtest/gtest.h>

#include <iostream>

namespace {

using faulty::measure;
using faulty::Score;

class Faults : public testing::TestWithParam<bool> {};

TEST_P(Faults, the_causes_of_a_thousand_are_named) {
    const Score score = measure({11, 1'000}, GetParam());
    EXPECT_TRUE(score.reaches_goals()) << score.text();
}

/// The figures of README: run it with --gtest_also_run_disabled_tests.
TEST_P(Faults, DISABLED_ten_thousand) {
    const Score score = measure({7, 10'000}, GetParam());
    std::cout << (GetParam() ? "paid by benefit: " : "paid_total alone: ") << score.text();
    EXPECT_TRUE(score.reaches_goals());
}

INSTANTIATE_TEST_SUITE_P(PaidTotalOrByBenefit, Faults, testing::Bool());

} // namespace
