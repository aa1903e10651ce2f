// SPDX-License-Identifier: MIT
#include "check/lints.hpp"
#include "load/files.hpp"
#include "load/policy_reader.hpp"
#include "load/rule_set.hpp"
#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace reimburse::check {
namespace {

const std::string folder = std::string(REIMBURSE_SOURCE_DIR) + "/tests/check/";

/// The lints that find something in the bad table of unused declarations with such an allow, and
/// where.
std::vector<std::string> left(const std::string& allow) {
    const std::string bad = load::read_file(folder + "unused/bad.json").value();
    const std::string reason = R"(, "reason": {"en": "meant"}}],)";
    const std::string text = load::test::with(
        bad, R"("sources": [)", R"("allow": [{)" + allow + reason + R"("sources": [)");
    const Policy policy = load::read_policy(text, "bad").value();
    const Result<Subject> subject = compile_all(policy);
    std::vector<std::string> list;
    for (const Finding& finding : run_lints(subject.value())) {
        list.push_back(std::string(finding.lint) + " " + finding.at);
    }
    return list;
}

using Left = std::vector<std::string>;

TEST(Allow, SilencesOneElementOrAll) {
    EXPECT_EQ(left(R"("lint": "unused", "at": "wage")"),
              (Left{"unused class", "unused abroad", "unused region"}));
    EXPECT_EQ(left(R"("lint": "unused")"), Left{});
}

TEST(Allow, OfAnotherLintOrOfPartOfANameSilencesNothing) {
    const Left all{"unused class", "unused abroad", "unused region", "unused wage"};
    for (const std::string allow :
         {R"("lint": "uncited", "at": "wage")", R"("lint": "unused", "at": "wag")",
          R"("lint": "unused", "at": "wage.x")"}) {
        const Left found = left(allow);
        Left expected = all;
        expected.insert(expected.begin(), allow.find("uncited") != std::string::npos
                                              ? "idle_allow uncited"
                                              : "idle_allow unused");
        EXPECT_EQ(found, expected) << allow;
    }
}

TEST(Allow, OfAPolicyIsNotJudgedWhereAnOverlayMendsIt) {
    const std::vector<std::string> files{std::string(REIMBURSE_SOURCE_DIR) +
                                         "/examples/rules/one-stop-assumed.json"};
    const Policy policy = load::load_rules(files).value();
    ASSERT_FALSE(policy.overlays.empty());
    const Result<Subject> subject = compile_all(policy);
    EXPECT_TRUE(run_lints(subject.value()).empty());
}

} // namespace
} // namespace reimburse::check
