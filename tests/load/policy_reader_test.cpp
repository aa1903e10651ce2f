// SPDX-License-Identifier: MIT
#include "load/policy_reader.hpp"

#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace reimburse;
using namespace reimburse::load::test;
using load::read_policy;

/// The problems of the small policy after a change.
std::string after(std::string_view from, std::string_view to) {
    const Result<Policy> policy = read_policy(with(small_policy, from, to), "p.json");
    return policy ? "" : described(policy.problems());
}

void expect_alone(const std::vector<Bad>& list) {
    for (const Bad& bad : list) {
        const std::string changed = with(small_policy, bad.from, bad.to);
        const Result<Policy> policy = read_policy(changed, "p.json");
        EXPECT_EQ(policy ? "" : described(policy.problems()), expected(bad, changed)) << bad.to;
    }
}

TEST(PolicyReader, reads_the_head_and_the_sources) {
    const Result<Policy> read = read_policy(small_policy, "p.json");
    ASSERT_TRUE(read) << described(read.problems());
    EXPECT_EQ(read->id, "small-1");
    EXPECT_EQ(read->title, (Text{"", "Small"}));
    EXPECT_EQ(read->place, "430800");
    EXPECT_EQ(read->trust, "A");
    EXPECT_EQ(read->file, "p.json");
    EXPECT_EQ(read->hash, "");
    EXPECT_EQ(read->valid, (DateSpan{*Date::parse("2019-01-01"), *Date::parse("2020-01-01")}));
    EXPECT_EQ(read->decided_by, "date");
    EXPECT_EQ(read->benefit_year, (BenefitYear{4, 30}));
    ASSERT_EQ(read->sources.size(), 1U);
    EXPECT_EQ(read->sources[0].published, "2019-10");
    EXPECT_EQ(read->sources[0].url, "https://example.org/a(1).html?b=%20");
    ASSERT_EQ(read->sources[0].clauses.size(), 2U);
    EXPECT_EQ(read->sources[0].clauses[1].id, "S1-2");
    EXPECT_EQ(read->sources[0].clauses[1].text, (Text{"二", "two"}));
    ASSERT_EQ(read->readings.size(), 1U);
    EXPECT_EQ(read->readings[0].values[1].id, "claim");
}

TEST(PolicyReader, reads_what_claims_say) {
    const Result<Policy> read = read_policy(small_policy, "p.json");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->dimensions.size(), 3U);
    EXPECT_EQ(read->dimensions[0].values[0].id, "low");
    EXPECT_EQ(read->dimensions[0].values[0].label, (Text{"low", "low"}));
    EXPECT_EQ(read->dimensions[0].values[1].label, (Text{"", "High"}));
    EXPECT_EQ(read->dimensions[0].absent_means, "");
    EXPECT_EQ(read->dimensions[1].absent_means, "no");
    EXPECT_EQ(read->dimensions[1].in_force_from, "class_from");
    EXPECT_EQ(read->dimensions[1].in_force_to, "class_to");
    EXPECT_EQ(read->dimensions[1].otherwise, "no");
    const std::vector<Derivation>& lines = read->dimensions[2].derive;
    ASSERT_EQ(lines.size(), 4U);
    ASSERT_EQ(lines[0].tests.size(), 1U);
    EXPECT_EQ(lines[0].tests[0].kind, reimburse::Test::Kind::equal);
    EXPECT_EQ(lines[0].tests[0].field, "from_place");
    EXPECT_EQ(lines[0].tests[0].other, "to_place");
    EXPECT_EQ(lines[0].assumption.en, "assumed");
    EXPECT_EQ(lines[0].clause, "S1-1");
    ASSERT_EQ(lines[1].tests.size(), 3U);
    EXPECT_EQ(lines[1].tests[0].kind, reimburse::Test::Kind::in_list);
    EXPECT_EQ(lines[1].tests[0].other, "region");
    EXPECT_EQ(lines[1].tests[1].kind, reimburse::Test::Kind::between);
    EXPECT_EQ(lines[1].tests[1].at_least, 60);
    EXPECT_EQ(lines[1].tests[1].at_most, reimburse::Test{}.at_most);
    EXPECT_EQ(lines[1].tests[2].at_most, 1050) << "an accumulator of money is tested in fen";
    ASSERT_EQ(lines[2].tests.size(), 2U);
    EXPECT_EQ(lines[2].tests[0].kind, reimburse::Test::Kind::absent);
    EXPECT_EQ(lines[2].tests[1].kind, reimburse::Test::Kind::present);
    EXPECT_EQ(lines[2].when[0].values, std::vector<std::string>{"low"});
    EXPECT_EQ(lines[3].only[0].values, (std::vector<std::string>{"year", "claim"}));
    EXPECT_TRUE(read->measures[0].is_count);
    EXPECT_TRUE(read->measures[0].required);
    EXPECT_FALSE(read->measures[1].is_count);
    EXPECT_EQ(read->lists[0].entries, std::vector<std::string>{"4308*"});
    EXPECT_EQ(read->facilities[0].fields[0],
              (std::pair<std::string, std::string>{"level", "high"}));
    EXPECT_EQ(read->indices[0].amount.rows[0].cell.value, Fraction::whole(5000000));
    ASSERT_EQ(read->accumulators.size(), 4U);
    EXPECT_EQ(read->accumulators[0].benefit, "basic");
    EXPECT_EQ(read->accumulators[0].part, Part::payment);
    EXPECT_TRUE(read->accumulators[1].of_household);
    EXPECT_EQ(read->accumulators[1].part, Part::laid);
    EXPECT_TRUE(read->accumulators[2].is_count);
    EXPECT_EQ(read->accumulators[2].period, Period::month);
    EXPECT_EQ(read->accumulators[3].measure, "abroad");
    EXPECT_EQ(read->accumulators[3].period, Period::ever);
}

TEST(PolicyReader, reads_what_the_policy_states) {
    const Result<Policy> read = read_policy(small_policy, "p.json");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->orders[0].benefits.size(), 5U);
    EXPECT_EQ(read->targets[0].ratio, *Fraction::of(85, 100));
    EXPECT_EQ(read->statements[0].yes.size(), 2U);
    EXPECT_EQ(read->premiums[0].contribution.rows[0].cell.value, Fraction::whole(22000));
    EXPECT_EQ(read->premiums[0].subsidy.rows[1].clause, "S1-1");
    EXPECT_EQ(read->entitlements[0].times_a_year, 4);
}

TEST(PolicyReader, reports_faults_of_the_head) {
    expect_alone({
        {R"("policy": "small-1")", R"("policy": "small 1")", R"("small 1")", "/policy",
         "E212 \"small 1\" is not an identifier"},
        {R"("place": "430800",)", "", "{\n", "", "E106 key \"place\" is missing"},
        {R"("place": "430800")", R"("place": "")", R"("",)", "/place", "E211 place is empty"},
        {R"("place": "430800")", R"("place": 430800)", "430800", "/place",
         "E107 expected a text in quotes, found the number 430800"},
        {R"("trust": "A")", R"("trsut": "B", "trust": "A")", R"("trsut")", "/trsut",
         "E105 unknown key \"trsut\" (did you mean \"trust\"?)"},
        {R"("trust": "A")", R"("trust": "D")", R"("D")", "/trust",
         "E210 trust: unknown value \"D\""},
        {R"("to": "2020-01-01"})", R"("to": "2019-01-01"})", R"("2019-01-01"})", "/valid/to",
         "E208 the span from 2019-01-01 to 2019-01-01 holds no day"},
        {R"("to": "2020-01-01"})", R"("to": "2020-02-30"})", R"("2020-02-30")", "/valid/to",
         "E207 to: \"2020-02-30\" is not a date of the calendar"},
        {R"("month": 4, "day": 30)", R"("month": 4, "day": 31)", R"({"month": 4)", "/benefit_year",
         "E207 benefit_year: \"4-31\" is not a date of the calendar"},
        {R"("month": 4)", R"("month": -4)", "-4", "/benefit_year/month",
         "E209 month: \"-4\" is not a whole number of 0 or more"},
        {R"("title": {"en": "Small"})", R"("title": {})", "{},", "/title",
         "E106 key \"zh\" is missing"},
        {R"("https://example.org/a(1).html?b=%20")", R"x("javascript:alert(1)")x",
         R"x("javascript:alert(1)")x", "/sources/0/url",
         "E214 \"javascript:alert(1)\" is not a web address"},
        {R"(a(1).html)", R"(公告.html)", R"("https://example.org/公告.html?b=%20")",
         "/sources/0/url", "E214 \"https://example.org/公告.html?b=%20\" is not a web address"},
        {R"("https://example.org/a(1).html?b=%20")", R"("https:///a")", R"("https:///a")",
         "/sources/0/url", "E214 \"https:///a\" is not a web address"},
        {R"("published": "2019-10")", R"("published": "2019-13")", R"("2019-13")",
         "/sources/0/published", "E207 published: \"2019-13\" is not a date of the calendar"},
        {R"(      {"id": "S1-2", "text")",
         R"(  {"id": "S1-1", "text": {"en": "x"}}, {"id": "S1-2", "text")",
         R"("S1-1", "text": {"en": "x"})", "/sources/0/clauses/1/id",
         "E307 id \"S1-1\" is used twice"},
    });
}

TEST(PolicyReader, reports_a_text_that_is_no_tree) {
    EXPECT_EQ(read_policy("{", "p.json").problems().front().code, Code::not_json);
    EXPECT_EQ(read_policy("[]", "p.json").problems().front().code, Code::wrong_type);
}

TEST(PolicyReader, reports_unknown_names) {
    expect_alone({
        {R"("clause": "S1-1", "why")", R"("clause": "S1-9", "why")", R"("S1-9")",
         "/readings/0/clause",
         "E305 clause \"S1-9\" is in no source of this file (did you mean \"S1-1\"?)"},
        {R"("when": {"level": "low"}, "absent")", R"("when": {"lvel": "low"}, "absent")",
         R"("lvel")", "/dimensions/2/derive/2/when/lvel",
         "E301 unknown dimension \"lvel\" (did you mean \"level\"?)"},
        {R"("when": {"level": "low"}, "absent")", R"("when": {"level": "lwo"}, "absent")",
         R"("lwo")", "/dimensions/2/derive/2/when/level",
         "E210 level: unknown value \"lwo\" (did you mean \"low\"?)"},
        {R"("level": ["low", "high"])", R"("level": ["low", "mid"])", R"("mid")",
         "/benefits/0/gates/0/when/level/1", "E210 level: unknown value \"mid\""},
        {R"({"round": ["year", "claim"]})", R"({"rounds": ["year"]})", R"("rounds")",
         "/dimensions/2/derive/3/if/rounds",
         "E601 the policy declares no reading \"rounds\" (did you mean \"round\"?)"},
        {R"({"round": ["year", "claim"]})", R"({"round": ["year", "month"]})", R"("month"]})",
         "/dimensions/2/derive/3/if/round/1", "E602 reading round has no value \"month\""},
        {R"("to_place": "region")", R"("to_place": "regoin")", R"("regoin")",
         "/dimensions/2/derive/1/in_list/to_place",
         "E306 unknown list \"regoin\" (did you mean \"region\"?)"},
        {R"("between": {"age")", R"("between": {"agee")", R"("agee")",
         "/dimensions/2/derive/1/between/agee",
         "E304 unknown measure \"agee\" (did you mean \"age\"?)"},
        {R"("fields": {"level": "high"})", R"("fields": {"level": "top"})", R"("top")",
         "/facilities/0/fields/level", "E210 level: unknown value \"top\""},
        {R"("adds": {"measure": "abroad"})", R"("adds": {"measure": "abraod"})", R"("abraod")",
         "/accumulators/3/adds/measure",
         "E304 unknown measure \"abraod\" (did you mean \"abroad\"?)"},
        {R"("adds": {"measure": "abroad"})", R"("adds": {"measure": "age"})", R"("age"}})",
         "/accumulators/3/adds/measure",
         "E319 measure \"age\" is a count, where an amount of money is needed"},
        {R"({"benefit": "basic", "part": "payment"})", R"({"benefit": "basik", "part": "payment"})",
         R"("basik")", "/accumulators/0/adds/benefit",
         "E302 unknown benefit \"basik\" (did you mean \"basic\"?)"},
        {R"("used": ["paid"])", R"("used": ["pad"])", R"("pad")", "/benefits/0/caps/0/used/0",
         "E303 unknown accumulator \"pad\" (did you mean \"paid\"?)"},
        {R"("used": ["paid"])", R"("used": ["visits"])", R"("visits"]})",
         "/benefits/0/caps/0/used/0",
         "E319 accumulator \"visits\" counts claims, where a sum of money is needed"},
        {R"("of": "wage")", R"("of": "wages")", R"("wages")", "/benefits/0/caps/0/amount/0/of",
         "E306 unknown index \"wages\" (did you mean \"wage\"?)"},
    });
}

TEST(PolicyReader, reports_faults_of_claim_terms) {
    expect_alone({
        {R"("measures": [)",
         R"("measures": [{"id": "Age", "label": {"en": "x"}, "kind": "count"},)", R"("Age")",
         "/measures/0/id", "E212 \"Age\" is not an identifier"},
        {R"("measures": [)",
         R"("measures": [{"id": "total", "label": {"en": "x"}, "kind": "count"},)", R"("total")",
         "/measures/0/id", "E307 id \"total\" is used twice"},
        {R"("dimensions": [)",
         R"("dimensions": [{"id": "age", "label": {"en": "x"}, "values": ["a"]},)", R"("age")",
         "/dimensions/0/id", "E307 id \"age\" is used twice"},
        {R"("values": ["low", )", R"("values": ["low", "low", )", R"("low", {)",
         "/dimensions/0/values/1", "E307 id \"low\" is used twice"},
        {R"("values": ["yes", "no"], "absent")", R"("values": ["yes", "no", "or not"], "absent")",
         R"("or not")", "/dimensions/1/values/2", "E212 \"or not\" is not an identifier"},
        {R"("absent": "no",)", R"("absent": "on",)", R"("on")", "/dimensions/1/absent",
         "E210 absent: unknown value \"on\""},
        {R"(["from_place", "to_place"])", R"(["from_place"])", R"(["from_place"])",
         "/dimensions/2/derive/0/equal", "E319 \"equal\" names two fields"},
        {R"([60, null])", R"([60])", "[60]", "/dimensions/2/derive/1/between/age",
         "E319 \"between\" gives the least and the most, or null"},
        {R"([60, null])", R"([60, 50])", "[60, 50]", "/dimensions/2/derive/1/between/age",
         "E319 \"between\": the most lies below the least"},
        {R"("when": {"level": "low"}, "absent")", R"("when": {"near": "no"}, "absent")",
         R"("no"}, "absent")", "/dimensions/2/derive/2/when/near",
         "E319 dimension \"near\" is derived from \"near\", which is derived after it"},
        {R"("when": {"level": "low"}, "absent")", R"("when": {"level": []}, "absent")", "[]}, ",
         "/dimensions/2/derive/2/when/level", "E319 a condition without values never holds"},
        {R"("counts": true)", R"("counts": true, "adds": {"measure": "total"})",
         R"({"measure": "total"}, "when")", "/accumulators/2/adds",
         "E319 an accumulator adds amounts or counts claims, not both"},
        {R"("counts": true, )", "", R"({"id": "visits")", "/accumulators/2",
         "E106 key \"adds\" is missing"},
        {R"("benefit": "basic", "part": "payment"})", R"("benefit": "basic", "part": "covered"})",
         R"("covered"})", "/accumulators/0/adds/part", "E210 part: unknown value \"covered\""},
        {R"("period": "month")", R"("period": "week")", R"("week")", "/accumulators/2/period",
         "E210 period: unknown value \"week\""},
    });
}

TEST(PolicyReader, reports_faults_of_what_it_states) {
    expect_alone({
        {R"("benefits": ["basic", "second", "aid", "rest", "other"])",
         R"("benefits": ["basic", "second", "aid", "rest"])", R"(["basic", "second")",
         "/orders/0/benefits", "E319 the order leaves out benefit \"other\""},
        {R"("rest", "other"])", R"("rest", "other", "aid"])", R"("aid"]}])", "/orders/0/benefits/5",
         "E307 id \"aid\" is used twice"},
        {R"("rest", "other"])", R"("rest", "other", "ais"])", R"("ais")", "/orders/0/benefits/5",
         "E302 unknown benefit \"ais\" (did you mean \"aid\"?)"},
        {R"([{"benefits": ["basic")", R"([{"if": {"round": "year"}, "benefits": ["basic")",
         R"([{"if": {"round": "year"}, "benefits")", "/orders",
         "E318 orders: 0 alternatives remain for the readings round=claim"},
        {R"("ratio": "0.85")", R"("ratio": "85")", R"("85")", "/targets/0/ratio",
         "E206 rate 85 lies outside 0 to 1"},
        {R"("ratio": "0.85")", R"("ratio": "85%")", R"("85%")", "/targets/0/ratio",
         "E205 \"85%\" is not an exact rate"},
        {R"("contribution": "220")", R"("contribution": "-1")", R"("-1", "subsidy")",
         "/premiums/0/contribution", "E312 premiums.resident.contribution: -1 is below zero"},
        {R"("contribution": "220")", R"("contribution": "1.005")", R"("1.005")",
         "/premiums/0/contribution", "E202 contribution: \"1.005\" has more than two decimals"},
        {R"("contribution": "220")", R"("contribution": [])", R"([], "subsidy")",
         "/premiums/0/contribution",
         "E309 premiums.resident.contribution: no row matches every claim"},
    });
}

TEST(PolicyReader, knows_the_amounts_of_every_claim) {
    for (const char* measure : {"total", "eligible", "out_of_scope"}) {
        EXPECT_EQ(after(R"("adds": {"measure": "abroad"})",
                        R"("adds": {"measure": ")" + std::string(measure) + R"("})"),
                  "");
    }
}

TEST(PolicyReader, limits_what_one_word_of_bits_holds) {
    std::string values = R"("values": ["low", )";
    for (int i = 0; i < 63; ++i) {
        values += "\"v" + std::to_string(i) + "\", ";
    }
    EXPECT_EQ(after(R"("values": ["low", )", values),
              place_of(small_policy, R"(["low", {)") +
                  " /dimensions/0/values E319 a dimension has 1 to 64 values, this one has 65");
    std::string targets = R"("targets": [)";
    for (int i = 0; i < 64; ++i) {
        targets += R"({"id": "t)" + std::to_string(i) +
                   R"(", "label": {"en": "t"}, "when": {}, "ratio": "1", "clause": "S1-1"}, )";
    }
    EXPECT_EQ(after(R"("targets": [)", targets),
              place_of(small_policy, R"([{"id": "most")") +
                  " /targets E319 a policy has at most 64 targets");
}

TEST(PolicyReader, an_order_may_put_a_benefit_before_the_one_it_uses) {
    // With the order changed, the list still has `basic` before `second`.
    EXPECT_EQ(after(R"(["basic", "second", "aid")", R"(["second", "basic", "aid")"), "");
    const std::string changed = with(small_policy, R"("benefit": "second", "part": "left")",
                                     R"("benefit": "other", "part": "left")");
    EXPECT_EQ(described(read_policy(changed, "p").problems()),
              place_of(changed, R"("other", "part": "left")") +
                  " /benefits/3/base/terms/0/benefit E315 benefit \"other\" is not settled before "
                  "this one");
    const std::string by_order =
        with(changed, R"("aid", "rest", "other"])", R"("aid", "other", "rest"])");
    EXPECT_TRUE(read_policy(by_order, "p"));
}

TEST(PolicyReader, finds_every_problem_in_one_run_in_the_order_of_places) {
    std::string changed = with(small_policy, R"("trust": "A")", R"("trust": "X")");
    changed = with(changed, R"("clause": "S1-1", "why")", R"("clause": "S9", "why")");
    changed = with(changed, R"("rate": "0.5")", R"("rate": "1.5")");
    changed = with(changed, R"("times_a_year": 4)", R"("times_a_year": "many")");
    const Result<Policy> read = read_policy(changed, "p.json");
    ASSERT_FALSE(read);
    std::vector<Code> codes;
    for (const Problem& problem : read.problems()) {
        codes.push_back(problem.code);
        EXPECT_EQ(problem.place.file, "p.json");
    }
    EXPECT_EQ(codes, (std::vector<Code>{Code::unknown_value, Code::unknown_clause,
                                        Code::rate_out_of_range, Code::not_a_count}));
}

} // namespace
