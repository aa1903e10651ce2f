// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

namespace {

using namespace reimburse::test;

const std::string header =
    "claim_id,person_id,date,care,facility_level,person_class,total,eligible";

const std::string columns_out =
    "claim_id,basic_inpatient,critical_illness,special_insurance,medical_aid,hospital_reduction,"
    "fiscal_backstop,outpatient,fund_total,patient_pays,error";

class Calculate : public ProgramTest {
  protected:
    Ran calculate(const std::string& text, const Arguments& more = {}) const {
        Arguments arguments{"calculate", "-", "--lang", "en"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments, text);
    }

    /// A refused header: nothing is settled.
    std::string refused_header(const std::string& text) const {
        const Ran refused = calculate(text);
        EXPECT_EQ(refused.code, 1);
        EXPECT_EQ(refused.out, "");
        return refused.err;
    }
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(Calculate, settles_the_day_of_the_examples) {
    const Ran done = run({"calculate", source("examples/day.csv"), "--lang", "en"});
    EXPECT_EQ(done.code, 1); // the provincial hospital
    const std::vector<std::string> lines = lines_of(done.out);
    ASSERT_EQ(lines.size(), 13U);
    EXPECT_EQ(lines[0], columns_out);
    EXPECT_EQ(lines[1], "v01,46750.00,2112.50,0.00,0.00,0.00,0.00,0.00,48862.50,11137.50,");
    EXPECT_EQ(lines[2], "v02,1875.00,0.00,0.00,0.00,0.00,0.00,0.00,1875.00,1125.00,");
    EXPECT_EQ(lines[4], "v04,0.00,0.00,0.00,0.00,0.00,0.00,56.00,56.00,30.50,");
    EXPECT_TRUE(holds(lines[7], "v07,,,,,,,,,,\"E501 ")) << lines[7];
    EXPECT_TRUE(holds(done.err, "rows 12, refused 1, "));
}

TEST_F(Calculate, settles_all_of_it_with_the_provincial_overlay) {
    const Ran done = run({"calculate", source("examples/day.csv"), "--rules",
                          source("examples/rules/province-assumed.json"), "--lang", "en"});
    EXPECT_EQ(done.code, 0);
    EXPECT_TRUE(holds(done.err, "rows 12, refused 0, "));
}

TEST_F(Calculate, columns_may_stand_in_any_order) {
    const Ran done =
        calculate("eligible,total,person_class,date,facility_level,care,person_id,"
                  "claim_id\n"
                  "7912.30,8345.67,registered_poor,2019-10-02,county,inpatient,p1,c1\n");
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(lines_of(done.out).at(1),
              "c1,6725.46,0.00,0.00,0.00,0.00,0.00,0.00,6725.46,1620.21,");
}

TEST_F(Calculate, quotes_byte_order_mark_and_both_line_ends) {
    const std::string rows =
        "\"c,\"\"1\"\"\nx\",p1,2019-10-02,inpatient,county,general,\"3000\",3000";
    const std::string expected =
        columns_out +
        "\n\"c,\"\"1\"\"\nx\",1875.00,0.00,0.00,0.00,0.00,0.00,0.00,1875.00,1125.00,\n";
    EXPECT_EQ(calculate(header + "\n" + rows + "\n").out, expected);
    EXPECT_EQ(calculate(header + "\n" + rows).out, expected);
    EXPECT_EQ(calculate("\xEF\xBB\xBF" + header + "\r\n" + rows + "\r\n").out, expected);
    EXPECT_EQ(calculate("\xEF\xBB\xBF\"claim_id\"" + header.substr(8) + "\r\n" + rows).out,
              expected);
}

TEST_F(Calculate, header_without_rows_gives_a_header) {
    const Ran done = calculate(header + "\n");
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.out, columns_out + "\n");
}

TEST_F(Calculate, header_at_fault_is_refused) {
    EXPECT_TRUE(holds(refused_header(""), "E124"));
    EXPECT_TRUE(holds(refused_header(header + ",total\n"), "E125 column \"total\" appears twice"));
    const std::string missing = refused_header("claim_id,person_id,date,care,facility_level\n");
    for (const std::string column : {"total", "eligible", "person_class"}) {
        EXPECT_TRUE(holds(missing, "E126 column \"" + column + "\" is missing")) << column;
    }
    EXPECT_FALSE(holds(missing, "\"care\""));
    EXPECT_TRUE(holds(refused_header(header + ",facilty_id\n"),
                      "E127 unknown column \"facilty_id\" (did you mean \"facility_id\"?)"));
    EXPECT_TRUE(holds(refused_header(header + ",paid_basic_inpatiant\n"),
                      "(did you mean \"paid_basic_inpatient\"?)"));
}

TEST_F(Calculate, unknown_column_is_passed_over_with_a_note) {
    const std::string row = "c1,p1,2019-10-02,inpatient,county,general,3000,3000";
    const Ran plain = calculate(header + "\n" + row + "\n");
    const Ran more = calculate(header + ",colour\n" + row + ",red\n");
    EXPECT_EQ(more.code, 0);
    EXPECT_EQ(more.out, plain.out);
    EXPECT_TRUE(holds(more.err, "\"colour\" is passed over"));
    EXPECT_FALSE(holds(plain.err, "passed over"));
}

/// One fault in the row of a good claim and the number it is refused with.
struct Fault {
    std::string row;
    std::string error;
};

TEST_F(Calculate, bad_rows_are_reported_in_their_place_and_the_rest_goes_on) {
    const std::vector<Fault> faults{
        {"c,p,2019-02-30,inpatient,county,general,2,1", "E207 date: "},
        {"c,p,2019/10/02,inpatient,county,general,2,1", "E207 date: "},
        {"c,p,,inpatient,county,general,2,1", "E401 date is missing"},
        {"c,,2019-10-02,inpatient,county,general,2,1", "E401 person_id is missing"},
        {",p,2019-10-02,inpatient,county,general,2,1", "E401 claim_id is missing"},
        {"c,p,2019-10-02,dental,county,general,2,1", "E210 care: unknown value \"\"dental\"\""},
        {"c,p,2019-10-02,inpatient,village,general,2,1", "E210 facility_level: "},
        {"c,p,2019-10-02,inpatient,county,rich,2,1", "E210 person_class: "},
        {"c,p,2019-10-02,inpatient,county,general,1e3,1", "E201 total: \"\"1e3\"\""},
        {"c,p,2019-10-02,inpatient,county,general,\"1,000\",1", "E201 total: "},
        {"c,p,2019-10-02,inpatient,county,general,-5,1", "E203 total: \"\"-5\"\" is negative"},
        {"c,p,2019-10-02,inpatient,county,general,2,.5", "E201 eligible: "},
        {"c,p,2019-10-02,inpatient,county,general,2,5.", "E201 eligible: "},
        {"c,p,2019-10-02,inpatient,county,general, 2,1", "E201 total: "},
        {"c,p,2019-10-02,inpatient,county,general,+2,1", "E201 total: "},
        {"c,p,2019-10-02,inpatient,county,general,2,0.001", "E202 eligible: "},
        {"c,p,2019-10-02,inpatient,county,general,,1", "E401 total is missing"},
        {"c,p,2019-10-02,inpatient,county,general,100000000000000.00,1", "E204 total: "},
        {"c,p,2019-10-02,inpatient,county,general,2.00,2.01", "E403 eligible 2.01 is above"},
        {"c,p,2018-12-31,inpatient,county,general,2,1", "E404 2018-12-31 lies outside"},
        {"c,p,2019-10-02,inpatient,county,general,2", "E123 the row has 7 fields"},
        {"c,p,2019-10-02,inpatient,county,general,\"2\"0,1", "E122 text follows"},
        {"c,p,2019-10-02,inpatient,province,general,2,1", "E501 "},
    };
    std::string text = header + "\n";
    for (std::size_t f = 0; f < faults.size(); ++f) {
        text += faults[f].row + "\ngood" + std::to_string(f) + ",q" + std::to_string(f) +
                ",2019-10-02,inpatient,county,general,3000,3000\n";
    }
    const Ran done = calculate(text);
    EXPECT_EQ(done.code, 1);
    const std::vector<std::string> lines = lines_of(done.out);
    ASSERT_EQ(lines.size(), 1 + 2 * faults.size());
    for (std::size_t f = 0; f < faults.size(); ++f) {
        const std::string& refused = lines[1 + 2 * f];
        EXPECT_TRUE(holds(refused, faults[f].error)) << refused;
        const std::string empty = ",,,,,,,,,,";
        EXPECT_EQ(refused.substr(refused.find(','), empty.size()), empty) << refused;
        EXPECT_EQ(lines[2 + 2 * f], "good" + std::to_string(f) +
                                        ",1875.00,0.00,0.00,0.00,0.00,0.00,0.00,1875.00,1125.00,");
    }
    EXPECT_TRUE(holds(done.err, "rows 46, refused 23, "));
}

TEST_F(Calculate, stray_quote_does_not_swallow_the_rows_behind_it) {
    const Ran done =
        calculate(header + ",remark\n"
                           "c1,p1,2019-10-02,inpatient,county,general,3000,3000,\"open\n"
                           "c2,p2,2019-10-02,inpatient,county,general,3000,3000,x\n");
    EXPECT_EQ(done.code, 1);
    const std::vector<std::string> lines = lines_of(done.out);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1], "c1,,,,,,,,,,E121 a quoted field is not closed");
    EXPECT_EQ(lines[2], "c2,1875.00,0.00,0.00,0.00,0.00,0.00,0.00,1875.00,1125.00,");
}

TEST_F(Calculate, all_faults_of_a_row_stand_in_its_error) {
    const Ran done = calculate(header + "\nc1,p1,2019-02-30,inpatient,county,general,1e3,-5\n");
    EXPECT_EQ(lines_of(done.out).at(1),
              "c1,,,,,,,,,,\"E207 date: \"\"2019-02-30\"\" is not a date of the calendar; "
              "E201 total: \"\"1e3\"\" is not a plain decimal amount; "
              "E203 eligible: \"\"-5\"\" is negative\"");
}

TEST_F(Calculate, zeros_beyond_the_second_decimal_are_accepted) {
    const Ran done = calculate(
        header + "\nc1,p1,2019-10-02,inpatient,county,registered_poor,8345.6700,7912.300\n");
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(lines_of(done.out).at(1),
              "c1,6725.46,0.00,0.00,0.00,0.00,0.00,0.00,6725.46,1620.21,");
}

TEST_F(Calculate, largest_amount_settles_exactly) {
    const Ran done = calculate(header + "\nc1,p1,2019-10-02,inpatient,county,registered_poor,"
                                        "99999999999999.99,0\n"
                                        "c2,p2,2019-10-02,inpatient,county,general,"
                                        "99999999999999.99,99999999999999.99\n");
    EXPECT_EQ(done.code, 0);
    const std::vector<std::string> lines = lines_of(done.out);
    EXPECT_EQ(lines.at(1), "c1,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,99999999999999.99,");
    EXPECT_EQ(lines.at(2), "c2,150000.00,300000.00,0.00,0.00,0.00,0.00,0.00,450000.00,"
                           "99999999549999.99,");
}

TEST_F(Calculate, totals_follow_each_person_and_year) {
    const auto row = [](const std::string& id, const std::string& person, const std::string& date,
                        const std::string& amount) {
        return id + "," + person + "," + date + ",inpatient,county,registered_poor," + amount +
               "," + amount + "\n";
    };
    const Ran done =
        calculate(header + "\n" + row("a1", "a", "2019-10-02", "55000") +
                  row("b1", "b", "2019-10-02", "10000") + row("a2", "a", "2020-01-05", "10000") +
                  row("b2", "b", "2019-10-03", "40000") + row("a3", "a", "2019-11-20", "10000") +
                  row("a4", "a", "2020-01-06", "40000"));
    EXPECT_EQ(done.code, 0);
    std::vector<std::string> lines = lines_of(done.out);
    const std::string zeros = ",0.00,0.00,0.00,0.00,0.00,";
    EXPECT_EQ(lines.at(1), "a1,46750.00,2112.50" + zeros + "48862.50,6137.50,");
    EXPECT_EQ(lines.at(2), "b1,8500.00,0.00" + zeros + "8500.00,1500.00,");
    EXPECT_EQ(lines.at(3), "a2,8500.00,0.00" + zeros + "8500.00,1500.00,");
    EXPECT_EQ(lines.at(4), "b2,34000.00,1625.00" + zeros + "35625.00,4375.00,");
    EXPECT_EQ(lines.at(5), "a3,8500.00,975.00" + zeros + "9475.00,525.00,");
    EXPECT_EQ(lines.at(6), "a4,34000.00,1625.00" + zeros + "35625.00,4375.00,");
    EXPECT_TRUE(holds(done.err, "out of order 1")); // a3 is dated before a2
}

TEST_F(Calculate, rows_after_a_refused_one_are_counted_in_its_year_alone) {
    const std::string tail = ",inpatient,county,general,10,10\n";
    const Ran done = calculate(header + "\nc1,p1,2019-10-02,inpatient,county,general,1e3,10\n" +
                               "c2,p1,2019-10-03" + tail + "c3,p1,2020-01-03" + tail +
                               "c4,p2,2019-10-03" + tail);
    EXPECT_EQ(done.code, 1);
    EXPECT_TRUE(holds(done.err, "rows 4, refused 1, settled after a refused claim 1, "));
}

TEST_F(Calculate, refused_row_without_a_date_counts_for_every_year) {
    // The row at fault is another person's than the row before it, whose date is not its own.
    const std::string tail = ",inpatient,county,general,10,10\n";
    const Ran done = calculate(header + "\nc1,p1,2019-10-02" + tail + "c2,p2,\"2020\"x" + tail +
                               "c3,p2,2020-01-03" + tail + "c4,p2,2019-01-03" + tail);
    EXPECT_EQ(done.code, 1);
    EXPECT_TRUE(holds(done.err, "rows 4, refused 1, settled after a refused claim 2, "))
        << done.err;
}

TEST_F(Calculate, reversal_is_refused) {
    const Ran done = calculate(header + ",reverses\n"
                                        "c2,p1,2019-10-02,inpatient,county,general,3000,3000,c1\n"
                                        "c3,p1,2019-10-02,inpatient,county,general,3000,3000,\n");
    EXPECT_EQ(done.code, 1);
    EXPECT_TRUE(holds(lines_of(done.out).at(1), "E407"));
    EXPECT_TRUE(holds(lines_of(done.out).at(2), "c3,1875.00,"));
}

TEST_F(Calculate, readings_and_language_are_heard) {
    const std::string row =
        header + "\nc1,p1,2019-10-02,inpatient,county,registered_poor,60000,55000\n";
    EXPECT_TRUE(holds(calculate(row, {"--reading", "uplift=factor"}).out, "c1,45375.00,2913.75,"));
    EXPECT_EQ(calculate(row, {"--reading", "uplift=none"}).code, 2);
    const Ran chinese = run({"calculate", "-"}, header + "\nc1\n");
    EXPECT_TRUE(holds(chinese.out, "E123 本行有 1 个字段"));
}

} // namespace
