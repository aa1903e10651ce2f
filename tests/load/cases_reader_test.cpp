// SPDX-License-Identifier: MIT
#include "load/cases_reader.hpp"

#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace reimburse;
using namespace reimburse::load::test;
using load::read_cases;

constexpr std::string_view text = R"({
  "policy": "small-1",
  "readings": {"round": "claim"},
  "overlays": ["../../../examples/rules/x.json"],
  "cases": [
    {"name": {"en": "one", "zh": "一"},
     "history": [{"claim_id": "c0", "total": 12.30}],
     "claim": {"person_id": "p1", "claim_id": "c1", "total": "100.00"},
     "expect": {"payments": {"basic": "46.50", "second": "0.00"}, "patient": {"deductible": "5.00"},
                "patient_pays": "53.50", "fund_total": "46.50", "actual_ratio": "0.4650",
                "shortfall": "38.50", "accumulators": {"paid": "46.50", "visits": 2},
                "statements": {"deposit": true, "near": false},
                "sheets": {"form": {"top": "-3.00", "share": "none"}}}},
    {"name": "two", "claim": {}, "expect": {"refused": 501}}
  ]
}
)";

TEST(CasesReader, reads_every_part) {
    const auto cases = read_cases(text, "rules/small/cases/a.json");
    ASSERT_TRUE(cases) << described(cases.problems());
    EXPECT_EQ(cases->file, "rules/small/cases/a.json");
    EXPECT_EQ(cases->readings, (Selection{{"round", "claim"}}));
    EXPECT_EQ(cases->overlays, std::vector<std::string>{"examples/rules/x.json"});
    ASSERT_EQ(cases->cases.size(), 2U);
    const load::WorkedCase& one = cases->cases[0];
    EXPECT_EQ(one.name, (Text{"一", "one"}));
    EXPECT_EQ(one.place, (Place{"rules/small/cases/a.json", "/cases/0", 6, 5}));
    ASSERT_EQ(one.history.size(), 1U);
    EXPECT_EQ(one.history[0].fields, (load::ClaimFields{{"claim_id", "c0"}, {"total", "12.30"}}));
    EXPECT_EQ(one.claim.fields,
              (load::ClaimFields{{"person_id", "p1"}, {"claim_id", "c1"}, {"total", "100.00"}}))
        << "in the order of the file";
    using Amounts = std::vector<std::pair<std::string, Money>>;
    EXPECT_EQ(one.expect.payments,
              (Amounts{{"basic", Money::from_fen(4650)}, {"second", Money{}}}));
    EXPECT_EQ(one.expect.patient, (Amounts{{"deductible", Money::from_fen(500)}}));
    EXPECT_EQ(one.expect.patient_pays, Money::from_fen(5350));
    EXPECT_EQ(one.expect.fund_total, Money::from_fen(4650));
    EXPECT_EQ(one.expect.actual_ratio, "0.4650");
    EXPECT_EQ(one.expect.shortfall, Money::from_fen(3850));
    EXPECT_EQ(one.expect.refused, std::nullopt);
    const std::vector<std::vector<std::string>> figures{{"", "paid", "46.50"},
                                                        {"", "visits", "2"},
                                                        {"form", "top", "-3.00"},
                                                        {"form", "share", "none"}};
    ASSERT_EQ(one.expect.figures.size(), figures.size());
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const load::ExpectedFigure& figure = one.expect.figures[i];
        EXPECT_EQ((std::vector<std::string>{figure.sheet, figure.id, figure.value}), figures[i]);
    }
    EXPECT_EQ(one.expect.statements,
              (std::vector<std::pair<std::string, bool>>{{"deposit", true}, {"near", false}}));
    EXPECT_EQ(cases->cases[1].name, (Text{"two", "two"}));
    EXPECT_EQ(cases->cases[1].expect.refused, 501);
    EXPECT_EQ(cases->cases[1].expect.patient_pays, std::nullopt);
}

TEST(CasesReader, reports_faults) {
    const std::vector<Bad> list{
        {R"("claim": {})", R"("clam": {}, "claim": {})", R"("clam")", "/cases/1/clam",
         "E105 unknown key \"clam\" (did you mean \"claim\"?)"},
        {R"(, "claim": {})", "", R"({"name": "two")", "/cases/1", "E106 key \"claim\" is missing"},
        {R"("total": 12.30)", R"("total": true)", "true", "/cases/0/history/0/total",
         "E107 expected a text or a number, found true"},
        {R"("second": "0.00")", R"("second": "-1")", R"("-1")", "/cases/0/expect/payments/second",
         "E203 second: \"-1\" is negative"},
        {R"({"deductible": "5.00"})", R"({"deductable": "5.00"})", R"("deductable")",
         "/cases/0/expect/patient/deductable",
         "E105 unknown key \"deductable\" (did you mean \"deductible\"?)"},
        {R"("0.4650")", R"("46%")", R"("46%")", "/cases/0/expect/actual_ratio",
         "E205 \"46%\" is not an exact rate"},
        {R"("visits": 2)", R"("visits": "two")", R"("two")", "/cases/0/expect/accumulators/visits",
         "E205 \"two\" is not an exact rate"},
        {R"("paid": "46.50")", R"("paid": "none")", R"("none")",
         "/cases/0/expect/accumulators/paid", "E205 \"none\" is not an exact rate"},
        {R"("deposit": true)", R"("deposit": "yes")", R"("yes")",
         "/cases/0/expect/statements/deposit",
         "E107 expected true or false without quotes, found the text \"yes\""},
        {R"("share": "none")", R"("share": "nothing")", R"("nothing")",
         "/cases/0/expect/sheets/form/share", "E205 \"nothing\" is not an exact rate"},
        {"501", "999", "999", "/cases/1/expect/refused", "E210 refused: unknown value \"999\""},
        {R"({"refused": 501})", R"({"refused": 501, "patient_pays": "1"})", R"({"refused")",
         "/cases/1/expect", "E319 a refused claim has no amounts"},
        {R"({"refused": 501})", "{}", "{}}", "/cases/1/expect", "E319 a case expects something"},
        {R"("name": "two")", R"("name": "")", R"("",)", "/cases/1/name", "E211 name is empty"},
    };
    for (const Bad& bad : list) {
        const std::string changed = with(text, bad.from, bad.to);
        const auto cases = read_cases(changed, "c.json");
        EXPECT_EQ(cases ? "" : described(cases.problems()), expected(bad, changed)) << bad.to;
    }
    EXPECT_EQ(read_cases("{}", "c.json").problems().front().code, Code::missing_key);
    EXPECT_EQ(read_cases("{", "c.json").problems().front().code, Code::not_json);
}

} // namespace
