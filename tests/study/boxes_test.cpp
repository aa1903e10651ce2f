// SPDX-License-Identifier: MIT
#include "study/boxes.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace reimburse::study {
namespace {

bool inside(const Box& box, const Cell& cell) {
    for (std::size_t c = 0; c < cell.size(); ++c) {
        if ((box[c] >> cell[c] & 1U) == 0) {
            return false;
        }
    }
    return true;
}

const std::vector<Cell> two_by_three{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}};

TEST(Boxes, ASetThatIsAProductIsOneBox) {
    EXPECT_EQ(cover({{0, 1}, {0, 2}, {1, 1}, {1, 2}}, two_by_three),
              (std::vector<Box>{{0b11, 0b110}}));
    EXPECT_EQ(cover(two_by_three, two_by_three), (std::vector<Box>{{0b11, 0b111}}));
    EXPECT_EQ(hull(two_by_three), (Box{0b11, 0b111}));
}

TEST(Boxes, ASetThatIsNoProductIsSeveral) {
    const std::vector<Box> boxes = cover({{0, 0}, {0, 1}, {0, 2}, {1, 2}}, two_by_three);
    EXPECT_EQ(boxes, (std::vector<Box>{{0b01, 0b111}, {0b11, 0b100}}));
}

TEST(Boxes, WhatCannotOccurMayBeCovered) {
    // {1, 1} does not occur, so that both values of the first may stand beside 0 and 1.
    EXPECT_EQ(cover({{0, 0}, {0, 1}, {1, 0}}, {{0, 0}, {0, 1}, {1, 0}, {0, 2}}),
              (std::vector<Box>{{0b11, 0b011}}));
}

TEST(Boxes, EveryDrawnSetIsCoveredExactly) {
    std::mt19937 random(1);
    for (int round = 0; round < 200; ++round) {
        std::vector<Cell> all;
        std::vector<Cell> wanted;
        for (std::uint8_t a = 0; a < 3; ++a) {
            for (std::uint8_t b = 0; b < 4; ++b) {
                for (std::uint8_t c = 0; c < 2; ++c) {
                    if (random() % 4 != 0) {
                        all.push_back({a, b, c});
                        if (random() % 2 != 0) {
                            wanted.push_back({a, b, c});
                        }
                    }
                }
            }
        }
        const std::set<Cell> members(wanted.begin(), wanted.end());
        const std::vector<Box> boxes = cover(wanted, all);
        for (const Cell& cell : all) {
            ASSERT_EQ(std::ranges::any_of(boxes, [&](const Box& box) { return inside(box, cell); }),
                      members.contains(cell));
        }
    }
}

} // namespace
} // namespace reimburse::study
