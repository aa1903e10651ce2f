// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"

#include <gtest/gtest.h>

// Benefits that pay what is above a stated patient's share, worked by hand.
namespace reimburse::small {
namespace {

Benefit backstop(const std::string& benefit_before) {
    Benefit backstop = benefit("backstop", {});
    backstop.kind = BenefitKind::backstop;
    backstop.base.terms = {measured("total"), part_of(benefit_before, Part::payment, "-1")};
    backstop.roundings = {rounding(RoundingMode::up, 1)};
    return backstop;
}

TEST(Backstops, KeepAnAmountWithThePatient) {
    Benefit township = benefit("township", {});
    township.kind = BenefitKind::backstop;
    township.base.terms = {measured("total")};
    township.keep.amount = room("admission", always(yuan("150")));
    Person person(policy({township}));
    EXPECT_EQ(person.pays("1000", {{"total", "1329"}}), "1179.00");
    EXPECT_EQ(person.pays("150"), "0.00");
    EXPECT_EQ(person.pays("149.99"), "0.00");
    EXPECT_EQ(person.pays("150.01"), "0.01");
}

TEST(Backstops, KeepAShareOfTheBill) {
    Benefit basic = benefit("basic", {rated("0.5")});
    Benefit top_up = backstop("basic");
    top_up.keep.share = number("0.10");
    top_up.keep.of = {measured("total")};
    Person person(policy({basic, top_up}));
    const Answer answer = person.settle_bill("80", {{"total", "100"}});
    EXPECT_EQ(payments(answer.settlement), "40.00 50.00");
    EXPECT_EQ(patient_in_words(answer.settlement), "0.00 0.00 0.00 0.00 10.00");
    EXPECT_EQ(payments(person.settle_bill("0.05").settlement), "0.03 0.02"); // 1.5 fen, up
    EXPECT_EQ(in_words(person.settle_bill("100").settlement.benefits[1]),
              "50.00 0.00 40.00 0.00 10.00");
}

TEST(Backstops, RoundThePatientsShareWhereTheySaySo) {
    Benefit basic = benefit("basic", {rated("0.5")});
    Benefit top_up = backstop("basic");
    top_up.keep.share = number("0.10");
    top_up.keep.of = {measured("total")};
    top_up.roundings = {rounding(RoundingMode::half_up, 1, RoundingSide::patient)};
    Person person(policy({basic, top_up}));
    EXPECT_EQ(payments(person.settle_bill("0.05").settlement), "0.03 0.01"); // 0.5 fen is 1
    EXPECT_EQ(payments(person.settle_bill("0.04").settlement), "0.02 0.02"); // 0.4 fen is 0
}

TEST(Backstops, KeepTheRoomOfAYear) {
    Benefit basic = benefit("basic", {rated("0.5")});
    Benefit most = backstop("basic");
    most.keep.amount = room("year", always(yuan("100")), {"borne"});
    Person person(policy({basic, most}, {sum_of("borne", "backstop", Part::left)}));
    EXPECT_EQ(payments(person.settle_bill("120").settlement), "60.00 0.00");
    EXPECT_EQ(payments(person.settle_bill("120").settlement), "60.00 20.00");
    EXPECT_EQ(payments(person.settle_bill("120").settlement), "60.00 60.00");
    EXPECT_EQ(person.accumulators().periods().at("2020").at("borne"), 10'000);
}

TEST(Backstops, RenameNothingAndPayWithinTheirCap) {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.deductibles = {room("admission", always(yuan("20")))};
    basic.caps = {room("claim", always(yuan("30")))};
    Benefit most = backstop("basic");
    most.keep.amount = room("claim", always(yuan("10")));
    most.caps = {room("claim", always(yuan("45")))};
    Person person(policy({basic, most}));
    const Answer answer = person.settle_bill("100", {{"total", "110"}});
    EXPECT_EQ(in_words(answer.settlement.benefits[0]), "100.00 20.00 30.00 10.00 40.00");
    EXPECT_EQ(in_words(answer.settlement.benefits[1]), "80.00 0.00 45.00 25.00 10.00");
    // 45 come off the co-payment of 40, then off what the cap cut.
    EXPECT_EQ(patient_in_words(answer.settlement), "20.00 0.00 5.00 0.00 10.00");
    for (const PatientPart& part : answer.settlement.parts) {
        EXPECT_LE(part.benefit, 0);
    }
}

} // namespace
} // namespace reimburse::small
