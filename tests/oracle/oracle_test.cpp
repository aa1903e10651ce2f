// SPDX-License-Identifier: MIT
#include "oracle/oracle.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// The oracle's own bills, worked by hand from the source. Amounts are written as text, as a bill
// has them.
namespace oracle {
namespace {

Rational yuan(const std::string& text) {
    const std::size_t point = text.find('.');
    std::string digits = text;
    return point == std::string::npos ? Rational(std::stoll(text))
                                      : Rational(std::stoll(digits.erase(point, 1)), 100);
}

/// A bill at a county hospital, all of it eligible.
Claim bill(PersonClass person_class, const std::string& date, const std::string& amount) {
    Claim claim;
    claim.id = "c";
    claim.person = "p";
    claim.date = date;
    claim.person_class = person_class;
    claim.total = yuan(amount);
    claim.eligible = claim.total;
    return claim;
}

Claim poor(const std::string& date, const std::string& amount) {
    return bill(PersonClass::registered_poor, date, amount);
}

Claim general(const std::string& date, const std::string& amount) {
    return bill(PersonClass::general, date, amount);
}

Claim at(Claim claim, Level level) {
    claim.level = level;
    return claim;
}

Claim clinic_visit(Claim claim) {
    claim.care = Care::outpatient;
    claim.level = Level::township;
    return claim;
}

Claim city_hospital(Claim claim, const std::string& insured_division) {
    claim.level = Level::city;
    claim.facility_id = "city_tcm_hospital";
    claim.insured_division = insured_division;
    return claim;
}

Claim worked_example() {
    Claim claim = poor("2019-10-02", "60000");
    claim.eligible = 55000;
    return claim;
}

/// "deductible copayment over_cap not_covered out_of_scope"
std::string in_words(const Share& share) {
    return money_text(share.deductible) + " " + money_text(share.copayment) + " " +
           money_text(share.over_cap) + " " + money_text(share.not_covered) + " " +
           money_text(share.out_of_scope);
}

/// "base deductible payment over_cap copayment"
std::string in_words(const Account& account) {
    return money_text(account.base) + " " + money_text(account.deductible) + " " +
           money_text(account.payment) + " " + money_text(account.over_cap) + " " +
           money_text(account.copayment);
}

std::string critical_payment(Oracle oracle, const Claim& claim) {
    return money_text(oracle.settle(claim).critical.payment);
}

std::string basic_payment(Oracle oracle, const Claim& claim) {
    return money_text(oracle.settle(claim).basic.payment);
}

TEST(Oracle, SettlesTheWorkedExample) {
    const Answer answer = Oracle().settle(worked_example());
    EXPECT_EQ(in_words(answer.basic), "55000.00 0.00 46750.00 0.00 8250.00");
    EXPECT_EQ(in_words(answer.critical), "8250.00 5000.00 2112.50 0.00 1137.50");
    EXPECT_EQ(money_text(answer.fund_total), "48862.50");
    EXPECT_EQ(money_text(answer.patient_pays), "11137.50");
    EXPECT_EQ(in_words(answer.share), "5000.00 1137.50 0.00 0.00 5000.00");
    EXPECT_EQ(answer.share.named_by, NamedBy::critical_illness);
    EXPECT_EQ(*answer.actual_ratio, Rational(8144, 10000));
    EXPECT_EQ(money_text(answer.shortfall), "2137.50");
    EXPECT_FALSE(answer.deposit_required);
}

TEST(Oracle, TopsUpTheWorkedExampleFromTheCopaymentFirst) {
    Readings readings;
    readings.backstop = Backstop::top_up;
    const Answer answer = Oracle(readings).settle(worked_example());
    EXPECT_EQ(money_text(answer.backstop), "2137.50");
    EXPECT_EQ(money_text(answer.fund_total), "51000.00");
    EXPECT_EQ(in_words(answer.share), "4000.00 0.00 0.00 0.00 5000.00");
    EXPECT_EQ(answer.share.named_by, NamedBy::critical_illness);
    EXPECT_EQ(*answer.actual_ratio, percent(85));
    EXPECT_EQ(answer.shortfall, 0);
}

TEST(Oracle, KeepsTheFirstNamesWhereCriticalIllnessPaysNothing) {
    const Answer answer = Oracle().settle(general("2019-10-02", "3000"));
    EXPECT_EQ(in_words(answer.basic), "3000.00 500.00 1875.00 0.00 625.00");
    EXPECT_EQ(in_words(answer.critical), "1125.00 1125.00 0.00 0.00 0.00");
    EXPECT_EQ(in_words(answer.share), "500.00 625.00 0.00 0.00 0.00");
    EXPECT_EQ(answer.share.named_by, NamedBy::basic_inpatient);
    EXPECT_FALSE(answer.target_applies);
    EXPECT_TRUE(answer.deposit_required);
}

TEST(Oracle, PricesEveryLevel) {
    const Claim county = general("2019-03-01", "10000");
    EXPECT_EQ(basic_payment(Oracle(), at(county, Level::township)), "9800.00");
    EXPECT_EQ(basic_payment(Oracle(), county), "7125.00");
    EXPECT_EQ(basic_payment(Oracle(), at(county, Level::city)), "5850.00");
    EXPECT_EQ(basic_payment(Oracle({}, true), at(county, Level::province)), "4675.00");
    const Claim of_the_poor = poor("2019-03-01", "10000");
    EXPECT_EQ(basic_payment(Oracle(), at(of_the_poor, Level::township)), "10000.00");
    EXPECT_EQ(basic_payment(Oracle(), at(of_the_poor, Level::city)), "7500.00");
    EXPECT_EQ(basic_payment(Oracle({}, true), at(of_the_poor, Level::province)), "6500.00");
}

TEST(Oracle, CutsAtTheBasicCapAndPassesTheRestOn) {
    Oracle oracle;
    const Answer first = oracle.settle(poor("2019-10-02", "200000"));
    EXPECT_EQ(in_words(first.basic), "200000.00 0.00 150000.00 20000.00 30000.00");
    EXPECT_EQ(in_words(first.critical), "50000.00 5000.00 30000.00 0.00 15000.00");
    EXPECT_EQ(in_words(first.share), "5000.00 15000.00 0.00 0.00 0.00");
    const Answer second = oracle.settle(poor("2019-12-31", "100"));
    EXPECT_EQ(in_words(second.basic), "100.00 0.00 0.00 85.00 15.00");
    EXPECT_EQ(money_text(second.critical.payment), "70.00");
    EXPECT_EQ(basic_payment(oracle, poor("2020-01-01", "100")), "85.00");
}

TEST(Oracle, CountsExpenseTowardsTheBasicCapWhereSoRead) {
    Readings readings;
    readings.basic_cap = BasicCap::expense;
    Oracle oracle(readings);
    const Answer first = oracle.settle(general("2019-10-02", "149000"));
    EXPECT_EQ(in_words(first.basic), "149000.00 500.00 111375.00 0.00 37125.00");
    const Answer second = oracle.settle(general("2019-10-03", "3000"));
    EXPECT_EQ(in_words(second.basic), "1000.00 500.00 375.00 0.00 125.00");
    EXPECT_EQ(money_text(second.critical.base), "2625.00");
    EXPECT_EQ(second.after.basic_expense, 150000);
    EXPECT_EQ(money_text(oracle.settle(general("2019-10-04", "3000")).basic.payment), "0.00");
}

TEST(Oracle, LeavesExpenseAboveTheCeilingUncoveredUntilAnotherBenefitPays) {
    Readings readings;
    readings.basic_cap = BasicCap::expense;
    readings.critical_from = CriticalFrom::whole_paragraph;
    const Answer before = Oracle(readings).settle(poor("2019-09-30", "200000"));
    EXPECT_EQ(in_words(before.share), "0.00 22500.00 0.00 50000.00 0.00");
    const Answer after = Oracle(readings).settle(poor("2019-10-01", "200000"));
    EXPECT_EQ(in_words(after.share), "5000.00 21750.00 0.00 0.00 0.00");
}

TEST(Oracle, TopsUpWhatIsNotCoveredBeforeWhatIsOutOfScope) {
    Readings readings;
    readings.basic_cap = BasicCap::expense;
    readings.critical_from = CriticalFrom::whole_paragraph;
    readings.backstop = Backstop::top_up;
    Claim claim = poor("2019-09-30", "210000");
    claim.eligible = 200000;
    const Answer answer = Oracle(readings).settle(claim);
    EXPECT_EQ(money_text(answer.backstop), "51000.00"); // 178,500 less 127,500
    EXPECT_EQ(in_words(answer.share), "0.00 0.00 0.00 21500.00 10000.00");
}

TEST(Oracle, FreesThePoorFromTheCriticalCapOnTheDay) {
    EXPECT_EQ(critical_payment(Oracle(), poor("2019-09-30", "1000000")), "300000.00");
    EXPECT_EQ(critical_payment(Oracle(), poor("2019-10-01", "1000000")), "736000.00");
    const Answer capped = Oracle().settle(general("2019-10-01", "1000000"));
    EXPECT_EQ(in_words(capped.critical), "850000.00 10000.00 300000.00 389500.00 150500.00");
    EXPECT_EQ(in_words(capped.share), "10000.00 150500.00 389500.00 0.00 0.00");
    Readings readings;
    readings.critical_cap = CriticalCap::everyone;
    EXPECT_EQ(critical_payment(Oracle(readings), general("2019-09-30", "1000000")), "300000.00");
    EXPECT_EQ(critical_payment(Oracle(readings), general("2019-10-01", "1000000")), "689500.00");
}

TEST(Oracle, KeepsWhatWasPaidWhenTheCapReturns) {
    Oracle oracle;
    oracle.settle(poor("2019-10-01", "1000000"));
    const Answer later = oracle.settle(general("2019-10-02", "1000"));
    EXPECT_EQ(in_words(later.critical), "1000.00 0.00 0.00 850.00 150.00");
    // it pays nothing, so the names of the basic benefit stay
    EXPECT_EQ(in_words(later.share), "500.00 125.00 375.00 0.00 0.00");
}

TEST(Oracle, LaysTheYearOnOneAxisWithTheClaimsOwnSchedule) {
    Oracle oracle;
    oracle.settle(at(general("2019-10-02", "21000"), Level::city)); // 8,000 left with the person
    const Answer later = oracle.settle(poor("2019-10-03", "10000"));
    EXPECT_EQ(in_words(later.critical), "1500.00 0.00 975.00 0.00 525.00");
    EXPECT_EQ(money_text(later.after.critical_burden), "9500.00");
}

TEST(Oracle, KeepsEarlierClaimsOffTheAxisWhereTheWholeParagraphBeginsLater) {
    Readings readings;
    readings.critical_from = CriticalFrom::whole_paragraph;
    Oracle oracle(readings);
    const Answer before = oracle.settle(poor("2019-09-30", "100000"));
    EXPECT_FALSE(before.critical.applies);
    EXPECT_EQ(before.after.critical_burden, 0);
    const Answer later = oracle.settle(poor("2019-10-01", "40000"));
    EXPECT_EQ(in_words(later.critical), "6000.00 5000.00 650.00 0.00 350.00");
}

TEST(Oracle, RoundsTheYearOrTheClaim) {
    Oracle by_year;
    Readings readings;
    readings.cumulative_rounding = CumulativeRounding::claim;
    Oracle by_claim(readings);
    const Claim up_to_a_fen = poor("2019-10-02", "33333.40"); // burden 5,000.01: 0.0065 granted
    EXPECT_EQ(money_text(by_year.settle(up_to_a_fen).critical.payment), "0.01");
    EXPECT_EQ(money_text(by_claim.settle(up_to_a_fen).critical.payment), "0.01");
    const Claim another_fen = poor("2019-10-03", "0.07"); // 0.0130 granted in all
    EXPECT_EQ(money_text(by_year.settle(another_fen).critical.payment), "0.00");
    EXPECT_EQ(money_text(by_claim.settle(another_fen).critical.payment), "0.01");
}

TEST(Oracle, RoundsHalvesUp) {
    EXPECT_EQ(basic_payment(Oracle(), poor("2019-10-02", "0.10")), "0.09");      // 0.0850
    EXPECT_EQ(basic_payment(Oracle(), general("2019-10-02", "500.02")), "0.02"); // 0.0150
}

TEST(Oracle, ReadsTheUpliftInThreeWays) {
    Readings readings;
    readings.uplift = Uplift::factor;
    const Claim claim = poor("2019-10-02", "100000");
    const Answer factor = Oracle(readings).settle(claim);
    EXPECT_EQ(money_text(factor.basic.payment), "82500.00");
    EXPECT_EQ(money_text(factor.critical.payment), "7875.00"); // 12,500 at 63 %
    readings.uplift = Uplift::basic_factor;
    const Answer basic_factor = Oracle(readings).settle(claim);
    EXPECT_EQ(money_text(basic_factor.basic.payment), "82500.00");
    EXPECT_EQ(money_text(basic_factor.critical.payment), "8125.00");
    EXPECT_EQ(basic_payment(Oracle(readings), at(claim, Level::township)), "100000.00");
}

TEST(Oracle, PaysOutpatientCareUpToTheYearsCap) {
    Oracle oracle;
    const Answer early = oracle.settle(clinic_visit(general("2019-08-31", "100")));
    EXPECT_FALSE(early.outpatient.applies);
    EXPECT_EQ(in_words(early.share), "0.00 0.00 0.00 100.00 0.00");
    const Answer first = oracle.settle(clinic_visit(general("2019-09-01", "100")));
    EXPECT_EQ(in_words(first.outpatient), "100.00 0.00 70.00 0.00 30.00");
    const Answer last = oracle.settle(clinic_visit(general("2019-12-31", "600")));
    EXPECT_EQ(in_words(last.outpatient), "600.00 0.00 280.00 140.00 180.00");
    EXPECT_EQ(in_words(last.share), "0.00 180.00 140.00 0.00 0.00");
    const Answer next_year = oracle.settle(clinic_visit(general("2020-01-01", "600")));
    EXPECT_EQ(money_text(next_year.outpatient.payment), "350.00");
    EXPECT_EQ(next_year.after.critical_burden, 0);
}

TEST(Oracle, PaysOutpatientCareOnlyWhereAndForWhomItIsMeant) {
    const Claim visit = clinic_visit(general("2019-10-01", "100"));
    EXPECT_FALSE(Oracle().settle(at(visit, Level::county)).outpatient.applies);
    Readings readings;
    readings.outpatient = Outpatient::poor_only;
    EXPECT_FALSE(Oracle(readings).settle(visit).outpatient.applies);
    const Claim of_the_poor = clinic_visit(poor("2019-10-01", "100"));
    EXPECT_TRUE(Oracle(readings).settle(of_the_poor).outpatient.applies);
}

using Refusals = std::vector<Refusal>;

TEST(Oracle, RefusesWhatTheSourceGivesNoFigureFor) {
    const Oracle oracle;
    EXPECT_EQ(oracle.refusals(poor("2018-12-31", "1")), Refusals{Refusal::outside_validity});
    EXPECT_EQ(oracle.refusals(poor("2019-01-01", "1")), Refusals{});
    EXPECT_EQ(oracle.refusals(poor("2020-12-31", "1")), Refusals{});
    EXPECT_EQ(oracle.refusals(poor("2021-01-01", "1")), Refusals{Refusal::outside_validity});

    const Claim provincial = at(poor("2019-10-02", "1"), Level::province);
    EXPECT_EQ(oracle.refusals(provincial), Refusals{Refusal::province_unspecified});
    EXPECT_EQ(Oracle({}, true).refusals(provincial), Refusals{});

    Claim elsewhere = poor("2019-10-02", "1");
    elsewhere.facility_division = "430102";
    EXPECT_EQ(oracle.refusals(elsewhere), Refusals{Refusal::outside_pooling_area});
    elsewhere.designated = false;
    EXPECT_EQ(oracle.refusals(elsewhere),
              (Refusals{Refusal::not_designated, Refusal::outside_pooling_area}));
}

TEST(Oracle, RefusesOutpatientCareOnlyWhereTheBenefitIsMeant) {
    Claim visit = clinic_visit(general("2019-10-02", "1"));
    visit.designated = false;
    EXPECT_EQ(Oracle().refusals(visit), Refusals{Refusal::not_designated});
    EXPECT_EQ(Oracle().refusals(at(visit, Level::county)), Refusals{});
    visit.designated = true;
    EXPECT_EQ(Oracle().refusals(at(visit, Level::province)), Refusals{});
}

TEST(Oracle, MovesNoTotalForARefusedClaim) {
    Oracle oracle;
    Claim refused = poor("2019-10-02", "60000");
    refused.designated = false;
    EXPECT_FALSE(oracle.settle(refused).refusals.empty());
    EXPECT_EQ(oracle.totals("p", "2019-10-02").critical_burden, 0);
    EXPECT_EQ(oracle.totals("p", "2019-10-02").basic_paid, 0);
    refused.designated = true;
    oracle.settle(refused);
    EXPECT_EQ(oracle.totals("p", "2019-12-31").basic_paid, 51000);
    EXPECT_EQ(oracle.totals("p", "2020-01-01").basic_paid, 0);
}

TEST(Oracle, AppliesTheClassOnItsDaysBothIncluded) {
    Claim claim = poor("2019-10-02", "10000");
    claim.class_from = "2019-10-02";
    claim.class_to = "2019-10-02";
    EXPECT_EQ(basic_payment(Oracle(), claim), "8500.00");
    claim.date = "2019-10-01";
    EXPECT_EQ(basic_payment(Oracle(), claim), "7125.00");
    claim.date = "2019-10-03";
    EXPECT_EQ(basic_payment(Oracle(), claim), "7125.00");
    EXPECT_TRUE(Oracle().settle(claim).deposit_required);
}

TEST(Oracle, SpeaksOfTheTargetInsideTheCounty) {
    Oracle oracle;
    const Claim county = poor("2019-10-02", "100");
    EXPECT_TRUE(oracle.settle(county).target_applies);
    EXPECT_TRUE(oracle.settle(county).place_assumed);
    EXPECT_FALSE(oracle.settle(at(county, Level::city)).target_applies);

    Claim told = county;
    told.facility_division = "430821";
    told.insured_division = "430822";
    EXPECT_FALSE(oracle.settle(told).target_applies);
    EXPECT_FALSE(oracle.settle(told).place_assumed);
    told.insured_division = "430821";
    EXPECT_TRUE(oracle.settle(at(told, Level::city)).target_applies);

    EXPECT_TRUE(oracle.settle(city_hospital(county, "430802")).target_applies);
    EXPECT_TRUE(oracle.settle(city_hospital(county, "430811")).target_applies);
    EXPECT_FALSE(oracle.settle(city_hospital(county, "430821")).target_applies);
    EXPECT_FALSE(oracle.settle(clinic_visit(county)).target_applies);
}

TEST(Oracle, PricesTheTwoCityHospitalsAsCountyWhereSoRead) {
    Readings readings;
    readings.city_as_county = CityAsCounty::county_rates;
    const Claim claim = general("2019-10-02", "10000");
    EXPECT_EQ(basic_payment(Oracle(), city_hospital(claim, "430811")), "5850.00");
    EXPECT_EQ(basic_payment(Oracle(readings), city_hospital(claim, "430811")), "7125.00");
    EXPECT_EQ(basic_payment(Oracle(readings), city_hospital(claim, "430822")), "5850.00");
}

TEST(Oracle, RoundsTheShortfallUpAndTheRatioHalfUp) {
    Claim claim = poor("2019-10-02", "0.06");
    claim.eligible = yuan("0.01");
    const Answer small = Oracle().settle(claim);
    EXPECT_EQ(money_text(small.shortfall), "0.05"); // 0.0510 less 0.01
    EXPECT_EQ(*small.actual_ratio, Rational(1667, 10000));

    claim.total = 200;
    claim.eligible = yuan("117.66"); // pays 100.01: a ratio of 0.50005
    EXPECT_EQ(*Oracle().settle(claim).actual_ratio, Rational(5001, 10000));
}

TEST(Oracle, SettlesABillOfNothing) {
    const Answer answer = Oracle().settle(poor("2019-10-02", "0"));
    EXPECT_EQ(answer.fund_total, 0);
    EXPECT_FALSE(answer.actual_ratio.has_value());
    EXPECT_TRUE(answer.target_applies);
    EXPECT_EQ(answer.shortfall, 0);
}

TEST(Oracle, AsksADepositForAnAccident) {
    Claim claim = poor("2019-10-02", "100");
    EXPECT_FALSE(Oracle().settle(claim).deposit_required);
    claim.injury = Injury::accident;
    EXPECT_TRUE(Oracle().settle(claim).deposit_required);
}

} // namespace
} // namespace oracle
