// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include <algorithm>
#include <map>

namespace {

using namespace reimburse::test;

const std::string header =
    "claim_id,person_id,date,care,facility_level,person_class,total,eligible";

/// Settling with what came before, and under other readings.
class SettleState : public ProgramTest {
  protected:
    Ran settle(const Arguments& more, const Json& claim = second()) const {
        Arguments arguments{"settle", "-", "--format", "json", "--lang", "en"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments, claim.dump());
    }

    static Json second() {
        return worked_claim({{"claim_id", "c2"},
                             {"date", "2019-11-20"},
                             {"total", "10000.00"},
                             {"eligible", "10000.00"}});
    }

    std::string history(const std::string& rows, const std::string& columns = "") const {
        return put("history.csv", header + columns + "\n" + rows);
    }
};

const std::string first = "c1,p1,2019-10-02,inpatient,county,registered_poor,60000.00,55000.00";

TEST_F(SettleState, history_without_payments_is_settled_first) {
    const Json answer = settle({"--history", history(first + "\n")}).json();
    EXPECT_EQ(answer["payments"]["basic_inpatient"], "8500.00");
    EXPECT_EQ(answer["payments"]["critical_illness"], "975.00");
    EXPECT_EQ(answer["accumulators"]["2019"]["basic_paid"], "55250.00");
    EXPECT_EQ(answer["accumulators"]["2019"]["critical_axis"], "9750.00");
    EXPECT_EQ(answer["accumulators"]["2019"]["critical_paid"], "3087.50");
    EXPECT_EQ(settle({}).json()["payments"]["critical_illness"], "0.00");
}

TEST_F(SettleState, history_of_other_persons_and_years_changes_nothing) {
    std::string others = first;
    others.replace(others.find("p1"), 2, "p2");
    std::string last_year = first;
    last_year.replace(last_year.find("2019"), 4, "2020");
    const Json alone = settle({}).json();
    const Json answer = settle({"--history", history(others + "\n" + last_year + "\n")}).json();
    EXPECT_EQ(answer["payments"], alone["payments"]);
    EXPECT_EQ(answer["accumulators"]["2019"], alone["accumulators"]["2019"]);
}

TEST_F(SettleState, paid_columns_of_the_history_stand) {
    const std::string columns = ",paid_basic_inpatient,paid_critical_illness";
    const Json answer =
        settle({"--history", history(first + ",40000.00,100.00\n", columns)}).json();
    EXPECT_EQ(answer["accumulators"]["2019"]["basic_paid"], "48500.00");
    EXPECT_EQ(answer["accumulators"]["2019"]["critical_paid"], "1075.00");
    // The rows that leave them empty are settled.
    const Json open = settle({"--history", history(first + ",,\n", columns)}).json();
    EXPECT_EQ(open["accumulators"]["2019"]["basic_paid"], "55250.00");
}

TEST_F(SettleState, faults_of_the_history_are_listed_with_their_lines) {
    const Ran refused =
        settle({"--history", history("c8,p1,2019-02-30,inpatient,county,general,1,1\n"
                                     "c9,p1,2019-03-02,inpatient,county,general,1e3,1\n")});
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("history.csv:2:1 date: E207"), std::string::npos);
    EXPECT_NE(refused.err.find("history.csv:3:1 total: E201"), std::string::npos);
    EXPECT_EQ(settle({"--history", path("none.csv")}).code, 3);
    EXPECT_EQ(settle({"--history", folder_.string()}).code, 3);
}

TEST_F(SettleState, accumulators_of_an_earlier_answer_equal_its_history) {
    const Ran before = settle({}, worked_claim());
    const std::string by_history = settle({"--history", history(first + "\n")}).out;
    EXPECT_EQ(settle({"--accumulators", put("answer.json", before.out)}).out, by_history);
    const std::string bare = before.json()["accumulators"].dump();
    EXPECT_EQ(settle({"--accumulators", put("bare.json", bare)}).out, by_history);
}

TEST_F(SettleState, accumulators_of_another_policy_are_refused) {
    const Ran foreign =
        settle({"--accumulators", put("a.json", R"({"2019": {"deductible_met": "1.00"}})")});
    EXPECT_EQ(foreign.code, 1);
    EXPECT_EQ(foreign.json()["errors"][0]["number"], 503);
    EXPECT_EQ(settle({"--accumulators", put("b.json", "{")}).code, 3);
    EXPECT_EQ(settle({"--accumulators", path("none.json")}).code, 3);
}

TEST_F(SettleState, readings_change_the_answer_and_are_named_in_it) {
    const Json answer =
        settle({"--reading", "uplift=factor", "--reading", "backstop=top_up"}, worked_claim())
            .json();
    EXPECT_EQ(answer["policy"]["readings"]["uplift"], "factor");
    EXPECT_EQ(answer["policy"]["readings"]["backstop"], "top_up");
    EXPECT_EQ(answer["payments"]["basic_inpatient"], "45375.00");
    EXPECT_EQ(answer["payments"]["critical_illness"], "2913.75");
    EXPECT_EQ(answer["payments"]["fiscal_backstop"], "2711.25");
    EXPECT_EQ(answer["patient_pays"], "9000.00");
}

TEST_F(SettleState, unknown_readings_are_faults_of_the_command_line) {
    for (const std::string reading : {"uplift=percent", "nonsense=1", "uplift", "="}) {
        const Ran refused = settle({"--reading", reading});
        EXPECT_EQ(refused.code, 2) << reading;
        EXPECT_EQ(refused.out, "") << reading;
    }
    EXPECT_NE(settle({"--reading", "uplift=percent"}).err.find("points, factor, basic_factor"),
              std::string::npos);
}

TEST_F(SettleState, an_option_takes_one_value_and_leaves_the_claim) {
    const std::string claim = put("claim.json", worked_claim().dump());
    const std::string overlay = source("examples/rules/province-assumed.json");
    EXPECT_EQ(run({"settle", "--reading", "uplift=factor", claim}).code, 0);
    EXPECT_EQ(run({"settle", "--reading", "uplift=factor", claim, "--lang", "en"}).code, 0);
    EXPECT_EQ(run({"settle", "--rules", overlay, claim, "--lang", "en"}).code, 0);
}

TEST_F(SettleState, overlay_fills_what_is_unspecified_and_is_named) {
    const Json claim = worked_claim({{"facility_level", "province"},
                                     {"person_class", "general"},
                                     {"total", "10000"},
                                     {"eligible", "9500"}});
    const Ran done = settle({"--rules", source("examples/rules/province-assumed.json")}, claim);
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.json()["payments"]["basic_inpatient"], "4400.00"); // (9500 - 1500) * 55 %
    EXPECT_EQ(done.json()["policy"]["overlays"].size(), 1U);
    const Ran slip = run({"settle", "-", "--format", "text", "--lang", "en", "--rules",
                          source("examples/rules/province-assumed.json")},
                         claim.dump());
    EXPECT_NE(slip.out.find("overlay: "), std::string::npos);
}

TEST_F(SettleState, compare_readings_prints_each_lawful_amount_once) {
    const Ran done = settle({"--compare-readings"}, worked_claim());
    EXPECT_EQ(done.code, 0);
    std::vector<std::string> amounts;
    std::map<std::string, std::string> least; // the first set of readings under each amount
    for (const std::string& line : lines_of(done.out)) {
        if (line.rfind("    ", 0) != 0) {
            amounts.push_back(line);
        } else if (least[amounts.back()].empty()) {
            least[amounts.back()] = line.substr(4);
        }
    }
    EXPECT_EQ(least["patient_pays 11137.50, fund_total 48862.50, basic_inpatient 46750.00, "
                    "critical_illness 2112.50"],
              "(defaults)");
    EXPECT_EQ(least["patient_pays 11711.25, fund_total 48288.75, basic_inpatient 45375.00, "
                    "critical_illness 2913.75"],
              "uplift=factor");
    EXPECT_EQ(least["patient_pays 9000.00, fund_total 51000.00, basic_inpatient 46750.00, "
                    "critical_illness 2112.50, fiscal_backstop 2137.50"],
              "backstop=top_up");
    std::ranges::sort(amounts);
    EXPECT_EQ(std::ranges::adjacent_find(amounts), amounts.end());
}

TEST_F(SettleState, compare_readings_keeps_those_that_are_given) {
    const Ran done =
        settle({"--compare-readings", "--reading", "uplift=factor", "--reading", "backstop=top_up"},
               worked_claim());
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.out.find("basic_inpatient 46750.00"), std::string::npos);
    EXPECT_EQ(run({"settle", "-", "--compare-readings"}, "{").code, 3);
    EXPECT_EQ(settle({"--compare-readings"}, worked_claim({{"facility_level", "province"}})).code,
              1);
}

} // namespace
