// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

namespace {

using namespace reimburse::test;
using Lines = std::vector<std::string>;

class Reversals : public ProgramTest {
  protected:
    Lines findings(const std::string& rows, const Arguments& more = {}) const {
        Arguments arguments{"audit", "-", "--lang", "en"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const std::string header = "claim_id,person_id,date,care,facility_level,person_class,"
                                   "total,eligible,paid_total,reverses\n";
        const Ran done = run(arguments, header + rows);
        err_ = done.err;
        Lines lines = lines_of(done.out);
        if (!lines.empty()) {
            lines.erase(lines.begin());
        }
        return lines;
    }

    mutable std::string err_;
};

/// A stay of a registered poor person in a county hospital.
std::string stay(const std::string& id, const std::string& date, const std::string& eligible,
                 const std::string& paid) {
    return id + ",p1," + date + ",inpatient,county,registered_poor," + eligible + "," + eligible +
           "," + paid + ",\n";
}

std::string reversal(const std::string& id, const std::string& date, const std::string& amount,
                     const std::string& paid, const std::string& original) {
    return id + ",p1," + date + ",,,," + amount + "," + amount + "," + paid + "," + original + "\n";
}

TEST_F(Reversals, take_back_exactly_what_the_original_added) {
    // Without the reversal c3 would lie on an axis of 8,250.00 and be paid 52,112.50.
    EXPECT_EQ(findings(stay("c1", "2019-10-02", "55000", "48862.50") +
                       reversal("c2", "2019-10-03", "-55000", "-48862.50", "c1") +
                       stay("c3", "2019-11-02", "55000", "48862.50")),
              Lines{});
    EXPECT_TRUE(err_.find("rows 3, refused 0") != std::string::npos) << err_;
}

TEST_F(Reversals, need_no_amounts) {
    EXPECT_EQ(findings(stay("c1", "2019-10-02", "55000", "48862.50") +
                       reversal("c2", "2019-10-03", "", "", "c1") +
                       stay("c3", "2019-11-02", "55000", "48862.50")),
              Lines{});
}

TEST_F(Reversals, let_later_settlements_stand_and_list_those_that_would_differ) {
    const Lines lines = findings(stay("c1", "2019-10-02", "55000", "48862.50") +
                                 stay("c2", "2019-10-20", "55000", "52112.50") +
                                 reversal("c3", "2019-11-01", "-55000", "-48862.50", "c1") +
                                 stay("c4", "2019-11-02", "55000", "52437.50"));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(lines[0].starts_with("c2,48862.50,52112.50,3250.00,before_reversal,,,,c1,"))
        << lines[0];
    // c2 stands with what it laid on the axis, so the fourth is due 52,112.50.
    EXPECT_TRUE(lines[1].starts_with("c4,52112.50,52437.50,")) << lines[1];
}

TEST_F(Reversals, that_a_system_ignored_are_named) {
    const Lines lines = findings(stay("c1", "2019-10-02", "55000", "48862.50") +
                                 reversal("c2", "2019-10-03", "-55000", "-48862.50", "c1") +
                                 stay("c3", "2019-11-02", "55000", "52112.50"));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].starts_with("c3,48862.50,52112.50,3250.00,")) << lines[0];
    EXPECT_TRUE(lines[0].find("reversal_ignored:c1") != std::string::npos) << lines[0];
}

TEST_F(Reversals, of_other_amounts_or_of_no_claim_are_refused) {
    EXPECT_EQ(findings(stay("c1", "2019-10-02", "3000", "2550.00") +
                           reversal("c2", "2019-10-03", "-2000", "", "c1") +
                           reversal("c3", "2019-10-03", "", "", "c9") +
                           reversal("c4", "2019-10-03", "3000", "", "c1"),
                       {"--refused", path("refused.csv")}),
              Lines{});
    const std::string refused = content(path("refused.csv"));
    EXPECT_TRUE(refused.find("2,c2,E409") != std::string::npos) << refused;
    EXPECT_TRUE(refused.find("3,c3,\"E408") != std::string::npos) << refused;
    EXPECT_TRUE(refused.find("4,c4,E409") != std::string::npos) << refused;
}

TEST_F(Reversals, that_pay_back_another_amount_are_findings) {
    const Lines lines = findings(stay("c1", "2019-10-02", "3000", "2550.00") +
                                 reversal("c2", "2019-10-03", "-3000", "-2505.00", "c1"));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].starts_with("c2,-2550.00,-2505.00,45.00,explained,"
                                     "digits_swapped:paid_total=2505.00,,,c1,"))
        << lines[0];
}

TEST_F(Reversals, duplicates_are_found_on_request) {
    const std::string rows =
        stay("c1", "2019-10-02", "3000", "2550.00") + stay("c1", "2019-10-02", "3000", "2550.00");
    EXPECT_EQ(findings(rows), Lines{});
    const Lines lines = findings(rows, {"--find-duplicates"});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].starts_with("c1,0.00,2550.00,2550.00,explained,duplicate:c1,"))
        << lines[0];
    EXPECT_EQ(findings(stay("c1", "2019-10-02", "3000", "2550.00") +
                           stay("c1", "2019-10-05", "3000", "2550.00"),
                       {"--find-duplicates"}),
              Lines{});
    EXPECT_TRUE(err_.find("refused 1") != std::string::npos) << err_;
}

} // namespace
