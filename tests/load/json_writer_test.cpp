// SPDX-License-Identifier: MIT
#include "load/json_writer.hpp"

#include "load/json_tree.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace {

using reimburse::load::append_json_string;
using reimburse::load::JsonWriter;

std::string in_json(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

std::string sample(JsonWriter::Form form) {
    std::string out;
    JsonWriter json(out, form);
    json.begin_object().key("id").string("c1").key("total").number("12.30");
    json.key("list").begin_array().number(std::int64_t{-5}).boolean(true).boolean(false).null();
    json.begin_object().end_object().begin_array().end_array().end_array();
    json.key("last").begin_object().key("k").null().end_object();
    EXPECT_FALSE(json.complete());
    json.end_object();
    EXPECT_TRUE(json.complete());
    return out;
}

TEST(JsonWriter, compact) {
    EXPECT_EQ(sample(JsonWriter::Form::compact),
              R"({"id":"c1","total":12.30,"list":[-5,true,false,null,{},[]],"last":{"k":null}})");
}

TEST(JsonWriter, pretty) {
    EXPECT_EQ(sample(JsonWriter::Form::pretty), R"({
  "id": "c1",
  "total": 12.30,
  "list": [
    -5,
    true,
    false,
    null,
    {},
    []
  ],
  "last": {
    "k": null
  }
})");
}

TEST(JsonWriter, appends_to_what_is_there) {
    std::string out = "before ";
    JsonWriter(out).number(std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(out, "before -9223372036854775808");
}

TEST(JsonWriter, escapes_what_json_forbids_and_nothing_else) {
    EXPECT_EQ(in_json("\"\\/"), R"("\"\\/")");
    EXPECT_EQ(in_json("\b\f\n\r\t"), R"("\b\f\n\r\t")");
    EXPECT_EQ(in_json(std::string("\0\x01\x1F\x7F", 4)), "\"\\u0000\\u0001\\u001f\x7F\"");
    EXPECT_EQ(in_json("起付线 😀"), "\"起付线 😀\"");
    EXPECT_EQ(in_json(""), "\"\"");
}

TEST(JsonWriter, replaces_bytes_that_are_no_utf8) {
    EXPECT_EQ(in_json("a\xFF"
                      "b\xE5\x8E"),
              "\"a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD\xEF\xBF\xBD\"");
    EXPECT_EQ(in_json("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(JsonWriter, every_byte_survives_the_way_there_and_back) {
    for (int value = 0; value < 128; ++value) {
        const std::string text(1, static_cast<char>(value));
        const auto tree = reimburse::load::parse_json(in_json(text), "f.json");
        ASSERT_TRUE(tree) << value;
        EXPECT_EQ(tree->text, text);
    }
}

} // namespace
