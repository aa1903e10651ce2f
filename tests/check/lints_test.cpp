// SPDX-License-Identifier: MIT
#include "check/lints.hpp"
#include "load/files.hpp"
#include "load/rule_set.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace reimburse::check {
namespace {

namespace fs = std::filesystem;

const std::string folder = std::string(REIMBURSE_SOURCE_DIR) + "/tests/check/";

Findings found_in(const std::vector<std::string>& files) {
    const Policy policy = load::load_rules(files).value();
    const Result<Subject> subject = compile_all(policy);
    return run_lints(subject.value());
}

std::string described(const Findings& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        text += std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column) +
                " " + finding.place.pointer + " " + (finding.is_note ? "note " : "") +
                std::string(finding.lint) + " " + finding.at + ": " + finding.text.en +
                (finding.clause.empty() ? "" : " [" + finding.clause + "]") + "\n";
    }
    return text;
}

std::string described(const std::string& file) {
    return described(found_in({file}));
}

/// Every folder beside this file is named for a lint and holds a good table, a bad one and what is
/// found in it.
std::set<std::string> folders() {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_directory()) {
            names.insert(entry.path().filename().string());
        }
    }
    return names;
}

TEST(Lints, EachHasAGoodAndABadTable) {
    std::set<std::string> ids{"idle_allow"};
    for (const Lint& lint : lints()) {
        EXPECT_TRUE(ids.insert(std::string(lint.id)).second) << lint.id;
        EXPECT_FALSE(lint.zh.empty() || lint.en.empty()) << lint.id;
    }
    EXPECT_EQ(ids, folders());
}

TEST(Lints, FindNothingInGoodTables) {
    for (const std::string& lint : folders()) {
        EXPECT_EQ(described(folder + lint + "/good.json"), "") << lint;
    }
}

TEST(Lints, FindInBadTablesWhatIsSaidBesideThem) {
    for (const std::string& lint : folders()) {
        const std::string expected = load::read_file(folder + lint + "/bad.txt").value();
        EXPECT_EQ(described(folder + lint + "/bad.json"), expected) << lint;
        EXPECT_NE(expected.find(" " + lint + " "), std::string::npos) << lint;
    }
}

TEST(Lints, SayWhatTheyFindInBothLanguagesAndWhere) {
    for (const std::string& lint : folders()) {
        for (const Finding& finding : found_in({folder + lint + "/bad.json"})) {
            EXPECT_FALSE(finding.text.zh.empty()) << finding.text.en;
            EXPECT_NE(finding.text.zh, finding.text.en);
            EXPECT_FALSE(finding.at.empty()) << finding.text.en;
            EXPECT_EQ(finding.advice.zh.empty(), finding.is_note) << finding.text.en;
            EXPECT_EQ(finding.advice.en.empty(), finding.is_note) << finding.text.en;
            EXPECT_EQ(finding.advice.zh == finding.advice.en, finding.is_note);
            EXPECT_TRUE(finding.place.file.ends_with("bad.json")) << finding.text.en;
            EXPECT_GT(finding.place.line, 0) << finding.text.en;
        }
    }
}

} // namespace
} // namespace reimburse::check
