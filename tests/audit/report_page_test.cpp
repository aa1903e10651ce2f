// SPDX-License-Identifier: MIT
#include "audit/audited.hpp"

#include "audit/generator.hpp"
#include "audit/report/words.hpp"

#include <algorithm>
#include <map>

namespace {

using namespace reimburse;
using audit::ReportWords;
using audit::shortened;

const std::string header = "claim_id,person_id,date,care,facility_level,person_class,total,"
                           "eligible,facility_id,birth_date,paid_total\n";

std::string row(const std::string& id, const std::string& person, const std::string& eligible,
                const std::string& facility, const std::string& paid) {
    return id + "," + person + ",2019-10-02,inpatient,county,registered_poor," + eligible + "," +
           eligible + "," + facility + ",1956-03-09," + paid + "\n";
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(ReportIds, keep_two_characters_at_either_end) {
    EXPECT_EQ(shortened("430802199001011234"), "43…34");
    EXPECT_EQ(shortened("abcde"), "ab…de");
    EXPECT_EQ(shortened("张王李赵钱"), "张王…赵钱");
}

TEST(ReportIds, that_would_be_shown_whole_are_hidden) {
    EXPECT_EQ(shortened("abcd"), "…");
    EXPECT_EQ(shortened("p1"), "…");
    EXPECT_EQ(shortened(""), "");
}

TEST(ReportNumbers, are_exact) {
    EXPECT_EQ(ReportWords::count(1234567), "1,234,567");
    EXPECT_EQ(ReportWords::count(999), "999");
    EXPECT_EQ(ReportWords::count(-1234), "-1,234");
    EXPECT_EQ(ReportWords::signed_yuan(-123456), "−1,234.56");
    EXPECT_EQ(ReportWords::signed_yuan(100), "+1.00");
    EXPECT_EQ(ReportWords::signed_yuan(0), "0.00");
    EXPECT_EQ(ReportWords::percent(ReportWords::share_e4(1, 3)), "33.33%");
    EXPECT_EQ(ReportWords::percent(ReportWords::share_e4(2, 3)), "66.67%");
    EXPECT_EQ(ReportWords::percent(ReportWords::share_e4(17, 20)), "85.00%");
    EXPECT_EQ(ReportWords::percent(ReportWords::share_e4(1, 20'000)), "0.01%"); // a half goes up
    EXPECT_EQ(ReportWords::percent(ReportWords::share_e4(1, 0)), "–");
    EXPECT_EQ(ReportWords::share_e4(9'000'000'000'000'000'000, 9'000'000'000'000'000'000), 10'000);
}

class Report : public testing::Test {
  protected:
    const std::string text = header + row("c1", "431127199001011234", "3000", "h1", "2125.00") +
                             row("c2", "431127199001015678", "4000", "h1", "3400.01") +
                             row("c3", "431127199001019012", "3000", "<h2>", "2550.00");
    const audit::AuditResult result = test::audited(text);
};

TEST_F(Report, says_the_sums) {
    const std::string page = test::report_of(result);
    EXPECT_TRUE(holds(page, "Of 3 claims compared, 2 were not paid what the rules give: 0.01 yuan "
                            "too much and 425.00 yuan too little in all."));
    EXPECT_TRUE(holds(page, "deductible not waived: basic insurance, inpatient"));
    const std::string chinese = test::report_of(result, {Language::zh});
    EXPECT_TRUE(holds(chinese, "核对了 3 笔结算，其中 2 笔的支付金额与规则不一致：共多付 0.01 元，"
                               "少付 425.00 元。"));
    EXPECT_TRUE(holds(chinese, "未免起付线：基本医疗保险（住院）"));
}

TEST_F(Report, is_the_same_for_the_same_values) {
    EXPECT_TRUE(test::report_of(result) == test::report_of(test::audited(text)));
}

TEST_F(Report, opens_a_case_by_the_rules_beside_as_paid) {
    const std::string page = test::report_of(result);
    // the deductible that is waived, and the one that was taken
    EXPECT_TRUE(holds(page, "<td class=\"n\">0.00</td><td class=\"n\">500.00</td>"));
    EXPECT_TRUE(holds(page, "<td class=\"n\">2,550.00</td><td class=\"n\">2,125.00</td>"));
    EXPECT_TRUE(holds(page, "3,000.00 × 85%"));
    EXPECT_TRUE(holds(page, "2,500.00 × 85%"));
}

TEST_F(Report, shows_persons_only_if_asked) {
    const std::string page = test::report_of(result);
    EXPECT_FALSE(holds(page, "431127199001011234"));
    EXPECT_TRUE(holds(page, "43…34"));
    EXPECT_FALSE(holds(page, "1956-03-09"));
    audit::ReportOptions options{Language::en};
    options.show_ids = true;
    const std::string whole = test::report_of(result, options);
    EXPECT_TRUE(holds(whole, "431127199001011234"));
    EXPECT_TRUE(holds(whole, "1956-03-09"));
}

TEST_F(Report, escapes_what_the_file_says) {
    const std::string page = test::report_of(result);
    EXPECT_TRUE(holds(page, "&lt;h2&gt;"));
    EXPECT_FALSE(holds(page, "<h2>"));
}

TEST_F(Report, lists_no_case_within_the_tolerance_but_counts_it) {
    audit::ReportOptions options{Language::en};
    options.tolerance = 1;
    const std::string page = test::report_of(result, options);
    EXPECT_TRUE(holds(page, "<span class=\"id\">c1</span>"));
    EXPECT_FALSE(holds(page, "<span class=\"id\">c2</span>"));
    EXPECT_TRUE(holds(page, "Differences no larger than 0.01 yuan (1, +0.01 in all)"));
}

TEST_F(Report, keeps_files_of_the_largest_cases_alone) {
    const audit::AuditResult one = test::audited(text, test::report_options(1));
    ASSERT_EQ(one.findings.all().size(), 2U);
    EXPECT_NE(one.findings.all()[0].file, nullptr);
    EXPECT_EQ(one.findings.all()[1].file, nullptr);
    const audit::AuditResult other = test::audited(
        header + row("c1", "p1", "3000", "h1", "2550.01") +
            row("c2", "p2", "3000", "h1", "2125.00") + row("c3", "p3", "3000", "h1", "2125.00"),
        test::report_options(1));
    const auto& findings = other.findings.all();
    ASSERT_EQ(findings.size(), 3U);
    EXPECT_EQ(findings[0].file, nullptr);
    EXPECT_NE(findings[1].file, nullptr); // the earlier of two that are as large
    EXPECT_EQ(findings[2].file, nullptr);
    EXPECT_NE(findings[1].answers.front().account, nullptr);
    EXPECT_EQ(findings[2].answers.front().account, nullptr);
}

TEST_F(Report, accounts_come_to_the_payments) {
    const audit::Finding& finding = result.findings.all().front();
    ASSERT_NE(finding.file, nullptr);
    EXPECT_EQ(finding.file->expected.fund_total, finding.expected);
    ASSERT_EQ(finding.answers.size(), 1U);
    const audit::Account& paid = *finding.answers.front().account;
    EXPECT_EQ(paid.fund_total, finding.paid);
    std::int64_t borne = 0;
    for (const std::int64_t reason : paid.reasons) {
        borne += reason;
    }
    EXPECT_EQ(borne + paid.fund_total + paid.account_pays, paid.total);
    for (const audit::AccountBenefit& benefit : paid.benefits) {
        EXPECT_EQ(benefit.base,
                  benefit.deductible + benefit.payment + benefit.over_cap + benefit.copayment);
    }
}

TEST_F(Report, names_the_files_by_their_hash) {
    ASSERT_EQ(result.inputs.size(), 1U);
    EXPECT_EQ(result.inputs[0].bytes, static_cast<std::int64_t>(text.size()));
    EXPECT_TRUE(holds(test::report_of(result), result.inputs[0].sha256));
}

TEST(ReportPage, is_calm_where_nothing_differs) {
    const audit::AuditResult result =
        test::audited(header + row("c1", "p1", "3000", "h1", "2550.00"));
    const std::string page = test::report_of(result);
    EXPECT_TRUE(holds(page, "The one claim that was compared was paid exactly what the rules "
                            "give."));
    for (const char* anchor : {"causes", "cases", "refused"}) {
        EXPECT_FALSE(holds(page, "id=\"" + std::string(anchor) + "\"")) << anchor;
    }
    EXPECT_TRUE(holds(page, "id=\"provenance\""));
}

TEST(ReportPage, says_what_was_refused_and_what_to_do) {
    const audit::AuditResult result = test::audited(header + row("c1", "p1", "x", "h1", "2550.00") +
                                                    row("c2", "p2", "3000", "h1", "2550.00"));
    const std::string page = test::report_of(result);
    EXPECT_TRUE(holds(page, "id=\"refused\""));
    EXPECT_TRUE(holds(page, "E201"));
    const audit::RefusedRow& example = result.statistics->refused.at(201).examples.front();
    EXPECT_TRUE(holds(page, example.advice.en));
}

TEST(ReportPage, of_no_claims_at_all) {
    EXPECT_TRUE(holds(test::report_of(test::audited(header)), "There was no claim to compare."));
}

TEST(ReportPage, of_merged_parts_is_that_of_the_whole) {
    const std::vector<faulty::Row> rows = faulty::generate({8, 60});
    std::map<std::string, std::int64_t> row_of;
    std::vector<std::vector<faulty::Row>> parts(3);
    for (const faulty::Row& each : rows) {
        row_of.emplace(each.claim_id, static_cast<std::int64_t>(row_of.size()) + 1);
        parts[std::hash<std::string>{}(each.person_id) % parts.size()].push_back(each);
    }
    const audit::AuditResult whole =
        test::audited(faulty::csv_of(rows, true), test::report_options(10));
    audit::AuditResult merged;
    merged.inputs = whole.inputs;
    merged.statistics.emplace();
    std::vector<audit::Finding> findings;
    for (const std::vector<faulty::Row>& part : parts) {
        audit::AuditOptions options = test::report_options(10);
        options.rank = false;
        const audit::AuditResult result = test::audited(faulty::csv_of(part, true), options);
        merged.summary.merge(result.summary);
        merged.statistics->merge(*result.statistics);
        for (audit::Finding finding : result.findings.all()) {
            finding.row = row_of.at(finding.claim_id);
            findings.push_back(std::move(finding));
        }
    }
    std::ranges::sort(findings, {}, &audit::Finding::row);
    merged.findings = audit::Findings(10);
    for (audit::Finding& finding : findings) {
        merged.findings.add(std::move(finding));
    }
    merged.findings.rank();
    audit::ReportOptions options{Language::en};
    options.cases = 10;
    EXPECT_TRUE(test::report_of(merged, options) == test::report_of(whole, options));
}

} // namespace
