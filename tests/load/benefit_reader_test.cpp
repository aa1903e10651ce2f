// SPDX-License-Identifier: MIT
#include "load/benefit_reader.hpp"

#include "load/policy_reader.hpp"
#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace reimburse;
using namespace reimburse::load::test;
using load::read_policy;

void expect_alone(const std::vector<Bad>& list) {
    for (const Bad& bad : list) {
        const std::string changed = with(small_policy, bad.from, bad.to);
        const Result<Policy> policy = read_policy(changed, "p.json");
        EXPECT_EQ(policy ? "" : described(policy.problems()), expected(bad, changed)) << bad.to;
    }
}

std::string place_text(const Place& place) {
    return std::to_string(place.line) + ":" + std::to_string(place.column);
}

TEST(BenefitReader, reads_a_scheduled_benefit) {
    const Result<Policy> read = read_policy(small_policy, "p.json");
    ASSERT_TRUE(read) << described(read.problems());
    const Benefit& basic = read->benefits[0];
    EXPECT_EQ(basic.id, "basic");
    EXPECT_EQ(basic.payer, Payer::fund);
    EXPECT_EQ(basic.kind, BenefitKind::scheduled);
    EXPECT_EQ(basic.place.file, "p.json");
    EXPECT_EQ(basic.place.pointer, "/benefits/0");
    EXPECT_EQ(place_text(basic.place), place_of(small_policy, R"({"id": "basic")"));
    EXPECT_EQ(basic.gates[0].when[0].values, (std::vector<std::string>{"low", "high"}));
    EXPECT_EQ(basic.gates[0].clause, "S1-1") << "inherited";
    EXPECT_EQ(basic.base.terms[0].measure, "eligible");
    EXPECT_EQ(basic.base.terms[0].weight, Fraction::whole(1));
    EXPECT_EQ(basic.base.limits[0].amount.rows[0].cell.kind, Cell::Kind::unlimited);
    const Table& deductible = basic.deductibles[0].amount;
    EXPECT_EQ(deductible.rows[0].cell.value, Fraction::whole(20000));
    EXPECT_EQ(deductible.rows[0].clause, "S1-1") << "inherited";
    EXPECT_EQ(deductible.rows[1].cell.kind, Cell::Kind::unspecified);
    EXPECT_EQ(deductible.rows[1].clause, "S1-2");
    EXPECT_EQ(deductible.rows[1].place.pointer, "/benefits/0/deductibles/0/amount/1");
    EXPECT_EQ(place_text(deductible.rows[1].place),
              place_of(small_policy, R"({"when": {"level": "high"}, "unspecified")"));
    const Cell& cap = basic.caps[0].amount.rows[0].cell;
    EXPECT_EQ(cap.kind, Cell::Kind::of_index);
    EXPECT_EQ(cap.value, Fraction::whole(6));
    EXPECT_EQ(cap.index, "wage");
    EXPECT_EQ(cap.rounding, (Rounding{RoundingMode::down, 100}));
    EXPECT_EQ(basic.caps[0].used, std::vector<std::string>{"paid"});
    EXPECT_EQ(basic.schedule.laying, Laying::whole);
    ASSERT_EQ(basic.schedule.segments.size(), 3U);
    EXPECT_EQ(basic.schedule.segments[0].up_to->rows[0].cell.value, Fraction::whole(100000));
    EXPECT_EQ(basic.schedule.segments[1].fixed->rows[0].cell.value, Fraction::whole(70000));
    EXPECT_FALSE(basic.schedule.segments[1].rate);
    EXPECT_EQ(basic.schedule.segments[2].rate->rows[0].cell.value, *Fraction::of(2, 3));
    EXPECT_FALSE(basic.schedule.segments[2].up_to);
    EXPECT_EQ(basic.uplifts[0].value, *Fraction::of(1, 10));
    EXPECT_EQ(basic.uplifts[0].clause, "S1-1") << "inherited";
    EXPECT_EQ(basic.uplifts[1].target, UpliftTarget::cap);
    EXPECT_EQ(basic.uplifts[1].change, UpliftChange::remove);
    EXPECT_EQ(basic.uplifts[1].room, "year");
    EXPECT_EQ(basic.uplifts[1].span.from, *Date::parse("2019-05-01"));
    EXPECT_EQ(place_text(basic.uplifts[1].place), place_of(small_policy, R"({"id": "free")"));
    EXPECT_EQ(basic.combine, Combine::sum);
    EXPECT_EQ(basic.rate_limit, *Fraction::of(9, 10));
    EXPECT_EQ(basic.roundings[0].side, RoundingSide::patient);
    EXPECT_FALSE(load::is_only_named(basic));
}

TEST(BenefitReader, reads_a_benefit_on_an_axis) {
    const Result<Policy> read = read_policy(small_policy, "p.json");
    ASSERT_TRUE(read);
    const Benefit& second = read->benefits[1];
    EXPECT_EQ(second.payer, Payer::employer);
    EXPECT_EQ(second.valid, (DateSpan{*Date::parse("2019-02-01"), Date::last_open()}));
    EXPECT_EQ(second.base.terms[1].weight, Fraction::whole(-1));
    EXPECT_EQ(second.base.terms[1].benefit, "basic");
    EXPECT_EQ(second.base.terms[1].part, Part::covered);
    EXPECT_EQ(second.schedule.laying, Laying::marginal);
    EXPECT_EQ(second.schedule.axis, "laid");
    EXPECT_TRUE(second.schedule.includes_deductible);
    EXPECT_FALSE(second.schedule.edges_from_deductible);
    EXPECT_EQ(second.schedule.axis_deductible->rows[0].cell.value, Fraction::whole(1000000));
    ASSERT_EQ(second.roundings.size(), 2U);
    EXPECT_EQ(second.roundings[0].place, RoundingPlace::year);
    EXPECT_EQ(second.roundings[0].only[0].reading, "round");
    EXPECT_EQ(second.roundings[1].rounding, (Rounding{RoundingMode::down, 10}));
    EXPECT_EQ(second.on_change, OnChange::settle_up);
    EXPECT_EQ(second.paid, "paid");
}

TEST(BenefitReader, reads_the_other_kinds) {
    const Result<Policy> read = read_policy(small_policy, "p.json");
    ASSERT_TRUE(read);
    EXPECT_TRUE(load::is_only_named(read->benefits[2]));
    EXPECT_EQ(read->benefits[2].silences[0].clause, "S1-2") << "inherited";
    const Benefit& rest = read->benefits[3];
    EXPECT_EQ(rest.kind, BenefitKind::backstop);
    EXPECT_EQ(rest.keep.amount->amount.rows[0].cell.value, Fraction::whole(500));
    EXPECT_EQ(rest.keep.share, *Fraction::of(1, 5));
    EXPECT_EQ(rest.keep.of[0].measure, "total");
    EXPECT_EQ(read->benefits[4].kind, BenefitKind::given);
    EXPECT_EQ(read->benefits[4].given, "abroad");
}

TEST(BenefitReader, reports_faults_of_cells) {
    expect_alone({
        {R"("value": "200")", R"("value": "-200")", R"("-200")",
         "/benefits/0/deductibles/0/amount/0/value",
         "E312 basic.deductibles.visit: -200 is below zero"},
        {R"("value": "200")", R"("value": "2OO")", R"("2OO")",
         "/benefits/0/deductibles/0/amount/0/value",
         "E201 value: \"2OO\" is not a plain decimal amount"},
        {R"("value": "200")", R"("value": "200", "unlimited": true)", "true",
         "/benefits/0/deductibles/0/amount/0/unlimited",
         "E319 a row of basic.deductibles.visit has both \"value\" and \"unlimited\""},
        {R"(, "value": "200"})", "}", R"({"when": {"level": "low"}},)",
         "/benefits/0/deductibles/0/amount/0", "E106 key \"value\" is missing"},
        {R"("low"}, "value": "200")", R"("low"}, "unlimited": true)", "true",
         "/benefits/0/deductibles/0/amount/0/unlimited",
         "E319 table basic.deductibles.visit: only an edge, a cap or a limit of a base can be "
         "unlimited"},
        {R"({"unlimited": true})", R"({"unlimited": false})", "false",
         "/benefits/0/base/limits/0/amount/0/unlimited", "E319 \"unlimited\" is true or left out"},
        {R"("rate": "0.5")", R"("rate": "1.01")", R"("1.01")",
         "/benefits/0/schedule/segments/0/rate", "E206 rate 1.01 lies outside 0 to 1"},
        {R"("rate": "0.5")", R"("rate": true)", R"(true}, {"up_to")",
         "/benefits/0/schedule/segments/0/rate",
         "E107 expected a number in quotes or a list […] of rows, found true"},
        {R"("rate": "0.5")",
         R"("rate": [{"share": "1", "of": "wage", "round": {"mode": "up", "unit": "1"}}])",
         R"("1", "of": "wage", "round": {"mode": "up")",
         "/benefits/0/schedule/segments/0/rate/0/share",
         "E319 table basic.segments.1.rate holds rates: a rate is no share of an index"},
        {R"("value": "200")", R"("value": "200", "of": "wage")", R"("wage")",
         "/benefits/0/deductibles/0/amount/0/of", "E319 \"of\" belongs to a \"share\""},
        {R"("share": "6")", R"("share": "-6")", R"("-6")", "/benefits/0/caps/0/amount/0/share",
         "E312 basic.caps.year: -6 is below zero"},
        {R"("mode": "down", "unit": "1")", R"("mode": "dwon", "unit": "1")", R"("dwon")",
         "/benefits/0/caps/0/amount/0/round/mode",
         "E213 unknown rounding mode \"dwon\" (did you mean \"down\"?)"},
        {R"("mode": "down", "unit": "1")", R"("mode": "down", "unit": "10")", R"("10"})",
         "/benefits/0/caps/0/amount/0/round/unit", "E213 unknown rounding unit \"10\""},
        {R"("from": "2019-01-01", "to": "2019-06-01")",
         R"("from": "2019-07-01", "to": "2019-06-01")", R"("2019-06-01", "value": "0")",
         "/premiums/0/subsidy/0/to", "E208 the span from 2019-07-01 to 2019-06-01 holds no day"},
    });
}

TEST(BenefitReader, reports_faults_of_schedules) {
    expect_alone({
        {R"({"up_to": "2000", "fixed")", R"({"fixed")", R"({"fixed")",
         "/benefits/0/schedule/segments/1",
         "E311 basic.segments.2: only the last segment is without an upper edge, and it must be"},
        {R"({"rate": "2/3"})", R"({"up_to": "3000", "rate": "2/3"})", R"({"up_to": "3000")",
         "/benefits/0/schedule/segments/2",
         "E311 basic.segments.3: only the last segment is without an upper edge, and it must be"},
        {R"("up_to": "2000")", R"("up_to": "1000.00")", R"("1000.00")",
         "/benefits/0/schedule/segments/1/up_to",
         "E310 basic.segments.2.up_to: edge 1000.00 does not lie above the edge before it"},
        {R"("up_to": "30000")", R"("up_to": "0")", R"("0", "rate")",
         "/benefits/1/schedule/segments/0/up_to",
         "E310 second.segments.1.up_to: edge 0.00 does not lie above the edge before it"},
        {R"("fixed": "700")", R"("fixed": "700", "rate": "1")", R"("700", "rate")",
         "/benefits/0/schedule/segments/1/fixed",
         "E319 a segment has a rate or a fixed amount, not both"},
        {R"({"rate": "2/3"})", "{}", "{}]", "/benefits/0/schedule/segments/2",
         "E106 key \"rate\" is missing"},
        {R"("laying": "whole", )", "", R"("700"})", "/benefits/0/schedule/segments/1/fixed",
         "E319 a fixed amount needs \"laying\": \"whole\""},
        {R"([{"up_to": "30000", "rate": "0.60"}, {"rate": "0.85"}])", "[]", "[]},",
         "/benefits/1/schedule/segments", "E319 a schedule has at least one segment"},
    });
}

TEST(BenefitReader, reports_faults_of_uplifts) {
    expect_alone({
        {R"("value": "0.10")", R"("value": "10")", R"("10"},)", "/benefits/0/uplifts/0/value",
         "E313 uplift more: 10 is above 100 %"},
        {R"("change": "points", "value": "0.10")", R"("change": "factor", "value": "-0.10")",
         R"("-0.10")", "/benefits/0/uplifts/0/value", "E319 uplift more: a factor is 0 or more"},
        {R"(, "value": "0.10"})", "}", R"({"id": "more")", "/benefits/0/uplifts/0",
         "E106 key \"value\" is missing"},
        {R"("change": "remove")", R"("change": "remove", "value": "1")", R"("1"}])",
         "/benefits/0/uplifts/1/value", "E319 uplift free removes the cap: there is no value"},
        {R"("room": "year", "change")", R"("room": "yaer", "change")", R"("yaer")",
         "/benefits/0/uplifts/1/room", "E306 unknown room \"yaer\" (did you mean \"year\"?)"},
        {R"("target": "rate", "change")", R"("target": "rate", "room": "year", "change")",
         R"("year", "change": "points")", "/benefits/0/uplifts/0/room",
         "E319 uplift more changes the rate, which has no room"},
        {R"("target": "rate", "change")", R"("target": "cap", "change")", R"("points")",
         "/benefits/0/uplifts/0/change",
         "E319 uplift more: points and patient_factor change a rate only"},
        {R"("target": "cap", "room": "year", "change")", R"("target": "deductible", "change")",
         R"("remove")", "/benefits/0/uplifts/1/change",
         "E319 uplift free: only a cap can be removed"},
        {R"({"id": "free", "label")", R"({"id": "more", "label")",
         R"("more", "label": {"en": "free"})", "/benefits/0/uplifts/1/id",
         "E307 id \"more\" is used twice"},
    });
}

TEST(BenefitReader, reports_rules_that_contradict_themselves) {
    expect_alone({
        {R"("side": "patient", "place": "claim")", R"("side": "patient", "place": "year")",
         R"({"mode": "half_up", "unit": "0.01", "side")", "/benefits/0/rounding",
         "E319 benefit \"basic\": bands on the whole amount are rounded by the claim only"},
        {R"("side": "patient", "place": "claim")", R"("side": "patient", "place": "segment")",
         R"({"mode": "half_up", "unit": "0.01", "side")", "/benefits/0/rounding",
         "E319 benefit \"basic\": bands on the whole amount are rounded by the claim only"},
        {R"("mode": "up", "unit": "0.01", "place": "claim")",
         R"("mode": "up", "unit": "0.01", "place": "year")",
         R"({"mode": "up", "unit": "0.01", "place": "year")", "/benefits/3/rounding",
         "E319 benefit \"rest\" is rounded by the year but its schedule has no axis"},
        {R"("on_change": "settle_up", "paid": "paid")", R"("on_change": "settle_up")",
         R"("settle_up")", "/benefits/1/on_change",
         "E319 benefit \"second\" settles up but \"paid\" names no accumulator of its payments"},
        {R"("keep": {"amount": {"id": "me", "amount": "5"}, )"
         R"("share": "0.2", "of": [{"measure": "total"}]},)",
         "", R"({"id": "rest")", "/benefits/3", "E319 benefit \"rest\" has no \"keep\""},
        {R"("share": "0.2", "of": [{"measure": "total"}])", R"("share": "0.2")",
         R"({"amount": {"id": "me")", "/benefits/3/keep",
         "E319 \"share\" and \"of\" belong together"},
        {R"("amount": {"id": "me", "amount": "5"}, )"
         R"("share": "0.2", "of": [{"measure": "total"}])",
         "", "{},", "/benefits/3/keep", "E319 \"keep\" says an amount, a share, or both"},
        {R"(, "given": "abroad")", "", R"({"id": "other")", "/benefits/4",
         "E319 benefit \"other\" has no \"given\""},
        {R"("payer": "fund", "clause": "S1-1",)",
         R"("payer": "fund", "clause": "S1-1", "given": "abroad",)", R"("abroad")",
         "/benefits/0/given",
         "E319 benefit \"basic\": \"given\" belongs to a benefit of kind given"},
        {R"("base": {"terms": [{"measure": "total"},)",
         R"("base": {"terms": [{"measure": "total", "benefit": "basic"},)", R"("basic"},)",
         "/benefits/1/base/terms/0/benefit",
         "E319 either a measure or a part of a benefit, not both"},
        {R"("base": {"terms": [{"measure": "total"},)",
         R"("base": {"terms": [{"measure": "total", "part": "left"},)", R"("left"},)",
         "/benefits/1/base/terms/0/part", "E319 a measure has no part"},
        {R"([{"measure": "eligible"}])", "[]", "[],", "/benefits/0/base/terms",
         "E319 a base has at least one term"},
        {R"([{"measure": "eligible"}])", "[{}]", "{}", "/benefits/0/base/terms/0",
         "E106 key \"measure\" is missing"},
    });
}

TEST(BenefitReader, holds_schedules_to_their_kind_and_axis) {
    expect_alone({
        {R"("kind": "backstop",)",
         R"("kind": "backstop", "schedule": {"segments": [{"rate": "1"}]},)", R"({"segments")",
         "/benefits/3/schedule",
         "E319 benefit \"rest\": \"schedule\" belongs to a benefit of kind scheduled"},
        {R"("combine": "sum",)", R"("combine": "sum", "on_change": "settle_up", "paid": "paid",)",
         R"("settle_up")", "/benefits/0/on_change",
         "E319 benefit \"basic\" settles up but its schedule has no axis"},
        {R"("combine": "sum",)",
         R"("combine": "sum", "keep": {"amount": {"id": "x", "amount": "1"}},)", R"({"amount")",
         "/benefits/0/keep",
         "E319 benefit \"basic\": \"keep\" belongs to a benefit of kind backstop"},
    });
}

TEST(BenefitReader, a_benefit_that_is_sometimes_silent_needs_figures) {
    const std::string changed = with(small_policy, R"("silent": [{"note")",
                                     R"("silent": [{"when": {"poor": "no"}, "note")");
    const std::string at = place_of(changed, R"({"id": "aid", "label")") + " /benefits/2 ";
    EXPECT_EQ(described(read_policy(changed, "p.json").problems()),
              at + "E319 benefit \"aid\" has no \"base\"\n" + at +
                  "E319 benefit \"aid\" has no \"schedule\"\n" + at +
                  "E319 benefit \"aid\" has no \"rounding\"");
}

TEST(BenefitReader, leaves_one_rounding_for_every_selection) {
    expect_alone({
        {R"({"if": {"round": "claim"}, "mode")", R"({"if": {"round": "year"}, "mode")",
         R"([{"if": {"round": "year"}, "mode")", "/benefits/1/rounding",
         "E318 rounding of second: 2 alternatives remain for the readings round=year"},
        {R"({"if": {"round": "claim"}, "mode")", R"({"mode")",
         R"([{"if": {"round": "year"}, "mode")", "/benefits/1/rounding",
         "E318 rounding of second: 2 alternatives remain for the readings round=year"},
    });
}

TEST(BenefitReader, reads_switches_that_readings_choose) {
    const Result<Policy> read = read_policy(small_policy, "p.json");
    ASSERT_TRUE(read) << described(read.problems());
    const Benefit& basic = read->benefits[0];
    const OpenSwitches& open = basic.open;
    ASSERT_EQ(open.axis.size(), 2U);
    EXPECT_EQ(open.axis[0].value, "");
    EXPECT_EQ(open.axis[1].value, "laid");
    EXPECT_EQ(open.axis[1].only[0].reading, "round");
    EXPECT_EQ(open.axis[1].only[0].values, std::vector<std::string>{"claim"});
    ASSERT_EQ(open.includes_deductible.size(), 2U);
    EXPECT_TRUE(open.includes_deductible[0].value);
    EXPECT_FALSE(open.includes_deductible[1].value);
    ASSERT_EQ(open.edges_from_deductible.size(), 1U);
    EXPECT_FALSE(open.edges_from_deductible[0].value);
    EXPECT_TRUE(open.edges_from_deductible[0].only.empty());
    EXPECT_TRUE(open.laying.empty()) << "a plain word";
    const OpenSwitches& others = read->benefits[1].open;
    ASSERT_EQ(others.laying.size(), 2U);
    EXPECT_EQ(others.laying[1].value, Laying::whole);
    ASSERT_EQ(others.combine.size(), 1U);
    EXPECT_EQ(others.combine[0].value, Combine::largest);
    ASSERT_EQ(read->benefits[3].open.on_change.size(), 2U);
    EXPECT_EQ(read->benefits[3].open.on_change[0].value, OnChange::forward);
}

TEST(BenefitReader, leaves_one_alternative_of_a_switch_for_every_selection) {
    expect_alone({
        {R"({"if": {"round": "claim"}, "value": false})",
         R"({"if": {"round": "year"}, "value": false})",
         R"([{"if": {"round": "year"}, "value": true})", "/benefits/0/schedule/includes_deductible",
         "E318 includes_deductible of basic: 2 alternatives remain for the readings round=year"},
        {R"([{"value": "zero"}])", "[]", "[]", "/benefits/0/schedule/edges_from",
         "E318 edges_from of basic: 0 alternatives remain for the readings -"},
        {R"({"if": {"round": ["year", "claim"]}, "value": "largest"})",
         R"({"if": {"round": "year"}, "value": "largest"})",
         R"([{"if": {"round": "year"}, "value": "largest")", "/benefits/1/combine",
         "E318 combine of second: 0 alternatives remain for the readings round=claim"},
    });
}

TEST(BenefitReader, says_what_a_switch_wants_and_what_stands_there) {
    expect_alone({
        {R"({"if": {"round": "year"}, "value": true})",
         R"({"if": {"round": "year"}, "value": "yes"})", R"("yes")",
         "/benefits/0/schedule/includes_deductible/0/value",
         "E107 expected true or false without quotes, found the text \"yes\""},
        {R"({"if": {"round": "year"}, "value": true})",
         R"({"if": {"round": "year"}, "value": true, "none": true})", R"("none")",
         "/benefits/0/schedule/includes_deductible/0/none", "E105 unknown key \"none\""},
        {R"("none": true})", R"("none": false})", "false}", "/benefits/0/schedule/axis/0/none",
         "E319 \"none\" is true or left out"},
        {R"("none": true})", R"("none": true, "value": "laid"})",
         R"("laid"}, {"if": {"round": "claim"})", "/benefits/0/schedule/axis/0/value",
         "E319 an alternative has a value or \"none\", not both"},
        {R"([{"value": "zero"}])", R"(["zero"])", R"("zero"])", "/benefits/0/schedule/edges_from/0",
         "E107 expected an object {…}, found the text \"zero\""},
        {R"([{"value": "zero"}])", R"([{"value": "null"}])", R"("null"}])",
         "/benefits/0/schedule/edges_from/0/value", "E210 value: unknown value \"null\""},
        {R"([{"value": "zero"}])", R"([{}])", "{}]", "/benefits/0/schedule/edges_from/0",
         "E106 key \"value\" is missing"},
    });
}

TEST(BenefitReader, holds_alternatives_to_each_other_where_they_meet) {
    expect_alone({
        // Bands on the whole amount under one reading, rounded by the year under another, is fine:
        // the small policy has it. Under the same one it is not.
        {R"({"if": {"round": "year"}, "value": "marginal"},
          {"if": {"round": "claim"}, "value": "whole"})",
         R"({"if": {"round": "claim"}, "value": "marginal"},
          {"if": {"round": "year"}, "value": "whole"})",
         R"({"if": {"round": "year"}, "mode")", "/benefits/1/rounding/0",
         "E319 benefit \"second\": bands on the whole amount are rounded by the claim only"},
    });
}

TEST(BenefitReader, settling_up_needs_an_axis_under_its_own_readings_only) {
    const auto problems = [](std::string_view axis, std::string_view change) {
        std::string text = with(small_policy, R"("axis": "laid", "laying")",
                                R"("axis": [{"if": {"round": "year"}, "value": "laid"},
                                    {"if": {"round": "claim"}, )" +
                                    std::string(axis) + R"(}], "laying")");
        text = with(text, R"("on_change": "settle_up")",
                    R"("on_change": [{"if": {"round": ")" + std::string(change) +
                        R"("}, "value": "settle_up"},
                        {"if": {"round": ")" +
                        (change == "year" ? "claim" : "year") + R"("}, "value": "forward"}])");
        const Result<Policy> read = read_policy(text, "p.json");
        return read ? std::string() : sentence(read.problems().front());
    };
    EXPECT_EQ(problems(R"("none": true)", "year"), "");
    EXPECT_EQ(problems(R"("value": "laid")", "claim"), "");
    EXPECT_EQ(problems(R"("none": true)", "claim"),
              "E319 benefit \"second\" settles up but its schedule has no axis");
}

TEST(BenefitReader, says_what_contradicts_in_chinese_too) {
    const std::string changed = with(small_policy, R"(, "given": "abroad")", "");
    const Result<Policy> read = read_policy(changed, "p.json");
    ASSERT_FALSE(read);
    EXPECT_EQ(sentence(read.problems().front(), Language::zh), "E319 待遇“other”没有“given”");
}

} // namespace
