// SPDX-License-Identifier: MIT
#include "study/mutate/mutate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

// Whether the worked cases beside a table notice its changes.
namespace reimburse::study {
namespace {

namespace fs = std::filesystem;

/// Half of what lies above 100, under one reading at most 1000 a year.
constexpr std::string_view table = R"({
  "policy": "half", "title": {"en": "Half"}, "place": "430800", "trust": "A",
  "valid": {"from": "2019-01-01", "to": "2020-01-01"}, "benefit_year": {"month": 1, "day": 1},
  "sources": [{"id": "S1", "title": {"en": "Source"}, "published": "2019-10",
    "clauses": [{"id": "S1-1", "text": {"en": "one"}}]}],
  "readings": [{"id": "limit", "clause": "S1-1", "why": {"en": "why"}, "values": [
    {"id": "none", "label": {"en": "none"}}, {"id": "year", "label": {"en": "by year"}}]}],
  "accumulators": [{"id": "paid", "label": {"en": "paid"}, "period": "year",
    "adds": {"benefit": "basic", "part": "payment"}}],
  "benefits": [{"id": "basic", "label": {"en": "basic"}, "payer": "fund", "clause": "S1-1",
    "base": {"terms": [{"measure": "eligible"}]},
    "deductibles": [{"id": "visit", "amount": "100"}],
    "caps": [{"id": "year", "amount": "1000", "used": ["paid"], "if": {"limit": "year"}}],
    "schedule": {"segments": [{"rate": "0.5"}]},
    "rounding": {"mode": "half_up", "unit": "0.01", "side": "payment", "place": "claim"}}]
})";

class MutateCases : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "reimburse-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        fs::create_directory(folder_ / "cases");
        std::ofstream(policy()) << table;
    }

    void TearDown() override { fs::remove_all(folder_); }

    std::string policy() const { return (folder_ / "policy.json").string(); }

    /// A file of one case; `head` comes before the cases.
    void put_case(const std::string& name, const std::string& head, const std::string& eligible,
                  const std::string& payment) const {
        std::ofstream(folder_ / "cases" / (name + ".json"))
            << "{" << head << R"("cases": [{"name": "n", "claim": {"claim_id": "c", )"
            << R"("person_id": "p", "date": "2019-05-05", "total": ")" << eligible
            << R"(", "eligible": ")" << eligible << R"("}, "expect": {"payments": {"basic": ")"
            << payment << R"("}}}]})";
    }

    MutationReport report(unsigned threads = 1) const {
        return mutate_cases(policy(), threads).value();
    }

    fs::path folder_;
};

/// "place: change" of those not noticed.
std::vector<std::string> unnoticed(const MutationReport& report) {
    std::vector<std::string> names;
    for (const Unnoticed& each : report.unnoticed) {
        names.push_back(each.mutation.place + ": " + each.mutation.change);
    }
    return names;
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

TEST_F(MutateCases, ACaseNoticesTheFiguresThatItUses) {
    put_case("a", "", "300.00", "100.00"); // (300 - 100) x 0.5
    const std::vector<std::string> names = unnoticed(report());
    EXPECT_FALSE(holds(names, "basic.deductibles.visit: 100.00 -> 101.00"));
    EXPECT_FALSE(holds(names, "basic.segments.1.rate: 0.5 -> 0.51"));
    EXPECT_TRUE(holds(names, "basic.caps.year: 1000.00 -> 1001.00"));
    EXPECT_TRUE(holds(names, "basic.year: paid left out"));
    EXPECT_TRUE(holds(names, "basic.rounding: half_up -> down"));
}

TEST_F(MutateCases, EachFileIsSettledUnderItsOwnReadings) {
    put_case("a", "", "300.00", "100.00");
    put_case("b", R"("readings": {"limit": "year"}, )", "2101.00", "1000.00"); // 1000.50, capped
    put_case("c", "", "2100.03", "1000.02");                                   // 1000.015
    const std::vector<std::string> names = unnoticed(report());
    EXPECT_FALSE(holds(names, "basic.caps.year: 1000.00 -> 1001.00"));
    EXPECT_FALSE(holds(names, "basic.rounding: half_up -> down"));
    EXPECT_TRUE(holds(names, "basic.year: paid left out"));
}

TEST_F(MutateCases, EveryChangeIsCountedOnceAndAnExampleSaysWhatItDoes) {
    put_case("a", "", "300.00", "100.00");
    const MutationReport one = report();
    EXPECT_EQ(one.tried,
              one.noticed + one.refused.size() + one.unnoticed.size() + one.without_effect.size());
    const auto cap = std::ranges::find(one.unnoticed, "basic.caps.year",
                                       [](const Unnoticed& each) { return each.mutation.place; });
    ASSERT_NE(cap, one.unnoticed.end());
    EXPECT_EQ(cap->example, "2019-01-01 2100.01: basic 1000.00 rest 1100.01 -> basic 1000.01 rest "
                            "1100.00 (limit=year)");
    EXPECT_TRUE(holds(unnoticed(one), "valid.to: 2020-01-01 -> 2019-12-31"));
}

TEST_F(MutateCases, ThreadsChangeNothing) {
    put_case("a", "", "300.00", "100.00");
    EXPECT_EQ(mutation_text(report(3), true, Language::en),
              mutation_text(report(), true, Language::en));
}

TEST_F(MutateCases, ABrokenCaseFileIsAProblem) {
    std::ofstream(folder_ / "cases" / "a.json") << "{";
    EXPECT_FALSE(mutate_cases(policy()));
}

} // namespace
} // namespace reimburse::study
