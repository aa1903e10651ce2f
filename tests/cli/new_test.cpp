// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include "load/json_schema.hpp"

#include <algorithm>

namespace {

using namespace reimburse::test;

class NewTable : public ProgramTest {
  protected:
    /// Paths below the test's folder, as the program names them.
    std::vector<std::string> below(const std::string& name, const Arguments& parts) const {
        std::vector<std::string> paths;
        for (const std::string& part : parts) {
            paths.push_back(path(name) + "/" + part);
        }
        return paths;
    }
};

const Arguments every_part{"cases/first.json", "policy.json", "source.md", "schema.json"};

TEST_F(NewTable, checks_clean_and_passes_its_own_cases) {
    const Ran made = run({"new", path("some-city"), "--lang", "en"});
    EXPECT_EQ(made.code, 0) << made.err;
    const std::vector<std::string> files = below("some-city", every_part);
    const std::vector<std::string> lines = lines_of(made.out);
    ASSERT_GE(lines.size(), files.size());
    EXPECT_TRUE(std::equal(files.begin(), files.end(), lines.begin())) << made.out;

    const Ran checked = run({"check", path("some-city")});
    EXPECT_EQ(checked.code, 0) << checked.err;
    EXPECT_EQ(checked.out, path("some-city") + "/policy.json: ok\n");
    const Ran tested = run({"test", path("some-city")});
    EXPECT_EQ(tested.code, 0) << tested.out;
    EXPECT_EQ(tested.out, "4 passed, 0 failed\n");
    EXPECT_EQ(run({"show", path("some-city")}).code, 0);
}

TEST_F(NewTable, takes_the_name_of_its_folder) {
    run({"new", path("some-city")});
    run({"new", path("某市")});
    const auto id = [&](const std::string& name) {
        return Json::parse(content(path(name + "/policy.json"))).at("policy");
    };
    EXPECT_EQ(id("some-city"), "some-city");
    EXPECT_EQ(id("某市"), "new-policy");
    EXPECT_EQ(run({"new", path("deep/er") + "/."}).code, 0);
    EXPECT_EQ(id("deep/er"), "er");
}

TEST_F(NewTable, names_a_schema_that_is_there_and_accepts_it) {
    run({"new", path("alone")});
    put("schema.json", content(source("rules/schema.json")));
    const Ran beside = run({"new", path("beside")});
    EXPECT_EQ(beside.code, 0);
    EXPECT_FALSE(std::filesystem::exists(path("beside/schema.json")));
    for (const std::string name : {"alone", "beside"}) {
        const std::string file = path(name + "/policy.json");
        const Json policy = Json::parse(content(file));
        const std::string named = path(name) + "/" + policy.at("$schema").get<std::string>();
        const std::string schema_text = content(named);
        EXPECT_TRUE(schema_text == content(source("rules/schema.json"))) << named;
        const auto schema = reimburse::load::parse_json(schema_text, named);
        ASSERT_TRUE(schema);
        const std::string text = content(file);
        EXPECT_TRUE(reimburse::load::test::JsonSchema(*schema).accepts(
            reimburse::load::parse_json(text, file).value()));
    }
}

TEST_F(NewTable, overwrites_nothing) {
    std::filesystem::create_directory(path("old"));
    put("old/source.md", "mine");
    const Ran refused = run({"new", path("old"), "--lang", "en"});
    EXPECT_EQ(refused.code, 3);
    EXPECT_EQ(refused.out, "");
    EXPECT_NE(refused.err.find("E102 cannot write " + path("old") + "/source.md"),
              std::string::npos)
        << refused.err;
    EXPECT_EQ(content(path("old/source.md")), "mine");
    EXPECT_FALSE(std::filesystem::exists(path("old/policy.json")));

    run({"new", path("twice")});
    const std::string before = content(path("twice/policy.json"));
    EXPECT_EQ(run({"new", path("twice")}).code, 3);
    EXPECT_EQ(content(path("twice/policy.json")), before);
}

TEST_F(NewTable, says_what_is_next_in_both_languages) {
    const std::string chinese = run({"new", path("zh")}).out;
    const std::string english = run({"new", path("en"), "--lang", "en"}).out;
    EXPECT_NE(chinese.find("数字均为示例"), std::string::npos) << chinese;
    EXPECT_NE(english.find("Every figure in it is invented"), std::string::npos) << english;
    EXPECT_NE(english.find("reimburse check " + path("en")), std::string::npos) << english;
}

TEST_F(NewTable, needs_a_folder_that_can_be_made) {
    EXPECT_EQ(run({"new"}).code, 2);
    put("file", "");
    const Ran refused = run({"new", path("file") + "/below"});
    EXPECT_EQ(refused.code, 3);
    EXPECT_NE(refused.err.find("E102"), std::string::npos) << refused.err;
}

} // namespace
