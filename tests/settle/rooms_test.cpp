// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"

#include <gtest/gtest.h>

// Deductibles, ceilings and caps: rooms over accumulators, worked by hand.
namespace reimburse::small {
namespace {

TEST(Rooms, ADeductibleOfTheClaimComesOffTheBase) {
    Benefit basic = benefit("basic", {rated("0.75")});
    basic.deductibles = {room("admission", always(yuan("500")))};
    Person person(policy({basic}));
    EXPECT_EQ(in_words(person.settle_bill("3000").settlement.benefits[0]),
              "3000.00 500.00 1875.00 0.00 625.00");
    EXPECT_EQ(in_words(person.settle_bill("400").settlement.benefits[0]),
              "400.00 400.00 0.00 0.00 0.00");
}

TEST(Rooms, AYearlyDeductibleIsARoomOverWhatWasBorneOfIt) {
    Benefit outpatient = benefit("outpatient", {rated("0.7")});
    outpatient.deductibles = {room("year", always(yuan("1800")), {"borne"})};
    Person person(policy({outpatient}, {sum_of("borne", "outpatient", Part::deductible)}));
    EXPECT_EQ(person.pays("961.44"), "0.00");
    EXPECT_EQ(
        in_words(person.settle_bill("1812.37", {{"total", "1916.72"}}).settlement.benefits[0]),
        "1812.37 838.56 681.67 0.00 292.14");
    EXPECT_EQ(person.pays("100"), "70.00");
    Person second(policy({outpatient}, {sum_of("borne", "outpatient", Part::deductible)}));
    EXPECT_EQ(second.pays("5.00"), "0.00");
    EXPECT_EQ(second.pays("1800.00"), "3.50");
}

/// First admission of the year 1300, later ones half.
Policy half_the_second_time() {
    Dimension times = dimension("times", {"first", "later"});
    Derivation first{{}, {{}}, {}, "first", {}, {}};
    first.tests[0].kind = Test::Kind::between;
    first.tests[0].field = "admissions";
    first.tests[0].at_most = 0;
    Derivation later;
    later.value = "later";
    times.derive = {first, later};
    Benefit basic = benefit("basic", {rated("0.85")});
    basic.deductibles = {
        room("admission", by("times", {{"first", yuan("1300")}, {"later", yuan("650")}}))};
    return policy({basic}, {count_of_claims("admissions")}, {times});
}

TEST(Rooms, TheSecondAdmissionHalvesTheDeductibleByACount) {
    Person person(half_the_second_time());
    EXPECT_EQ(person.pays("12000"), "9095.00");
    EXPECT_EQ(person.pays("10000"), "7947.50");
    EXPECT_EQ(person.accumulators().periods().at("2020").at("admissions"), 2);
    EXPECT_EQ(person.pays("10000", {{"date", "2021-02-01"}}), "7395.00");
}

TEST(Rooms, AZeroBillCountsAsAnAdmission) {
    Person person(half_the_second_time());
    EXPECT_EQ(person.pays("0"), "0.00");
    EXPECT_EQ(person.pays("10000"), "7947.50");
}

TEST(Rooms, ADeductibleIsBorneOnceAtTheHighestLevel) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.deductibles = {
        room("year", by("level", {{"county", yuan("500")}, {"city", yuan("1000")}}), {"borne"})};
    Person person(policy({basic}, {sum_of("borne", "basic", Part::deductible)},
                         {dimension("level", {"county", "city"})}));
    EXPECT_EQ(person.pays("2000"), "1500.00");
    EXPECT_EQ(person.pays("2000", {{"level", "city"}}), "1500.00");
    EXPECT_EQ(person.pays("2000", {{"level", "county"}}), "2000.00");
}

TEST(Rooms, TheLeastOfSeveralDeductiblesIsBorne) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.deductibles = {room("claim", always(yuan("300"))),
                         room("year", always(yuan("700")), {"borne"})};
    Person person(policy({basic}, {sum_of("borne", "basic", Part::deductible)}));
    EXPECT_EQ(person.pays("1000"), "700.00");
    EXPECT_EQ(person.pays("1000"), "700.00");
    EXPECT_EQ(person.pays("1000"), "900.00");
    EXPECT_EQ(person.pays("1000"), "1000.00");
}

TEST(Rooms, ACapCutsThePayment) {
    Benefit outpatient = benefit("outpatient", {rated("0.7")});
    outpatient.caps = {room("visit", always(yuan("30"))),
                       room("year", always(yuan("50")), {"paid"})};
    Person person(policy({outpatient}, {sum_of("paid", "outpatient")}));
    EXPECT_EQ(in_words(person.settle_bill("100").settlement.benefits[0]),
              "100.00 0.00 30.00 40.00 30.00");
    EXPECT_EQ(in_words(person.settle_bill("100").settlement.benefits[0]),
              "100.00 0.00 20.00 50.00 30.00");
    EXPECT_EQ(in_words(person.settle_bill("100").settlement.benefits[0]),
              "100.00 0.00 0.00 70.00 30.00");
}

TEST(Rooms, TwoBenefitsOfOneClaimShareACap) {
    Benefit first = benefit("first", {rated("0.5")});
    Benefit second = benefit("second", {rated("1")});
    second.base.terms = {part_of("first", Part::left)};
    for (Benefit* each : {&first, &second}) {
        each->caps = {room("both", always(yuan("80")), {"first_paid", "second_paid"})};
    }
    Person person(
        policy({first, second}, {sum_of("first_paid", "first"), sum_of("second_paid", "second")}));
    EXPECT_EQ(payments(person.settle_bill("100").settlement), "50.00 30.00");
    EXPECT_EQ(payments(person.settle_bill("100").settlement), "0.00 0.00");
}

TEST(Rooms, ACeilingOnExpenseLimitsTheBase) {
    Benefit basic = benefit("basic", {rated("0.9")});
    basic.base.limits = {room("expense", always(yuan("144000")), {"expense"})};
    basic.deductibles = {room("admission", always(yuan("2400")))};
    Person person(policy({basic}, {sum_of("expense", "basic", Part::base)}));
    const Answer answer = person.settle_bill("150000");
    EXPECT_EQ(in_words(answer.settlement.benefits[0]), "144000.00 2400.00 127440.00 0.00 14160.00");
    EXPECT_EQ(patient_in_words(answer.settlement), "2400.00 14160.00 0.00 6000.00 0.00");
    EXPECT_EQ(person.pays("1000"), "0.00");
}

TEST(Rooms, PeriodsBeginAnew) {
    Benefit outpatient = benefit("outpatient", {rated("1")});
    outpatient.caps = {room("day", always(yuan("10")), {"of_day"}),
                       room("month", always(yuan("25")), {"of_month"}),
                       room("quarter", always(yuan("40")), {"of_quarter"}),
                       room("ever", always(yuan("47")), {"of_life"})};
    Person person(
        policy({outpatient}, {sum_of("of_life", "outpatient", Part::payment, Period::ever),
                              sum_of("of_day", "outpatient", Part::payment, Period::day),
                              sum_of("of_quarter", "outpatient", Part::payment, Period::quarter),
                              sum_of("of_month", "outpatient", Part::payment, Period::month)}));
    EXPECT_EQ(person.pays("8", {{"date", "2020-01-01"}}), "8.00");
    EXPECT_EQ(person.pays("8", {{"date", "2020-01-01"}}), "2.00");
    EXPECT_EQ(person.pays("9", {{"date", "2020-01-31"}}), "9.00");
    EXPECT_EQ(person.pays("9", {{"date", "2020-01-30"}}), "6.00");
    EXPECT_EQ(person.pays("10", {{"date", "2020-02-01"}}), "10.00");
    EXPECT_EQ(person.pays("10", {{"date", "2020-03-31"}}), "5.00");
    EXPECT_EQ(person.pays("10", {{"date", "2020-04-01"}}), "7.00");
    EXPECT_EQ(person.pays("10", {{"date", "2021-04-01"}}), "0.00");
}

TEST(Rooms, AStayIsAPeriodOfItsOwn) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.deductibles = {room("stay", always(yuan("100")), {"borne"})};
    Person person(policy({basic}, {sum_of("borne", "basic", Part::deductible, Period::stay)}));
    EXPECT_EQ(person.pays("80", {{"stay_id", "S1"}}), "0.00");
    EXPECT_EQ(person.pays("80", {{"stay_id", "S2"}}), "0.00");
    EXPECT_EQ(person.pays("80", {{"stay_id", "S1"}, {"date", "2021-01-01"}}), "60.00");
    const auto refused = person.try_settle("80");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems()[0].code, Code::missing_field);
    EXPECT_EQ(refused.problems()[0].arguments[0].second, "stay_id");
}

TEST(Rooms, AHouseholdIsAskedForWhereItsTotalsAreKept) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.caps = {room("year", always(yuan("100")), {"paid"})};
    Accumulator paid = sum_of("paid", "basic");
    EXPECT_TRUE(Person(policy({basic}, {paid})).try_settle("80"));
    paid.of_household = true;
    Person person(policy({basic}, {paid}));
    EXPECT_EQ(person.pays("80", {{"household_id", "H1"}}), "80.00");
    EXPECT_EQ(person.pays("80", {{"household_id", "H2"}}), "80.00");
    EXPECT_EQ(person.pays("80", {{"household_id", "H1"}}), "20.00");
    const auto refused = person.try_settle("80");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems()[0].code, Code::missing_field);
    EXPECT_EQ(refused.problems()[0].arguments[0].second, "household_id");
    paid.only = {{"kept", {"by_household"}}};
    Policy read = policy({basic}, {paid});
    read.benefits[0].caps[0].used.clear();
    read.readings = {{"kept", {{"by_person", {}}, {"by_household", {}}}, {}, {}}};
    EXPECT_TRUE(Person(read).try_settle("80")) << "the reading has no such total";
    EXPECT_FALSE(Person(read, {{"kept", "by_household"}}).try_settle("80"));
}

TEST(Rooms, ABenefitYearMayBeginInSeptember) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.caps = {room("year", always(yuan("10")), {"paid"})};
    Policy school = policy({basic}, {sum_of("paid", "basic")});
    school.benefit_year = {9, 1};
    Person person(school);
    EXPECT_EQ(person.pays("8", {{"date", "2019-09-01"}}), "8.00");
    EXPECT_EQ(person.pays("8", {{"date", "2020-08-31"}}), "2.00");
    EXPECT_EQ(person.pays("8", {{"date", "2020-09-01"}}), "8.00");
}

TEST(Rooms, AnAccumulatorMayCountOnlySomeClaims) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.caps = {room("year", always(yuan("10")), {"of_city"})};
    Accumulator of_city = sum_of("of_city", "basic");
    of_city.when = {{"level", {"city"}}};
    Person person(policy({basic}, {of_city}, {dimension("level", {"county", "city"})}));
    EXPECT_EQ(person.pays("8"), "8.00");
    EXPECT_EQ(person.pays("8", {{"level", "city"}}), "8.00");
    EXPECT_EQ(person.pays("8"), "2.00");
}

TEST(Rooms, AMeasureMayBeSummed) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.caps = {room("days", always(cell(Fraction::whole(3000))), {"bed_fen"})};
    Accumulator summed;
    summed.id = "bed_fen";
    summed.measure = "bed";
    Policy beds = policy({basic}, {summed});
    beds.measures = {{"bed", {}, false, false}};
    Person person(beds);
    EXPECT_EQ(person.pays("100", {{"bed", "12.50"}}), "30.00");
    EXPECT_EQ(person.pays("100"), "17.50");
    EXPECT_EQ(person.pays("100"), "17.50");
}

} // namespace
} // namespace reimburse::small
