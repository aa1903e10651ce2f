// SPDX-License-Identifier: MIT
#include "load/case_runner.hpp"

#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace reimburse;
using namespace reimburse::load::test;

/// What run_cases says of one case, a claim of 1300 yuan after one of 100 in the same year.
class CaseRunner : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) /
                  testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::create_directories(folder_);
        put("policy.json", R"({
  "policy": "form-1", "title": {"en": "Sample"}, "place": "990000", "trust": "A",
  "valid": {"from": "2030-01-01", "to": "2032-01-01"},
  "sources": [{"id": "N1", "title": {"en": "n"}, "clauses": [{"id": "N1-1", "text": {"en": "t"}}]}],
  "dimensions": [{"id": "poor", "label": {"en": "poor"}, "values": ["yes", "no"], "absent": "no"}],
  "accumulators": [
    {"id": "paid", "label": {"en": "paid"}, "period": "year",
      "adds": {"benefit": "basic", "part": "payment"}},
    {"id": "visits", "label": {"en": "visits"}, "period": "year", "counts": true}],
  "benefits": [
    {"id": "basic", "label": {"en": "basic"}, "payer": "fund", "clause": "N1-1",
      "base": {"terms": [{"measure": "eligible"}]},
      "schedule": {"segments": [{"rate": "0.5"}]},
      "rounding": {"mode": "half_up", "unit": "0.01", "place": "claim"}}],
  "statements": [{"id": "helped", "label": {"en": "helped"}, "yes": [{"poor": "yes"}],
    "clause": "N1-1"}],
  "sheets": [{"id": "form", "label": {"en": "form"}, "lines": [
    {"id": "fund", "label": {"en": "fund"}, "of": [{"measure": "fund_total"}]},
    {"id": "ratio", "label": {"en": "ratio"}, "of": [{"line": "fund"}],
      "over": [{"measure": "total"}]},
    {"id": "none", "label": {"en": "none"}, "of": [{"line": "fund"}],
      "over": [{"measure": "out_of_scope"}]}]}]
})");
    }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string put(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return (folder_ / name).string();
    }

    std::vector<std::string> differences(const std::string& expect) const {
        const std::string cases = put("cases.json", R"({"cases": [{"name": "one",
  "history": [{"claim_id": "a", "person_id": "p", "date": "2030-12-31",
               "total": "50", "eligible": "50"},
              {"claim_id": "b", "person_id": "p", "date": "2031-01-01",
               "total": "100", "eligible": "100"}],
  "claim": {"claim_id": "c", "person_id": "p", "date": "2031-02-01", "poor": "yes",
            "total": "1300", "eligible": "1300"},
  "expect": )" + expect + "}]}");
        const auto report = load::run_cases((folder_ / "policy.json").string(), cases);
        if (!report) {
            return {described(report.problems())};
        }
        return report->failures.empty() ? std::vector<std::string>{}
                                        : report->failures.front().differences;
    }

    std::filesystem::path folder_;
};

using Texts = std::vector<std::string>;

TEST_F(CaseRunner, compares_sums_and_counts_after_the_claim_in_its_own_period) {
    EXPECT_EQ(differences(R"({"accumulators": {"paid": "700.00", "visits": 2}})"), Texts{});
    EXPECT_EQ(differences(R"({"accumulators": {"paid": "725.00", "visits": "3", "spent": "0"}})"),
              (Texts{"accumulators.paid: expected 725.00, found 700.00",
                     "accumulators.visits: expected 3, found 2", "no accumulator spent"}));
}

TEST_F(CaseRunner, compares_statements) {
    EXPECT_EQ(differences(R"({"statements": {"helped": true}})"), Texts{});
    EXPECT_EQ(differences(R"({"statements": {"helped": false, "healed": true}})"),
              (Texts{"statements.helped: expected false, found true", "no statement healed"}));
}

TEST_F(CaseRunner, compares_lines_of_sheets) {
    EXPECT_EQ(
        differences(R"({"sheets": {"form": {"fund": "650", "ratio": "0.5000", "none": "none"}}})"),
        Texts{});
    EXPECT_EQ(differences(R"({"sheets": {"form": {"fund": "650.01", "ratio": "0.51", "none": "0",
                                 "paid": "1"}, "slip": {"fund": "650"}}})"),
              (Texts{"sheets.form.fund: expected 650.01, found 650.00",
                     "sheets.form.ratio: expected 0.51, found 0.5000",
                     "sheets.form.none: expected 0, found none", "no line paid in sheet form",
                     "no sheet slip"}));
}

TEST_F(CaseRunner, a_refused_claim_states_nothing) {
    EXPECT_EQ(differences(R"({"refused": 404, "statements": {"helped": true}})").size(), 1U);
}

} // namespace
