// SPDX-License-Identifier: MIT
#include "load/overlay.hpp"

#include "load/policy_reader.hpp"
#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace reimburse;
using namespace reimburse::load::test;

/// The small policy.
Policy small() {
    return load::read_policy(small_policy, "p.json").value();
}

/// What reading the overlay, or applying it to the small policy, reports.
std::string fault(std::string_view text) {
    const Result<load::Overlay> overlay = load::read_overlay(text, "o.json");
    if (!overlay) {
        return described(overlay.problems());
    }
    Policy policy = small();
    return described(apply(*overlay, policy));
}

void expect_alone(const std::vector<Bad>& list) {
    for (const Bad& bad : list) {
        const std::string changed = with(small_overlay, bad.from, bad.to);
        EXPECT_EQ(fault(changed), expected(bad, changed)) << bad.to;
    }
}

TEST(Overlay, is_read) {
    const Result<load::Overlay> overlay = load::read_overlay(small_overlay, "o.json");
    ASSERT_TRUE(overlay) << described(overlay.problems());
    EXPECT_EQ(overlay->id, "filled");
    EXPECT_EQ(overlay->extends, "small-1");
    EXPECT_EQ(overlay->extends_place, (Place{"o.json", "/extends", 3, 14}));
    EXPECT_EQ(overlay->title.en, "Filled");
    EXPECT_TRUE(overlay->assumption);
    EXPECT_EQ(overlay->file, "o.json");
    EXPECT_EQ(overlay->sets.size(), 2U);
    EXPECT_EQ(overlay->sets[0].table, "basic.deductibles.visit");
}

TEST(Overlay, puts_its_rows_before_those_of_the_policy) {
    const Result<load::Overlay> overlay = load::read_overlay(small_overlay, "o.json");
    ASSERT_TRUE(overlay);
    Policy policy = small();
    EXPECT_EQ(described(apply(*overlay, policy)), "");
    const Table& visit = policy.benefits[0].deductibles[0].amount;
    EXPECT_EQ(visit.rows.size(), 2U);
    ASSERT_EQ(visit.overrides.size(), 1U);
    EXPECT_EQ(visit.overrides[0].cell.value, Fraction::whole(30000));
    EXPECT_EQ(visit.overrides[0].origin, "filled");
    EXPECT_EQ(visit.overrides[0].clause, "O1-1");
    EXPECT_EQ(visit.overrides[0].place.file, "o.json");
    EXPECT_EQ(visit.overrides[0].place.pointer, "/set/0");
    const Table& rate = *policy.benefits[1].schedule.segments[1].rate;
    ASSERT_EQ(rate.overrides.size(), 1U);
    EXPECT_EQ(rate.overrides[0].cell.value, *Fraction::of(9, 10)) << "a share, not fen";
    EXPECT_EQ(rate.overrides[0].span.from, *Date::parse("2019-06-01"));
}

TEST(Overlay, fills_a_benefit_in_its_place) {
    const Result<load::Overlay> overlay = load::read_overlay(small_overlay, "o.json");
    ASSERT_TRUE(overlay);
    Policy policy = small();
    EXPECT_EQ(described(apply(*overlay, policy)), "");
    ASSERT_EQ(policy.benefits.size(), 5U);
    EXPECT_EQ(policy.benefits[2].id, "aid");
    EXPECT_EQ(policy.benefits[2].origin, "filled");
    EXPECT_EQ(policy.benefits[2].place.file, "o.json");
    EXPECT_TRUE(policy.benefits[2].silences.empty());
    EXPECT_EQ(policy.benefits[2].schedule.segments.size(), 1U);
    EXPECT_EQ(policy.sources.back().id, "O1");
    EXPECT_EQ(policy.measures.back().id, "gift");
    EXPECT_EQ(policy.lists.back().id, "extra");
    EXPECT_EQ(policy.indices.back().id, "income");
    EXPECT_EQ(policy.accumulators.back().id, "aided");
    EXPECT_EQ(policy.overlays, std::vector<std::string>{"filled"});
}

TEST(Overlay, keeps_the_rows_of_two_for_one_cell) {
    constexpr std::string_view second = R"({"overlay": "other", "extends": "small-1",
        "title": {"en": "x"}, "assumption": true,
        "sources": [{"id": "O2", "title": {"en": "x"},
                     "clauses": [{"id": "O2-1", "text": {"en": "x"}}]}],
        "set": [{"table": "basic.deductibles.visit", "when": {"level": "high"}, "value": "400",
                 "clause": "O2-1"}]})";
    const Result<load::Overlay> first = load::read_overlay(small_overlay, "o.json");
    const Result<load::Overlay> next = load::read_overlay(second, "q.json");
    ASSERT_TRUE(first);
    ASSERT_TRUE(next) << described(next.problems());
    Policy policy = small();
    EXPECT_EQ(described(apply(*first, policy)), "");
    EXPECT_EQ(described(apply(*next, policy)), "");
    const Table& visit = policy.benefits[0].deductibles[0].amount;
    ASSERT_EQ(visit.overrides.size(), 2U);
    EXPECT_EQ(visit.overrides[0].origin, "filled");
    EXPECT_EQ(visit.overrides[1].origin, "other");
}

TEST(Overlay, may_not_fill_what_another_one_filled) {
    const Result<load::Overlay> first = load::read_overlay(small_overlay, "o.json");
    ASSERT_TRUE(first);
    Policy policy = small();
    EXPECT_EQ(described(apply(*first, policy)), "");
    const Problems problems = apply(*first, policy);
    const auto collision = std::ranges::find(problems, Code::overlays_collide, &Problem::code);
    ASSERT_NE(collision, problems.end());
    EXPECT_EQ(described(*collision),
              place_of(small_overlay, R"({"id": "aid")") +
                  " /benefits/0 E333 two overlays set benefits.aid at every claim: filled and "
                  "filled [O1-1]");
}

TEST(Overlay, reports_what_does_not_fit_the_policy) {
    expect_alone({
        {R"("basic.deductibles.visit")", R"("basic.deductibles.visits")",
         R"("basic.deductibles.visits")", "/set/0/table",
         "E332 the policy has no table \"basic.deductibles.visits\" (did you mean "
         "\"basic.deductibles.visit\"?) [O1-1]"},
        {R"("level": "high")", R"("level": "hihg")", R"("hihg")", "/set/0/when/level",
         "E210 level: unknown value \"hihg\" (did you mean \"high\"?)"},
        {R"("value": "300", "clause": "O1-1")", R"("value": "300", "clause": "O1-11")",
         R"("O1-11")", "/set/0/clause",
         "E305 clause \"O1-11\" is in no source of this file (did you mean \"O1-1\"?)"},
        {R"("value": "300", "clause": "O1-1")", R"("value": "300")",
         R"({"table": "basic.deductibles.visit")", "/set/0", "E106 key \"clause\" is missing"},
        {R"("value": "0.9")", R"("value": "9")", R"("9")", "/set/1/value",
         "E206 rate 9 lies outside 0 to 1"},
        {R"("value": "300")", R"("unlimited": true)", "true", "/set/0/unlimited",
         "E319 table basic.deductibles.visit: only an edge, a cap or a limit of a base can be "
         "unlimited"},
        {R"([{"id": "gift")", R"([{"id": "age")", R"("age")", "/measures/0/id",
         "E307 id \"age\" is used twice"},
        {R"([{"id": "gift")", R"([{"id": "level")", R"("level")", "/measures/0/id",
         "E307 id \"level\" is used twice"},
        {R"([{"id": "O1")", R"([{"id": "S1")", R"("S1")", "/sources/0/id",
         "E307 id \"S1\" is used twice"},
        {R"("extends": "small-1",)", "", "{\n", "", "E106 key \"extends\" is missing"},
        {R"("benefit": "second", "part": "left")", R"("benefit": "rest", "part": "left")",
         R"("rest")", "/benefits/0/base/terms/0/benefit",
         "E315 benefit \"rest\" is not settled before this one"},
    });
}

TEST(Overlay, may_not_change_a_benefit_that_has_figures) {
    const std::string changed =
        with(small_overlay, R"({"id": "aid", "label": {"en": "aid"}, "payer")",
             R"({"id": "second", "label": {"en": "aid"}, "payer")");
    EXPECT_EQ(fault(changed).find(place_of(changed, R"({"id": "second")") +
                                  " /benefits/0 E334 benefit \"second\" has figures already "
                                  "[O1-1]\n"),
              0U);
    const std::string unknown =
        with(small_overlay, R"({"id": "aid", "label": {"en": "aid"}, "payer")",
             R"({"id": "aidd", "label": {"en": "aid"}, "payer")");
    EXPECT_NE(fault(unknown).find("/benefits/0 E302 unknown benefit \"aidd\" (did you mean "
                                  "\"aid\"?)"),
              std::string::npos);
}

} // namespace
