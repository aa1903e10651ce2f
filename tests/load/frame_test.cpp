// SPDX-License-Identifier: MIT
#include "load/frame.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

namespace reimburse::load {
namespace {

template <class Number>
FrameColumn::View view(const std::vector<Number>& numbers) {
    static_assert(sizeof(Number) <= 8);
    return {reinterpret_cast<const char*>(numbers.data()), sizeof(Number), sizeof(Number)};
}

FrameColumn texts(std::string name, const std::vector<std::string>& cells) {
    FrameColumn column{std::move(name)};
    for (const std::string& cell : cells) {
        column.add(cell);
    }
    return column;
}

/// All rows of a frame with one column, each in brackets; a bad one by its code and place.
std::string rows_of(FrameColumn column, std::int64_t rows) {
    const Frame frame{"table", rows, {std::move(column)}};
    FrameRows source(frame);
    std::string text;
    for (auto row = source.next(); row != RowSource::Row::end; row = source.next()) {
        if (row == RowSource::Row::row) {
            text += "[" + std::string(source.fields()[0]) + "]";
        } else {
            const Problem problem = source.problem();
            text += std::to_string(static_cast<int>(problem.code)) + " " + problem.place.file +
                    ":" + std::to_string(problem.place.line) + " " + problem.place.pointer;
        }
    }
    return text;
}

TEST(Frame, numbers_of_every_width_are_spelled) {
    FrameColumn column{"n", FrameColumn::Kind::numbers};
    const std::vector<std::int64_t> wide{0, -1, std::numeric_limits<std::int64_t>::min(),
                                         std::numeric_limits<std::int64_t>::max()};
    column.numbers = view(wide);
    EXPECT_EQ(rows_of(column, 4), "[0][-1][-9223372036854775808][9223372036854775807]");
    const std::vector<std::int8_t> narrow{-128, 127};
    column.numbers = view(narrow);
    EXPECT_EQ(rows_of(column, 2), "[-128][127]");
    const std::vector<std::int16_t> two{-32768, 32767};
    column.numbers = view(two);
    EXPECT_EQ(rows_of(column, 2), "[-32768][32767]");
    const std::vector<std::int32_t> four{-7, 7};
    column.numbers = view(four);
    EXPECT_EQ(rows_of(column, 2), "[-7][7]");
    column.numbers.step = -4;
    column.numbers.first += 4;
    EXPECT_EQ(rows_of(column, 2), "[7][-7]");
}

TEST(Frame, fen_are_spelled_as_yuan) {
    FrameColumn column{"n", FrameColumn::Kind::fen};
    const std::vector<std::int64_t> fen{0,   5,   10,    100,
                                        123, -45, -1230, std::numeric_limits<std::int64_t>::min()};
    const std::vector<std::int8_t> missing{0, 0, 0, 0, 1, 0, 0, 0};
    column.numbers = view(fen);
    column.missing = view(missing);
    EXPECT_EQ(rows_of(column, 8),
              "[0.00][0.05][0.10][1.00][][-0.45][-12.30][-92233720368547758.08]");
}

TEST(Frame, of_a_moment_the_day_counts) {
    constexpr std::int64_t day = 86'400'000'000'000;
    FrameColumn column{"n", FrameColumn::Kind::days};
    const std::vector<std::int64_t> moments{0,  day - 1, day,
                                            -1, -day,    std::numeric_limits<std::int64_t>::min()};
    column.numbers = view(moments);
    EXPECT_EQ(rows_of(column, 6), "[1970-01-01][1970-01-01][1970-01-02][1969-12-31][1969-12-31][]");
}

TEST(Frame, codes_stand_for_their_categories) {
    FrameColumn column{"n", FrameColumn::Kind::codes};
    const std::vector<std::int8_t> codes{1, 0, -1, 2};
    column.numbers = view(codes);
    column.categories = {"a", "b"};
    EXPECT_EQ(rows_of(column, 4), "[b][a][][]");
}

TEST(Frame, a_cell_without_exact_text_makes_its_row_bad) {
    FrameColumn column = texts("total", {"1", "", "3"});
    column.others = {{1, "double"}};
    EXPECT_EQ(rows_of(column, 3), "[1]107 table:2 total[3]");
}

TEST(Frame, whole_columns_without_exact_text_are_named) {
    FrameColumn column{"total", FrameColumn::Kind::other};
    column.type = "float64";
    const Problems problems = Frame{"table", 1, {texts("a", {"1"}), column}}.problems();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].code, Code::wrong_type);
    EXPECT_EQ(problems[0].place.pointer, "total");
    EXPECT_NE(sentence(problems[0]).find("float64"), std::string::npos);
}

TEST(Frame, the_two_ids_come_first) {
    const Frame frame{
        "table", 1, {texts("x", {"1"}), texts("person_id", {"p"}), texts("claim_id", {"c"})}};
    FrameRows rows(frame);
    EXPECT_EQ(std::vector(rows.names().begin(), rows.names().end()),
              (std::vector<std::string_view>{"claim_id", "person_id", "x"}));
    ASSERT_EQ(rows.next(), RowSource::Row::row);
    EXPECT_EQ(std::vector(rows.fields().begin(), rows.fields().end()),
              (std::vector<std::string_view>{"c", "p", "1"}));
    EXPECT_EQ(rows.next(), RowSource::Row::end);
}

} // namespace
} // namespace reimburse::load
