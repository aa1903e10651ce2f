// SPDX-License-Identifier: MIT
#include "settle/agreement.hpp"
#include "settle/small_policy.hpp"
#include "study/diff.hpp"
#include "study/diff_text.hpp"
#include "study/exact_settlement.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// What two policies pay differently, worked by hand; and every claim of a sample held against it.
namespace reimburse::study {
namespace {

using namespace small;

Plan plan_of(const Policy& policy, const Selection& selection = {}) {
    return compile(policy, selection).value();
}

/// "level=0b1 | 500.01-1000.00 basic -0.75 x+375.00 patient ..." without examples.
std::string in_words(const Comparison& comparison) {
    std::string words;
    for (const Difference& difference : comparison.differences) {
        for (const Box& box : difference.where) {
            for (std::size_t c = 0; c < box.size(); ++c) {
                if (box[c] == comparison.hull[c]) {
                    continue;
                }
                words += comparison.coordinates[c].id + ":";
                for (std::size_t v = 0; v < comparison.coordinates[c].values.size(); ++v) {
                    words +=
                        (box[c] >> v & 1U) != 0 ? " " + comparison.coordinates[c].values[v] : "";
                }
                words += "; ";
            }
        }
        for (const Stretch& stretch : difference.stretches) {
            words += format_amount(Money::from_fen(stretch.first)) + ".." +
                     (stretch.open ? "" : format_amount(Money::from_fen(stretch.last)));
            for (std::size_t n = 0; n < stretch.change.size(); ++n) {
                words += " " + comparison.benefits[n].id + " " +
                         number_text(stretch.change[n].slope) + " x " +
                         yuan_text(stretch.change[n].intercept);
            }
            words += "\n";
        }
    }
    return words;
}

Benefit basic(const std::string& deductible, const std::string& rate) {
    Benefit made = benefit("basic", {rated(rate)});
    made.deductibles = {room("admission", always(yuan(deductible)))};
    return made;
}

TEST(Diff, TheSamePolicyIsTheSame) {
    const Plan plan = plan_of(policy({basic("500", "0.75")}));
    const Comparison found = compare(plan, plan).value();
    EXPECT_TRUE(found.same());
    EXPECT_TRUE(found.differences.empty());
    EXPECT_FALSE(found.gain.has_value());
}

TEST(Diff, ALowerDeductibleIsAWedgeAndThenAConstant) {
    const Plan a = plan_of(policy({basic("500", "0.75")}));
    const Plan b = plan_of(policy({basic("300", "0.75")}));
    const Comparison found = compare(a, b).value();
    EXPECT_EQ(in_words(found), "300.01..500.00 basic 0.75 x -225.00\n"
                               "500.01.. basic 0 x 150.00\n");
    EXPECT_TRUE(found.verified());
    ASSERT_TRUE(found.gain.has_value());
    EXPECT_EQ(found.gain->amount, 15'000);
    EXPECT_FALSE(found.gain->unbounded);
    EXPECT_FALSE(found.loss.has_value());
}

TEST(Diff, AHigherRateIsAGainThatGrowsUpToTheCap) {
    Benefit capped = basic("0", "0.75");
    capped.caps = {room("visit", always(yuan("900")))};
    Benefit better = capped;
    better.schedule.segments = {rated("0.9")};
    const Comparison found = compare(plan_of(policy({capped})), plan_of(policy({better}))).value();
    EXPECT_EQ(in_words(found), "0.01..1000.00 basic 0.15 x 0.00\n"
                               "1000.01..1199.99 basic -0.75 x 900.00\n");
    ASSERT_TRUE(found.gain.has_value());
    EXPECT_EQ(found.gain->amount, 15'000);
    EXPECT_EQ(found.gain->at, 100'000);
    const Comparison open =
        compare(plan_of(policy({basic("0", "0.5")})), plan_of(policy({basic("0", "0.4")}))).value();
    ASSERT_TRUE(open.loss.has_value());
    EXPECT_TRUE(open.loss->unbounded);
}

TEST(Diff, WholeBandsDifferInTheirBandAlone) {
    Benefit bands = benefit("basic", {rated("1000", "0.5"), rated("2000", "0.6"), rated("0.7")});
    bands.schedule.laying = Laying::whole;
    Benefit moved = bands;
    moved.schedule.segments[0].up_to = always(yuan("1000.50"));
    const Comparison found = compare(plan_of(policy({bands})), plan_of(policy({moved}))).value();
    EXPECT_EQ(in_words(found), "1000.01..1000.50 basic -0.1 x 0.00\n");
    ASSERT_EQ(found.differences.size(), 1U);
    EXPECT_EQ(found.differences[0].stretches[0].example.payments_a,
              std::vector<std::int64_t>{60'030});
    EXPECT_EQ(found.differences[0].stretches[0].example.payments_b,
              std::vector<std::int64_t>{50'025});
}

/// Rates by level and class.
Policy by_level(const std::string& county) {
    Benefit made = benefit("basic", {});
    Segment segment;
    segment.rate = by("level", {{"township", share("0.9")},
                                {"county", share(county)},
                                {"city", share(county)},
                                {"province", unspecified}});
    made.schedule.segments = {segment};
    return policy({made}, {},
                  {dimension("class", {"general", "poor"}),
                   dimension("level", {"township", "county", "city", "province"})});
}

TEST(Diff, CombinationsWithTheSameRegionsAreOne) {
    const Comparison found = compare(plan_of(by_level("0.8")), plan_of(by_level("0.7"))).value();
    EXPECT_EQ(in_words(found), "level: county city; 0.01.. basic -0.1 x 0.00\n");
}

TEST(Diff, RefusedOnOneSideIsADifferenceOfItsOwn) {
    Policy filled = by_level("0.8");
    filled.benefits[0].schedule.segments[0].rate->rows[3].cell = share("0.5");
    const Comparison found = compare(plan_of(by_level("0.8")), plan_of(filled)).value();
    ASSERT_EQ(found.differences.size(), 1U);
    EXPECT_EQ(found.differences[0].kind, DifferenceKind::refused_a);
    EXPECT_EQ(found.differences[0].claim.back().second, "province");
    EXPECT_EQ(found.differences[0].stretches[0].example.payments_b,
              std::vector<std::int64_t>{500'000});
    EXPECT_EQ(compare(plan_of(filled), plan_of(by_level("0.8"))).value().differences[0].kind,
              DifferenceKind::refused_b);
}

TEST(Diff, DatesAreCutWhereAVersionBeginsAndJoinedWhereItMakesNoDifference) {
    Policy dated = policy({basic("0", "0.7")});
    Row later = row({}, share("0.8"));
    Row& first = dated.benefits[0].schedule.segments[0].rate->rows[0];
    later.span.from = first.span.to = *Date::parse("2020-07-01");
    dated.benefits[0].schedule.segments[0].rate->rows.push_back(later);
    dated.valid = {*Date::parse("2020-01-01"), *Date::parse("2021-01-01")};
    Policy plain = policy({basic("0", "0.7")});
    plain.valid = {*Date::parse("2019-01-01"), *Date::parse("2021-01-01")};
    const Comparison found = compare(plan_of(dated), plan_of(plain)).value();
    ASSERT_EQ(found.differences.size(), 1U);
    ASSERT_EQ(found.differences[0].when.size(), 1U);
    EXPECT_EQ(found.differences[0].when[0].a.from.text(), "2020-07-01");
    EXPECT_EQ(found.differences[0].when[0].a.to.text(), "2021-01-01");
    ASSERT_EQ(found.days_alone.size(), 1U);
    EXPECT_EQ(found.days_alone[0].first.to.text(), "2020-01-01");
    EXPECT_EQ(found.days_alone[0].second, 1U);
}

TEST(Diff, WithoutACommonDayTheLastMeetsTheFirst) {
    Policy old = policy({basic("0", "0.7")});
    old.valid = {*Date::parse("2019-01-01"), *Date::parse("2020-01-01")};
    Policy next = policy({basic("0", "0.8")});
    next.valid = {*Date::parse("2020-01-01"), *Date::parse("2021-01-01")};
    const Comparison found = compare(plan_of(old), plan_of(next)).value();
    ASSERT_EQ(found.days.size(), 1U);
    EXPECT_EQ(found.days[0].a.from.text(), "2019-12-31");
    EXPECT_EQ(found.days[0].b.from.text(), "2020-01-01");
    EXPECT_EQ(in_words(found), "0.01.. basic 0.1 x 0.00\n");
    Terms terms;
    terms.day_a = Date::parse("2020-05-05");
    const auto refused = compare(plan_of(old), plan_of(next), terms);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems()[0].code, Code::outside_validity);
}

TEST(Diff, DimensionsAndValuesOfOneSideAreNamed) {
    Policy few = by_level("0.8");
    few.dimensions.erase(few.dimensions.begin());
    few.dimensions[0].values.pop_back();
    few.benefits[0].schedule.segments[0].rate->rows.pop_back();
    Policy more = by_level("0.8");
    more.benefits[0].gates = {{{{"class", {"poor"}}}, {}, {}, {}}};
    const Comparison found = compare(plan_of(few), plan_of(more)).value();
    EXPECT_EQ(found.unshared, (std::vector<std::pair<std::string, std::size_t>>{
                                  {"level=province", 1}, {"class", 1}}));
    EXPECT_EQ(in_words(found), "level: township; class: general; 0.01.. basic -0.9 x 0.00\n"
                               "level: county city; class: general; 0.01.. basic -0.8 x 0.00\n");
}

TEST(Diff, ABenefitOfOneSidePaysNothingOnTheOther) {
    Benefit second = benefit("second", {rated("0.5")});
    second.base.terms = {part_of("basic", Part::left)};
    const Comparison found =
        compare(plan_of(policy({basic("0", "0.8")})), plan_of(policy({basic("0", "0.8"), second})))
            .value();
    EXPECT_EQ(in_words(found), "0.01.. basic 0 x 0.00 second 0.1 x 0.00\n");
    EXPECT_EQ(found.benefits[1].side, 1);
}

TEST(Diff, WhatOnlyLaterClaimsShowIsSaid) {
    Benefit yearly = basic("500", "0.75");
    yearly.deductibles[0].used = {"borne"};
    const std::vector<Accumulator> borne{sum_of("borne", "basic", Part::deductible)};
    const Plan each = plan_of(policy({basic("500", "0.75")}, borne));
    const Plan year = plan_of(policy({yearly}, borne));
    const Comparison now = compare(each, year).value();
    EXPECT_TRUE(now.differences.empty());
    EXPECT_TRUE(now.later_claims);
    EXPECT_FALSE(now.same());
    Terms terms;
    terms.accumulators.set("2020", "borne", 40'000);
    terms.day_a = Date::parse("2020-03-01");
    EXPECT_EQ(in_words(compare(each, year, terms).value()), "100.01..500.00 basic 0.75 x -75.00\n"
                                                            "500.01.. basic 0 x 300.00\n");
    terms.day_a = Date::parse("2021-03-01");
    EXPECT_TRUE(compare(each, year, terms).value().differences.empty());
}

TEST(Diff, AnotherRoundingIsNamed) {
    Policy down = policy({basic("0", "0.75")});
    down.benefits[0].roundings = {rounding(RoundingMode::down, 1)};
    const Comparison found = compare(plan_of(policy({basic("0", "0.75")})), plan_of(down)).value();
    EXPECT_TRUE(found.differences.empty());
    EXPECT_EQ(found.rounded_otherwise, std::vector<std::size_t>{0});
    EXPECT_FALSE(found.same());
}

TEST(Diff, TheKernelRefutesAWrongFunction) {
    const Plan plan = plan_of(policy({basic("500", "2/3")}));
    PayFunction pays = pay_function(plan, plan.rows[0]);
    EXPECT_EQ(agrees(plan, plan.rows[0], {0, {}, {}}, pays, 70'001), true);
    pays.payments[0] =
        pays.payments[0] + PiecewiseLinear::constant(Rational(1, 3), max_money.fen());
    EXPECT_EQ(agrees(plan, plan.rows[0], {0, {}, {}}, pays, 70'001), false);
}

/// The change by benefit that the regions state for a claim; zeros where none speaks of it.
std::vector<Rational> stated(const Comparison& found, const Cell& cell, Date day,
                             std::int64_t eligible) {
    std::vector<Rational> change(found.benefits.size(), 0);
    for (const Difference& difference : found.differences) {
        const bool concerned =
            std::ranges::any_of(difference.when,
                                [&](const Days& days) { return days.a.contains(day); }) &&
            std::ranges::any_of(difference.where, [&](const Box& box) {
                std::size_t c = 0;
                return std::ranges::all_of(
                    box, [&](std::uint64_t values) { return (values >> cell[c++] & 1U) != 0; });
            });
        for (const Stretch& stretch : difference.stretches) {
            if (concerned && stretch.first <= eligible && eligible <= stretch.last) {
                for (std::size_t n = 0; n < change.size(); ++n) {
                    change[n] += stretch.change[n].at(eligible);
                }
            }
        }
    }
    return change;
}

void claims_are_paid_as_stated(const Selection& other) {
    const Policy rules = agreement::zhangjiajie();
    const Plan a = plan_of(rules);
    const Plan b = plan_of(rules, other);
    const Comparison found = compare(a, b).value();
    ASSERT_FALSE(found.differences.empty());
    EXPECT_TRUE(found.verified());
    std::mt19937_64 random(5);
    Situations situations({&a, &b});
    int different = 0;
    for (const Date day : a.versions) {
        const auto all = situations.on({day, day}, {});
        for (const Situation& situation : all.value()) {
            if (situation.rows[0]->refusal >= 0 || situation.rows[1]->refusal >= 0) {
                continue;
            }
            const bool alike = row_text(a, *situation.rows[0], true) ==
                               row_text(b, *situation.rows[1], true);
            if (alike && random() % 16 != 0) {
                continue;
            }
            Cell cell = situation.values;
            cell.resize(cell.size() / 2); // both have the same dimensions
            const auto eligible =
                static_cast<std::int64_t>(random() % (random() % 3 == 0 ? 70'000'000 : 4'000'000));
            std::vector<std::vector<std::int64_t>> paid;
            for (std::size_t s = 0; s < 2; ++s) {
                const Plan& plan = s == 0 ? a : b;
                const std::vector<std::int64_t> measures{eligible, eligible, 0};
                std::vector<std::int64_t> slots = situation.slots[s];
                paid.emplace_back(plan.benefits.size());
                Settler settler(plan, exact_path);
                ASSERT_EQ(settler.pay({situation.rows[s], measures}, slots, paid[s]),
                          Outcome::done);
            }
            const std::vector<Rational> change = stated(found, cell, day, eligible);
            for (std::size_t n = 0; n < change.size(); ++n) {
                ASSERT_LE(abs(change[n] - (paid[1][n] - paid[0][n])), found.unit)
                    << found.benefits[n].id << " of " << eligible;
                different += change[n] != 0 ? 1 : 0;
            }
        }
    }
    EXPECT_GT(different, 5);
}

TEST(Diff, ClaimsArePaidAsTheRegionsState) {
    claims_are_paid_as_stated({{"uplift", "factor"}});
    claims_are_paid_as_stated({{"city_as_county", "county_rates"}});
}

} // namespace
} // namespace reimburse::study
