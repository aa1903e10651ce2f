// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"
#include "study/diff.hpp"
#include "study/matched_values.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

// Policies that name the same values differently, compared in the words of the first.
namespace reimburse::study {
namespace {

using namespace small;

/// Pays by level, nothing but that.
Policy by_level(std::initializer_list<const char*> levels,
                std::initializer_list<std::pair<std::string, reimburse::Cell>> rates) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.schedule.segments[0].rate = by("level", rates);
    return policy({basic}, {}, {dimension("level", levels)});
}

std::vector<std::string> unshared(const Comparison& comparison) {
    std::vector<std::string> list;
    for (const auto& [name, side] : comparison.unshared) {
        list.push_back((side == 0 ? "a " : "b ") + name);
    }
    return list;
}

Comparison compared(const Policy& a, const Policy& b, const std::vector<Match>& matches) {
    const Plan plan_a = compile(a).value();
    const Plan plan_b = compile(in_words_of(a, b, matches).value()).value();
    return compare(plan_a, plan_b).value();
}

const Policy near =
    by_level({"county", "city"}, {{"county", share("0.8")}, {"city", share("0.6")}});
const Policy renamed =
    by_level({"district", "municipal", "province"},
             {{"district", share("0.8")}, {"municipal", share("0.5")}, {"province", share("0.4")}});

TEST(MatchedValues, AreComparedAndTheRestIsListed) {
    EXPECT_TRUE(compared(near, renamed, {}).nothing_shared);
    const Comparison found =
        compared(near, renamed, {{"level", "county", "district"}, {"level", "city", "municipal"}});
    EXPECT_EQ(unshared(found), std::vector<std::string>{"b level=province"});
    ASSERT_EQ(found.differences.size(), 1U);
    EXPECT_EQ(found.differences[0].claim, (ClaimTexts{{"level", "city"}}));
    EXPECT_EQ(found.differences[0].stretches[0].patient.slope, Rational(1, 10));
    EXPECT_EQ(found.coordinates[0].side, -1) << "both speak of one level now";
}

TEST(MatchedValues, SeveralOfTheFirstMayBeOneOfTheSecond) {
    const Policy flat = by_level({"local"}, {{"local", share("0.8")}});
    const Comparison found =
        compared(near, flat, {{"level", "county", "local"}, {"level", "city", "local"}});
    EXPECT_EQ(unshared(found), std::vector<std::string>{});
    ASSERT_EQ(found.differences.size(), 1U);
    EXPECT_EQ(found.differences[0].claim, (ClaimTexts{{"level", "city"}}));
}

TEST(MatchedValues, NamesMayChangePlaces) {
    const Policy swapped =
        by_level({"county", "city"}, {{"city", share("0.8")}, {"county", share("0.6")}});
    EXPECT_TRUE(
        compared(near, swapped, {{"level", "county", "city"}, {"level", "city", "county"}}).same());
    const Comparison one = compared(near, swapped, {{"level", "county", "city"}});
    EXPECT_EQ(unshared(one), (std::vector<std::string>{"a level=city", "b level=county_b"}))
        << "the second's county is not the first's";
}

TEST(MatchedValues, AreRenamedWhereverTheyStand) {
    Policy second = renamed;
    const When municipal{{"level", {"municipal"}}};
    Benefit& basic = second.benefits[0];
    basic.gates = {{municipal, {}, {}, {}}};
    basic.silences = {{municipal, {}, {}, {}, {}}};
    basic.uplifts = {uplift("more", UpliftTarget::rate, UpliftChange::points, "0.1", municipal)};
    basic.schedule.segments[0].rate->overrides = {row(municipal, share("0.7"))};
    second.accumulators = {count_of_claims("visits")};
    second.accumulators[0].when = municipal;
    second.targets.emplace_back().when = municipal;
    second.entitlements.emplace_back().when = municipal;
    second.statements.emplace_back().yes = {municipal};
    second.bounds.emplace_back().when = municipal;
    second.bounds[0].compared_to = municipal;
    second.bounds[0].limit = Table{{row(municipal, share("0.1"))}, {}};
    second.items.emplace();
    second.items->self_first.rows = {row(municipal, share("0.1"))};
    second.items->sums = {{"eligible", ItemPart::in_scope, municipal}};
    second.facilities = {{"H1", {}, {{"level", "municipal"}, {"ward", "municipal"}}}};
    Dimension derived = dimension("far", {"municipal", "no"});
    derived.derive = {{municipal, {}, {}, "municipal", {}, {}}};
    second.dimensions.push_back(derived);
    second.dimensions[0].absent_means = second.dimensions[0].otherwise = "municipal";
    const Policy out = in_words_of(near, second, {{"level", "city", "municipal"}}).value();
    const std::vector<std::string> city{"city"};
    for (const When* when :
         {&out.benefits[0].gates[0].when, &out.benefits[0].silences[0].when,
          &out.benefits[0].uplifts[0].when,
          &out.benefits[0].schedule.segments[0].rate->rows[1].when,
          &out.benefits[0].schedule.segments[0].rate->overrides[0].when, &out.accumulators[0].when,
          &out.targets[0].when, &out.entitlements[0].when, &out.statements[0].yes[0],
          &out.bounds[0].when, &out.bounds[0].compared_to, &out.bounds[0].limit->rows[0].when,
          &out.items->self_first.rows[0].when, &out.items->sums[0].when,
          &out.dimensions[1].derive[0].when}) {
        EXPECT_EQ(when->at(0).values, city);
    }
    EXPECT_EQ(out.facilities[0].fields[0].second, "city");
    EXPECT_EQ(out.facilities[0].fields[1].second, "municipal") << "of another dimension";
    EXPECT_EQ(out.dimensions[1].derive[0].value, "municipal") << "of another dimension";
    EXPECT_EQ(out.dimensions[0].absent_means, "city");
    EXPECT_EQ(out.dimensions[0].otherwise, "city");
    EXPECT_EQ(out.dimensions[0].values[1].id, "city");
}

TEST(MatchedValues, ADerivedDimensionTakesTheFirstOfSeveralNames) {
    Policy second = by_level({"local"}, {{"local", share("0.8")}});
    second.dimensions[0].derive = {{{}, {}, {}, "local", {}, {}}};
    const Policy out =
        in_words_of(near, second, {{"level", "city", "local"}, {"level", "county", "local"}})
            .value();
    EXPECT_EQ(out.dimensions[0].derive[0].value, "city");
    EXPECT_EQ(out.benefits[0].schedule.segments[0].rate->rows[0].when[0].values,
              (std::vector<std::string>{"city", "county"}));
}

TEST(MatchedValues, MustBeKnownAndMatchedOnce) {
    const auto codes = [](const std::vector<Match>& matches) {
        const Result<Policy> out = in_words_of(near, renamed, matches);
        std::vector<Code> list;
        for (const Problem& problem : out ? Problems{} : out.problems()) {
            list.push_back(problem.code);
        }
        return list;
    };
    using enum Code;
    EXPECT_EQ(codes({{"tier", "city", "municipal"}}),
              (std::vector<Code>{unknown_dimension, unknown_dimension}));
    EXPECT_EQ(codes({{"level", "town", "municipal"}}), std::vector<Code>{unknown_value});
    EXPECT_EQ(codes({{"level", "city", "town"}}), std::vector<Code>{unknown_value});
    EXPECT_EQ(codes({{"level", "city", "municipal"}, {"level", "city", "district"}}),
              std::vector<Code>{duplicate_id});
}

TEST(MatchedValues, AreReadFromText) {
    const auto match = parse_match("facility_level:city=municipal");
    ASSERT_TRUE(match);
    EXPECT_EQ(match->dimension + " " + match->value + " " + match->other_value,
              "facility_level city municipal");
    for (const char* text : {"", "level", "level:city", "city=municipal", "level=city:municipal",
                             ":city=municipal", "level:=municipal", "level:city="}) {
        EXPECT_FALSE(parse_match(text)) << text;
    }
}

} // namespace
} // namespace reimburse::study
