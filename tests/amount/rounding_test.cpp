// SPDX-License-Identifier: MIT
#include "reimburse/amount/rounding.hpp"

#include "amount/rounded.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace reimburse {
namespace {

/// num / den fen, and what it becomes in units of 1, 10 and 100 fen.
struct Case {
    std::int64_t num;
    std::int64_t den;
    std::array<std::int64_t, 3> fen;
};

void expect_table(RoundingMode mode, std::span<const Case> table) {
    for (const Case& row : table) {
        for (std::size_t i = 0; i < all_units.size(); ++i) {
            EXPECT_EQ(round_fen(row.num, row.den, {mode, all_units[i]}), row.fen[i])
                << to_text(mode) << " of " << row.num << "/" << row.den << " in units of "
                << all_units[i];
        }
        EXPECT_EQ(divide_rounded(row.num, row.den, mode), row.fen[0])
            << to_text(mode) << " of " << row.num << "/" << row.den;
    }
}

TEST(Rounding, HalfUpGoesToTheNearestAndHalvesAwayFromZero) {
    expect_table(RoundingMode::half_up,
                 std::array<Case, 20>{{
                     {0, 7, {0, 0, 0}},          {1, 2, {1, 0, 0}},
                     {-1, 2, {-1, 0, 0}},        {3, 2, {2, 0, 0}},
                     {-3, 2, {-2, 0, 0}},        {5, 2, {3, 0, 0}},
                     {-5, 2, {-3, 0, 0}},        {249, 100, {2, 0, 0}},
                     {-251, 100, {-3, 0, 0}},    {5, 1, {5, 10, 0}},
                     {-5, 1, {-5, -10, 0}},      {499, 100, {5, 0, 0}},
                     {15, 1, {15, 20, 0}},       {25, 1, {25, 30, 0}},
                     {-25, 1, {-25, -30, 0}},    {50, 1, {50, 50, 100}},
                     {-50, 1, {-50, -50, -100}}, {99, 2, {50, 50, 0}},
                     {150, 1, {150, 150, 200}},  {-250, 1, {-250, -250, -300}},
                 }});
}

TEST(Rounding, HalfEvenGoesToTheNearestAndHalvesToTheEvenMultiple) {
    expect_table(RoundingMode::half_even, std::array<Case, 18>{{
                                              {0, 7, {0, 0, 0}},
                                              {1, 2, {0, 0, 0}},
                                              {-1, 2, {0, 0, 0}},
                                              {3, 2, {2, 0, 0}},
                                              {-3, 2, {-2, 0, 0}},
                                              {5, 2, {2, 0, 0}},
                                              {-5, 2, {-2, 0, 0}},
                                              {7, 2, {4, 0, 0}},
                                              {251, 100, {3, 0, 0}},
                                              {-251, 100, {-3, 0, 0}},
                                              {5, 1, {5, 0, 0}},
                                              {15, 1, {15, 20, 0}},
                                              {-15, 1, {-15, -20, 0}},
                                              {25, 1, {25, 20, 0}},
                                              {50, 1, {50, 50, 0}},
                                              {150, 1, {150, 150, 200}},
                                              {-150, 1, {-150, -150, -200}},
                                              {250, 1, {250, 250, 200}},
                                          }});
}

TEST(Rounding, HalfDownGoesToTheNearestAndHalvesTowardZero) {
    expect_table(RoundingMode::half_down, std::array<Case, 15>{{
                                              {0, 7, {0, 0, 0}},
                                              {1, 2, {0, 0, 0}},
                                              {-1, 2, {0, 0, 0}},
                                              {3, 2, {1, 0, 0}},
                                              {-3, 2, {-1, 0, 0}},
                                              {5, 2, {2, 0, 0}},
                                              {251, 100, {3, 0, 0}},
                                              {-251, 100, {-3, 0, 0}},
                                              {5, 1, {5, 0, 0}},
                                              {15, 1, {15, 10, 0}},
                                              {-15, 1, {-15, -10, 0}},
                                              {51, 10, {5, 10, 0}},
                                              {50, 1, {50, 50, 0}},
                                              {-150, 1, {-150, -150, -100}},
                                              {501, 10, {50, 50, 100}},
                                          }});
}

TEST(Rounding, DownGoesTowardZero) {
    expect_table(RoundingMode::down, std::array<Case, 10>{{
                                         {0, 7, {0, 0, 0}},
                                         {1, 2, {0, 0, 0}},
                                         {-1, 2, {0, 0, 0}},
                                         {29, 10, {2, 0, 0}},
                                         {-29, 10, {-2, 0, 0}},
                                         {3, 1, {3, 0, 0}},
                                         {199, 10, {19, 10, 0}},
                                         {-199, 10, {-19, -10, 0}},
                                         {1999, 10, {199, 190, 100}},
                                         {-1999, 10, {-199, -190, -100}},
                                     }});
}

TEST(Rounding, UpGoesAwayFromZero) {
    expect_table(RoundingMode::up, std::array<Case, 10>{{
                                       {0, 7, {0, 0, 0}},
                                       {1, 2, {1, 10, 100}},
                                       {-1, 2, {-1, -10, -100}},
                                       {1, 1000000, {1, 10, 100}},
                                       {21, 10, {3, 10, 100}},
                                       {-21, 10, {-3, -10, -100}},
                                       {10, 1, {10, 10, 100}},
                                       {101, 10, {11, 20, 100}},
                                       {-1001, 10, {-101, -110, -200}},
                                       {-100, 1, {-100, -100, -100}},
                                   }});
}

TEST(Rounding, FloorGoesTowardMinusInfinity) {
    expect_table(RoundingMode::floor, std::array<Case, 8>{{
                                          {0, 7, {0, 0, 0}},
                                          {1, 2, {0, 0, 0}},
                                          {-1, 2, {-1, -10, -100}},
                                          {29, 10, {2, 0, 0}},
                                          {-21, 10, {-3, -10, -100}},
                                          {1999, 10, {199, 190, 100}},
                                          {-1001, 10, {-101, -110, -200}},
                                          {-100, 1, {-100, -100, -100}},
                                      }});
}

TEST(Rounding, CeilingGoesTowardPlusInfinity) {
    expect_table(RoundingMode::ceiling, std::array<Case, 8>{{
                                            {0, 7, {0, 0, 0}},
                                            {1, 2, {1, 10, 100}},
                                            {-1, 2, {0, 0, 0}},
                                            {21, 10, {3, 10, 100}},
                                            {-29, 10, {-2, 0, 0}},
                                            {1001, 10, {101, 110, 200}},
                                            {-1999, 10, {-199, -190, -100}},
                                            {100, 1, {100, 100, 100}},
                                        }});
}

TEST(Rounding, IsExactAtTheLimitsOfTheType) {
    for (const RoundingMode mode : all_modes) {
        for (const std::int64_t num : boundaries()) {
            for (const std::int64_t den : boundaries()) {
                if (den <= 0) {
                    continue;
                }
                const Rational value{num, den};
                EXPECT_EQ(divide_rounded(num, den, mode), rounded(value, mode))
                    << to_text(mode) << " of " << num << "/" << den;
                for (const std::int64_t unit : all_units) {
                    EXPECT_EQ(round_fen(num, den, {mode, unit}), rounded_fen(value, {mode, unit}))
                        << to_text(mode) << " of " << num << "/" << den << " to " << unit;
                }
            }
        }
    }
}

TEST(Rounding, ToAUnitMayLeaveTheType) {
    EXPECT_EQ(round_fen(largest, 1, {RoundingMode::up, 1}), largest);
    EXPECT_EQ(round_fen(largest, 1, {RoundingMode::up, 10}), std::nullopt);
    EXPECT_EQ(round_fen(largest, 1, {RoundingMode::down, 100}), largest / 100 * 100);
    EXPECT_EQ(round_fen(smallest, 1, {RoundingMode::floor, 100}), std::nullopt);
    EXPECT_EQ(round_fen(smallest, 1, {RoundingMode::ceiling, 100}), smallest / 100 * 100);
}

TEST(Rounding, WorksAtCompileTime) {
    static_assert(divide_rounded(5, 2, RoundingMode::half_up) == 3);
    static_assert(round_fen(-125, 1, {RoundingMode::half_even, 10}) == -120);
}

TEST(Rounding, ModesAreNamedAsTheyAreSpelled) {
    constexpr std::array<std::string_view, 7> names{"half_up", "half_even", "half_down", "down",
                                                    "up",      "floor",     "ceiling"};
    for (std::size_t i = 0; i < all_modes.size(); ++i) {
        EXPECT_EQ(to_text(all_modes[i]), names[i]);
        EXPECT_EQ(rounding_mode_from(names[i]), all_modes[i]);
    }
    for (const std::string_view other : {"", "half", "Half_up", "half_up ", "nearest"}) {
        EXPECT_EQ(rounding_mode_from(other), std::nullopt) << other;
    }
}

RC_GTEST_PROP(Rounding, DivideEqualsTheRationals, ()) {
    const auto num = *any_int64();
    const auto den = *any_positive();
    const auto mode = *rc::gen::elementOf(all_modes);
    RC_ASSERT(Integer{divide_rounded(num, den, mode)} == rounded(Rational{num, den}, mode));
}

RC_GTEST_PROP(Rounding, ToUnitsEqualsTheRationals, ()) {
    const auto num = *any_int64();
    const auto den = *any_positive();
    const Rounding rounding{*rc::gen::elementOf(all_modes), *rc::gen::elementOf(all_units)};
    RC_ASSERT(round_fen(num, den, rounding) == rounded_fen(Rational{num, den}, rounding));
}

} // namespace
} // namespace reimburse
