// SPDX-License-Identifier: MIT
#include "load/overlay.hpp"
#include "load/policy_reader.hpp"
#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace reimburse;
using namespace reimburse::load::test;
using load::read_policy;

TEST(SheetReader, reads_every_part) {
    const auto policy = read_policy(small_policy, "small");
    ASSERT_TRUE(policy) << described(policy.problems());
    ASSERT_EQ(policy->sheets.size(), 1U);
    const Sheet& sheet = policy->sheets[0];
    EXPECT_EQ(sheet.id, "form");
    EXPECT_EQ(sheet.label, (Text{"", "form"}));
    EXPECT_EQ(sheet.clause, "S1-2");
    EXPECT_EQ(sheet.origin, "");
    ASSERT_EQ(sheet.lines.size(), 3U);

    const SheetLine& top = sheet.lines[0];
    EXPECT_EQ(top.id, "top");
    EXPECT_EQ(top.section, "upper");
    EXPECT_EQ(top.label, (Text{"", "top"}));
    EXPECT_EQ(top.code, "01");
    EXPECT_TRUE(top.words);
    EXPECT_TRUE(top.hide_zero);
    EXPECT_TRUE(top.over.empty());
    ASSERT_EQ(top.of.size(), 2U);
    EXPECT_EQ(top.of[0].kind, SheetTerm::Kind::part);
    EXPECT_EQ(top.of[0].name, "second");
    EXPECT_EQ(top.of[0].part, Part::laid);
    EXPECT_EQ(top.of[0].weight, 1);
    EXPECT_EQ(top.of[1].kind, SheetTerm::Kind::measure);
    EXPECT_EQ(top.of[1].name, "patient_pays");
    EXPECT_EQ(top.of[1].weight, -1);

    const SheetLine& middle = sheet.lines[1];
    EXPECT_FALSE(middle.words);
    EXPECT_FALSE(middle.hide_zero);
    ASSERT_EQ(middle.of.size(), 4U);
    EXPECT_EQ(middle.of[0].kind, SheetTerm::Kind::reason);
    EXPECT_EQ(middle.of[0].name, "over_cap");
    EXPECT_EQ(middle.of[0].benefit, "basic");
    EXPECT_EQ(middle.of[1].kind, SheetTerm::Kind::accumulator);
    EXPECT_EQ(middle.of[1].name, "spent");
    EXPECT_TRUE(middle.of[1].before);
    EXPECT_EQ(middle.of[2].kind, SheetTerm::Kind::line);
    EXPECT_EQ(middle.of[2].name, "top");
    EXPECT_EQ(middle.of[3].name, "abroad");

    const SheetLine& share = sheet.lines[2];
    EXPECT_EQ(share.of.at(0).weight, 2);
    EXPECT_EQ(share.over.at(0).name, "total");
}

TEST(SheetReader, reads_a_sheet_of_an_overlay) {
    Policy policy = read_policy(small_policy, "small").value();
    const load::Overlay overlay = load::read_overlay(small_overlay, "filled").value();
    EXPECT_EQ(described(load::apply(overlay, policy)), "");
    ASSERT_EQ(policy.sheets.size(), 2U);
    EXPECT_EQ(policy.sheets[1].id, "aided_form");
    EXPECT_EQ(policy.sheets[1].origin, "filled");
    EXPECT_FALSE(policy.sheets[1].lines.at(0).of.at(0).before) << "after the claim, unless said";
}

TEST(SheetReader, refuses_a_sheet_of_an_overlay_that_the_policy_has) {
    Policy policy = read_policy(small_policy, "small").value();
    const std::string changed = with(small_overlay, "aided_form", "form");
    const load::Overlay overlay = load::read_overlay(changed, "filled").value();
    EXPECT_EQ(described(load::apply(overlay, policy)),
              place_of(changed, "\"form\"") + " /sheets/0/id E307 id \"form\" is used twice");
}

TEST(SheetReader, reports_faults) {
    const std::string lines = "/sheets/0/lines/";
    const std::string top = lines + "0/of/";
    const std::string middle = lines + "1/of/";

    struct Fault {
        std::string from, to, at, pointer, sentence;
    };

    const std::vector<Fault> list{
        {R"({"measure": "abroad"}]},)", R"({"measure": "age"}]},)", R"("age"}]},)",
         middle + "3/measure",
         "E319 measure \"age\" is a count, where an amount of money is needed"},
        {R"({"measure": "abroad"}]},)", R"({"measure": "aboard"}]},)", R"("aboard"}]},)",
         middle + "3/measure", "E304 unknown measure \"aboard\" (did you mean \"abroad\"?)"},
        {R"({"measure": "abroad"}]},)", R"({"measure": "abroad", "part": "left"}]},)",
         R"("part": "left"}]},)", middle + "3/part", "E105 unknown key \"part\""},
        {R"({"measure": "abroad"}]},)", R"({}]},)", R"({}]},)", middle + "3",
         "E106 key \"measure\" is missing"},
        {R"("second", "part": "laid"}, {)", R"("secnd", "part": "laid"}, {)", R"("secnd")",
         top + "0/benefit", "E302 unknown benefit \"secnd\" (did you mean \"second\"?)"},
        {R"("second", "part": "laid"}, {)", R"("second", "part": "covered"}, {)", R"("covered")",
         top + "0/part", "E210 part: unknown value \"covered\""},
        {R"("accumulator": "spent")", R"("accumulator": "spend")", R"("spend")",
         middle + "1/accumulator", "E303 unknown accumulator \"spend\" (did you mean \"spent\"?)"},
        {R"("accumulator": "spent")", R"("accumulator": "visits")", R"("visits", "at")",
         middle + "1/accumulator",
         "E319 accumulator \"visits\" counts claims, where a sum of money is needed"},
        {R"("reason": "over_cap")", R"("reason": "over")", R"("over",)", middle + "0/reason",
         "E210 reason: unknown value \"over\""},
        {R"({"line": "top"})", R"({"line": "share"})", R"("share"})", middle + "2/line",
         "E319 \"share\" is no earlier line of the sheet"},
        {R"({"line": "top"})", R"({"line": "middle"})", R"("middle"})", middle + "2/line",
         "E319 \"middle\" is no earlier line of the sheet"},
        {R"("weight": -1, "measure": "patient_pays")",
         R"("weight": 0.5, "measure": "patient_pays")", "0.5, \"measure\": \"p", top + "1/weight",
         "E319 a line of a sheet has whole weights: its amounts are whole fen"},
        {R"("over": [{"measure": "total"}]})", R"("over": [], "words": true})", "[], \"words\"",
         lines + "2/over", "E319 a line has at least one term"},
        {R"("over": [{"measure": "total"}]}]}])",
         R"("over": [{"measure": "total"}]}, {"id": "more", "label": {"en": "more"},
            "of": [{"line": "share"}]}]}])",
         R"("share"}]}]}])", lines + "3/of/0/line",
         "E319 line \"share\" is a ratio, where an amount is needed"},
        {R"("id": "middle")", R"("id": "top")", R"("top", "label": {"en": "middle"})",
         lines + "1/id", "E307 id \"top\" is used twice"},
        {R"("clause": "S1-2", "lines")", R"("clause": "S9", "lines")", R"("S9")",
         "/sheets/0/clause", "E305 clause \"S9\" is in no source of this file"},
    };
    for (const Fault& fault : list) {
        SCOPED_TRACE(fault.to);
        const std::string changed = with(small_policy, fault.from, fault.to);
        const auto policy = read_policy(changed, "small");
        ASSERT_FALSE(policy);
        const std::string expected = place_of(changed, fault.at, changed.find(fault.to)) + " " +
                                     fault.pointer + " " + fault.sentence;
        bool found = false;
        for (const Problem& problem : policy.problems()) {
            found = found || described(problem) == expected;
        }
        EXPECT_TRUE(found) << "expected " << expected << "\nfound\n"
                           << described(policy.problems());
    }
}

TEST(SheetReader, a_ratio_has_no_words_and_a_sheet_has_lines) {
    const std::string words = with(small_policy, R"("over": [{"measure": "total"}]})",
                                   R"("over": [{"measure": "total"}], "words": true})");
    EXPECT_EQ(described(read_policy(words, "small").problems()),
              place_of(words, "true}]}]", words.find("\"sheets\"")) +
                  " /sheets/0/lines/2/words E319 a ratio has no capital numerals");
    const std::string empty = with(small_overlay, R"([
    {"id": "year", "label": {"en": "year"}, "of": [{"accumulator": "aided"}]}])",
                                   "[]");
    EXPECT_EQ(described(load::read_overlay(empty, "filled").problems()),
              place_of(empty, "[]}]") + " /sheets/0/lines E319 a sheet has at least one line");
}

TEST(SheetReader, totals_of_a_settlement_are_no_ids_of_measures) {
    const std::string changed = with(small_policy, R"("id": "abroad")", R"("id": "patient_pays")");
    EXPECT_EQ(described(read_policy(changed, "small").problems().front()),
              place_of(changed, "\"patient_pays\"") +
                  " /measures/1/id E307 id \"patient_pays\" is used twice");
}

TEST(Statements, cannot_have_the_name_of_a_key_of_the_answer) {
    for (const std::string id : {"notes", "payments", "sheets", "errors", "account_pays", "trace",
                                 "patient_name", "paid_basic"}) {
        const std::string changed =
            with(small_policy, R"("id": "deposit")", "\"id\": \"" + id + "\"");
        EXPECT_EQ(described(read_policy(changed, "small").problems()),
                  place_of(changed, "\"" + id + "\", \"label\": {\"en\": \"deposit\"}") +
                      " /statements/0/id E319 \"" + id +
                      "\" is a key of the answer: use another id");
    }
}

} // namespace
