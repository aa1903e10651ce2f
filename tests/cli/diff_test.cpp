// SPDX-License-Identifier: MIT
#include "cli/program.hpp"
#include "load/files.hpp"

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

TEST_F(DiffCommandTest, values_that_mean_the_same_are_matched) {
    std::string text =
        reimburse::load::read_file(source("rules/zhangjiajie-2019/policy.json")).value();
    const std::string old = "\"city\"";
    for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at)) {
        text.replace(at, old.size(), "\"municipal\"");
    }
    const std::string renamed = put("renamed.json", text);
    const Ran apart = run({"diff", policy, renamed, "--lang", "en"});
    EXPECT_TRUE(holds(apart.out, "facility_level=municipal")) << apart.out;
    const Ran matched =
        run({"diff", policy, renamed, "--match", "facility_level:city=municipal", "--lang", "en"});
    EXPECT_EQ(matched.code, 0) << matched.out << matched.err;
    EXPECT_FALSE(holds(matched.out, "municipal")) << matched.out;
    const Ran crossed =
        run({"diff", policy, policy, "--match", "facility_level:city=county", "--match",
             "facility_level:county=city", "--claims", source("examples/day.csv")});
    EXPECT_EQ(crossed.code, 1) << "a county's claim is paid as the other's city's";
}

TEST_F(DiffCommandTest, wrong_words_are_refused) {
    EXPECT_EQ(run({"diff", policy, policy, "--match", "facility_level:city"}).code, 2);
    EXPECT_EQ(run({"diff", policy, policy, "--match", "level:city=county"}).code, 2);
    EXPECT_EQ(run({"diff", policy, policy, "--match", "facility_level:city=town"}).code, 2);
    EXPECT_EQ(run({"diff", policy}).code, 2);
    EXPECT_EQ(run({"diff", policy, path("none.json")}).code, 3);
    EXPECT_EQ(run({"diff", policy, policy, "--reading-b", "uplift=none"}).code, 2);
    EXPECT_EQ(run({"diff", policy, policy, "--date-a", "2018-01-01"}).code, 1);
    EXPECT_EQ(run({"diff", policy, policy, "--claims", path("none.csv")}).code, 3);
}

} // namespace
