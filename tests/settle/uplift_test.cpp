// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"

#include <gtest/gtest.h>

// Uplifts, silences and cells of an index, worked by hand.
namespace reimburse::small {
namespace {

const std::vector<std::string> poor{"poor"};

Dimension person_class() {
    return dimension("class", {"general", "poor"});
}

Policy lifted(std::vector<Uplift> uplifts, Combine combine = Combine::error,
              const std::string& limit = "1") {
    Benefit basic = benefit("basic", {rated("0.75")});
    basic.deductibles = {room("admission", always(yuan("500")))};
    basic.caps = {room("year", always(yuan("1000")))};
    basic.uplifts = std::move(uplifts);
    basic.combine = combine;
    basic.rate_limit = number(limit);
    return policy({basic}, {}, {person_class()});
}

Uplift rate(UpliftChange change, const std::string& value) {
    return uplift("rate_" + value, UpliftTarget::rate, change, value, {{"class", poor}});
}

std::string poor_pays(const Policy& policy, const std::string& bill) {
    return Person(policy).pays(bill, {{"class", "poor"}});
}

TEST(Uplifts, ChangeTheCellOfTheirClassOnly) {
    const Policy points = lifted({rate(UpliftChange::points, "0.10")});
    EXPECT_EQ(Person(points).pays("1500"), "750.00");
    EXPECT_EQ(poor_pays(points, "1500"), "850.00");
    EXPECT_EQ(poor_pays(lifted({rate(UpliftChange::factor, "1.10")}), "1500"), "825.00");
    EXPECT_EQ(poor_pays(lifted({rate(UpliftChange::patient_factor, "0.6")}), "1500"), "850.00");
    EXPECT_EQ(poor_pays(lifted({rate(UpliftChange::factor, "0.8")}), "1500"), "600.00");
}

TEST(Uplifts, AreHeldByTheLimitAndNeverBelowZero) {
    EXPECT_EQ(poor_pays(lifted({rate(UpliftChange::points, "0.40")}), "600"), "100.00");
    EXPECT_EQ(poor_pays(lifted({rate(UpliftChange::points, "0.40")}, Combine::error, "0.9"), "600"),
              "90.00");
    EXPECT_EQ(poor_pays(lifted({rate(UpliftChange::points, "-0.80")}), "600"), "0.00");
}

TEST(Uplifts, ChangeTheDeductibleAndTheCap) {
    const auto on = [](UpliftTarget target, UpliftChange change, const char* value) {
        return uplift("u", target, change, value, {{"class", poor}});
    };
    using enum UpliftTarget;
    EXPECT_EQ(poor_pays(lifted({on(deductible, UpliftChange::factor, "0.5")}), "1250"), "750.00");
    EXPECT_EQ(poor_pays(lifted({on(deductible, UpliftChange::factor, "0")}), "1000"), "750.00");
    EXPECT_EQ(poor_pays(lifted({on(cap, UpliftChange::factor, "1.5")}), "9999"), "1500.00");
    EXPECT_EQ(poor_pays(lifted({on(cap, UpliftChange::remove, "0")}), "4500"), "3000.00");
    EXPECT_EQ(Person(lifted({on(cap, UpliftChange::remove, "0")})).pays("4500"), "1000.00");
}

TEST(Uplifts, ChangeTheDeductibleOnTheAxis) {
    Benefit critical = benefit("critical", {rated("30000", "0.60"), rated("0.65")});
    critical.schedule.axis = "laid";
    critical.schedule.axis_deductible = always(yuan("10000"));
    critical.uplifts = {
        uplift("half", UpliftTarget::deductible, UpliftChange::factor, "0.5", {{"class", poor}}),
        rate(UpliftChange::points, "0.05")};
    const Policy yearly =
        policy({critical}, {sum_of("laid", "critical", Part::laid)}, {person_class()});
    EXPECT_EQ(poor_pays(yearly, "8250"), "2112.50");
    EXPECT_EQ(Person(yearly).pays("8250"), "0.00");
}

TEST(Uplifts, CombineAsTheBenefitSays) {
    const std::vector<Uplift> two{rate(UpliftChange::points, "0.05"),
                                  rate(UpliftChange::points, "0.10")};
    EXPECT_EQ(poor_pays(lifted(two, Combine::sum), "600"), "90.00");
    EXPECT_EQ(poor_pays(lifted(two, Combine::largest), "600"), "85.00");
    EXPECT_EQ(poor_pays(lifted(two, Combine::first), "600"), "80.00");
    const Result<Plan> collided = compile(lifted(two, Combine::error));
    ASSERT_FALSE(collided);
    EXPECT_EQ(collided.problems()[0].code, Code::uplifts_collide);
}

TEST(Uplifts, TheLargestOnADeductibleIsTheBestForThePatient) {
    const auto factor = [](const char* value) {
        return uplift(value, UpliftTarget::deductible, UpliftChange::factor, value,
                      {{"class", poor}});
    };
    EXPECT_EQ(poor_pays(lifted({factor("0.5"), factor("0.2")}, Combine::largest), "600"), "375.00");
    // Each is a change of the published cell: 500 less 250 less 400, not below 0.
    EXPECT_EQ(poor_pays(lifted({factor("0.5"), factor("0.2")}, Combine::sum), "600"), "450.00");
}

TEST(Uplifts, HoldBetweenTheirDays) {
    Uplift autumn = rate(UpliftChange::points, "0.10");
    autumn.span = {*Date::from_ymd(2020, 9, 1), *Date::from_ymd(2020, 10, 1)};
    Person person(lifted({autumn}));
    const auto on = [&](const char* day) {
        return person.pays("600", {{"class", "poor"}, {"date", day}});
    };
    EXPECT_EQ(on("2020-08-31"), "75.00");
    EXPECT_EQ(on("2020-09-01"), "85.00");
    EXPECT_EQ(on("2020-09-30"), "85.00");
    EXPECT_EQ(on("2020-10-01"), "75.00");
}

TEST(Uplifts, WhatTheyBroughtIsShown) {
    Person person(lifted({rate(UpliftChange::points, "0.10")}));
    const Answer answer = person.settle_bill("1500", {{"class", "poor"}});
    EXPECT_EQ(format_amount(answer.settlement.benefits[0].uplift), "100.00");
    EXPECT_EQ(format_amount(person.settle_bill("1500").settlement.benefits[0].uplift), "0.00");
}

Policy with_gap(std::vector<Uplift> uplifts) {
    Policy gap = lifted(std::move(uplifts));
    gap.dimensions.push_back(dimension("level", {"county", "province"}));
    Table deductible = by("level", {{"county", yuan("500")}, {"province", unspecified}});
    deductible.rows[1].clause = "C7";
    gap.benefits[0].deductibles[0].amount = deductible;
    return gap;
}

TEST(Silences, AnUnspecifiedCellRefusesWhateverTheAmount) {
    Person person(with_gap({}));
    EXPECT_EQ(person.pays("1500"), "750.00");
    for (const char* bill : {"0", "100", "1500"}) {
        const auto refused = person.try_settle(bill, {{"level", "province"}});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.problems()[0].code, Code::unspecified);
        EXPECT_EQ(refused.problems()[0].clause, "C7");
        EXPECT_EQ(refused.problems()[0].arguments[0].second, "basic.deductibles.admission");
    }
}

TEST(Silences, AWaivedCellIsNotNeeded) {
    const Uplift waived =
        uplift("waived", UpliftTarget::deductible, UpliftChange::factor, "0", {{"class", poor}});
    Person person(with_gap({waived}));
    EXPECT_EQ(person.pays("1000", {{"level", "province"}, {"class", "poor"}}), "750.00");
    EXPECT_FALSE(person.try_settle("1000", {{"level", "province"}}));
    const Uplift halved =
        uplift("halved", UpliftTarget::deductible, UpliftChange::factor, "0.5", {{"class", poor}});
    EXPECT_FALSE(
        Person(with_gap({halved})).try_settle("1", {{"level", "province"}, {"class", "poor"}}));
    Policy both = with_gap({halved, waived});
    both.benefits[0].combine = Combine::largest;
    EXPECT_EQ(poor_pays(both, "1000"), "750.00");
    EXPECT_EQ(Person(both).pays("1000", {{"level", "province"}, {"class", "poor"}}), "750.00");
}

TEST(Silences, ASilentBenefitPaysNothingAndSaysSo) {
    Benefit basic = benefit("basic", {rated("0.5")});
    Benefit aid = benefit("aid", {});
    Silence silence;
    silence.note = {"未定", "named without figures"};
    silence.clause = "C3";
    aid.silences = {silence};
    Person person(policy({basic, aid}));
    const Answer answer = person.settle_bill("100");
    EXPECT_EQ(payments(answer.settlement), "50.00 0.00");
    ASSERT_EQ(answer.notes.size(), 1U);
    EXPECT_EQ(answer.notes[0].kind, Note::Kind::unspecified);
    EXPECT_EQ(answer.notes[0].benefit, 1);
    EXPECT_EQ(answer.notes[0].clause, "C3");
    EXPECT_EQ(answer.notes[0].text.en, "named without figures");
}

TEST(Silences, AGateAndAValiditySayWhyNothingIsPaidAndUseUpNothing) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.valid.from = *Date::from_ymd(2020, 9, 1);
    basic.gates = {{{{"class", poor}}, {}, {"", "for the poor only"}, "C4"}};
    basic.caps = {room("year", always(yuan("10")), {"paid"})};
    Person person(policy({basic}, {sum_of("paid", "basic")}, {person_class()}));
    Answer answer = person.settle_bill("8", {{"class", "poor"}, {"date", "2020-08-31"}});
    EXPECT_EQ(payments(answer.settlement), "0.00");
    EXPECT_FALSE(answer.settlement.benefits[0].applies);
    EXPECT_EQ(answer.notes.at(0).text.en, "in force from 2020-09-01");
    EXPECT_EQ(patient_in_words(answer.settlement), "0.00 0.00 0.00 8.00 0.00");
    answer = person.settle_bill("8", {{"date", "2020-09-01"}});
    EXPECT_EQ(answer.notes.at(0).text.en, "for the poor only");
    EXPECT_EQ(answer.notes.at(0).clause, "C4");
    EXPECT_EQ(person.pays("8", {{"class", "poor"}, {"date", "2020-09-01"}}), "8.00");
}

TEST(Indices, ACellMayBeAShareOfADatedIndex) {
    Benefit basic = benefit("basic", {rated("0.9")});
    Cell tenth = share("0.1");
    tenth.kind = Cell::Kind::of_index;
    tenth.index = "wage";
    tenth.rounding = {RoundingMode::half_up, 100};
    basic.deductibles = {room("admission", always(tenth))};
    Policy indexed = policy({basic});
    Table wage = always(yuan("24000"));
    wage.rows[0].span.to = *Date::from_ymd(2020, 7, 1);
    wage.rows.push_back(wage.rows[0]);
    wage.rows[1].span = {*Date::from_ymd(2020, 7, 1), Date::last_open()};
    wage.rows[1].cell = yuan("25004.90");
    indexed.indices = {{"wage", {}, wage}};
    Person person(indexed);
    EXPECT_EQ(person.pays("144000"), "127440.00");
    EXPECT_EQ(person.pays("3000", {{"date", "2020-07-01"}}), "450.00"); // 2500.49 is 2500
}

} // namespace
} // namespace reimburse::small
