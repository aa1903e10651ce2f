// SPDX-License-Identifier: MIT
#include "explain/sheet.hpp"

#include "load/policy_reader.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/settle/exact.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::explain {
namespace {

/// Half of what lies above 100, at most 1000 a year, and a gift out of the person's account. One
/// reading counts the gifts of the year, the other does not.
std::string policy_with(const std::string& lines) {
    return R"({
  "policy": "form-1", "title": {"zh": "示例", "en": "Sample"}, "place": "990000", "trust": "A",
  "valid": {"from": "2030-01-01", "to": "2031-01-01"},
  "sources": [{"id": "N1", "title": {"en": "n"}, "clauses": [{"id": "N1-1", "text": {"en": "t"}}]}],
  "readings": [{"id": "gifts", "clause": "N1-1", "why": {"en": "w"}, "values": [
    {"id": "counted", "label": {"en": "c"}}, {"id": "uncounted", "label": {"en": "u"}}]}],
  "measures": [{"id": "gift", "label": {"en": "gift"}, "kind": "amount"}],
  "accumulators": [
    {"id": "paid", "label": {"en": "paid"}, "period": "year",
      "adds": {"benefit": "basic", "part": "payment"}},
    {"id": "given", "label": {"en": "given"}, "period": "year", "adds": {"measure": "gift"},
      "if": {"gifts": "counted"}},
    {"id": "today", "label": {"en": "today"}, "period": "day", "adds": {"measure": "total"}}],
  "benefits": [
    {"id": "basic", "label": {"en": "basic"}, "payer": "fund", "clause": "N1-1",
      "base": {"terms": [{"measure": "eligible"}]},
      "deductibles": [{"id": "visit", "amount": "100"}],
      "caps": [{"id": "year", "amount": "1000", "used": ["paid"]}],
      "schedule": {"segments": [{"rate": "0.5"}]},
      "rounding": {"mode": "half_up", "unit": "0.01", "place": "claim"}},
    {"id": "wallet", "label": {"en": "wallet"}, "payer": "account", "clause": "N1-1",
      "kind": "given", "given": "gift"}],
  "sheets": [{"id": "form", "label": {"zh": "单", "en": "The form"}, "lines": [)" +
           lines + "]}]}";
}

/// A line of one sum, with more keys behind it.
std::string line(const std::string& id, const std::string& of, const std::string& more = {}) {
    return "{\"id\": \"" + id + "\", \"label\": {\"zh\": \"行 " + id + "\", \"en\": \"line " + id +
           "\"}, \"of\": [" + of + "]" + more + "}";
}

/// A person whose first bill is 1300, of which 1100 are eligible, and second one 2600, 2300.
struct Person {
    explicit Person(const std::string& lines, const Selection& readings = {})
        : policy(load::read_policy(policy_with(lines), "form").value()),
          plan(compile(policy, readings).value()) {}

    Answer settle(const std::string& date, const std::string& total, const std::string& eligible,
                  const std::string& gift) {
        Problems problems;
        Claim claim(plan);
        const std::initializer_list<std::pair<const char*, const std::string&>> fields{
            {"claim_id", id}, {"person_id", id},      {"date", date},
            {"total", total}, {"eligible", eligible}, {"gift", gift}};
        for (const auto& [name, text] : fields) {
            claim.set(name, text, problems);
        }
        return reimburse::settle(plan, claim, accumulators, exact_path).value();
    }

    Answer second() {
        settle("2030-02-01", "1300", "1100", "50");
        return settle("2030-03-01", "2600", "2300", "30");
    }

    std::vector<std::string> figures(const Answer& answer) const {
        std::vector<std::string> texts;
        for (const SheetFigure& figure : figures_of(plan.policy.sheets.front(), plan, answer)) {
            texts.push_back(text_of(figure));
        }
        return texts;
    }

    std::string id = "x";
    Policy policy;
    Plan plan;
    Accumulators accumulators;
};

using Texts = std::vector<std::string>;

TEST(Sheet, shows_the_parts_of_a_benefit) {
    Person person(line("a", R"({"benefit": "basic", "part": "base"})") + "," +
                  line("b", R"({"benefit": "basic", "part": "deductible"})") + "," +
                  line("c", R"({"benefit": "basic", "part": "payment"})") + "," +
                  line("d", R"({"benefit": "basic", "part": "left"})") + "," +
                  line("e", R"({"benefit": "wallet", "part": "payment"})"));
    EXPECT_EQ(person.figures(person.second()),
              (Texts{"2300.00", "100.00", "500.00", "1800.00", "30.00"}));
}

TEST(Sheet, shows_the_totals_and_the_measures) {
    Person person(
        line("a", R"({"measure": "total"})") + "," + line("b", R"({"measure": "eligible"})") + "," +
        line("c", R"({"measure": "out_of_scope"})") + "," + line("d", R"({"measure": "gift"})") +
        "," + line("e", R"({"measure": "fund_total"})") + "," +
        line("f", R"({"measure": "patient_pays"})") + "," +
        line("g", R"({"measure": "account_pays"})"));
    EXPECT_EQ(person.figures(person.second()),
              (Texts{"2600.00", "2300.00", "300.00", "30.00", "500.00", "2100.00", "30.00"}));
}

TEST(Sheet, shows_the_patients_share_by_reason) {
    Person person(line("a", R"({"reason": "over_cap", "benefit": "basic"})") + "," +
                  line("b", R"({"reason": "over_cap", "benefit": "wallet"})") + "," +
                  line("c", R"({"reason": "deductible"})") + "," +
                  line("d", R"({"reason": "out_of_scope"})") + "," +
                  line("e", R"({"reason": "out_of_scope", "benefit": "basic"})"));
    EXPECT_EQ(person.figures(person.second()),
              (Texts{"600.00", "0.00", "100.00", "300.00", "0.00"}));
}

TEST(Sheet, shows_the_sums_of_the_claims_own_period) {
    Person person(line("a", R"({"accumulator": "paid", "at": "before"})") + "," +
                  line("b", R"({"accumulator": "paid"})") + "," +
                  line("c", R"({"accumulator": "given", "at": "after"})") + "," +
                  line("d", R"({"accumulator": "today", "at": "before"})") + "," +
                  line("e", R"({"accumulator": "today"})"));
    EXPECT_EQ(person.figures(person.second()),
              (Texts{"500.00", "1000.00", "80.00", "0.00", "2600.00"}));
}

TEST(Sheet, a_sum_that_the_readings_leave_out_is_0) {
    Person person(line("a", R"({"accumulator": "given"}, {"measure": "total"})"),
                  {{"gifts", "uncounted"}});
    EXPECT_EQ(person.figures(person.second()), Texts{"2600.00"});
}

TEST(Sheet, adds_earlier_lines_with_weights) {
    Person person(line("a", R"({"benefit": "basic", "part": "payment"}, {"measure": "gift"})") +
                  "," +
                  line("b", R"({"weight": 3, "line": "a"}, {"weight": "-1", "measure": "total"})") +
                  "," + line("c", R"({"line": "a"}, {"line": "b"})"));
    EXPECT_EQ(person.figures(person.second()), (Texts{"530.00", "-1010.00", "-480.00"}));
}

TEST(Sheet, rounds_a_ratio_half_up_at_four_decimals) {
    Person person(
        line("a", R"({"measure": "fund_total"})", R"(, "over": [{"measure": "total"}])") + "," +
        line("b", R"({"measure": "fund_total"})", R"(, "over": [{"measure": "eligible"}])") + "," +
        line("c", R"({"measure": "total"})", R"(, "over": [{"measure": "fund_total"}])") + "," +
        line("d", R"({"weight": -1, "measure": "gift"})", R"(, "over": [{"measure": "total"}])"));
    EXPECT_EQ(person.figures(person.second()), (Texts{"0.1923", "0.2174", "5.2000", "-0.0115"}));
}

TEST(Sheet, has_no_ratio_over_0_and_no_sum_beyond_what_can_be_held) {
    Person person(line("a", R"({"measure": "total"})", R"(, "over": [{"measure": "gift"}])") + "," +
                  line("b", R"({"weight": "9000000000000000000", "measure": "total"})") + "," +
                  line("c", R"({"line": "b"})") + "," + line("d", R"({"measure": "total"})"));
    const Answer answer = person.settle("2030-02-01", "1300", "1100", "0");
    EXPECT_EQ(person.figures(answer), (Texts{"", "", "", "1300.00"}));
    AnswerFrame frame;
    frame.language = Language::en;
    const std::string text =
        sheet_text(person.plan.policy.sheets.front(), person.plan, answer, frame);
    EXPECT_NE(text.find("line a" + std::string(69, ' ') + "—\n"), std::string::npos) << text;
}

TEST(Sheet, prints_sections_codes_words_and_leaves_out_zeros) {
    Person person(
        line("a", R"({"measure": "fund_total"})", R"(, "section": "up", "words": true)") + "," +
        line("b", R"({"measure": "total"})", R"(, "section": "up", "code": "390201")") + "," +
        line("c", R"({"measure": "gift"})", R"(, "section": "low", "hide_zero": true)") + "," +
        line("d", R"({"measure": "fund_total"})",
             R"(, "section": "low", "over": [{"measure": "total"}])"));
    const Answer answer = person.settle("2030-02-01", "1300", "1100", "0");
    AnswerFrame frame;
    frame.claim_id = "c7";
    frame.language = Language::en;
    const std::string thick = std::string(76, '=') + "\n";
    const std::string thin = std::string(76, '-') + "\n";
    const auto entry = [](const std::string& left, const std::string& right) {
        return left + std::string(76 - left.size() - right.size(), ' ') + right + "\n";
    };
    const Sheet& sheet = person.plan.policy.sheets.front();
    EXPECT_EQ(sheet_text(sheet, person.plan, answer, frame),
              thick + std::string(34, ' ') + "The form\n" + thick +
                  "claim: c7\nsettled on: 2030-02-01\npolicy: Sample (form-1)\n" + thin +
                  entry("line a", "500.00") + "  in words: 人民币伍佰元整\n" +
                  entry("line b 390201", "1,300.00") + thin + entry("line d", "38.46%") + thick);
    frame.language = Language::zh;
    const std::string chinese = sheet_text(sheet, person.plan, answer, frame);
    EXPECT_NE(chinese.find("结算号: c7\n结算日期: 2030-02-01\n政策: 示例 (form-1)\n"),
              std::string::npos)
        << chinese;
    EXPECT_NE(chinese.find("行 a" + std::string(66, ' ') + "500.00\n  大写: 人民币伍佰元整\n"),
              std::string::npos)
        << chinese;
    const Answer with_gift = person.settle("2030-03-01", "1300", "1100", "20");
    EXPECT_NE(sheet_text(sheet, person.plan, with_gift, frame).find("20.00\n"), std::string::npos);
}

} // namespace
} // namespace reimburse::explain
