// SPDX-License-Identifier: MIT
#include "audit/audited.hpp"
#include "audit/generator.hpp"

#include <map>
#include <numeric>

namespace {

using namespace reimburse;
using audit::Statistics;
using audit::Tally;

const std::string header = "claim_id,person_id,date,care,facility_level,person_class,total,"
                           "eligible,facility_id,reverses,paid_total\n";

std::string row(const std::string& id, const std::string& person, const std::string& level,
                const std::string& eligible, const std::string& facility, const std::string& paid) {
    return id + "," + person + ",2019-10-02,inpatient," + level + ",registered_poor," + eligible +
           "," + eligible + "," + facility + ",," + paid + "\n";
}

Tally sum_of(const std::map<std::string, Tally, std::less<>>& parts) {
    Tally sum;
    for (const auto& [key, tally] : parts) {
        sum.merge(tally);
    }
    return sum;
}

std::size_t dimension(const std::string& id) {
    const auto& dimensions = test::bundled_plan().policy.dimensions;
    const auto found = std::ranges::find(dimensions, id, &Dimension::id);
    return static_cast<std::size_t>(found - dimensions.begin());
}

class Generated : public testing::Test {
  protected:
    static const std::vector<faulty::Row>& rows() {
        static const std::vector<faulty::Row> rows = faulty::generate({5, 120});
        return rows;
    }
};

TEST_F(Generated, the_statistics_of_two_halves_are_those_of_the_whole) {
    std::vector<faulty::Row> halves[2];
    for (const faulty::Row& each : rows()) {
        halves[std::hash<std::string>{}(each.person_id) % 2].push_back(each);
    }
    ASSERT_FALSE(halves[0].empty());
    ASSERT_FALSE(halves[1].empty());
    Statistics merged = *test::audited(faulty::csv_of(halves[0], false)).statistics;
    merged.merge(*test::audited(faulty::csv_of(halves[1], false)).statistics);
    EXPECT_EQ(merged, *test::audited(faulty::csv_of(rows(), false)).statistics);
}

TEST_F(Generated, totals_are_the_sums_of_the_findings) {
    const audit::AuditResult result =
        test::audited(faulty::csv_of(rows(), true), test::report_options(1'000));
    Tally found;
    for (const audit::Finding& finding : result.findings.all()) {
        const std::int64_t difference = finding.difference();
        ++found.differing;
        found.over += std::max<std::int64_t>(difference, 0);
        found.under += std::max<std::int64_t>(-difference, 0);
    }
    const audit::Breakdown<Tally>& claims = result.statistics->claims;
    EXPECT_EQ(claims.all.differing, found.differing);
    EXPECT_EQ(claims.all.over, found.over);
    EXPECT_EQ(claims.all.under, found.under);
    EXPECT_EQ(claims.all.claims, static_cast<std::int64_t>(rows().size()));
    EXPECT_EQ(claims.all.expected, result.summary.expected);
    EXPECT_EQ(claims.all.paid, result.summary.paid);
    EXPECT_GT(claims.facilities.size(), 1U);
    EXPECT_GT(claims.months.size(), 1U);
    EXPECT_EQ(sum_of(claims.facilities), claims.all);
    EXPECT_EQ(sum_of(claims.months), claims.all);
    for (const char* id : {"care", "facility_level", "person_class"}) {
        Tally sum;
        for (const Tally& value : claims.dimensions[dimension(id)]) {
            sum.merge(value);
        }
        EXPECT_EQ(sum, claims.all) << id;
    }
    std::int64_t grouped_over = 0;
    std::int64_t grouped_under = 0;
    for (const audit::CauseGroup& group : result.findings.groups()) {
        grouped_over += group.over;
        grouped_under += group.under;
        EXPECT_EQ(group.over - group.under, group.sum);
    }
    EXPECT_EQ(grouped_over, found.over);
    EXPECT_EQ(grouped_under, found.under);
}

TEST(ReportStatistics, a_target_counts_the_claims_that_reach_it) {
    const audit::AuditResult result =
        test::audited(header + row("c1", "p1", "county", "3000", "h1", "2550.00") +
                      row("c2", "p2", "county", "3000", "h2", "2549.99") +
                      row("c3", "p3", "city", "3000", "h2", "2250.00"));
    ASSERT_EQ(result.statistics->targets.size(), 1U);
    const audit::Breakdown<audit::TargetTally>& target = result.statistics->targets[0];
    EXPECT_EQ(target.all.sums.claims, 2); // a city hospital is not inside the county
    EXPECT_EQ(target.all.met, 1);
    EXPECT_EQ(target.all.met_expected, 2);
    EXPECT_EQ(target.all.sums.total, 600000);
    EXPECT_EQ(target.all.sums.paid, 509999);
    EXPECT_EQ(target.facilities.at("h2").met, 0);
    EXPECT_EQ(target.facilities.at("h2").met_expected, 1);
}

TEST(ReportStatistics, a_reversal_stands_apart) {
    const audit::AuditResult result =
        test::audited(header + row("c1", "p1", "county", "3000", "h1", "2550.00") +
                      row("c2", "p1", "county", "3000", "h1", "2550.00") +
                      "t1,p1,2019-10-05,,,,-3000,-3000,,c1,-2550.00\n");
    const Statistics& statistics = *result.statistics;
    EXPECT_EQ(statistics.reversals.claims, 1);
    EXPECT_EQ(statistics.reversals.paid, -255000);
    EXPECT_EQ(statistics.claims.all.claims, 2);
    EXPECT_EQ(statistics.claims.facilities.size(), 1U);
    EXPECT_EQ(statistics.claims.all.paid + statistics.reversals.paid, result.summary.paid);
    EXPECT_EQ(statistics.claims.all.claims + statistics.reversals.claims, result.summary.compared);
}

TEST(ReportStatistics, a_claim_that_comes_twice_counts_where_it_says) {
    const std::string claim = row("c1", "p1", "county", "3000", "h1", "2550.00");
    audit::AuditOptions options = test::report_options();
    options.find_duplicates = true;
    const audit::AuditResult result = test::audited(header + claim + claim, options);
    const Tally& county =
        result.statistics->claims.dimensions[dimension("facility_level")]
                                            [*test::bundled_plan()
                                                  .policy.dimensions[dimension("facility_level")]
                                                  .position("county")];
    EXPECT_EQ(county.claims, 2);
    EXPECT_EQ(county.over, 255000);
    EXPECT_EQ(result.statistics->claims.facilities.at("h1").over, 255000);
}

TEST(ReportStatistics, refused_rows_count_by_error_number_with_the_first_ten) {
    std::string text = header;
    for (int i = 0; i < 12; ++i) {
        text += row("c" + std::to_string(i), "p1", "province", "50", "h1", "1");
    }
    text += row("last", "p2", "county", "x", "h1", "1");
    const audit::AuditResult result = test::audited(text);
    const auto& refused = result.statistics->refused;
    EXPECT_EQ(result.summary.refused, 13);
    ASSERT_EQ(refused.size(), 2U);
    EXPECT_EQ(refused.at(501).count, 12);
    ASSERT_EQ(refused.at(501).examples.size(), audit::refused_examples);
    EXPECT_EQ(refused.at(501).examples.back().row, 10);
    EXPECT_EQ(refused.at(201).count, 1); // one row, though two of its fields are wrong
    EXPECT_EQ(refused.at(201).examples.front().claim_id, "last");
    EXPECT_EQ(refused.at(201).examples.front().row, 13);
}

TEST(ReportStatistics, merged_examples_are_the_first_by_row) {
    audit::RefusedKind first{7, {}};
    audit::RefusedKind second{8, {}};
    for (std::int64_t i = 0; i < 7; ++i) {
        first.examples.push_back({2 * i + 1, "odd", {}, {}});
        second.examples.push_back({2 * i, "even", {}, {}});
    }
    first.merge(second);
    EXPECT_EQ(first.count, 15);
    ASSERT_EQ(first.examples.size(), audit::refused_examples);
    for (std::size_t i = 0; i < first.examples.size(); ++i) {
        EXPECT_EQ(first.examples[i].row, static_cast<std::int64_t>(i));
    }
}

TEST(ReportStatistics, nothing_is_gathered_where_no_report_is_asked_for) {
    const audit::AuditResult result =
        test::audited(header + row("c1", "p1", "county", "3000", "h1", "2125.00"), {});
    EXPECT_FALSE(result.statistics);
    EXPECT_TRUE(result.inputs.empty());
    ASSERT_EQ(result.findings.all().size(), 1U);
    EXPECT_EQ(result.findings.all().front().file, nullptr);
    EXPECT_EQ(result.findings.all().front().answers.front().account, nullptr);
}

} // namespace
