// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

namespace {

using namespace reimburse::test;

/// The program as a whole, and its smallest command.
class Program : public ProgramTest {};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(Program, help_lists_the_commands_and_their_options) {
    const Ran help = run({"--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_EQ(help.err, "");
    for (const std::string command : {"settle", "calculate", "check", "test", "show", "premium"}) {
        EXPECT_TRUE(holds(help.out, "\n  " + command)) << command;
        const Ran own = run({command, "--help"});
        EXPECT_EQ(own.code, 0) << command;
        EXPECT_TRUE(holds(own.out, "Usage: reimburse " + command)) << command;
    }
    for (const std::string option : {"--history", "--accumulators", "--facilities", "--format",
                                     "--trace", "--compare-readings", "--rules", "--reading"}) {
        EXPECT_TRUE(holds(run({"settle", "--help"}).out, option)) << option;
    }
}

TEST_F(Program, version_names_the_policy_by_its_hash) {
    const Ran version = run({"--version"});
    EXPECT_EQ(version.code, 0);
    const std::string hash = run({"settle", "-"}, worked_claim().dump()).json()["policy"]["hash"];
    EXPECT_TRUE(version.out.starts_with("reimburse "));
    EXPECT_TRUE(holds(version.out, "\nzhangjiajie-2019 " + hash + "\n"));
}

TEST_F(Program, command_line_that_is_wrong) {
    const Ran none = run({});
    EXPECT_EQ(none.code, 2);
    EXPECT_EQ(none.out, "");
    EXPECT_NE(none.err, "");
    EXPECT_EQ(run({"divide"}).code, 2);
    EXPECT_EQ(run({"--bogus"}).code, 2);
}

TEST_F(Program, every_command_reports_output_that_did_not_arrive) {
    const std::vector<Arguments> commands{
        {"--help"},
        {"--version"},
        {"check", source("rules")},
        {"test", source("rules")},
        {"show"},
        {"premium", "--year", "2019", "--person-class", "general"}};
    for (const Arguments& command : commands) {
        const Ran full = run(command, {}, "/dev/full");
        EXPECT_EQ(full.code, 3) << command.front();
        EXPECT_TRUE(holds(full.err, "E102")) << command.front();
    }
}

TEST_F(Program, premium_of_the_registered_poor) {
    const Ran text =
        run({"premium", "--year", "2019", "--person-class", "registered_poor", "--lang", "en"});
    EXPECT_EQ(text.code, 0);
    EXPECT_EQ(text.out, "residents' premium (2019)\n"
                        "  contribution: 220.00 yuan [S1-2.1.2]\n"
                        "  subsidy: 110.00 yuan [S1-2.1.2]\n"
                        "  the person pays: 110.00 yuan\n");
}

TEST_F(Program, premium_as_json) {
    const Ran done = run({"premium", "--year", "2020", "--person-class=registered_poor", "--format",
                          "json", "--lang", "en"});
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.json(), Json::parse(R"({"year": 2020, "premiums": [
        {"id": "resident", "label": "residents' premium", "contribution": "250.00",
         "contribution_clause": "S1-2.1.3", "subsidy": "125.00", "subsidy_clause": "S1-2.1.3",
         "person_pays": "125.00"}]})"));
    EXPECT_EQ(run({"premium", "--year", "2019", "--person-class", "general", "--format", "json"})
                  .json()["premiums"][0]["person_pays"],
              "220.00");
}

TEST_F(Program, premium_is_refused_where_the_tables_do_not_say) {
    for (const std::string year : {"2018", "2021"}) {
        const Ran refused = run({"premium", "--year", year, "--person-class", "general"});
        EXPECT_EQ(refused.code, 1) << year;
        EXPECT_EQ(refused.out, "") << year;
        EXPECT_TRUE(holds(refused.err, "E404")) << year;
    }
    EXPECT_EQ(run({"premium", "--year", "2019", "--person-class", "nobody"}).code, 1);
    EXPECT_EQ(run({"premium", "--year", "2019"}).code, 1);
    EXPECT_EQ(run({"premium", "--year", "soon", "--person-class", "general"}).code, 2);
    EXPECT_EQ(run({"premium", "--person-class", "general"}).code, 2);
    EXPECT_EQ(run({"premium", "--year", "2019", "general"}).code, 2);
}

} // namespace
