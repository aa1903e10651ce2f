// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

namespace {

using namespace reimburse::test;

const std::string claims =
    "claim_id,person_id,date,care,facility_level,person_class,total,eligible,paid_total\n"
    "c1,431127199001011234,2019-10-02,inpatient,county,registered_poor,3000,3000,2125.00\n"
    "c2,431127199001015678,2019-10-02,inpatient,county,registered_poor,3000,3000,2550.00\n";

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

class AuditReport : public ProgramTest {
  protected:
    std::string page(const Arguments& more = {}) const {
        Arguments arguments{"audit", put("claims.csv", claims), "--report", path("report.html")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        EXPECT_EQ(run(arguments).code, 1);
        return content(path("report.html"));
    }
};

TEST_F(AuditReport, stands_beside_the_findings) {
    const Ran done = run({"audit", put("claims.csv", claims), "-o", path("findings.csv"),
                          "--report", path("report.html")});
    EXPECT_EQ(done.code, 1);
    EXPECT_EQ(lines_of(content(path("findings.csv"))).size(), 2U);
    EXPECT_TRUE(content(path("report.html")).ends_with("</html>\n"));
}

TEST_F(AuditReport, findings_still_go_to_a_pipe) {
    const Ran done = run({"audit", put("claims.csv", claims), "--report", path("report.html")});
    EXPECT_EQ(lines_of(done.out).size(), 2U);
}

TEST_F(AuditReport, follows_the_language) {
    EXPECT_TRUE(holds(page(), "<html lang=\"zh-Hans\">"));
    EXPECT_TRUE(holds(page({"--lang", "en"}), "<html lang=\"en\">"));
}

TEST_F(AuditReport, names_what_it_rests_on) {
    const std::string text = page({"--lang", "en", "--tolerance", "0.01", "--find-duplicates"});
    // sha256sum of the file
    EXPECT_TRUE(holds(text, "96faa12eae46149262b0163fbb69980d54ef25459d34766b777184a844277cb3"));
    EXPECT_TRUE(holds(text, "<td>claims.csv</td>"));
    EXPECT_FALSE(holds(text, path("claims.csv")));
    EXPECT_TRUE(holds(text, "<code>--tolerance 0.01</code>"));
    EXPECT_TRUE(holds(text, "<code>--find-duplicates</code>"));
    EXPECT_TRUE(holds(text, "<code>zhangjiajie-2019</code>"));
}

TEST_F(AuditReport, of_standard_input_has_its_hash_too) {
    const Ran done = run({"audit", "-", "--report", path("report.html"), "--lang", "en"}, claims);
    EXPECT_EQ(done.code, 1);
    const std::string text = content(path("report.html"));
    EXPECT_TRUE(holds(text, "96faa12eae46149262b0163fbb69980d54ef25459d34766b777184a844277cb3"));
    EXPECT_TRUE(holds(text, "standard input"));
}

TEST_F(AuditReport, shows_ids_only_if_asked) {
    EXPECT_FALSE(holds(page(), "431127199001011234"));
    EXPECT_TRUE(holds(page({"--show-ids"}), "431127199001011234"));
}

TEST_F(AuditReport, its_options_need_it) {
    const std::string file = put("claims.csv", claims);
    EXPECT_EQ(run({"audit", file, "--show-ids"}).code, 2);
    EXPECT_EQ(run({"audit", file, "--cases", "3"}).code, 2);
}

TEST_F(AuditReport, that_cannot_be_written_leaves_no_findings) {
    const Ran done = run({"audit", put("claims.csv", claims), "-o", path("findings.csv"),
                          "--report", path("none/report.html")});
    EXPECT_EQ(done.code, 3);
    EXPECT_EQ(content(path("findings.csv")), "");
}

TEST_F(AuditReport, the_summary_follows_the_language) {
    const std::string file = put("claims.csv", claims);
    const std::string chinese = run({"audit", file}).err;
    EXPECT_TRUE(holds(chinese, "共 2 行，拒绝 0 行")) << chinese;
    EXPECT_TRUE(holds(chinese, "已查明（explained）1 笔，差额合计 -425.00")) << chinese;
    const std::string english = run({"audit", file, "--lang", "en"}).err;
    EXPECT_TRUE(holds(english, "rows 2, refused 0")) << english;
    EXPECT_TRUE(holds(english, "explained 1, sum -425.00")) << english;
}

} // namespace
