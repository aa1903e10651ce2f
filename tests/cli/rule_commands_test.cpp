// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

namespace {

using namespace reimburse::test;

/// check, test and show.
class RuleCommands : public ProgramTest {
  protected:
    /// The bundled policy with one text replaced, in a file of its own.
    std::string changed(const std::string& from, const std::string& to) const {
        std::string text = content(source("rules/zhangjiajie-2019/policy.json"));
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        return put("policy.json", text);
    }
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(RuleCommands, check_passes_the_rules_that_are_shipped) {
    const Ran rules = run({"check", source("rules")});
    EXPECT_EQ(rules.code, 0);
    EXPECT_TRUE(holds(rules.out, source("rules/zhangjiajie-2019/policy.json") + ": ok\n"));
    for (const std::string& line : lines_of(rules.out)) {
        EXPECT_TRUE(line.ends_with("/policy.json: ok")) << line;
    }
    const Ran overlays = run({"check", source("examples/rules")});
    EXPECT_EQ(overlays.code, 0);
    EXPECT_GE(lines_of(overlays.out).size(), 2U);
}

TEST_F(RuleCommands, check_names_file_line_pointer_number_and_advice) {
    const std::string file = changed("\"valid\"", "\"vaild\"");
    const Ran refused = run({"check", file, "--lang", "en"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_EQ(refused.out, "");
    EXPECT_TRUE(holds(refused.err, file + ":")) << refused.err;
    EXPECT_TRUE(holds(refused.err, "E105 unknown key \"vaild\" (did you mean \"valid\"?)"));
    EXPECT_TRUE(holds(refused.err, "\n    remove or rename it\n"));
    EXPECT_TRUE(holds(refused.err, "E106 key \"valid\" is missing"));
}

TEST_F(RuleCommands, check_goes_on_behind_a_bad_file) {
    const std::string bad = put("bad.json", "{");
    const Ran mixed = run({"check", bad, source("rules")});
    EXPECT_EQ(mixed.code, 1);
    EXPECT_TRUE(holds(mixed.err, "E103"));
    EXPECT_TRUE(holds(mixed.out, "policy.json: ok\n"));
    EXPECT_EQ(run({"check", path("none.json"), source("rules")}).code, 3);
    EXPECT_EQ(run({"check"}).code, 2);
}

TEST_F(RuleCommands, test_runs_the_cases_beside_the_rules) {
    const Ran done = run({"test", source("rules")});
    EXPECT_EQ(done.code, 0);
    EXPECT_TRUE(holds(done.out, " passed, 0 failed\n")) << done.out;
    EXPECT_FALSE(holds(done.out, "\n0 passed"));
}

TEST_F(RuleCommands, test_shows_what_a_failed_case_expected) {
    std::filesystem::create_directory(folder_ / "cases");
    put("policy.json", content(source("rules/zhangjiajie-2019/policy.json")));
    const std::string cases = put("cases/c.json", R"({"cases": [
      {"name": {"zh": "错", "en": "wrong on purpose"},
       "claim": )" + worked_claim().dump() + R"(,
       "expect": {"patient_pays": "11137.51"}},
      {"name": {"zh": "对", "en": "right"},
       "claim": )" + worked_claim().dump() + R"(,
       "expect": {"patient_pays": "11137.50"}}]})");
    const Ran failed = run({"test", folder_.string(), "--lang", "en"});
    EXPECT_EQ(failed.code, 1);
    EXPECT_TRUE(holds(failed.out, cases + ":2: wrong on purpose\n")) << failed.out;
    EXPECT_TRUE(holds(failed.out, "11137.51"));
    EXPECT_TRUE(holds(failed.out, "1 passed, 1 failed\n"));
}

TEST_F(RuleCommands, test_says_once_what_is_wrong_with_the_rules) {
    std::filesystem::create_directory(folder_ / "cases");
    changed("\"valid\"", "\"vaild\"");
    for (const char* name : {"cases/a.json", "cases/b.json"}) {
        put(name, R"({"cases": [{"name": "x", "claim": {}, "expect": {"patient_pays": "1"}}]})");
    }
    const Ran refused = run({"test", folder_.string(), "--lang", "en"});
    EXPECT_EQ(refused.code, 1);
    const std::size_t first = refused.err.find("E105 unknown key");
    EXPECT_NE(first, std::string::npos) << refused.err;
    EXPECT_EQ(refused.err.find("E105 unknown key", first + 1), std::string::npos) << refused.err;
}

TEST_F(RuleCommands, test_names_the_changes_that_no_case_notices) {
    std::filesystem::create_directory(folder_ / "cases");
    const std::string policy = put("policy.json", R"({"policy": "flat", "title": {"en": "Flat"},
      "place": "430800", "trust": "A", "valid": {"from": "2019-01-01", "to": "2020-01-01"},
      "benefit_year": {"month": 1, "day": 1},
      "sources": [{"id": "S1", "title": {"en": "S"}, "published": "2019-10",
        "clauses": [{"id": "S1-1", "text": {"en": "one"}}]}],
      "benefits": [{"id": "basic", "label": {"en": "basic"}, "payer": "fund", "clause": "S1-1",
        "base": {"terms": [{"measure": "eligible"}]}, "schedule": {"segments": [{"rate": "0.5"}]},
        "rounding": {"mode": "down", "unit": "0.01", "side": "payment", "place": "claim"}}]})");
    put("cases/c.json", R"({"cases": [{"name": "100.03 x 0.5", "claim": {"claim_id": "c",
      "person_id": "p", "date": "2019-05-05", "total": "100.03", "eligible": "100.03"},
      "expect": {"payments": {"basic": "50.01"}}}]})");
    const Ran ran = run({"test", folder_.string(), "--mutate", "--lang", "en"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_TRUE(holds(ran.out, "1 passed, 0 failed\n" + policy + ": changes tried: ")) << ran.out;
    EXPECT_TRUE(holds(ran.out, "\nnot noticed: valid.to: 2020-01-01 -> 2019-12-31\n"));
    EXPECT_FALSE(holds(ran.out, "\nnot noticed: basic.rounding: down -> half_up\n"));
    EXPECT_FALSE(holds(ran.out, "\nwithout effect: "));
    const Ran all =
        run({"test", folder_.string(), "--mutate", "--verbose", "--threads", "1", "--lang", "en"});
    EXPECT_EQ(all.out.find(ran.out), 0U);
    EXPECT_TRUE(holds(all.out, "\nwithout effect: basic.rounding: down -> floor\n")) << all.out;
}

TEST_F(RuleCommands, show_lists_the_lines_of_a_sheet) {
    const Ran done =
        run({"show", source("rules/zhangjiajie-one-stop-2020/policy.json"), "--lang", "en"});
    EXPECT_EQ(done.code, 0);
    EXPECT_TRUE(holds(done.out, "| payers | special poverty insurance `special_insurance` | 620101 "
                                "| payment of special poverty insurance |\n"))
        << done.out;
    EXPECT_TRUE(holds(done.out, "(without this claim)"));
}

TEST_F(RuleCommands, test_without_cases_or_files) {
    put("policy.json", content(source("rules/zhangjiajie-2019/policy.json")));
    EXPECT_EQ(run({"test", folder_.string()}).code, 1);
    EXPECT_EQ(run({"test", path("none")}).code, 3);
    EXPECT_EQ(run({"test"}).code, 2);
}

TEST_F(RuleCommands, show_writes_markdown_with_every_clause) {
    const Ran done = run({"show", "--lang", "en"});
    EXPECT_EQ(done.code, 0);
    EXPECT_TRUE(done.out.starts_with("# ")) << done.out.substr(0, 80);
    for (const std::string part : {"zhangjiajie-2019", "S1-2.2.1.1", "S1-2.2.1.2", "S1-2.2.2",
                                   "2019-01-01 to 2020-12-31", "uplift", "85"}) {
        EXPECT_TRUE(holds(done.out, part)) << part;
    }
    EXPECT_NE(run({"show", "--lang", "zh"}).out, done.out);
    EXPECT_EQ(run({"show", source("rules/zhangjiajie-2019"), "--lang", "en"}).out, done.out);
}

TEST_F(RuleCommands, show_writes_html_to_a_file) {
    const std::string file = path("rules.html");
    const Ran done = run({"show", "--format", "html", "-o", file});
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.out, "");
    const std::string page = content(file);
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"));
    EXPECT_TRUE(page.ends_with("</html>\n"));
    EXPECT_EQ(run({"show", "--format", "html"}).out, page);
}

TEST_F(RuleCommands, show_marks_what_an_overlay_changed) {
    const Ran plain = run({"show", "--lang", "en"});
    const Ran changed =
        run({"show", source("examples/rules/province-assumed.json"), "--lang", "en"});
    EXPECT_EQ(changed.code, 0);
    EXPECT_FALSE(holds(plain.out, "◆"));
    EXPECT_TRUE(holds(changed.out, "◆"));
}

TEST_F(RuleCommands, show_refuses_what_it_cannot_read_or_write) {
    EXPECT_EQ(run({"show", path("none.json")}).code, 3);
    EXPECT_EQ(run({"show", put("bad.json", "{")}).code, 1);
    EXPECT_EQ(run({"show", "--format", "pdf"}).code, 2);
    EXPECT_EQ(run({"show", "--reading", "uplift=none"}).code, 2);
    EXPECT_EQ(run({"show", "-o", path("none/rules.md")}).code, 3);
}

} // namespace
