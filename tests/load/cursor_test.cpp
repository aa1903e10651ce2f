// SPDX-License-Identifier: MIT
#include "load/cursor.hpp"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <string>

namespace {

using namespace reimburse;
using load::Cursor;

/// A document, and the problems that reading it brought up.
class Document {
  public:
    explicit Document(std::string_view text)
        : tree_(load::parse_json(text, "f.json")), root_(*tree_, "f.json", problems_) {}

    const Cursor& root() const { return root_; }

    const Problems& problems() const { return problems_; }

    /// The only problem as "code line:column pointer: sentence"; "" if there is none.
    std::string problem() const {
        if (problems_.empty()) {
            return "";
        }
        const Problem& one = problems_.front();
        return problems_.size() > 1
                   ? "several"
                   : std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + " " +
                         one.place.pointer + ": " + sentence(one);
    }

  private:
    Result<load::Node> tree_;
    Problems problems_;
    Cursor root_;
};

/// What a read of {"v": …} reports.
std::string fault(const std::string& value, const std::function<bool(const Cursor&)>& read) {
    const Document document("{\"v\": " + value + "}");
    const bool given = read(*document.root().find("v"));
    EXPECT_EQ(given, document.problems().empty()) << value;
    return document.problem();
}

TEST(Cursor, knows_the_kind) {
    const Document document(R"([null, true, 1, "x", [], {}])");
    const auto items = document.root().items();
    ASSERT_EQ(items.size(), 6U);
    for (std::size_t i = 0; i < items.size(); ++i) {
        EXPECT_EQ(items[i].is_null(), i == 0);
        EXPECT_EQ(items[i].is_boolean(), i == 1);
        EXPECT_EQ(items[i].is_number(), i == 2);
        EXPECT_EQ(items[i].is_string(), i == 3);
        EXPECT_EQ(items[i].is_array(), i == 4);
        EXPECT_EQ(items[i].is_object(), i == 5);
    }
}

TEST(Cursor, reports_every_unknown_key_at_the_key) {
    const Document document("{\"raet\": 1,\n \"rate\": 2, \"other\": 3}");
    EXPECT_TRUE(document.root().expect_object({"rate", "cap"}));
    ASSERT_EQ(document.problems().size(), 2U);
    const Problem& first = document.problems()[0];
    EXPECT_EQ(first.code, Code::unknown_key);
    EXPECT_EQ(first.place, (Place{"f.json", "/raet", 1, 2}));
    EXPECT_EQ(sentence(first), "E105 unknown key \"raet\" (did you mean \"rate\"?)");
    EXPECT_EQ(document.problems()[1].place, (Place{"f.json", "/other", 2, 13}));
    EXPECT_EQ(sentence(document.problems()[1]), "E105 unknown key \"other\"");
}

TEST(Cursor, expects_an_object) {
    const Document document("[1]");
    EXPECT_FALSE(document.root().expect_object({"rate"}));
    EXPECT_EQ(document.problem(), "1:1 : E107 expected an object {…}, found a list");
}

TEST(Cursor, finds_and_requires) {
    const Document document("{\"a\":\n {\"b\": 7}}");
    const auto a = document.root().find("a");
    ASSERT_TRUE(a);
    EXPECT_EQ(a->find("b")->node().text, "7");
    EXPECT_FALSE(a->find("c"));
    EXPECT_FALSE(a->find("b")->find("c"));
    EXPECT_TRUE(document.problems().empty());
    EXPECT_EQ(a->require("b")->place(), (Place{"f.json", "/a/b", 2, 8}));
    EXPECT_EQ(a->require("b")->key_place(), (Place{"f.json", "/a/b", 2, 3}));
    EXPECT_FALSE(a->require("c"));
    EXPECT_EQ(document.problem(), "2:2 /a: E106 key \"c\" is missing");
}

TEST(Cursor, requiring_a_key_of_no_object_is_a_wrong_type) {
    EXPECT_EQ(fault("1", [](const Cursor& c) { return c.require("k").has_value(); }),
              "1:7 /v: E107 expected an object {…}, found the number 1");
}

TEST(Cursor, lists_items_and_members_with_names_and_pointers) {
    const Document document(R"({"rates": [1, [2, 3]], "x/y": {"k": null}})");
    const auto members = document.root().members();
    ASSERT_EQ(members.size(), 2U);
    EXPECT_EQ(members[0].name(), "rates");
    EXPECT_EQ(members[1].name(), "x/y");
    const auto items = members[0].items();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[1].items()[1].name(), "rates[1][1]");
    EXPECT_EQ(items[1].items()[1].place().pointer, "/rates/1/1");
    EXPECT_EQ(members[1].find("k")->place().pointer, "/x~1y/k");
    EXPECT_TRUE(document.problems().empty());
    EXPECT_TRUE(members[1].items().empty());
    EXPECT_EQ(document.problem(), "1:31 /x~1y: E107 expected a list […], found an object");
    const Document list("[]");
    EXPECT_TRUE(list.root().members().empty());
    EXPECT_EQ(list.problem(), "1:1 : E107 expected an object {…}, found a list");
}

TEST(Cursor, reads_values) {
    const Document document(R"({"text": "", "id": "basic_2", "yes": true, "amount": 12.50,
        "quoted": "-3", "share": "2/3", "decimal": 0.75, "count": 12, "day": "2019-10-02"})");
    const Cursor& root = document.root();
    EXPECT_EQ(root.find("text")->text(), "");
    EXPECT_EQ(root.find("id")->non_empty_text(), "basic_2");
    EXPECT_EQ(root.find("id")->id(), "basic_2");
    EXPECT_EQ(root.find("yes")->boolean(), true);
    EXPECT_EQ(root.find("amount")->amount(), Money::from_fen(1250));
    EXPECT_EQ(root.find("quoted")->signed_amount(), Money::from_fen(-300));
    EXPECT_EQ(root.find("share")->fraction(), Fraction::of(2, 3));
    EXPECT_EQ(root.find("decimal")->fraction(), Fraction::of(3, 4));
    EXPECT_EQ(root.find("count")->count(), 12);
    EXPECT_EQ(root.find("day")->date(), Date::from_ymd(2019, 10, 2));
    EXPECT_TRUE(document.problems().empty());
}

TEST(Cursor, refuses_wrong_kinds) {
    const auto sees = [](const char* expected, const char* found) {
        return std::string("1:7 /v: E107 expected ") + expected + ", found " + found;
    };
    EXPECT_EQ(fault("1", [](const Cursor& c) { return c.text().has_value(); }),
              sees("a text in quotes", "the number 1"));
    EXPECT_EQ(fault("null", [](const Cursor& c) { return c.non_empty_text().has_value(); }),
              sees("a text in quotes", "null"));
    EXPECT_EQ(fault("[]", [](const Cursor& c) { return c.id().has_value(); }),
              sees("a text in quotes", "a list"));
    EXPECT_EQ(fault("\"true\"", [](const Cursor& c) { return c.boolean().has_value(); }),
              sees("true or false without quotes", "the text \"true\""));
    EXPECT_EQ(fault("true", [](const Cursor& c) { return c.amount().has_value(); }),
              sees("a number in quotes", "true"));
    EXPECT_EQ(fault("{}", [](const Cursor& c) { return c.fraction().has_value(); }),
              sees("a number in quotes", "an object"));
    EXPECT_EQ(fault("null", [](const Cursor& c) { return c.count().has_value(); }),
              sees("a number in quotes", "null"));
    EXPECT_EQ(fault("20191002", [](const Cursor& c) { return c.date().has_value(); }),
              sees("a text in quotes", "the number 20191002"));
    EXPECT_EQ(fault("7", [](const Cursor& c) { return c.word({"sum"}).has_value(); }),
              sees("a text in quotes", "the number 7"));
}

TEST(Cursor, says_the_wrong_kind_in_chinese_and_cuts_what_is_long) {
    const Document document(R"({"v": "一二三四五六七八九十一二三四五"})");
    EXPECT_FALSE(document.root().find("v")->boolean());
    const Problem& problem = document.problems().front();
    EXPECT_EQ(sentence(problem, Language::zh),
              "E107 此处应为 true 或 false（不加引号），实为文字“一二三四五六七八九十一二三…”");
    EXPECT_EQ(advice(problem, Language::zh), "请改为 true 或 false（不加引号）");
    EXPECT_EQ(advice(problem), "write true or false without quotes in its place");
}

TEST(Cursor, advises_what_else_may_stand_for_a_missing_key) {
    const Document document("{}");
    EXPECT_FALSE(document.root().require("a"));
    EXPECT_FALSE(document.root().require("b", {"，或“c”", ", or \"c\""}));
    EXPECT_EQ(advice(document.problems()[0]), "add it");
    EXPECT_EQ(advice(document.problems()[0], Language::zh), "请补充");
    EXPECT_EQ(advice(document.problems()[1]), "add it, or \"c\"");
    EXPECT_EQ(advice(document.problems()[1], Language::zh), "请补充，或“c”");
}

TEST(Cursor, refuses_text_that_does_not_serve) {
    EXPECT_EQ(fault("\"\"", [](const Cursor& c) { return c.non_empty_text().has_value(); }),
              "1:7 /v: E211 v is empty");
    for (const std::string text : {"", "Basic", "1st", "_a", "a-b", "a b", "县"}) {
        EXPECT_EQ(fault('"' + text + '"', [](const Cursor& c) { return c.id().has_value(); }),
                  "1:7 /v: E212 \"" + text + "\" is not an identifier");
    }
}

TEST(Cursor, refuses_amounts_by_their_own_code) {
    const auto amount = [](const Cursor& c) {
        return c.amount().has_value();
    };
    EXPECT_EQ(fault("1e2", amount), "1:7 /v: E201 v: \"1e2\" is not a plain decimal amount");
    EXPECT_EQ(fault("\"1,5\"", amount), "1:7 /v: E201 v: \"1,5\" is not a plain decimal amount");
    EXPECT_EQ(fault("1.005", amount), "1:7 /v: E202 v: \"1.005\" has more than two decimals");
    EXPECT_EQ(fault("-1", amount), "1:7 /v: E203 v: \"-1\" is negative");
    EXPECT_EQ(fault("100000000000000", amount), "1:7 /v: E204 v: \"100000000000000\" is too large");
}

TEST(Cursor, refuses_other_numbers_by_their_own_code) {
    EXPECT_EQ(fault("1e-1", [](const Cursor& c) { return c.fraction().has_value(); }),
              "1:7 /v: E205 \"1e-1\" is not an exact rate");
    for (const std::string text : {"1.0", "-1", "9223372036854775808"}) {
        EXPECT_EQ(fault(text, [](const Cursor& c) { return c.count().has_value(); }),
                  "1:7 /v: E209 v: \"" + text + "\" is not a whole number of 0 or more");
    }
    EXPECT_EQ(fault("\"2019-02-29\"", [](const Cursor& c) { return c.date().has_value(); }),
              "1:7 /v: E207 v: \"2019-02-29\" is not a date of the calendar");
}

TEST(Cursor, reads_a_word_of_a_list) {
    constexpr std::array<std::string_view, 3> known{"sum", "largest", "first"};
    const Document document(R"(["largest"])");
    EXPECT_EQ(document.root().items()[0].word(known), 1U);
    EXPECT_TRUE(document.problems().empty());
    const Document wrong(R"({"how": "larges"})");
    EXPECT_FALSE(wrong.root().find("how")->word(known));
    EXPECT_EQ(wrong.problem(),
              "1:9 /how: E210 how: unknown value \"larges\" (did you mean \"largest\"?)");
    EXPECT_EQ(advice(wrong.problems()[0]), "use one of: sum, largest, first");
}

TEST(Cursor, goes_on_after_each_problem) {
    const Document document("[\"x\", 1,\n \"1.005\", 2]");
    Money sum;
    for (const Cursor& item : document.root().items()) {
        sum = Money::from_fen(sum.fen() + item.amount().value_or(Money()).fen());
    }
    EXPECT_EQ(sum, Money::from_fen(300));
    ASSERT_EQ(document.problems().size(), 2U);
    EXPECT_EQ(document.problems()[0].place, (Place{"f.json", "/0", 1, 2}));
    EXPECT_EQ(document.problems()[1].place, (Place{"f.json", "/2", 2, 2}));
}

TEST(Cursor, places_problems_found_elsewhere) {
    const Document document("{\"a\": 1}");
    const Cursor a = *document.root().find("a");
    a.report(Code::duplicate_id, {{"name", "x"}});
    a.report_at_key(Code::duplicate_id, {{"name", "y"}});
    a.report(Problem{Code::missing_field, {}, {}, "c3"});
    a.report(Problem{Code::missing_field, {{"field", "b"}}, {}, {}});
    ASSERT_EQ(document.problems().size(), 4U);
    EXPECT_EQ(document.problems()[0].place, (Place{"f.json", "/a", 1, 7}));
    EXPECT_EQ(document.problems()[1].place, (Place{"f.json", "/a", 1, 2}));
    EXPECT_EQ(sentence(document.problems()[2]), "E401 a is missing [c3]");
    EXPECT_EQ(document.problems()[2].place, (Place{"f.json", "/a", 1, 7}));
    EXPECT_EQ(sentence(document.problems()[3]), "E401 b is missing");
}

} // namespace
