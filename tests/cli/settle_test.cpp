// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include <map>

namespace {

using namespace reimburse::test;

class Settle : public ProgramTest {
  protected:
    Ran settle(const Json& claim, const Arguments& more = {"--format", "json"}) const {
        Arguments arguments{"settle", "-"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments, claim.dump());
    }
};

std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items()) {
        names.push_back(name);
    }
    return names;
}

std::vector<int> numbers(const Json& refusal) {
    std::vector<int> list;
    for (const Json& error : refusal.at("errors")) {
        list.push_back(error.at("number").get<int>());
    }
    return list;
}

TEST_F(Settle, worked_example_as_json) {
    const Ran done = settle(worked_claim(), {"--format", "json", "--trace"});
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.err, "");
    const Json answer = done.json();
    EXPECT_EQ(keys(answer), (std::vector<std::string>{
                                "claim_id", "policy", "total", "eligible", "payments", "fund_total",
                                "patient_pays", "patient", "benefits", "actual_ratio", "targets",
                                "deposit_required", "accumulators", "notes", "trace"}));
    EXPECT_EQ(answer["claim_id"], "c1");
    EXPECT_EQ(answer["policy"]["id"], "zhangjiajie-2019");
    EXPECT_EQ(answer["policy"]["hash"].get<std::string>().size(), 64U);
    EXPECT_EQ(answer["policy"]["readings"]["uplift"], "points");
    EXPECT_EQ(answer["total"], "60000.00");
    EXPECT_EQ(answer["eligible"], "55000.00");
    EXPECT_EQ(answer["payments"], Json::parse(R"({
        "basic_inpatient": "46750.00", "critical_illness": "2112.50", "special_insurance": "0.00",
        "medical_aid": "0.00", "hospital_reduction": "0.00", "fiscal_backstop": "0.00",
        "outpatient": "0.00"})"));
    EXPECT_EQ(answer["fund_total"], "48862.50");
    EXPECT_EQ(answer["patient_pays"], "11137.50");
    EXPECT_EQ(answer["patient"], Json::parse(R"({
        "deductible": "5000.00", "copayment": "1137.50", "over_cap": "0.00",
        "not_covered": "0.00", "out_of_scope": "5000.00",
        "parts": [
          {"benefit": "critical_illness", "reason": "deductible", "amount": "5000.00",
           "clause": "S1-2.2.1.2"},
          {"benefit": "critical_illness", "reason": "copayment", "amount": "1137.50",
           "clause": "S1-2.2.1.2"},
          {"benefit": null, "reason": "out_of_scope", "amount": "5000.00", "clause": ""}]})"));
    EXPECT_EQ(answer["actual_ratio"], "0.8144");
    EXPECT_EQ(answer["targets"], Json::parse(R"([
        {"target": "county_85", "ratio": "0.85", "met": false, "shortfall": "2137.50",
         "clause": "S1-2.2.1"}])"));
    EXPECT_EQ(answer["deposit_required"], Json(false));
    EXPECT_EQ(answer["accumulators"], Json::parse(R"({"2019": {
        "basic_expense": "55000.00", "basic_paid": "46750.00", "critical_axis": "8250.00",
        "critical_paid": "2112.50", "outpatient_paid": "0.00"}})"));
}

TEST_F(Settle, benefits_without_figures_are_noted_with_their_clause) {
    const Json answer = settle(worked_claim()).json();
    std::vector<std::string> unspecified;
    for (const Json& note : answer["notes"]) {
        if (note["kind"] == "unspecified") {
            unspecified.push_back(note["benefit"]);
            EXPECT_EQ(note["clause"], "S1-2.2.1.3");
        }
    }
    EXPECT_EQ(unspecified, (std::vector<std::string>{"special_insurance", "medical_aid",
                                                     "hospital_reduction", "fiscal_backstop"}));
}

TEST_F(Settle, accident_requires_a_deposit) {
    EXPECT_EQ(settle(worked_claim({{"injury", "accident"}})).json()["deposit_required"],
              Json(true));
}

TEST_F(Settle, without_trace_there_is_none) {
    EXPECT_FALSE(settle(worked_claim()).json().contains("trace"));
}

/// Every benefit's steps: base, deductible, and what the segments pay at their rates.
TEST_F(Settle, trace_re_adds) {
    const Json answer = settle(worked_claim({{"facility_level", "city"},
                                             {"person_class", "general"},
                                             {"total", "123456.00"},
                                             {"eligible", "111100.00"}}),
                               {"--format", "json", "--trace"})
                            .json();

    struct Sums {
        std::int64_t base = 0, deductible = 0, laid = 0, paid_e4 = 0, entitled = 0, payment = -1;
    };

    std::map<std::string, Sums> sums;
    for (const Json& step : answer["trace"]) {
        Sums& sum = sums[step["benefit"]];
        const std::string operation = step["operation"];
        const std::int64_t amount = fen(step["amount"]);
        EXPECT_FALSE(step["clause"].get<std::string>().empty()) << operation;
        if (operation == "base") {
            sum.base = amount;
        } else if (operation == "deductible") {
            sum.deductible = amount;
        } else if (operation == "segment") {
            const std::string rate = step["inputs"]["rate"]; // 0.65
            sum.laid += amount;
            sum.paid_e4 += amount * std::stoll((rate + "0000").substr(2, 4));
        } else if (operation == "entitlement") {
            sum.entitled = amount;
        } else if (operation == "payment") {
            sum.payment = amount;
        }
    }
    ASSERT_EQ(sums.size(), 2U);
    for (const auto& [benefit, sum] : sums) {
        EXPECT_EQ(sum.base, sum.deductible + sum.laid) << benefit;
        EXPECT_EQ(sum.entitled * 10'000, sum.paid_e4) << benefit;
        EXPECT_EQ(sum.payment, sum.entitled) << benefit;
        EXPECT_EQ(sum.payment, fen(answer["payments"][benefit])) << benefit;
    }
}

TEST_F(Settle, reads_standard_input_and_files_alike) {
    const std::string file = put("claim.json", worked_claim().dump());
    EXPECT_EQ(run({"settle", file, "--format", "json"}).out, settle(worked_claim()).out);
}

TEST_F(Settle, json_is_the_default_where_output_is_no_terminal) {
    EXPECT_EQ(settle(worked_claim(), {}).out, settle(worked_claim()).out);
}

TEST_F(Settle, amounts_as_json_numbers_are_taken_digit_by_digit) {
    const Ran done = run({"settle", "-"}, R"({"claim_id": "c1", "person_id": "p1",
        "date": "2019-10-02", "care": "inpatient", "facility_level": "county",
        "person_class": "registered_poor", "total": 8345.67, "eligible": 7912.3000})");
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.json()["fund_total"], "6725.46");
    EXPECT_EQ(done.json()["patient_pays"], "1620.21");
}

TEST_F(Settle, bill_of_nothing) {
    const Ran done = settle(worked_claim({{"total", "0"}, {"eligible", "0.00"}}));
    EXPECT_EQ(done.code, 0);
    const Json answer = done.json();
    EXPECT_EQ(answer["fund_total"], "0.00");
    EXPECT_EQ(answer["patient_pays"], "0.00");
    EXPECT_EQ(answer["actual_ratio"], nullptr);
    const Ran text = settle(worked_claim({{"total", "0"}, {"eligible", "0"}}),
                            {"--format", "text", "--lang", "en"});
    EXPECT_EQ(text.code, 0);
    EXPECT_EQ(text.out.find("actual ratio"), std::string::npos);
}

TEST_F(Settle, names_of_patient_and_facility_pass_through) {
    const Json claim = worked_claim({{"patient_name", "张三"}, {"facility_name", "某县级医院"}});
    EXPECT_EQ(settle(claim).json()["patient_name"], "张三");
    EXPECT_EQ(settle(claim).json()["facility_name"], "某县级医院");
    const std::string slip = settle(claim, {"--format", "text"}).out;
    EXPECT_NE(slip.find("患者: 张三\n"), std::string::npos);
    EXPECT_NE(slip.find("医疗机构: 某县级医院\n"), std::string::npos);
}

TEST_F(Settle, national_field_names) {
    const Json answer = settle(worked_claim(), {"--format", "setlinfo"}).json();
    EXPECT_EQ(answer, Json::parse(R"({"setlinfo": {
        "setl_id": "c1", "setl_time": "2019-10-02",
        "medfee_sumamt": "60000.00", "inscp_scp_amt": "55000.00", "act_pay_dedc": "0.00",
        "hifmi_pay": "2112.50", "hifp_pay": "46750.00", "maf_pay": "0.00", "oth_pay": "0.00",
        "fund_pay_sumamt": "48862.50", "hosp_part_amt": "0.00", "psn_part_amt": "11137.50",
        "acct_pay": "0.00", "psn_cash_pay": "11137.50"}})"));
}

TEST_F(Settle, national_deductible_is_that_of_the_first_fund_benefit) {
    const Json claim =
        worked_claim({{"person_class", "general"}, {"total", "3000"}, {"eligible", "3000"}});
    EXPECT_EQ(settle(claim, {"--format", "setlinfo"}).json()["setlinfo"]["act_pay_dedc"], "500.00");
}

TEST_F(Settle, provincial_hospital_is_refused_with_its_clause) {
    const Ran refused = settle(worked_claim({{"facility_level", "province"}}),
                               {"--format", "json", "--lang", "en"});
    EXPECT_EQ(refused.code, 1);
    const Json error = refused.json()["errors"].at(0);
    EXPECT_EQ(error["number"], 501);
    EXPECT_EQ(error["clause"], "S1-2.2.1.1");
    EXPECT_NE(error["sentence"].get<std::string>().find("is unspecified"), std::string::npos);
    EXPECT_NE(refused.err.find("E501"), std::string::npos);
}

TEST_F(Settle, refused_slip_leaves_standard_output_empty) {
    const Ran refused =
        settle(worked_claim({{"facility_level", "province"}}), {"--format", "text"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_EQ(refused.out, "");
    EXPECT_NE(refused.err.find("没有规定"), std::string::npos);
}

TEST_F(Settle, every_fault_of_a_claim_is_listed_with_its_field) {
    const Ran refused = settle(worked_claim(
        {{"date", "2019-02-30"}, {"care", "dental"}, {"total", "1,000"}, {"eligible", "10.001"}}));
    EXPECT_EQ(refused.code, 1);
    const Json answer = refused.json();
    EXPECT_EQ(numbers(answer), (std::vector<int>{207, 210, 201, 202}));
    EXPECT_EQ(answer["errors"][0]["field"], "date");
    EXPECT_EQ(answer["errors"][1]["field"], "care");
    EXPECT_EQ(answer["errors"][2]["field"], "total");
    EXPECT_EQ(answer["errors"][3]["field"], "eligible");
}

TEST_F(Settle, unknown_key_is_refused_with_a_suggestion) {
    const Ran refused =
        settle(worked_claim({{"elligible", "1.00"}}), {"--format", "json", "--lang", "en"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_EQ(numbers(refused.json()), (std::vector<int>{105}));
    EXPECT_NE(refused.err.find("eligible\"?"), std::string::npos);
}

TEST_F(Settle, eligible_above_total_and_dates_out_of_force_are_refused) {
    EXPECT_EQ(numbers(settle(worked_claim({{"eligible", "60000.01"}})).json()),
              (std::vector<int>{403}));
    EXPECT_EQ(numbers(settle(worked_claim({{"date", "2021-01-01"}})).json()),
              (std::vector<int>{404}));
}

TEST_F(Settle, claim_that_cannot_be_read) {
    EXPECT_EQ(run({"settle", path("none.json")}).code, 3);
    EXPECT_EQ(run({"settle", "-"}, "{\"claim_id\": ").code, 3);
    const Ran garbled = run({"settle", "-", "--lang", "en"}, "claim");
    EXPECT_EQ(garbled.code, 3);
    EXPECT_NE(garbled.err.find("stdin:1:1: E103 not valid JSON"), std::string::npos);
    EXPECT_EQ(run({"settle", "-"}, R"({"claim_id": "c1", "claim_id": "c2"})").code, 3);
}

TEST_F(Settle, output_that_cannot_be_written) {
    EXPECT_EQ(run({"settle", "-"}, worked_claim().dump(), "/dev/full").code, 3);
    const std::string refused = worked_claim({{"facility_level", "province"}}).dump();
    EXPECT_EQ(run({"settle", "-"}, refused, "/dev/full").code, 3);
}

TEST_F(Settle, command_line_that_is_wrong) {
    EXPECT_EQ(run({"settle"}).code, 2);
    EXPECT_EQ(run({"settle", "-", "--bogus"}).code, 2);
    EXPECT_EQ(run({"settle", "-", "--format", "xml"}).code, 2);
    EXPECT_EQ(run({"settle", "-", "--lang", "fr"}).code, 2);
}

TEST_F(Settle, sheet_of_the_policy_as_text_and_in_the_json) {
    const std::string rules = source("examples/rules/one-stop-sheet-2019.json");
    const Ran printed =
        settle(worked_claim(), {"--rules", rules, "--format", "sheet:one_stop", "--lang", "en"});
    EXPECT_EQ(printed.code, 0) << printed.err;
    EXPECT_NE(printed.out.find("critical-illness insurance 390201"), std::string::npos);
    EXPECT_NE(printed.out.find(" 48,862.50\n  in words: 人民币肆万捌仟捌佰陆拾贰元伍角整\n"),
              std::string::npos)
        << printed.out;
    const Json lines =
        settle(worked_claim(), {"--rules", rules, "--format", "json"}).json()["sheets"]["one_stop"];
    ASSERT_EQ(lines.size(), 14U);
    EXPECT_EQ(lines[1], Json::parse(R"({"id": "critical_illness", "code": "390201",
                                        "amount": "2112.50"})"));
    EXPECT_EQ(lines[6], Json::parse(R"({"id": "paid", "amount": "48862.50",
                                        "words": "人民币肆万捌仟捌佰陆拾贰元伍角整"})"));
    EXPECT_EQ(lines[8], Json::parse(R"({"id": "percent", "ratio": "0.8144"})"));
    const Json empty = settle(worked_claim({{"total", "0"}, {"eligible", "0"}}),
                              {"--rules", rules, "--format", "json"})
                           .json()["sheets"]["one_stop"];
    EXPECT_EQ(empty[8], Json::parse(R"({"id": "percent", "ratio": null})"));
}

TEST_F(Settle, sheet_that_the_policy_does_not_have) {
    const std::string rules = source("examples/rules/one-stop-sheet-2019.json");
    const Ran unknown =
        settle(worked_claim(), {"--rules", rules, "--format", "sheet:onestop", "--lang", "en"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_EQ(unknown.out, "");
    EXPECT_NE(unknown.err.find("E306 unknown sheet \"onestop\" (did you mean \"one_stop\"?)"),
              std::string::npos)
        << unknown.err;
    EXPECT_EQ(settle(worked_claim(), {"--format", "sheet:"}).code, 2);
    const Ran refused = settle(worked_claim({{"facility_level", "province"}}),
                               {"--rules", rules, "--format", "sheet:one_stop"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_EQ(refused.out, "") << "no JSON where text was asked for";
}

TEST_F(Settle, facility_list_supplies_the_level) {
    Json claim = worked_claim({{"person_class", "general"},
                               {"total", "3000"},
                               {"eligible", "3000"},
                               {"facility_id", "h1"}});
    claim.erase("facility_level");
    const std::string list = put("facilities.csv", "id,level,division,lists\nh1,county,430802,\n");
    EXPECT_EQ(numbers(settle(claim).json()), (std::vector<int>{401}));
    const Ran done = settle(claim, {"--facilities", list});
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.json()["payments"]["basic_inpatient"], "1875.00");
    EXPECT_EQ(settle(claim, {"--facilities", path("none.csv")}).code, 3);
}

} // namespace
