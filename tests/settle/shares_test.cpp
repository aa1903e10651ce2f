// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"

#include <gtest/gtest.h>

// Who names what the patient bears.
namespace reimburse::small {
namespace {

Policy two_layers(const std::string& line) {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.deductibles = {room("admission", always(yuan("100")))};
    Benefit critical = benefit("critical", {rated("0.5")});
    critical.base.terms = {measured("eligible"), part_of("basic", Part::payment, "-1")};
    critical.deductibles = {room("line", always(yuan(line)))};
    return policy({basic, critical});
}

TEST(Shares, ALaterBenefitThatPaysNothingNamesNothing) {
    const Answer answer = Person(two_layers("5000")).settle_bill("1100", {{"total", "1200"}});
    EXPECT_EQ(payments(answer.settlement), "500.00 0.00");
    EXPECT_EQ(patient_in_words(answer.settlement), "100.00 500.00 0.00 0.00 100.00");
    ASSERT_EQ(answer.settlement.parts.size(), 3U);
    EXPECT_EQ(answer.settlement.parts[0].benefit, 0);
    EXPECT_EQ(answer.settlement.parts[2].benefit, -1);
}

TEST(Shares, ALaterBenefitThatPaysNamesAllItLeaves) {
    const Answer answer = Person(two_layers("200")).settle_bill("1100");
    EXPECT_EQ(payments(answer.settlement), "500.00 200.00");
    EXPECT_EQ(patient_in_words(answer.settlement), "200.00 200.00 0.00 0.00 0.00");
    for (const PatientPart& part : answer.settlement.parts) {
        EXPECT_EQ(part.benefit, 1);
    }
}

TEST(Shares, ABaseTakesCopaymentFirst) {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.deductibles = {room("admission", always(yuan("100")))};
    basic.caps = {room("claim", always(yuan("300")))};
    Benefit narrow = benefit("narrow", {rated("1")});
    narrow.base.terms = {part_of("basic", Part::left, "1/10")};
    Person person(policy({basic, narrow}));
    // Of 1100: 300 paid, 200 cut by the cap, 500 co-payment, 100 deductible; 80 off the 500.
    EXPECT_EQ(patient_in_words(person.settle_bill("1100").settlement),
              "100.00 420.00 200.00 0.00 0.00");
}

TEST(Shares, EligibleCostOfNoBaseIsNotCovered) {
    Benefit half = benefit("half", {rated("0.5")});
    half.base.terms = {measured("eligible", "0.5")};
    const Answer answer = Person(policy({half})).settle_bill("100", {{"total", "130"}});
    EXPECT_EQ(payments(answer.settlement), "25.00");
    EXPECT_EQ(patient_in_words(answer.settlement), "0.00 25.00 0.00 50.00 30.00");
}

TEST(Shares, RatiosAndTargets) {
    Policy aimed = two_layers("200");
    aimed.dimensions = {dimension("class", {"general", "poor"})};
    aimed.targets = {{"aim", {}, {{"class", {"poor"}}}, number("0.85"), "C9"}};
    aimed.statements = {{"deposit", {}, {{{"class", {"general"}}}}, "C9"}};
    Person person(aimed);
    const Answer general = person.settle_bill("1100");
    EXPECT_EQ(general.settlement.actual_ratio_e4, 6364); // 700 of 1100
    EXPECT_TRUE(general.settlement.targets.empty());
    EXPECT_EQ(general.settlement.row->statements, 1U);
    const Answer poor = person.settle_bill("1100.01", {{"class", "poor"}});
    ASSERT_EQ(poor.settlement.targets.size(), 1U);
    // 93500.85 fen to reach, up to the fen, less what was paid.
    EXPECT_EQ(format_amount(poor.settlement.targets[0].shortfall),
              format_amount(Money::from_fen(93'501) - poor.settlement.fund_total));
    EXPECT_EQ(poor.settlement.row->statements, 0U);
    EXPECT_FALSE(person.settle_bill("0").settlement.actual_ratio_e4.has_value());
    EXPECT_EQ(person.settle_bill("0", {{"total", "10"}}).settlement.actual_ratio_e4, 0);
}

} // namespace
} // namespace reimburse::small
