// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

namespace {

using namespace reimburse::test;

class Prove : public ProgramTest {
  protected:
    /// The bundled policy with texts replaced where they stand first behind a mark.
    std::string changed(const std::string& mark,
                        const std::vector<std::pair<std::string, std::string>>& changes) const {
        std::string text = content(source("rules/zhangjiajie-2019/policy.json"));
        const std::size_t from = text.find(mark);
        EXPECT_NE(from, std::string::npos) << mark;
        for (const auto& [old, fresh] : changes) {
            const std::size_t at = text.find(old, from);
            EXPECT_NE(at, std::string::npos) << old;
            text.replace(at, old.size(), fresh);
        }
        return put("policy.json", text);
    }
};

TEST_F(Prove, the_bundled_policy_is_proved) {
    const Ran text = run({"prove", "--limit", "20.00", "--lang", "en"});
    EXPECT_EQ(text.code, 0) << text.err;
    EXPECT_NE(text.out.find("\nResult: proved\n"), std::string::npos);
    EXPECT_TRUE(text.err.ends_with(" s\n")) << text.err;
    const Json json = run({"prove", source("rules/zhangjiajie-2019"), "--limit", "20.00",
                           "--format", "json", "--reading", "uplift=factor", "--threads", "1"})
                          .json();
    EXPECT_EQ(json["proved"], true);
    EXPECT_EQ(json["readings"]["uplift"], "factor");
    EXPECT_EQ(json["one_claim_years"]["limit"], "20.00");
    EXPECT_EQ(json["longer_years"]["is"], "test");
    EXPECT_EQ(json["hash"].get<std::string>().size(), 64U);
}

TEST_F(Prove, what_is_wrong_comes_with_a_claim_that_calculate_settles) {
    // Half a fen, then whole fen: rounded half to even, the second fen pays two.
    const std::string file =
        changed("\"basic_inpatient\",\n      \"label\"",
                {{"\"rate\": [", "\"up_to\": \"0.01\", \"rate\": \"0.5\"}, {\"rate\": ["},
                 {"\"half_up\"", "\"half_even\""}});
    const Ran found = run({"prove", file, "--limit", "210.00", "--format", "json", "--lang", "en"});
    ASSERT_EQ(found.code, 1) << found.err;
    const Json finding = found.json()["findings"][0];
    EXPECT_EQ(finding["kind"], "table");
    EXPECT_EQ(finding["property"], "remainder_never_falls");
    const Json claim = finding["witness"]["claim"];
    std::string header;
    std::string row;
    for (const auto& [field, value] : claim.items()) {
        header += (header.empty() ? "" : ",") + field;
        row += (row.empty() ? "" : ",") + value.get<std::string>();
    }
    const Ran settled = run({"calculate", "-", "--rules", file}, header + "\n" + row + "\n");
    EXPECT_EQ(settled.code, 0) << settled.err;
    EXPECT_EQ(lines_of(settled.out)[1].substr(0, 8),
              "c1," + finding["payments"][0]["found"].get<std::string>() + ",");
    const Ran text = run({"prove", file, "--limit", "210.00", "--lang", "en"});
    EXPECT_NE(text.out.find(header + "\n" + row + "\n"), std::string::npos) << text.out;
    EXPECT_NE(text.out.find("\nResult: violated\n"), std::string::npos);
}

TEST_F(Prove, arguments_and_files) {
    EXPECT_EQ(run({"prove", "--limit", "1.005"}).code, 2);
    EXPECT_EQ(run({"prove", "--format", "html"}).code, 2);
    EXPECT_EQ(run({"prove", "--reading", "uplift=none"}).code, 2);
    EXPECT_EQ(run({"prove", path("none.json")}).code, 3);
    EXPECT_EQ(run({"prove", put("bad.json", "{")}).code, 1);
}

} // namespace
