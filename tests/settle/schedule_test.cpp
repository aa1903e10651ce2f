// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"

#include <gtest/gtest.h>

// Amounts laid along an axis of money, worked by hand.
namespace reimburse::small {
namespace {

TEST(Schedule, FlatRateRoundsHalfUpToTheFen) {
    Person person(policy({benefit("basic", {rated("0.7")})}));
    EXPECT_EQ(person.pays("84.00"), "58.80");
    EXPECT_EQ(person.pays("0.75"), "0.53"); // 52.5 fen
    EXPECT_EQ(person.pays("0.00"), "0.00");
}

TEST(Schedule, MarginalSegmentsMayFall) {
    Person person(policy({benefit("basic", {rated("500", "0"), rated("5000", "0.65"),
                                            rated("20000", "0.75"), rated("0.65")})}));
    EXPECT_EQ(person.pays("5600"), "3375.00");
    EXPECT_EQ(person.pays("21000"), "14825.00");
    EXPECT_EQ(person.pays("500"), "0.00");
    EXPECT_EQ(person.pays("500.02"), "0.01"); // 1.3 fen
}

TEST(Schedule, AnEdgeBelongsToTheSegmentBelow) {
    Benefit bands = benefit("basic", {rated("1000", "0.5"), rated("0.8")});
    bands.schedule.laying = Laying::whole;
    Person person(policy({bands}));
    EXPECT_EQ(person.pays("1000"), "500.00");
    EXPECT_EQ(person.pays("1000.01"), "800.01"); // 80000.8 fen
}

TEST(Schedule, ASegmentMayEndByLevel) {
    Benefit levels = benefit("basic", {rated("0.5"), rated("0.9")});
    levels.schedule.segments[0].up_to = by("level", {{"low", yuan("1000")}, {"high", unlimited}});
    Person person(policy({levels}, {}, {dimension("level", {"low", "high"})}));
    EXPECT_EQ(person.pays("2000"), "1400.00");
    EXPECT_EQ(person.pays("2000", {{"level", "high"}}), "1000.00");
}

TEST(Schedule, EdgesCountAfterTheDeductible) {
    Benefit after = benefit("critical", {rated("50000", "0.6"), rated("0.7")});
    after.deductibles = {room("line", always(yuan("39525")))};
    Person person(policy({after}));
    EXPECT_EQ(in_words(person.settle_bill("300000").settlement.benefits[0]),
              "300000.00 39525.00 177332.50 0.00 83142.50");
}

TEST(Schedule, EdgesIncludeTheDeductibleAndThePatientsShareIsRoundedBySegment) {
    Benefit pool = benefit("pool", {rated("30000", "0.85"), rated("40000", "0.90"), rated("0.95")});
    pool.deductibles = {room("admission", always(yuan("650")))};
    pool.schedule.includes_deductible = true;
    pool.uplifts = {uplift("retired", UpliftTarget::rate, UpliftChange::patient_factor, "0.6")};
    pool.roundings = {
        rounding(RoundingMode::half_up, 1, RoundingSide::patient, RoundingPlace::segment)};
    Person person(policy({pool}));
    const Answer answer = person.settle_bill("97372.18");
    EXPECT_EQ(in_words(answer.settlement.benefits[0]), "97372.18 650.00 91759.51 0.00 4962.67");
    const BenefitResult& result = answer.settlement.benefits[0];
    ASSERT_EQ(result.segments.size(), 3U);
    EXPECT_EQ(format_amount(result.segments[0].amount), "29350.00");
    EXPECT_EQ(format_amount(result.segments[2].amount), "57372.18");
}

TEST(Schedule, WholeBandsTakeTheRateOfTheEndOnTheAmountAfterTheDeductible) {
    Benefit bands = benefit("basic", {rated("1000", "0.5"), rated("0.6")});
    bands.schedule.laying = Laying::whole;
    bands.deductibles = {room("admission", always(yuan("100")))};
    Person after(policy({bands}));
    EXPECT_EQ(after.pays("1100"), "500.00");
    EXPECT_EQ(after.pays("1101"), "600.60");
    bands.schedule.includes_deductible = true;
    Person including(policy({bands}));
    EXPECT_EQ(including.pays("1100"), "600.00");
    EXPECT_EQ(including.pays("1000"), "450.00");
}

TEST(Schedule, ABandMayPayAFixedAmount) {
    Benefit bands = benefit("basic", {fixed("1000", "200"), rated("0.5")});
    bands.schedule.laying = Laying::whole;
    Person person(policy({bands}));
    EXPECT_EQ(person.pays("600"), "200.00");
    EXPECT_EQ(person.pays("150"), "150.00"); // never more than the base
    EXPECT_EQ(person.pays("0"), "0.00");
    EXPECT_EQ(person.pays("1200"), "600.00");
}

Policy yearly(RoundingPlace place) {
    Benefit critical = benefit("critical", {rated("30000", "0.6"), rated("0.65")});
    critical.schedule.axis = "laid";
    critical.schedule.axis_deductible = always(yuan("10000"));
    critical.roundings = {rounding(RoundingMode::half_up, 1, RoundingSide::payment, place)};
    return policy({critical}, {sum_of("laid", "critical", Part::laid)});
}

TEST(Schedule, AYearlyDeductibleLiesOnTheAxis) {
    Person person(yearly(RoundingPlace::year));
    EXPECT_EQ(in_words(person.settle_bill("9000").settlement.benefits[0]),
              "9000.00 9000.00 0.00 0.00 0.00");
    EXPECT_EQ(in_words(person.settle_bill("2000").settlement.benefits[0]),
              "2000.00 1000.00 600.00 0.00 400.00");
    // From 11000 to 51000: 29000 at 60 %, 11000 at 65 %; edges count from the deductible.
    EXPECT_EQ(in_words(person.settle_bill("40000").settlement.benefits[0]),
              "40000.00 0.00 24550.00 0.00 15450.00");
    EXPECT_EQ(person.pays("1000", {{"date", "2021-01-01"}}), "0.00");
}

TEST(Schedule, EdgesMayCountFromZeroOfTheAxis) {
    Policy from_zero = yearly(RoundingPlace::year);
    from_zero.benefits[0].schedule.edges_from_deductible = false;
    Person person(from_zero);
    EXPECT_EQ(person.pays("40000"), "18500.00"); // 20000 at 60 %, 10000 at 65 %
}

TEST(Schedule, SegmentsBelowTheDeductibleBringNothing) {
    Policy below = yearly(RoundingPlace::year);
    below.benefits[0].schedule.edges_from_deductible = false;
    below.benefits[0].schedule.segments = {rated("5000", "0.9"), rated("20000", "0.5"),
                                           rated("0.7")};
    Person person(below);
    EXPECT_EQ(person.pays("30000"), "12000.00"); // 10000 at 50 %, 10000 at 70 %
}

TEST(Schedule, RoundingByTheYearDiffersFromRoundingByTheClaim) {
    Person by_year(yearly(RoundingPlace::year));
    Person by_claim(yearly(RoundingPlace::claim));
    for (Person* person : {&by_year, &by_claim}) {
        person->settle_bill("10000.00");
    }
    // 0.02 each: 1.2 fen; the year's entitlement is 1.2, 2.4, 3.6 fen.
    EXPECT_EQ(by_year.pays("0.02"), "0.01");
    EXPECT_EQ(by_year.pays("0.02"), "0.01");
    EXPECT_EQ(by_year.pays("0.02"), "0.02");
    EXPECT_EQ(by_claim.pays("0.02"), "0.01");
    EXPECT_EQ(by_claim.pays("0.02"), "0.01");
    EXPECT_EQ(by_claim.pays("0.02"), "0.01");
}

TEST(Schedule, EachSegmentMayBeRoundedByItself) {
    Benefit basic = benefit("basic", {rated("0.03", "0.5"), rated("0.5")});
    Person by_claim(policy({basic}));
    EXPECT_EQ(by_claim.pays("0.06"), "0.03");
    basic.roundings[0].place = RoundingPlace::segment;
    Person by_segment(policy({basic}));
    EXPECT_EQ(by_segment.pays("0.06"), "0.04"); // 1.5 fen twice
}

TEST(Schedule, ThePatientsShareMayBeRoundedInstead) {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.roundings[0].side = RoundingSide::patient;
    EXPECT_EQ(Person(policy({basic})).pays("0.03"), "0.01"); // 1.5 fen: the patient bears 2
    basic.roundings = {rounding(RoundingMode::down, 100, RoundingSide::patient)};
    EXPECT_EQ(Person(policy({basic})).pays("5.00"), "3.00");
}

TEST(Schedule, UnitsAndModesOfRounding) {
    Benefit basic = benefit("basic", {rated("0.15")});
    basic.base.terms = {measured("total")};
    EXPECT_EQ(Person(policy({basic})).pays("136753.30"), "20513.00"); // 20512.995
    basic.roundings = {rounding(RoundingMode::down, 1)};
    EXPECT_EQ(Person(policy({basic})).pays("136753.30"), "20512.99");
    basic.roundings = {rounding(RoundingMode::half_up, 100)};
    EXPECT_EQ(Person(policy({basic})).pays("136753.30"), "20513.00");
    basic.roundings = {rounding(RoundingMode::down, 10)};
    EXPECT_EQ(Person(policy({basic})).pays("136753.30"), "20512.90");
    basic.roundings = {rounding(RoundingMode::up, 100)};
    EXPECT_EQ(Person(policy({basic})).pays("1.00"), "1.00"); // the base is the most
}

TEST(Schedule, ARoundedUpPaymentEatsIntoTheDeductibleOfItsAccountOnly) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.deductibles = {room("admission", always(yuan("100")))};
    basic.roundings = {rounding(RoundingMode::up, 100)};
    Person person(policy({basic}));
    const Answer answer = person.settle_bill("100.50");
    EXPECT_EQ(in_words(answer.settlement.benefits[0]), "100.50 99.50 1.00 0.00 0.00");
    EXPECT_EQ(patient_in_words(answer.settlement), "99.50 0.00 0.00 0.00 0.00");
}

Policy settled_up(Laying laying) {
    Benefit basic = benefit("basic", {rated("1000", "0.5"), rated("0.6")});
    basic.schedule.laying = laying;
    basic.schedule.axis = "laid";
    basic.on_change = OnChange::settle_up;
    basic.paid = "paid";
    return policy({basic}, {sum_of("laid", "basic", Part::laid), sum_of("paid", "basic")});
}

TEST(Schedule, SettlingUpPaysTheYearsEntitlementLessWhatWasPaid) {
    Person bands(settled_up(Laying::whole));
    EXPECT_EQ(bands.pays("800"), "400.00");
    EXPECT_EQ(bands.pays("400"), "320.00"); // 1200 at 60 % is 720
    Person segments(settled_up(Laying::marginal));
    EXPECT_EQ(segments.pays("800"), "400.00");
    EXPECT_EQ(segments.pays("400"), "220.00");
}

TEST(Schedule, SettlingUpNeverTakesBack) {
    Policy falling = settled_up(Laying::whole);
    falling.benefits[0].schedule.segments = {rated("1000", "0.8"), rated("0.1")};
    Person person(falling);
    EXPECT_EQ(person.pays("1000"), "800.00");
    EXPECT_EQ(person.pays("100"), "0.00"); // 1100 at 10 % is 110
}

TEST(Schedule, GoingForwardLaysTheOwnBandOnTheYearsAxis) {
    Policy forward = settled_up(Laying::whole);
    forward.benefits[0].on_change = OnChange::forward;
    Person by_claim(forward);
    EXPECT_EQ(by_claim.pays("800"), "400.00");
    EXPECT_EQ(by_claim.pays("400"), "240.00");
    forward.benefits[0].roundings[0].place = RoundingPlace::year;
    Person by_year(forward);
    EXPECT_EQ(by_year.pays("800"), "400.00");
    EXPECT_EQ(by_year.pays("400"), "240.00");
}

TEST(Schedule, BandsOnAnAxisWithADeductiblePayOnWhatLiesAboveIt) {
    Policy bands = settled_up(Laying::whole);
    bands.benefits[0].on_change = OnChange::forward;
    bands.benefits[0].schedule.axis_deductible = always(yuan("100"));
    Person person(bands);
    EXPECT_EQ(in_words(person.settle_bill("300").settlement.benefits[0]),
              "300.00 100.00 100.00 0.00 100.00");
    EXPECT_EQ(in_words(person.settle_bill("1000").settlement.benefits[0]),
              "1000.00 0.00 600.00 0.00 400.00");
}

} // namespace
} // namespace reimburse::small
