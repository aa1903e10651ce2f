// SPDX-License-Identifier: MIT
#include "reimburse/explain/trace.hpp"
#include "settle/small_policy.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace reimburse::small {
namespace {

Cell with(Cell cell, Slope slope) {
    cell.slope = std::move(slope);
    return cell;
}

Slope along(std::string measure, const std::string& each, std::int64_t every = 1) {
    Slope slope;
    slope.measure = std::move(measure);
    slope.each = number(each);
    slope.every = every;
    return slope;
}

Reading reading(std::string id, std::initializer_list<const char*> values) {
    Reading reading;
    reading.id = std::move(id);
    for (const char* value : values) {
        reading.values.push_back({value, {}});
    }
    return reading;
}

Policy with_measures(Policy policy) {
    policy.measures = {{"age", {}, true, false},
                       {"days", {}, true, false},
                       {"wage", {}, false, false},
                       {"second_class", {}, false, false}};
    return policy;
}

/// 50 % and a point for each full decade of age, from 52 % to 56 %.
Policy by_decade() {
    Slope slope = along("age", "0.01", 10);
    slope.at_least = number("0.52");
    slope.at_most = number("0.56");
    Segment segment;
    segment.rate = always(with(share("0.50"), slope));
    return with_measures(policy({benefit("basic", {segment})}));
}

TEST(Slope, ARateRisesWithEachFullDecadeBetweenItsLimits) {
    Person person(by_decade());
    EXPECT_EQ(person.pays("1000", {{"age", "0"}}), "520.00");
    EXPECT_EQ(person.pays("1000", {{"age", "29"}}), "520.00");
    EXPECT_EQ(person.pays("1000", {{"age", "30"}}), "530.00");
    EXPECT_EQ(person.pays("1000", {{"age", "39"}}), "530.00");
    EXPECT_EQ(person.pays("1000", {{"age", "60"}}), "560.00");
    EXPECT_EQ(person.pays("1000", {{"age", "99"}}), "560.00");
    EXPECT_EQ(person.pays("1000", {{"age", "30"}}), "530.00"); // nothing stays of the claim before
}

TEST(Slope, TheSettlementSaysTheRateOfTheClaim) {
    Person person(by_decade());
    const Settlement settlement = person.settle_bill("1000", {{"age", "45"}}).settlement;
    EXPECT_EQ(rate_text(settlement.benefits[0].segments[0].rate,
                        person.plan().steps[settlement.benefits[0].step].denominator),
              "0.54");
}

TEST(Slope, AnUpliftMovesTheWholeLineAndItsLimits) {
    Policy read = by_decade();
    read.benefits[0].uplifts = {uplift("points", UpliftTarget::rate, UpliftChange::points, "0.1")};
    EXPECT_EQ(Person(read).pays("1000", {{"age", "0"}}), "620.00");
    EXPECT_EQ(Person(read).pays("1000", {{"age", "35"}}), "630.00");
    EXPECT_EQ(Person(read).pays("1000", {{"age", "90"}}), "660.00");
    read.benefits[0].uplifts = {
        uplift("half", UpliftTarget::rate, UpliftChange::patient_factor, "0.5")};
    EXPECT_EQ(Person(read).pays("1000", {{"age", "0"}}), "760.00");
    EXPECT_EQ(Person(read).pays("1000", {{"age", "35"}}), "765.00");
    EXPECT_EQ(Person(read).settle_bill("1000", {{"age", "35"}}).settlement.benefits[0].uplift,
              Money::from_fen(23'500)); // 765.00 less the published 530.00
    read.benefits[0].rate_limit = number("0.77");
    EXPECT_EQ(Person(read).pays("1000", {{"age", "90"}}), "770.00");
}

TEST(Slope, MarginalSegmentsSumUpAnewForEachClaim) {
    Policy read = by_decade();
    Segment first;
    first.up_to = always(yuan("1000"));
    first.rate = always(with(share("0.10"), along("age", "0.01")));
    read.benefits[0].schedule.segments = {first, rated("0.5")};
    Person person(read);
    EXPECT_EQ(person.pays("2000", {{"age", "20"}}), "800.00");
    EXPECT_EQ(person.pays("2000", {{"age", "0"}}), "600.00");
    EXPECT_EQ(person.pays("2000", {{"age", "95"}}), "1500.00"); // a rate is at most 1
}

TEST(Slope, AnAmountForEachDay) {
    Policy read = by_decade();
    read.benefits[0].schedule.segments = {rated("1")};
    read.benefits[0].deductibles = {room("day", always(with(yuan("0"), along("days", "50"))))};
    Slope most = along("days", "100.5");
    most.at_most = yuan("300").value;
    read.benefits[0].caps = {room("day", always(with(yuan("20"), most)))};
    Person person(read);
    EXPECT_EQ(in_words(person.settle_bill("1000", {{"days", "2"}}).settlement.benefits[0]),
              "1000.00 100.00 221.00 679.00 0.00");
    EXPECT_EQ(person.pays("1000", {{"days", "9"}}), "300.00");
}

TEST(Slope, AShareOfAnAmountHasItsRounding) {
    Policy read = by_decade();
    read.benefits[0].schedule.segments = {rated("1")};
    read.benefits[0].deductibles = {room("wage", always(with(yuan("10"), along("wage", "0.10"))))};
    const Result<Plan> silent = compile(read);
    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.problems()[0].code, Code::contradictory_rule);
    Row& row = read.benefits[0].deductibles[0].amount.rows[0];
    row.cell.slope->rounding = Rounding{RoundingMode::down, 1};
    EXPECT_EQ(Person(read).pays("1000", {{"wage", "1000.59"}}), "889.95");
    row.cell.slope->rounding = Rounding{RoundingMode::up, 1};
    EXPECT_EQ(Person(read).pays("1000", {{"wage", "1000.59"}}), "889.94");
}

TEST(Slope, AFixedAmountAndWhatABackstopKeepsMayRise) {
    Segment flat;
    flat.fixed = always(with(yuan("100"), along("days", "10")));
    Benefit fixed_sum = benefit("sum", {flat});
    fixed_sum.schedule.laying = Laying::whole;
    EXPECT_EQ(Person(with_measures(policy({fixed_sum}))).pays("1000", {{"days", "3"}}), "130.00");
    Benefit rest;
    rest.id = "rest";
    rest.kind = BenefitKind::backstop;
    rest.base.terms = {measured("total")};
    rest.keep.amount = room("day", always(with(yuan("0"), along("days", "150"))));
    EXPECT_EQ(Person(with_measures(policy({rest}))).pays("1329", {{"days", "2"}}), "1029.00");
}

TEST(Slope, TheExactPathWritesTheSameCells) {
    Policy read = by_decade();
    Benefit third = benefit("third", {rated("0.5")});
    third.base.terms = {part_of("basic", Part::payment, "1/3")};
    read.benefits.push_back(third);
    Person person(read);
    const Settlement settlement = person.settle_bill("1000", {{"age", "35"}}).settlement;
    EXPECT_EQ(format_amount(settlement.benefits[0].payment), "530.00");
    // Half of 530 / 3, which is no whole fen.
    EXPECT_EQ(format_amount(settlement.benefits[1].payment), "88.33");
}

TEST(Slope, ARateDoesNotRiseWithAnAmountNorTwoUpliftsAlongIt) {
    Policy read = by_decade();
    read.benefits[0].schedule.segments[0].rate->rows[0].cell.slope->measure = "wage";
    EXPECT_EQ(compile(read).problems()[0].code, Code::contradictory_rule);
    read = by_decade();
    read.benefits[0].uplifts = {uplift("a", UpliftTarget::rate, UpliftChange::points, "0.1"),
                                uplift("b", UpliftTarget::rate, UpliftChange::factor, "1.1")};
    read.benefits[0].combine = Combine::largest;
    EXPECT_EQ(compile(read).problems()[0].code, Code::uplifts_collide);
    read.benefits[0].combine = Combine::sum;
    EXPECT_EQ(Person(read).pays("1000", {{"age", "35"}}), "683.00"); // 53 % + 10 points + 5.3 %
}

TEST(Weights, AreKeyedLikeAnyTable) {
    Policy read = with_measures(
        policy({benefit("basic", {rated("0.5")})}, {}, {dimension("where", {"here", "away"})}));
    read.benefits[0].base.terms[0].weights =
        by("where", {{"here", share("1")}, {"away", share("0.9")}});
    Person person(read);
    EXPECT_EQ(person.pays("1000", {{"where", "here"}}), "500.00");
    EXPECT_EQ(person.pays("1000", {{"where", "away"}}), "450.00");
    read.benefits[0].base.terms[0].weights =
        by("where", {{"here", share("1")}, {"away", unspecified}});
    const Result<Answer> refused = Person(read).try_settle("1000", {{"where", "away"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems()[0].code, Code::unspecified);
    EXPECT_NE(sentence(refused.problems()[0]).find("basic.base.1.weight"), std::string::npos);
}

TEST(Terms, ExistUnderTheirReadings) {
    Policy read = with_measures(policy({benefit("basic", {rated("0.5")})}));
    read.readings = {reading("class_b", {"in", "out"})};
    read.benefits[0].base.terms.push_back(measured("second_class", "-1"));
    read.benefits[0].base.terms[1].only = {{"class_b", {"out"}}};
    const Fields fields{{"second_class", "200"}};
    EXPECT_EQ(Person(read).pays("1000", fields), "500.00");
    EXPECT_EQ(Person(read, {{"class_b", "out"}}).pays("1000", fields), "400.00");
}

TEST(Age, ComesFromTheDateOfBirthOnTheDayThatDecides) {
    Policy read = by_decade();
    read.measures[0].required = true;
    Person person(read);
    EXPECT_EQ(person.pays("1000", {{"birth_date", "1980-01-15"}}), "540.00");
    EXPECT_EQ(person.pays("1000", {{"birth_date", "1980-01-16"}}), "530.00"); // not yet 40
    EXPECT_EQ(person.try_settle("1000").problems()[0].code, Code::missing_field);
    EXPECT_EQ(
        person.try_settle("1000", {{"birth_date", "1980-01-15"}, {"age", "41"}}).problems()[0].code,
        Code::contradictory_fields);
    EXPECT_EQ(person.try_settle("1000", {{"birth_date", "2020-01-16"}}).problems()[0].code,
              Code::contradictory_fields);
}

TEST(DecidingDate, IsChosenByTheReadings) {
    Policy read = policy({benefit("basic", {rated("0.5")})});
    read.readings = {reading("day", {"settled", "discharged"})};
    read.deciding_dates = {{{{"day", {"settled"}}}, "date"},
                           {{{"day", {"discharged"}}}, "discharge_date"}};
    read.benefit_years = {{{{"day", {"settled"}}}, {1, 1}}, {{{"day", {"discharged"}}}, {7, 1}}};
    const Fields fields{{"discharge_date", "2019-12-31"}};
    EXPECT_EQ(Person(read).settle_bill("1", fields).decided.text(), "2020-01-15");
    Person other(read, {{"day", "discharged"}});
    EXPECT_EQ(other.settle_bill("1", fields).decided.text(), "2019-12-31");
    EXPECT_EQ(other.plan().policy.benefit_year.month, 7U);
}

TEST(PatientShare, CostOfItsOwnIsNotWhatAnotherBenefitLeft) {
    Policy read =
        with_measures(policy({benefit("basic", {rated("0.8")}), benefit("large", {rated("0.5")})}));
    read.benefits[0].base.terms.push_back(measured("second_class", "-1"));
    read.benefits[0].deductibles = {room("visit", always(yuan("100")))};
    read.benefits[1].base.terms = {measured("second_class")};
    const Settlement settlement =
        Person(read).settle_bill("1000", {{"second_class", "400"}}).settlement;
    EXPECT_EQ(format_amount(settlement.patient(Reason::deductible)), "100.00");
    EXPECT_EQ(format_amount(settlement.patient(Reason::copayment)), "300.00");
    EXPECT_EQ(format_amount(settlement.patient(Reason::not_covered)), "0.00");
}

} // namespace
} // namespace reimburse::small
