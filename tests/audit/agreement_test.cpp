// SPDX-License-Identifier: MIT
// Blocks of rows on any number of threads and single rows are two ways through an audit: they must
// bring the same.
#include "audit/audit.hpp"
#include "audit/findings_csv.hpp"
#include "audit/generator.hpp"
#include "load/nasty.hpp"
#include "load/rule_set.hpp"
#include "load/vocabulary.hpp"
#include "reimburse/plan/compile.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

using namespace reimburse;

const Plan& plan() {
    static const Plan plan = [] {
        const std::vector<std::string> rules{REIMBURSE_SOURCE_DIR
                                             "/examples/rules/province-assumed.json"};
        return compile(load::load_rules(rules).value()).value();
    }();
    return plan;
}

/// Everything that an audit says.
std::string report(const std::vector<std::string>& files, const audit::AuditOptions& options) {
    std::ostringstream out;
    const auto result = audit::audit(
        plan(), files, options,
        [&](std::int64_t row, std::string_view id, const Problems& problems) {
            out << "refused " << row << ' ' << id;
            for (const Problem& problem : problems) {
                out << ' ' << sentence(problem, Language::en) << ' ' << problem.place.line;
            }
            out << '\n';
        },
        [](const audit::AuditProgress&) { return true; });
    if (!result) {
        return out.str() + sentence(result.problems().front(), Language::en);
    }
    const audit::AuditSummary& sum = result->summary;
    out << sum.rows << ' ' << sum.refused << ' ' << sum.compared << ' ' << sum.reversals << ' '
        << sum.after_refused << ' ' << sum.expected << ' ' << sum.paid << ' ' << sum.over << ' '
        << sum.under << '\n';
    std::string findings;
    const audit::FindingsCsv csv(plan().benefits, result->paid_benefits, Language::en);
    csv.header(findings);
    for (const audit::Finding& finding : result->findings.all()) {
        csv.row(finding, findings);
    }
    return out.str() + findings;
}

class AuditAgreement : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "reimburse-audit-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string put(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }

    /// Gives what was said, which must not be nothing.
    static std::string expect_agreement(const std::vector<std::string>& files,
                                        audit::AuditOptions options) {
        options.row_by_row = true;
        std::string one_by_one = report(files, options);
        options.row_by_row = false;
        for (const unsigned threads : {1U, 2U, 3U, 7U}) {
            options.threads = threads;
            EXPECT_EQ(report(files, options), one_by_one) << "threads: " << threads;
        }
        return one_by_one;
    }

    std::filesystem::path folder_;
};

audit::AuditOptions without_causes() {
    audit::AuditOptions options;
    options.explain = false;
    return options;
}

std::vector<std::string> paid_by_benefit() {
    std::vector<std::string> names;
    for (const Benefit& benefit : plan().benefits) {
        names.push_back("paid_" + benefit.id);
    }
    return names;
}

const std::vector<std::string> usual{"claim_id", "person_id",      "date",
                                     "care",     "facility_level", "person_class",
                                     "total",    "eligible",       "paid_total"};

const std::vector<std::string> other_order{
    "paid_total",  "eligible",       "remark",       "total",          "facility_level",
    "person_id",   "admission_date", "person_class", "discharge_date", "care",
    "facility_id", "date",           "claim_id"};

std::vector<std::string> operator+(std::vector<std::string> names,
                                   const std::vector<std::string>& more) {
    names.insert(names.end(), more.begin(), more.end());
    return names;
}

TEST_F(AuditAgreement, on_faulty_batches) {
    for (const bool by_benefit : {false, true}) {
        const std::string text = faulty::csv_of(faulty::generate({3, 60}), by_benefit);
        const std::string said = expect_agreement({put("claims.csv", text)}, {});
        EXPECT_NE(said.find("explained"), std::string::npos);
    }
}

TEST_F(AuditAgreement, on_rows_good_and_bad) {
    unsigned seed = 0;
    for (const auto& names :
         {usual, other_order, usual + paid_by_benefit(),
          paid_by_benefit() + std::vector<std::string>{usual.begin(), usual.end() - 1}}) {
        for (const bool quotes : {false, true}) {
            ++seed;
            const std::string end = seed % 3 == 0 ? "\r\n" : "\n";
            const std::string text = test::nasty_file(seed, names, quotes, end);
            expect_agreement({put("claims.csv", text)}, without_causes());
        }
    }
}

TEST_F(AuditAgreement, on_reversals_and_repeated_claims) {
    for (const bool quotes : {false, true}) {
        const std::string text = test::nasty_file(
            21, usual + std::vector<std::string>{"reverses"} + paid_by_benefit(), quotes, "\n");
        expect_agreement({put("claims.csv", text)}, without_causes());
        audit::AuditOptions duplicates = without_causes();
        duplicates.find_duplicates = true;
        expect_agreement({put("claims.csv", text)}, duplicates);
    }
}

TEST_F(AuditAgreement, on_reversals_among_right_claims) {
    const std::string header =
        "claim_id,person_id,date,care,facility_level,person_class,total,eligible,paid_total,"
        "reverses\n";
    const std::string county = ",2019-10-02,inpatient,county,general,";
    const std::string text = header + "c1,p1" + county + "3000,3000,1875.00,\n" + "c2,p2" + county +
                             "3000,3000,1875.00,\n" + "c3,p1" + county +
                             "-3000,-3000,-1875.00,c1\n" + "\"c4\",p1" + county +
                             "3000,3000,1875.00,\n" + "c5,p1,2019-10-02\n" + "c6,p1" + county +
                             "0,0,,c9\n" + "c7,p2" + county + "3000,3000,1800.00,\n";
    const std::string said =
        expect_agreement({put("a.csv", text), put("b.csv", text)}, without_causes());
    EXPECT_NE(said.find("14 4 "), std::string::npos) << said;
}

TEST_F(AuditAgreement, on_several_files_of_one_person) {
    const std::string header =
        "claim_id,person_id,date,care,facility_level,person_class,total,eligible,paid_total\n";
    const std::string large = ",p1,2019-10-02,inpatient,county,general,150000,150000,";
    const std::string first = put("a.csv", header + "c1" + large + "0.00\n");
    const std::string second = put("b.csv", header + "c2" + large + "0.00\n");
    const std::string said = expect_agreement({first, second}, without_causes());
    EXPECT_NE(said, expect_agreement({first}, without_causes()));
    EXPECT_EQ(expect_agreement({first, (folder_ / "missing.csv").string()}, without_causes()),
              expect_agreement({(folder_ / "missing.csv").string()}, without_causes()));
}

TEST_F(AuditAgreement, on_national_columns) {
    const load::Vocabulary national = load::load_vocabulary("national").value();
    std::string text = "setl_id,psn_no,setl_time,med_type,facility_level,person_class,"
                       "medfee_sumamt,inscp_scp_amt,fund_pay_sumamt\n";
    for (int claim = 0; claim < 300; ++claim) {
        text += "s" + std::to_string(claim) + ",p" + std::to_string(claim % 40) +
                ",2019-10-02 10:11:12,21,county,general,8000.00," +
                std::to_string(3000 + claim * 7 % 500) + ".00," +
                (claim % 9 == 0 ? "" : std::to_string(1875 + claim % 3) + ".00") + "\n";
    }
    audit::AuditOptions options = without_causes();
    options.form.vocabulary = &national;
    const std::string said = expect_agreement({put("claims.csv", text)}, options);
    EXPECT_NE(said.find("unexplained"), std::string::npos) << said;
}

TEST_F(AuditAgreement, stops_when_it_is_told_to) {
    const std::string file = put("claims.csv", test::nasty_file(5, usual, false, "\n"));
    for (const unsigned threads : {1U, 3U}) {
        audit::AuditOptions options = without_causes();
        options.threads = threads;
        const auto result = audit::audit(
            plan(), {file}, options, [](std::int64_t, std::string_view, const Problems&) {},
            [](const audit::AuditProgress&) { return false; });
        ASSERT_TRUE(result);
        EXPECT_TRUE(result->stopped);
        EXPECT_TRUE(result->findings.all().empty());
    }
}

} // namespace
