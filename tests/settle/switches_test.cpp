// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"

#include "reimburse/rules/switches.hpp"

#include <gtest/gtest.h>

// Switches of a benefit that a reading chooses.
namespace reimburse::small {
namespace {

const Only first{{"way", {"first"}}};
const Only second{{"way", {"second"}}};

Policy with_reading(Benefit basic) {
    Policy rules =
        policy({std::move(basic)}, {sum_of("laid", "basic", Part::laid), sum_of("paid", "basic")});
    rules.readings = {{"way", {{"first", {}}, {"second", {}}}, {}, {}}};
    return rules;
}

Benefit banded() {
    Benefit basic = benefit("basic", {rated("1000", "0.5"), rated("0.8")});
    basic.deductibles = {room("visit", always(yuan("100")))};
    basic.paid = "paid";
    return basic;
}

/// What two bills bring one after the other under the reading: 1,200 and 1,200 yuan.
std::string two(const Policy& rules, const std::string& way) {
    Person person(rules, {{"way", way}});
    std::string text = person.pays("1200");
    return text + " " + person.pays("1200");
}

TEST(Switches, TheDeductibleCountsInTheSegmentsUnderOneReading) {
    Benefit basic = banded();
    basic.open.includes_deductible = {{first, true}, {second, false}};
    const Policy rules = with_reading(basic);
    EXPECT_EQ(two(rules, "first"), "610.00 610.00");  // 900 at 0.5, 200 at 0.8
    EXPECT_EQ(two(rules, "second"), "580.00 580.00"); // 1000 at 0.5, 100 at 0.8
    EXPECT_EQ(format_amount(Person(rules).settle_bill("1200").settlement.benefits[0].payment),
              "610.00")
        << "the default";
}

TEST(Switches, BandsLieOnTheWholeAmountUnderOneReading) {
    Benefit basic = banded();
    basic.open.laying = {{first, Laying::whole}, {second, Laying::marginal}};
    const Policy rules = with_reading(basic);
    EXPECT_EQ(two(rules, "first"), "880.00 880.00"); // 1100 at 0.8
    EXPECT_EQ(two(rules, "second"), "580.00 580.00");
}

TEST(Switches, TheAxisBeginsAnewWithEachClaimUnderOneReading) {
    Benefit basic = banded();
    basic.open.axis = {{first, "laid"}, {second, ""}};
    const Policy rules = with_reading(basic);
    EXPECT_EQ(two(rules, "first"), "580.00 880.00"); // the second bill lies from 1100 to 2200
    EXPECT_EQ(two(rules, "second"), "580.00 580.00");
}

TEST(Switches, EdgesCountFromTheDeductibleOnTheAxisUnderOneReading) {
    Benefit basic = banded();
    basic.deductibles.clear();
    basic.schedule.axis = "laid";
    basic.schedule.axis_deductible = always(yuan("500"));
    basic.open.edges_from_deductible = {{first, true}, {second, false}};
    const Policy rules = with_reading(basic);
    EXPECT_EQ(two(rules, "first"), "350.00 870.00");  // 0.5 up to 1500
    EXPECT_EQ(two(rules, "second"), "410.00 960.00"); // 0.5 up to 1000
}

TEST(Switches, UpliftsAddUpOrTheLargestCountsUnderReadings) {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.uplifts = {uplift("ten", UpliftTarget::rate, UpliftChange::points, "0.10"),
                     uplift("five", UpliftTarget::rate, UpliftChange::points, "0.05")};
    basic.open.combine = {{first, Combine::sum}, {second, Combine::largest}};
    const Policy rules = with_reading(basic);
    EXPECT_EQ(two(rules, "first"), "780.00 780.00");
    EXPECT_EQ(two(rules, "second"), "720.00 720.00");
}

TEST(Switches, TheYearIsSettledUpUnderOneReading) {
    Benefit basic = banded();
    basic.deductibles.clear();
    basic.schedule.axis = "laid";
    basic.schedule.segments[1].rate =
        by("class", {{"plain", share("0.8")}, {"poor", share("0.9")}});
    basic.open.on_change = {{first, OnChange::settle_up}, {second, OnChange::forward}};
    Policy rules = with_reading(basic);
    rules.dimensions = {dimension("class", {"plain", "poor"})};
    const auto poor_later = [&](const std::string& way) {
        Person person(rules, {{"way", way}});
        std::string text = person.pays("1200");
        return text + " " + person.pays("1000", {{"class", "poor"}});
    };
    EXPECT_EQ(poor_later("first"), "660.00 920.00"); // 500 + 1200 at 0.9, less 660
    EXPECT_EQ(poor_later("second"), "660.00 900.00");
}

TEST(Switches, AnotherSelectionMayTakeThePlaceOfTheFirst) {
    Benefit basic = banded();
    basic.open.laying = {{first, Laying::whole}, {second, Laying::marginal}};
    Policy rules = with_reading(basic);
    rules.deciding_dates = {{first, "admission_date"}, {second, "date"}};
    rules.benefit_years = {{first, {4, 1}}, {second, {1, 1}}};
    choose(rules, {{"way", "first"}});
    EXPECT_EQ(rules.benefits[0].schedule.laying, Laying::whole);
    EXPECT_EQ(rules.decided_by, "admission_date");
    EXPECT_EQ(rules.benefit_year, (BenefitYear{4, 1}));
    choose(rules, {{"way", "second"}});
    EXPECT_EQ(rules.benefits[0].schedule.laying, Laying::marginal);
    EXPECT_EQ(rules.decided_by, "date");
    EXPECT_EQ(rules.benefit_year, (BenefitYear{1, 1}));
}

TEST(Switches, ConditionsMeetWhereSomeSelectionSatisfiesBoth) {
    EXPECT_TRUE(can_meet(first, {}));
    EXPECT_TRUE(can_meet(first, {{"other", {"x"}}}));
    EXPECT_TRUE(can_meet(first, {{"way", {"third", "first"}}}));
    EXPECT_FALSE(can_meet(first, second));
    EXPECT_FALSE(can_meet(first, {{"other", {"x"}}, {"way", {"second", "third"}}}));
}

} // namespace
} // namespace reimburse::small
