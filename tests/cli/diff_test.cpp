// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

namespace {

using namespace reimburse::test;

class DiffCommandTest : public ProgramTest {
  protected:
    static constexpr const char* policy = "zhangjiajie-2019";
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(DiffCommandTest, a_policy_is_itself) {
    const Ran same = run({"diff", policy, source("rules/zhangjiajie-2019"), "--lang", "en"});
    EXPECT_EQ(same.code, 0);
    EXPECT_TRUE(holds(same.out, "No difference")) << same.out;
}

TEST_F(DiffCommandTest, readings_of_one_side_are_compared) {
    const Ran other =
        run({"diff", policy, policy, "--reading-b", "outpatient=poor_only", "--format", "json"});
    EXPECT_EQ(other.code, 1);
    const Json json = other.json();
    EXPECT_TRUE(json["verified"].get<bool>());
    const Json& regions = json["differences"][0]["regions"];
    EXPECT_EQ(regions[0]["to"], "500.00");
    EXPECT_EQ(regions[0]["change"]["outpatient"]["per_yuan"], "-0.7");
    EXPECT_EQ(regions[1]["change"]["outpatient"]["constant"], "-350.00");
    EXPECT_EQ(regions[1]["to"], nullptr);
    EXPECT_EQ(json["largest_loss"]["amount"], "350.00");
    EXPECT_EQ(run({"diff", policy, policy, "--reading", "outpatient=poor_only"}).code, 0);
}

TEST_F(DiffCommandTest, an_overlay_of_one_side_settles_what_the_other_refuses) {
    const Ran filled = run({"diff", policy, policy, "--rules-b",
                            source("examples/rules/province-assumed.json"), "--lang", "en"});
    EXPECT_EQ(filled.code, 1);
    EXPECT_TRUE(holds(filled.out, "A refuses, B settles: "
                                  "basic_inpatient.deductibles.admission is unspecified"))
        << filled.out;
}

TEST_F(DiffCommandTest, a_file_of_claims_shows_who_gains_and_who_loses) {
    const Ran effect = run({"diff", policy, policy, "--reading-b", "outpatient=poor_only",
                            "--claims", source("examples/day.csv"), "--format", "json"});
    const Json json = effect.json();
    const Json& claims = json["effect"]["claims"];
    EXPECT_EQ(claims["gain"], 0);
    EXPECT_GT(claims["lose"].get<int>(), 0);
    EXPECT_EQ(fen(json["effect"]["a"]["outpatient"]) - fen(json["effect"]["b"]["outpatient"]),
              fen(claims["lost"]));
}

TEST_F(DiffCommandTest, wrong_words_are_refused) {
    EXPECT_EQ(run({"diff", policy}).code, 2);
    EXPECT_EQ(run({"diff", policy, path("none.json")}).code, 3);
    EXPECT_EQ(run({"diff", policy, policy, "--reading-b", "uplift=none"}).code, 2);
    EXPECT_EQ(run({"diff", policy, policy, "--date-a", "2018-01-01"}).code, 1);
    EXPECT_EQ(run({"diff", policy, policy, "--claims", path("none.csv")}).code, 3);
}

} // namespace
