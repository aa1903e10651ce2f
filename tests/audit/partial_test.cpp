// SPDX-License-Identifier: MIT
#include "audit/findings_csv.hpp"
#include "audit/generator.hpp"
#include "audit/listing.hpp"
#include "audit/partial/partial.hpp"
#include "audit/partial/pieces.hpp"
#include "audit/report/report.hpp"
#include "audit/summary_json.hpp"
#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace reimburse::audit {
namespace {

namespace fs = std::filesystem;

/// Of the report: few, so that parts keep more of them than the whole.
constexpr std::size_t cases = 5;

/// Everything that an audit says, as text.
struct Said {
    std::string findings;
    std::string refused;
    std::string summary;
    std::string page;
};

Said said_of(const Plan& plan, const AuditResult& result, const std::vector<PartRefusal>& refused) {
    Said said;
    const Listing listing = listing_of(result.findings, 0);
    const FindingsCsv csv(plan.benefits, result.paid_benefits, Language::en);
    for (const Finding* finding : listing.findings) {
        said.findings += std::to_string(finding->row) + " " + finding->person_id + " ";
        csv.row(*finding, said.findings);
    }
    for (const PartRefusal& row : refused) {
        append_refused(said.refused, row.row, row.claim_id, row.problems, Language::en);
    }
    said.summary = summary_json(plan, result, listing, Language::en);
    said.page = report_html(plan, result, {}, {Language::en, 0, cases, true});
    return said;
}

class Parts : public testing::Test {
  protected:
    Parts()
        : folder_(fs::temp_directory_path() /
                  ("reimburse-parts-" +
                   std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
                   ::testing::UnitTest::GetInstance()->current_test_info()->name())),
          plan_(compile(*load::load_rules({})).value()) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }

    ~Parts() override { fs::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) const {
        const std::string path = (folder_ / name).string();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    Said whole(const std::vector<std::string>& files, bool find_duplicates) const {
        AuditOptions options;
        options.find_duplicates = find_duplicates;
        options.statistics = true;
        options.cases = cases;
        std::vector<PartRefusal> refused;
        const auto result = audit(
            plan_, files, options,
            [&](std::int64_t row, std::string_view id, const Problems& problems) {
                refused.push_back({row, std::string(id), problems});
            },
            [](const AuditProgress&) { return true; });
        return said_of(plan_, result.value(), refused);
    }

    /// Cuts the files, audits each part, writes and reads it, and merges them from the last on.
    Said merged(const std::vector<std::string>& files, std::size_t count,
                bool find_duplicates) const {
        std::vector<std::string> prefixes;
        AuditOptions options;
        options.find_duplicates = find_duplicates;
        options.statistics = true;
        options.cases = cases;
        std::vector<std::int64_t> rows;
        for (const std::string& file : files) {
            prefixes.push_back(file + "-piece-");
            const Cut done = cut(plan_, file, {}, count, find_duplicates, prefixes.back()).value();
            options.reversed.insert(done.reversed.begin(), done.reversed.end());
            rows.push_back(done.rows);
        }
        const std::vector<std::uint64_t> together = tied(prefixes).value();
        std::vector<Partial> parts;
        for (std::size_t part = 0; part <= count; ++part) {
            PartPlan plan;
            plan.tied = together;
            plan.only_tied = part == count;
            std::int64_t before = 0;
            for (std::size_t f = 0; f < files.size(); ++f) {
                PartPlan::Input input{{}, before};
                for (std::size_t piece = 0; piece < count; ++piece) {
                    if (plan.only_tied || piece == part) {
                        input.pieces.push_back(piece_path(prefixes[f], piece));
                    }
                }
                plan.inputs.push_back(input);
                before += rows[f];
            }
            const Partial partial = audit_part(plan_, plan, options).value();
            parts.push_back(read_partial(partial_json(partial), "part").value());
        }
        std::ranges::reverse(parts);
        const Partial all = merge(std::move(parts), cases);
        return said_of(plan_, all.result, all.refused);
    }

    void hold(const std::vector<std::string>& files, std::size_t count, bool find_duplicates) {
        const Said expected = whole(files, find_duplicates);
        const Said found = merged(files, count, find_duplicates);
        EXPECT_EQ(found.findings, expected.findings);
        EXPECT_EQ(found.refused, expected.refused);
        EXPECT_EQ(found.summary, expected.summary);
        EXPECT_EQ(found.page, expected.page);
        EXPECT_FALSE(expected.findings.empty());
    }

    fs::path folder_;
    Plan plan_;
};

constexpr std::string_view header =
    "date,claim_id,person_id,care,facility_level,person_class,total,eligible,reverses,paid_total\n";

TEST_F(Parts, merged_are_the_whole) {
    for (const bool by_benefit : {false, true}) {
        hold({write("claims.csv", faulty::csv_of(faulty::generate({3, 120}), by_benefit))}, 5,
             false);
    }
}

TEST_F(Parts, broken_rows_keep_their_places_and_words) {
    const std::string first = write(
        "first.csv", std::string(header) +
                         "2019-10-01,a1,p1,inpatient,county,general,3000.00,3000.00,,1875.01\n"
                         "2019-10-02,a2,p2,\"inpatient,county,general,3000.00,3000.00,,1875.00\n"
                         "2019-10-02,a3,p2,inpatient,county,general,3000.00,3000.00,,1875.02\n"
                         "2019-10-03,a4,p1,inpatient,county,general,3000.00\n"
                         "2019-10-03,a5,,inpatient,county,general,3000.00,3000.00,,1875.00\n"
                         "2019-10-04,a6,p1,inpatient,county,general,3000.00,3000.00,,1875.03\n");
    const std::string second = write(
        "second.csv", std::string(header) +
                          "2019-11-01,a7,p2,inpatient,county,general,-3000.00,-3000.00,a3,-1.00\n"
                          "2019-11-02,a8,p1,inpatient,county,general,x,3000.00,,y\n"
                          "2019-11-02,\"a\"9,p1,inpatient,county,general,1.00,1.00,,0.00\n"
                          "2019-11-03,a10,p1,inpatient,county,general,-1.00,-1.00,a3,0.00\n");
    for (const std::size_t count : {1U, 2U, 7U}) {
        hold({first, second}, count, false);
    }
}

TEST_F(Parts, a_claim_that_comes_again_is_found_across_persons) {
    const std::string file = write(
        "claims.csv", std::string(header) +
                          "2019-10-01,a1,p1,inpatient,county,general,3000.00,3000.00,,1875.00\n"
                          "2019-10-01,a2,p3,inpatient,county,general,3000.00,3000.00,,1.00\n"
                          "2019-10-01,a1,p1,inpatient,county,general,3000.00,3000.00,,1875.00\n"
                          "2019-10-01,a1,p2,inpatient,county,general,3000.00,3000.00,,1875.00\n"
                          "2019-10-02,a3,p2,inpatient,county,general,3000.00,3000.00,,0.00\n");
    for (const std::size_t count : {1U, 3U, 16U}) {
        hold({file}, count, true);
    }
}

TEST_F(Parts, what_is_no_part_is_said) {
    const auto none = read_partial("{}", "part-1.json");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.problems().front().code, Code::not_json);
    EXPECT_EQ(none.problems().front().place.file, "part-1.json");
    const auto old = read_partial(R"({"partial": "0.0.0"})", "part-1.json");
    ASSERT_FALSE(old);
    EXPECT_EQ(old.problems().front().code, Code::not_json);
}

} // namespace
} // namespace reimburse::audit
