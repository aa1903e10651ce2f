// SPDX-License-Identifier: MIT
#include "audit/identities.hpp"

#include "load/files.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

namespace reimburse::audit {
namespace {

using State = IdentityResult::State;

const std::string records_file =
    std::string(REIMBURSE_SOURCE_DIR) + "/tests/audit/recorded_settlements.json";

std::vector<IdentityResult> results(std::string_view text) {
    return check_identities(bundled_identities().value(), text, "records").value();
}

/// "record[item] identity" of every result in a state, with the difference where it fails.
std::string in_state(const std::vector<IdentityResult>& results, State state) {
    std::string text;
    for (const IdentityResult& result : results) {
        if (result.state == state) {
            text += result.record;
            text += result.item > 0 ? "[" + std::to_string(result.item) + "]" : "";
            text += " " + result.identity;
            text += state == State::fails ? " " + result.difference : "";
            text += "\n";
        }
    }
    return text;
}

TEST(Identities, HoldInRecordedSettlementsButForTwoNamesThatDisagree) {
    const auto found = results(load::read_file(records_file).value());
    EXPECT_EQ(in_state(found, State::fails), "inpatient X2 -505.01\n");
    std::map<std::string, int> held;
    for (const IdentityResult& result : found) {
        held[result.identity] += result.state == State::holds ? 1 : 0;
    }
    EXPECT_EQ(held, (std::map<std::string, int>{{"I1", 5},
                                                {"I2", 5},
                                                {"I3", 4},
                                                {"I4", 5},
                                                {"I5", 4},
                                                {"X1", 3},
                                                {"X2", 0},
                                                {"X3", 2},
                                                {"X4", 1},
                                                {"S1", 1},
                                                {"L1", 7},
                                                {"L2", 7},
                                                {"C1", 0}}));
}

TEST(Identities, NameWhatFailsAndByHowMuch) {
    const auto found = results(R"([
        {"setl_id": "a", "medfee_sumamt": 100, "fund_pay_sumamt": "60.00", "psn_part_amt": 39.99,
         "acct_pay": "10", "psn_cash_pay": "29.99", "hifp_pay": "60"},
        {"medfee_sumamt": "100.00", "fund_pay_sumamt": "60", "psn_part_amt": "40",
         "hosp_part_amt": "0.5"}])");
    EXPECT_EQ(in_state(found, State::fails), "a I2 0.01\n#2 I2 -0.50\n");
    EXPECT_EQ(in_state(found, State::holds), "a I3\na I4\n");
}

TEST(Identities, NullEmptyAndAbsentAreNotGiven) {
    const auto found = results(R"({"medfee_sumamt": "-25.1", "fund_pay_sumamt": "0.0",
        "psn_part_amt": null, "acct_pay": "-25.1", "psn_cash_pay": "0.0", "hosp_part_amt": ""})");
    EXPECT_EQ(in_state(found, State::holds), "#1 I2\n");
    EXPECT_EQ(in_state(found, State::fails), "");
}

TEST(Identities, CountTimesPriceIsRoundedHalfUpToFen) {
    const auto found = results(R"({"lines": [
        {"cnt": "3", "pric": "0.335", "det_item_fee_sumamt": "1.01"},
        {"cnt": "-3", "pric": "0.335", "det_item_fee_sumamt": "-1.01"},
        {"cnt": "3", "pric": "0.335", "det_item_fee_sumamt": "1.00"},
        {"cnt": "2.5", "pric": "0.123456", "det_item_fee_sumamt": "0.31"}]})");
    EXPECT_EQ(in_state(found, State::holds), "#1[1] L1\n#1[2] L1\n#1[4] L1\n");
    EXPECT_EQ(in_state(found, State::fails), "#1[3] L1 -0.01\n");
}

TEST(Identities, SegmentsMayBeJsonInsideAText) {
    const auto found = results(R"({"setldetail": [{"fund_payamt": "3.00",
        "setl_proc_info": "[{\"hifpPay\": \"1.00\"}, {\"hifpPay\": 2}]"}]})");
    EXPECT_EQ(in_state(found, State::holds), "#1[1] S1\n");
}

TEST(Identities, JsonLinesAreRecordsToo) {
    const auto found = results("{\"psn_pay\": 3, \"acct_pay\": 1, \"cash_payamt\": 2}\n"
                               "\n"
                               "{\"psn_pay\": 3, \"acct_pay\": 1, \"cash_payamt\": 1}\n");
    EXPECT_EQ(in_state(found, State::holds), "#1 I3\n");
    EXPECT_EQ(in_state(found, State::fails), "#2 I3 1.00\n");
}

TEST(Identities, WhatIsNoAmountIsAProblemWithItsPlace) {
    const auto found = check_identities(bundled_identities().value(),
                                        "{\n\"records\": [\n{\"psn_pay\": \"3,00\"}]}", "file");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.problems().front().code, Code::not_an_amount);
    EXPECT_EQ(found.problems().front().place.line, 3);
}

TEST(Identities, AreWrittenAsCsv) {
    EXPECT_EQ(identities_csv({{"a", "I2", 0, State::fails, "100.00", "99.99", "0.01"},
                              {"a", "L1", 2, State::not_testable, "", "", ""}}),
              "record,item,identity,state,left,right,difference\n"
              "a,,I2,fails,100.00,99.99,0.01\na,2,L1,not_testable,,,\n");
}

TEST(Identities, FaultsOfTheirFileHaveAPlace) {
    const auto found = read_identities(R"({"identities": "x", "list": [
{"id": "I1", "label": {"en": "a"}, "left": ["a"], "right": ["b"]},
{"id": "I1", "label": {"en": "a"}, "left": ["a"]}]})",
                                       "own");
    ASSERT_FALSE(found);
    ASSERT_EQ(found.problems().size(), 2U);
    EXPECT_EQ(found.problems()[0].code, Code::duplicate_id);
    EXPECT_EQ(found.problems()[1].code, Code::missing_key);
    EXPECT_EQ(found.problems()[1].place.line, 3);
}

} // namespace
} // namespace reimburse::audit
