// SPDX-License-Identifier: MIT
#include "load/json_tree.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace reimburse;
using load::Node;
using load::parse_json;

Problems problems_of(std::string_view text) {
    const Result<Node> result = parse_json(text, "f.json");
    return result ? Problems{} : result.problems();
}

/// "code line:column pointer" of every problem.
std::vector<std::string> places_of(std::string_view text) {
    std::vector<std::string> places;
    for (const Problem& problem : problems_of(text)) {
        places.push_back(std::to_string(static_cast<int>(problem.code)) + " " +
                         std::to_string(problem.place.line) + ":" +
                         std::to_string(problem.place.column) + " " + problem.place.pointer);
    }
    return places;
}

/// "line:column why" of a text that is no JSON.
std::string fault_of(std::string_view text) {
    const Problems problems = problems_of(text);
    if (problems.size() != 1 || problems[0].code != Code::not_json) {
        return "no syntax error";
    }
    return std::to_string(problems[0].place.line) + ":" + std::to_string(problems[0].place.column) +
           " " + problems[0].arguments.at(0).second;
}

using Places = std::vector<std::string>;

TEST(JsonTree, keeps_every_kind_with_its_place) {
    const auto tree =
        parse_json("{\n  \"a\" : [null, true,\n   false],\n\t\"b\":{\"c\":\"x\\n\"}}", "f.json");
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->kind, Node::Kind::object);
    EXPECT_EQ(std::pair(tree->line, tree->column), std::pair(1, 1));
    ASSERT_EQ(tree->members.size(), 2U);
    const load::Member& a = tree->members[0];
    EXPECT_EQ(a.key, "a");
    EXPECT_EQ(std::pair(a.line, a.column), std::pair(2, 3));
    EXPECT_EQ(a.value.kind, Node::Kind::array);
    EXPECT_EQ(std::pair(a.value.line, a.value.column), std::pair(2, 9));
    ASSERT_EQ(a.value.items.size(), 3U);
    EXPECT_EQ(a.value.items[0].kind, Node::Kind::null);
    EXPECT_EQ(std::pair(a.value.items[0].line, a.value.items[0].column), std::pair(2, 10));
    EXPECT_EQ(a.value.items[1].kind, Node::Kind::boolean);
    EXPECT_TRUE(a.value.items[1].flag);
    EXPECT_EQ(std::pair(a.value.items[1].line, a.value.items[1].column), std::pair(2, 16));
    EXPECT_EQ(a.value.items[2].kind, Node::Kind::boolean);
    EXPECT_FALSE(a.value.items[2].flag);
    EXPECT_EQ(std::pair(a.value.items[2].line, a.value.items[2].column), std::pair(3, 4));
    const load::Member& b = tree->members[1];
    EXPECT_EQ(b.value.kind, Node::Kind::object);
    EXPECT_EQ(b.value.members.at(0).value.kind, Node::Kind::string);
    EXPECT_EQ(b.value.members.at(0).value.text, "x\n");
    EXPECT_EQ(std::pair(b.value.members[0].value.line, b.value.members[0].value.column),
              std::pair(4, 11));
}

TEST(JsonTree, keeps_members_in_file_order) {
    const auto tree = parse_json(R"({"z": 1, "a": 2, "m": 3})", "f.json");
    ASSERT_TRUE(tree);
    std::string keys;
    for (const load::Member& member : tree->members) {
        keys += member.key;
    }
    EXPECT_EQ(keys, "zam");
}

TEST(JsonTree, keeps_the_spelling_of_numbers) {
    const Places spellings{"0",
                           "-0",
                           "10",
                           "1.0",
                           "1.00",
                           "-12.30",
                           "1e2",
                           "1E+2",
                           "1e-400",
                           "9223372036854775807",
                           "-9223372036854775808",
                           "18446744073709551615",
                           "18446744073709551616",
                           "0.1000000000000000055511151231257827",
                           "123456789012345678901234567890.5"};
    for (const std::string& spelling : spellings) {
        for (const std::string around : {"", " ", "\n"}) {
            const auto alone = parse_json(around + spelling + around, "f.json");
            ASSERT_TRUE(alone) << spelling;
            EXPECT_EQ(alone->kind, Node::Kind::number);
            EXPECT_EQ(alone->text, spelling);
            const auto inside =
                parse_json("[" + around + spelling + around + "," + spelling + "]", "f.json");
            ASSERT_TRUE(inside) << spelling;
            EXPECT_EQ(inside->items.at(0).text, spelling);
            EXPECT_EQ(inside->items.at(1).text, spelling);
        }
    }
}

TEST(JsonTree, refuses_a_number_beyond_range_as_text) {
    EXPECT_EQ(fault_of("[1,\n 1e400]"), "2:2 the number 1e400 is too large");
}

TEST(JsonTree, skips_one_byte_order_mark) {
    const auto tree = parse_json("\xEF\xBB\xBF[7]", "f.json");
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->column, 1);
    EXPECT_EQ(tree->items.at(0).text, "7");
    EXPECT_EQ(fault_of("\xEF\xBB\xBF\xEF\xBB\xBF[7]"), "1:1 unexpected '\xEF\xBB\xBF'");
    EXPECT_EQ(fault_of("\xEF\xBB\xBF[7"), "1:3 the text ends early, expected ',' or ']'");
}

TEST(JsonTree, strings_are_unescaped) {
    const auto tree = parse_json(R"(["\"\\\/\b\f\n\r\t", "\u4e2d\uD83D\uDE00", "县级", ""])", "f");
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->items.at(0).text, "\"\\/\b\f\n\r\t");
    EXPECT_EQ(tree->items.at(1).text, "中😀");
    EXPECT_EQ(tree->items.at(2).text, "县级");
    EXPECT_EQ(tree->items.at(2).column, 44);
    EXPECT_EQ(tree->items.at(3).text, "");
}

TEST(JsonTree, reports_every_duplicate_key_in_file_order) {
    EXPECT_EQ(places_of("{\"a\": {\"x\": 1,\n \"x\": 2, \"x\": 3},\n \"b\": [0, {\"y~/\": 1, "
                        "\"y~/\": 2}],\n \"a\": 4}"),
              (Places{"104 2:2 /a/x", "104 2:10 /a/x", "104 3:22 /b/1/y~0~1", "104 4:2 /a"}));
    EXPECT_EQ(problems_of(R"({"k":1,"k":1})").at(0).arguments.at(0).second, "k");
    EXPECT_EQ(problems_of(R"({"k":1,"k":1})").at(0).place.file, "f.json");
}

TEST(JsonTree, one_key_in_two_objects_is_no_duplicate) {
    EXPECT_TRUE(parse_json(R"([{"k":1},{"k":{"k":2}}])", "f.json"));
}

TEST(JsonTree, an_escaped_key_is_the_same_key) {
    EXPECT_EQ(places_of(R"({"a":1,"\u0061":2})"), Places{"104 1:8 /a"});
}

TEST(JsonTree, duplicates_before_a_syntax_error_are_reported_with_it) {
    EXPECT_EQ(places_of("{\"a\":1,\"a\":2,\n\"b\":[{\"c\":1,\"c\":2},\n }"),
              (Places{"104 1:8 /a", "104 2:13 /b/0/c", "103 3:2 /b/0"}));
}

TEST(JsonTree, nesting_is_limited) {
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[') +
               std::string(static_cast<std::size_t>(depth), ']');
    };
    EXPECT_TRUE(parse_json(nested(load::depth_limit), "f.json"));
    const Problems problems = problems_of(nested(load::depth_limit + 1));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].code, Code::too_deep);
    EXPECT_EQ(problems[0].place.column, 65);
    EXPECT_EQ(problems[0].arguments.at(0).second, "64");
    EXPECT_EQ(problems_of(std::string(1000000, '[')).at(0).code, Code::too_deep);
}

TEST(JsonTree, invalid_utf8_is_placed) {
    EXPECT_EQ(places_of("{\n \"a\": \"x\xC3\"}"), Places{"108 2:9 "});
    EXPECT_EQ(places_of("\xEF\xBB\xBF[\"\xED\xA0\x80\"]"), Places{"108 1:3 "});
    EXPECT_EQ(places_of("\xB9\xFD"), Places{"108 1:1 "});
}

TEST(JsonTree, says_what_is_wrong_and_where) {
    const std::vector<std::pair<std::string, std::string>> faults{
        {"", "1:1 the text is empty"},
        {" \n", "2:1 the text is empty"},
        {"{\"a\": 1,}", "1:9 a comma stands before the closing '}'"},
        {"[1,\n]", "2:1 a comma stands before the closing ']'"},
        {"[1,,2]", "1:4 expected a value, found ','"},
        {"[,1]", "1:2 expected a value or ']', found ','"},
        {"{\"a\" 1}", "1:6 expected ':', found the number 1"},
        {"{\"a\"::1}", "1:6 expected a value, found ':'"},
        {"{\"a\":1 \"b\":2}", "1:8 expected ',' or '}', found a text"},
        {"[1 2]", "1:4 expected ',' or ']', found the number 2"},
        {"[1}", "1:3 expected ',' or ']', found '}'"},
        {"{]", "1:2 expected a key in double quotes or '}', found ']'"},
        {"{1:2}", "1:2 expected a key in double quotes or '}', found the number 1"},
        {"{\"a\":1,null:2}", "1:8 expected a key in double quotes, found null"},
        {"{a:1}", "1:2 unknown word a, a text stands in double quotes"},
        {"{'a':1}", "1:2 a text stands in double quotes, not single ones"},
        {"[tru]", "1:2 unknown word tru, a text stands in double quotes"},
        {"[NaN]", "1:2 unknown word NaN, a text stands in double quotes"},
        {"// x\n1", "1:1 comments are not allowed"},
        {"[\"abc\n\"]", "1:2 the text is not closed with a double quote on its line"},
        {"[\"abc", "1:2 the text is not closed with a double quote"},
        {"[\"a\tb\"]", "1:4 a tab or control character in a text must be escaped"},
        {"[\"a\\x\"]", "1:4 a backslash must be written twice"},
        {"[\"\\u12G4\"]", "1:3 \\u must be followed by four hexadecimal digits"},
        {"[\"\\uD800x\"]", "1:3 \\u names one half of a surrogate pair without the other"},
        {"[\"\\uDC00\"]", "1:3 \\u names one half of a surrogate pair without the other"},
        {"[01]", "1:2 01 is not a number of JSON"},
        {"[1.]", "1:2 1. is not a number of JSON"},
        {"[.5]", "1:2 .5 is not a number of JSON"},
        {"[+5]", "1:2 +5 is not a number of JSON"},
        {"[1-2]", "1:2 1-2 is not a number of JSON"},
        {"-", "1:1 - is not a number of JSON"},
        {"[1e]", "1:2 1e is not a number of JSON"},
        {"{} {}", "1:4 expected the end of the file, found '{'"},
        {"[]]", "1:3 expected the end of the file, found ']'"},
        {"{\"a\":", "1:6 the text ends early, expected a value"},
        {"[1", "1:3 the text ends early, expected ',' or ']'"},
        {"[1，2]", "1:3 unexpected '，'"},
        {std::string("[1]\0", 4), "1:4 a control character stands outside a text"},
        {std::string("[\0", 2), "1:2 a control character stands outside a text"},
    };
    for (const auto& [text, fault] : faults) {
        EXPECT_EQ(fault_of(text), fault) << text;
    }
}

TEST(JsonTree, a_syntax_error_names_its_pointer) {
    EXPECT_EQ(places_of("{\"a/b\": [10, {\"c\": tru}]}"), Places{"103 1:20 /a~1b/1/c"});
}

TEST(JsonTree, lines_count_from_the_first_line_given) {
    const auto tree = parse_json("\n 1", "f.jsonl", 41);
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->line, 42);
    const auto bad = parse_json("[", "f.jsonl", 41);
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.problems()[0].place.line, 41);
}

TEST(JsonTree, names_kinds_in_the_words_of_json) {
    EXPECT_EQ(load::kind_name(Node::Kind::null), "null");
    EXPECT_EQ(load::kind_name(Node::Kind::boolean), "boolean");
    EXPECT_EQ(load::kind_name(Node::Kind::number), "number");
    EXPECT_EQ(load::kind_name(Node::Kind::string), "string");
    EXPECT_EQ(load::kind_name(Node::Kind::array), "array");
    EXPECT_EQ(load::kind_name(Node::Kind::object), "object");
}

} // namespace
