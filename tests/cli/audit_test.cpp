// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

namespace {

using namespace reimburse::test;

const std::string header =
    "claim_id,person_id,date,care,facility_level,person_class,total,eligible,paid_total";

class Audit : public ProgramTest {
  protected:
    Ran audit(const std::string& text, const Arguments& more = {}) const {
        Arguments arguments{"audit", "-", "--lang", "en"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments, text);
    }

    /// The findings without their explanation.
    std::vector<std::string> findings(const std::string& rows, const Arguments& more = {}) const {
        std::vector<std::string> lines = lines_of(audit(header + "\n" + rows, more).out);
        if (!lines.empty()) {
            EXPECT_EQ(lines.front(), "claim_id,expected,paid,diff,state,cause_1,cause_2,cause_3,"
                                     "follows,explanation");
            lines.erase(lines.begin());
        }
        for (std::string& line : lines) {
            std::size_t end = 0;
            for (int comma = 0; comma < 9; ++comma) {
                end = line.find(',', end) + 1;
            }
            line.resize(end - 1);
        }
        return lines;
    }
};

using Lines = std::vector<std::string>;

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A bill of a registered poor person in a county hospital, 85 % of which are due.
std::string county(const std::string& id, const std::string& person, const std::string& eligible,
                   const std::string& paid) {
    return id + "," + person + ",2019-10-02,inpatient,county,registered_poor," + eligible + "," +
           eligible + "," + paid + "\n";
}

TEST_F(Audit, what_was_paid_rightly_is_no_finding) {
    const Ran right = audit(header + "\n" + county("c1", "p1", "3000", "2550.00"));
    EXPECT_EQ(right.code, 0);
    EXPECT_EQ(lines_of(right.out).size(), 1U);
}

TEST_F(Audit, names_the_deductible_that_was_not_waived) {
    EXPECT_EQ(findings(county("c1", "p1", "3000", "2125.00")),
              Lines{"c1,2550.00,2125.00,-425.00,explained,"
                    "deductible_not_waived:basic_inpatient,,,"});
}

TEST_F(Audit, names_another_value_and_what_is_the_same_here) {
    EXPECT_EQ(findings(county("c1", "p1", "3000", "2250.00")),
              Lines{"c1,2550.00,2250.00,-300.00,explained,facility_level:city,rate_level:city,"
                    "uplift_missing:basic_rate_points,"});
}

TEST_F(Audit, lists_several_answers_as_ambiguous) {
    const Lines lines = findings("c1,p1,2019-10-02,inpatient,county,registered_poor,55000,55000,"
                                 "48862.50\n"
                                 "c2,p1,2019-11-02,inpatient,county,registered_poor,55000,55000,"
                                 "48862.50\n");
    EXPECT_EQ(lines, Lines{"c2,52112.50,48862.50,-3250.00,ambiguous,totals_missing,"
                           "per_claim:critical_illness,totals_without:c1,"});
}

TEST_F(Audit, says_when_nothing_explains) {
    EXPECT_EQ(findings(county("c1", "p1", "3000", "2550.01")),
              Lines{"c1,2550.00,2550.01,0.01,unexplained,,,,"});
}

TEST_F(Audit, finds_two_deviations_where_one_does_not_do) {
    // City hospital and no waiver: (3000 - 1000) * 75 %.
    const Lines lines = findings(county("c1", "p1", "3000", "1500.00"));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(holds(lines[0], "facility_level:city+deductible_not_waived:basic_inpatient"))
        << lines[0];
}

TEST_F(Audit, a_payment_on_wrong_totals_is_the_consequence_of_an_earlier_one) {
    // c1 was paid as for a general person: 37,125.00 and 1,725.00. The system went on with that: a
    // greater room under the cap of the year, and a later start on the axis.
    const Lines lines = findings("c1,p1,2019-10-02,inpatient,county,registered_poor,50000,50000,"
                                 "38850.00\n"
                                 "c2,p1,2019-11-02,inpatient,county,registered_poor,200000,200000,"
                                 "174256.25\n"
                                 "c3,p2,2019-11-02,inpatient,county,registered_poor,3000,3000,"
                                 "2550.00\n");
    EXPECT_EQ(lines, (Lines{"c1,44125.00,38850.00,-5275.00,explained,person_class:general,,,",
                            "c2,172375.00,174256.25,1881.25,consequence,,,,c1"}));
}

TEST_F(Audit, one_wrong_payment_is_one_finding) {
    const Lines lines = findings("c1,p1,2019-10-02,inpatient,county,registered_poor,50000,50000,"
                                 "38850.00\n"
                                 "c2,p1,2019-11-02,inpatient,county,registered_poor,200000,200000,"
                                 "172375.00\n");
    EXPECT_EQ(lines.size(), 1U);
}

TEST_F(Audit, later_findings_of_a_year_with_a_refused_claim_are_marked) {
    const Lines lines =
        findings("c1,p1,2019-10-01,inpatient,province,registered_poor,50,50,1\n" +
                 county("c2", "p1", "3000", "2125.00") + county("c3", "p2", "3000", "2125.00"));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(lines[0].ends_with("after_refused,deductible_not_waived:basic_inpatient,,,c1"));
    EXPECT_TRUE(holds(lines[1], ",explained,"));
}

TEST_F(Audit, refused_rows_go_to_their_own_file) {
    const Ran done = audit(header + "\nc1,p1,2019-10-01,inpatient,province,general,50,50,1\n" +
                               county("c2", "p2", "3000", "2550.00"),
                           {"--refused", path("refused.csv")});
    EXPECT_EQ(done.code, 1);
    EXPECT_EQ(lines_of(done.out).size(), 1U);
    const Lines refused = lines_of(content(path("refused.csv")));
    ASSERT_EQ(refused.size(), 2U);
    EXPECT_EQ(refused[0], "row,claim_id,error");
    EXPECT_TRUE(refused[1].starts_with("1,c1,")) << refused[1];
    EXPECT_TRUE(holds(refused[1], "E501")) << refused[1];
}

TEST_F(Audit, a_tolerance_counts_small_differences_without_listing_them) {
    const std::string rows =
        county("c1", "p1", "3000", "2550.01") + county("c2", "p2", "3000", "2550.02");
    EXPECT_EQ(findings(rows, {"--tolerance", "0.01"}).size(), 1U);
    const Ran done = audit(header + "\n" + rows, {"--tolerance", "0.01"});
    EXPECT_TRUE(holds(done.err, "not listed: 1, sum 0.01")) << done.err;
    EXPECT_TRUE(holds(done.err, "unexplained 2, sum 0.03")) << done.err;
    EXPECT_EQ(audit(header + "\n", {"--tolerance", "x"}).code, 2);
}

TEST_F(Audit, payments_of_benefits_are_compared_each) {
    const Ran done = audit("claim_id,person_id,date,care,facility_level,person_class,total,"
                           "eligible,paid_basic_inpatient,paid_critical_illness\n"
                           "c1,p1,2019-10-02,inpatient,county,registered_poor,60000,55000,"
                           "46750.00,1787.50\n");
    const Lines lines = lines_of(done.out);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0], "claim_id,expected,paid,diff,diff_basic_inpatient,diff_critical_illness,"
                        "state,cause_1,cause_2,cause_3,follows,explanation");
    EXPECT_TRUE(lines[1].starts_with("c1,48862.50,48537.50,-325.00,0.00,-325.00,")) << lines[1];
}

TEST_F(Audit, a_file_without_payments_is_refused) {
    const Ran done = audit("claim_id,person_id,date,care,facility_level,person_class,total,"
                           "eligible\n");
    EXPECT_EQ(done.code, 1);
    EXPECT_TRUE(holds(done.err, "paid_total")) << done.err;
    EXPECT_EQ(run({"audit", path("none.csv")}).code, 3);
    EXPECT_EQ(run({"audit"}).code, 2);
}

TEST_F(Audit, several_files_are_one_batch_and_standard_input_may_be_one) {
    const std::string first = put("1.csv", header + "\n" + county("c1", "p1", "55000", "48862.50"));
    const Ran done = run({"audit", first, "-", "--lang", "en"},
                         header + "\n" + county("c2", "p1", "55000", "48862.50"));
    EXPECT_TRUE(holds(done.out, "c2,")) << done.out;
    EXPECT_TRUE(holds(done.out, "totals_without:c1")) << done.out;
}

TEST_F(Audit, says_it_in_both_languages) {
    const std::string text = header + "\n" + county("c1", "p1", "3000", "2125.00");
    EXPECT_TRUE(holds(audit(text).out, "deductible not waived: basic insurance, inpatient"));
    EXPECT_TRUE(holds(run({"audit", "-"}, text).out, "未免起付线：基本医疗保险（住院）"));
}

} // namespace
