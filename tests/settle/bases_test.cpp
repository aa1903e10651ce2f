// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"

#include <gtest/gtest.h>

// What a benefit takes from the bill and from those before it, worked by hand.
namespace reimburse::small {
namespace {

TEST(Bases, LayersTakeTheRoundedRestOfTheOneBefore) {
    Benefit large = benefit("large", {rated("0.7")});
    Benefit supplement = benefit("supplement", {rated("0.5")});
    supplement.base.terms = {part_of("large", Part::left)};
    Benefit unit = benefit("unit", {rated("2/3")});
    unit.base.terms = {part_of("supplement", Part::left)};
    unit.payer = Payer::employer;
    Person person(policy({large, supplement, unit}));
    const Answer answer = person.settle_bill("2554.76", {{"total", "2613.23"}});
    EXPECT_EQ(payments(answer.settlement), "1788.33 383.22 255.47");
    EXPECT_EQ(format_amount(answer.settlement.fund_total), "2427.02");
    EXPECT_EQ(format_amount(answer.settlement.patient_pays), "186.21");
    EXPECT_EQ(patient_in_words(answer.settlement), "0.00 127.74 0.00 0.00 58.47");
}

TEST(Bases, ABaseMayReachBeyondTheScope) {
    Benefit basic = benefit("basic", {rated("0.7")});
    Benefit hospital = benefit("hospital", {rated("0.1")});
    hospital.base.terms = {measured("total"), part_of("basic", Part::payment, "-1")};
    hospital.payer = Payer::hospital;
    Person person(policy({basic, hospital}));
    const Answer answer = person.settle_bill("100", {{"total", "150"}});
    EXPECT_EQ(payments(answer.settlement), "70.00 8.00");
    // 8 come off the 30 in scope; the hospital names the 22 left of them, 50 keep their name.
    EXPECT_EQ(patient_in_words(answer.settlement), "0.00 22.00 0.00 0.00 50.00");
}

TEST(Bases, OutOfScopeIsAMeasureOfItsOwn) {
    Benefit extra = benefit("extra", {rated("0.5")});
    extra.base.terms = {measured("out_of_scope")};
    Person person(policy({extra}));
    const Answer answer = person.settle_bill("100", {{"total", "150"}});
    EXPECT_EQ(payments(answer.settlement), "25.00");
}

TEST(Bases, ABaseIsNeverBelowZero) {
    Benefit basic = benefit("basic", {rated("1")});
    basic.base.terms = {measured("eligible"), measured("total", "-1")};
    EXPECT_EQ(Person(policy({basic})).pays("10", {{"total", "15"}}), "0.00");
}

TEST(Bases, WeightsNeedNotGiveWholeFen) {
    Benefit basic = benefit("basic", {rated("0.5")});
    Benefit unit = benefit("unit", {rated("1")});
    unit.base.terms = {part_of("basic", Part::left, "2/3")};
    Person person(policy({basic, unit}));
    EXPECT_EQ(payments(person.settle_bill("100").settlement), "50.00 33.33");
    EXPECT_EQ(payments(person.settle_bill("0.10").settlement), "0.05 0.03");
    EXPECT_EQ(payments(person.settle_bill("0.02").settlement), "0.01 0.00"); // never above the base
    Person unlinked(policy({basic, unit}), {}, nullptr);
    EXPECT_EQ(payments(unlinked.settle_bill("3").settlement), "1.50 1.00");
    const auto refused = unlinked.try_settle("100");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems()[0].code, Code::needs_exact_path);
}

/// Beijing before 2010: the pool pays at most 50,000, the cost above goes to the large fund.
Policy pool_and_large() {
    Benefit pool = benefit("pool", {rated("10000", "0.80"), rated("30000", "0.85"),
                                    rated("40000", "0.90"), rated("0.95")});
    pool.deductibles = {room("admission", always(yuan("1300")))};
    pool.schedule.includes_deductible = true;
    pool.caps = {room("year", always(yuan("50000")), {"paid"})};
    Benefit large = benefit("large", {rated("0.70")});
    large.base.terms = {part_of("pool", Part::base), part_of("pool", Part::covered, "-1")};
    large.caps = {room("year", always(yuan("100000")))};
    return policy({pool, large}, {sum_of("paid", "pool")});
}

TEST(Bases, TheRestAboveACapGoesToTheNextPayerExactly) {
    const Policy beijing = pool_and_large();
    const auto settled = [&](const char* bill) {
        return payments(Person(beijing).settle_bill(bill).settlement);
    };
    EXPECT_EQ(settled("10000"), "6960.00 0.00");
    EXPECT_EQ(settled("30000"), "23960.00 0.00");
    EXPECT_EQ(settled("40000"), "32960.00 0.00");
    EXPECT_EQ(settled("57936.84"), "50000.00 0.00");
    EXPECT_EQ(settled("129365.41"), "50000.00 50000.00");
    // The cap binds at 57936 and 16/19 yuan; 70 % of the rest is 12.45 fen, of 0.18 it were 12.6.
    EXPECT_EQ(settled("57937.02"), "50000.00 0.12");
}

TEST(Bases, WhereTheCapIsUsedUpOnlyTheDeductibleIsCovered) {
    Person person(pool_and_large());
    person.settle_bill("100000");
    EXPECT_EQ(payments(person.settle_bill("3300").settlement), "0.00 1400.00");
}

TEST(Bases, CoveredCountsTheDeductibleOnTheAxis) {
    Benefit first = benefit("first", {rated("1000", "0.5"), rated("0.8")});
    first.schedule.axis = "laid";
    first.schedule.axis_deductible = always(yuan("100"));
    first.caps = {room("claim", always(yuan("660")))};
    Benefit rest = benefit("rest", {rated("1")});
    rest.base.terms = {part_of("first", Part::base), part_of("first", Part::covered, "-1")};
    Person person(policy({first, rest}, {sum_of("laid", "first", Part::laid)}));
    // 500 up to 1100, 160 more at 80 % take 200: covered up to 1300.
    EXPECT_EQ(payments(person.settle_bill("2000").settlement), "660.00 700.00");
    EXPECT_EQ(payments(person.settle_bill("1000").settlement), "660.00 175.00");
}

TEST(Bases, AnAccountPaysApartFromTheFund) {
    Benefit basic = benefit("basic", {rated("0.6")});
    Benefit account = benefit("account", {rated("1")});
    account.payer = Payer::account;
    account.base.terms = {part_of("basic", Part::left)};
    account.base.limits = {};
    Benefit limited = account;
    limited.id = "limited";
    Policy with_account = policy({basic, account});
    with_account.measures = {{"balance", {}, false, false}};
    with_account.benefits[1].base.terms = {measured("balance")};
    Person person(with_account);
    const Answer answer = person.settle_bill("100", {{"balance", "25"}});
    EXPECT_EQ(payments(answer.settlement), "60.00 25.00");
    EXPECT_EQ(format_amount(answer.settlement.fund_total), "60.00");
    EXPECT_EQ(format_amount(answer.settlement.account_pays), "25.00");
    EXPECT_EQ(format_amount(answer.settlement.patient_pays), "40.00");
    EXPECT_EQ(payments(person.settle_bill("100", {{"balance", "70"}}).settlement), "60.00 40.00");
}

TEST(Bases, ThePayersOfOneBillNeverPayMoreThanItsRest) {
    Benefit first = benefit("first", {rated("0.8")});
    Benefit second = benefit("second", {rated("0.8")});
    Person person(policy({first, second}));
    const Answer answer = person.settle_bill("100");
    EXPECT_EQ(payments(answer.settlement), "80.00 20.00");
    EXPECT_EQ(format_amount(answer.settlement.patient_pays), "0.00");
}

TEST(Bases, AGivenPaymentIsTakenFromTheClaim) {
    Benefit basic = benefit("basic", {rated("0.5")});
    Benefit given = benefit("given", {});
    given.kind = BenefitKind::given;
    given.given = "paid_elsewhere";
    given.base.terms = {part_of("basic", Part::left)};
    Policy elsewhere = policy({basic, given});
    elsewhere.measures = {{"paid_elsewhere", {}, false, false}};
    Person person(elsewhere);
    const Answer answer = person.settle_bill("100", {{"total", "120"}, {"paid_elsewhere", "60"}});
    EXPECT_EQ(payments(answer.settlement), "50.00 60.00");
    EXPECT_EQ(in_words(answer.settlement.benefits[1]), "60.00 0.00 60.00 0.00 0.00");
    EXPECT_EQ(patient_in_words(answer.settlement), "0.00 0.00 0.00 0.00 10.00");
    const auto refused = person.try_settle("100", {{"paid_elsewhere", "50.01"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems()[0].code, Code::given_exceeds_bill);
}

} // namespace
} // namespace reimburse::small
