// SPDX-License-Identifier: MIT
#include "load/suggest.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace {

using namespace reimburse::load;

TEST(Suggest, edit_distance_counts_each_kind_of_edit_once) {
    EXPECT_EQ(edit_distance("total", "total"), 0);
    EXPECT_EQ(edit_distance("total", "totals"), 1);
    EXPECT_EQ(edit_distance("total", "toal"), 1);
    EXPECT_EQ(edit_distance("total", "tobal"), 1);
    EXPECT_EQ(edit_distance("total", "ttoal"), 1);
    EXPECT_EQ(edit_distance("", "abc"), 3);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
    EXPECT_EQ(edit_distance("Total", "tOTAL"), 0);
}

TEST(Suggest, edit_distance_counts_characters) {
    EXPECT_EQ(edit_distance("县级医院", "市级医院"), 1);
    EXPECT_EQ(character_count("县级a"), 3);
    EXPECT_EQ(character_count("\xFF\xFE"), 2);
}

TEST(Suggest, names_the_nearest_known_word) {
    const std::array<std::string_view, 3> known{"facility_level", "total", "eligible"};
    EXPECT_EQ(suggestion("facility_levle", known), " (did you mean \"facility_level\"?)");
    EXPECT_EQ(suggestion("TOTAL", known), " (did you mean \"total\"?)");
    EXPECT_EQ(suggestion("eligable", known), " (did you mean \"eligible\"?)");
}

TEST(Suggest, names_none_that_is_too_far) {
    const std::vector<std::string> known{"date", "care", "id"};
    EXPECT_EQ(suggestion("doctor", known), "");
    EXPECT_EQ(suggestion("dote", known), " (did you mean \"date\"?)");
    EXPECT_EQ(suggestion("dota", known), ""); // 2 edits are half of it
    EXPECT_EQ(suggestion("if", known), "");
    EXPECT_EQ(suggestion("", known), "");
    EXPECT_EQ(suggestion("date", std::vector<std::string>{}), "");
}

TEST(Suggest, the_first_of_equals_wins) {
    EXPECT_EQ(suggestion("rata", std::vector<std::string>{"rate", "data"}),
              " (did you mean \"rate\"?)");
}

} // namespace
