// SPDX-License-Identifier: MIT
#include "load/rule_set.hpp"

#include "load/bundled.hpp"
#include "load/digest.hpp"
#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

using namespace reimburse;
using namespace reimburse::load::test;

/// A folder of its own for each test, removed with it.
class RuleSet : public testing::Test {
  protected:
    RuleSet() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(testing::TempDir()) / ("reimburse_rules_" + std::string(test->name()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }

    ~RuleSet() override { fs::remove_all(folder_); }

    std::string put(const std::string& name, std::string_view text) const {
        const fs::path path = folder_ / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }

    std::string folder() const { return folder_.string(); }

  private:
    fs::path folder_;
};

Result<Policy> load_all(const std::vector<std::string>& paths) {
    return load::load_rules(paths);
}

/// The only problem's sentence.
std::string fault(const std::vector<std::string>& paths) {
    const Result<Policy> policy = load_all(paths);
    if (policy) {
        return "";
    }
    return policy.problems().size() == 1 ? sentence(policy.problems().front())
                                         : described(policy.problems());
}

TEST(Digest, is_sha_256_over_lengths_and_texts) {
    using Texts = std::vector<std::string_view>;
    // Of no bytes at all, as FIPS 180-4 has it.
    EXPECT_EQ(load::digest_of({}),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_NE(load::digest_of(Texts{"ab", "c"}), load::digest_of(Texts{"a", "bc"}));
    EXPECT_NE(load::digest_of(Texts{"abc"}), load::digest_of(Texts{"abc", ""}));
    EXPECT_EQ(load::digest_of(Texts{"abc"}), load::digest_of(Texts{"abc"}));
}

TEST_F(RuleSet, takes_the_bundled_default_without_paths) {
    const Result<Policy> policy = load_all({});
    ASSERT_TRUE(policy) << described(policy.problems());
    const auto files = load::bundled_files();
    const auto choice = std::ranges::find(files, "default.json", &load::BundledFile::name);
    ASSERT_NE(choice, files.end());
    EXPECT_NE(choice->text.find("\"" + policy->id + "\""), std::string::npos);
    const auto text =
        std::ranges::find(files, policy->id + "/policy.json", &load::BundledFile::name);
    ASSERT_NE(text, files.end());
    EXPECT_EQ(policy->hash, load::digest_of(std::vector<std::string_view>{text->text}));
    EXPECT_EQ(policy->file, "bundled/" + policy->id + "/policy.json");
}

TEST_F(RuleSet, reads_a_file_a_folder_and_each_file_once) {
    const std::string policy = put("p.json", small_policy);
    const std::string overlay = put("o.json", small_overlay);
    put("other.json", R"({"cases": []})");
    put("cases/broken.json", "{");
    put("note.txt", "{");
    const std::vector<std::string_view> alone{small_policy};
    const std::vector<std::string_view> both{small_policy, small_overlay};
    EXPECT_EQ(load_all({policy}).value().hash, load::digest_of(alone));
    const Policy read = load_all({folder()}).value();
    EXPECT_EQ(read.hash, load::digest_of(both));
    EXPECT_EQ(read.overlays, std::vector<std::string>{"filled"});
    EXPECT_EQ(load_all({overlay, policy, folder()}).value().hash, load::digest_of(both));
}

TEST_F(RuleSet, applies_overlays_in_the_order_given) {
    const std::string policy = put("p.json", small_policy);
    const auto overlay = [&](const std::string& id, const std::string& file) {
        return put(file, R"({"overlay": ")" + id + R"(", "extends": "small-1", "title": {"en": "x"},
            "assumption": true, "sources": []})");
    };
    const std::string first = overlay("first", "z.json");
    const std::string second = overlay("second", "a.json");
    EXPECT_EQ(load_all({first, policy, second}).value().overlays,
              (std::vector<std::string>{"first", "second"}));
    EXPECT_EQ(load_all({second, first, policy}).value().overlays,
              (std::vector<std::string>{"second", "first"}));
    EXPECT_NE(load_all({second, first, policy}).value().hash,
              load_all({first, second, policy}).value().hash);
}

TEST_F(RuleSet, finds_what_an_overlay_extends_among_the_bundled) {
    const std::string id = load_all({}).value().id;
    const std::string overlay =
        put("o.json", R"({"overlay": "none", "extends": ")" + id +
                          R"(", "title": {"en": "x"}, "assumption": true, "sources": []})");
    const Result<Policy> policy = load_all({overlay});
    ASSERT_TRUE(policy) << described(policy.problems());
    EXPECT_EQ(policy->id, id);
    EXPECT_EQ(policy->overlays, std::vector<std::string>{"none"});
    // Given with another policy there are two.
    const std::string other = put("p.json", small_policy);
    EXPECT_EQ(fault({other, overlay}), "E335 2 policies were given: small-1 (" + other + "), " +
                                           id + " (bundled/" + id + "/policy.json)");
}

TEST_F(RuleSet, needs_exactly_one_policy) {
    const std::string policy = put("p.json", small_policy);
    const std::string again = put("q.json", small_policy);
    EXPECT_EQ(fault({policy, again}),
              "E335 2 policies were given: small-1 (" + policy + "), small-1 (" + again + ")");
    const std::string overlay = put("sub/o.json", with(small_overlay, "small-1", "small-2"));
    const std::string far = put("sub/far.json", with(small_overlay, "small-1", "somewhere"));
    const Result<Policy> unknown = load_all({policy, overlay});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(described(unknown.problems()),
              "3:14 /extends E331 policy \"small-2\" is not among the rules (did you mean "
              "\"small-1\"?)");
    EXPECT_EQ(fault({far}), "E331 policy \"somewhere\" is not among the rules");
    fs::create_directories(folder() + "/empty");
    EXPECT_EQ(fault({folder() + "/empty"}), "E335 0 policies were given: -");
}

TEST_F(RuleSet, reports_files_that_are_no_rules) {
    const std::string cases = put("c.json", "\n{\"cases\": []}");
    const Result<Policy> none = load_all({cases});
    ASSERT_FALSE(none);
    EXPECT_EQ(described(none.problems()), "2:1  E106 key \"policy\" is missing");
    EXPECT_EQ(none.problems().front().place.file, cases);
    const std::string missing = folder() + "/absent.json";
    EXPECT_EQ(fault({missing}).substr(0, 4), "E101");
    const std::string broken = put("b.json", "{");
    EXPECT_EQ(fault({broken}).substr(0, 4), "E103");
    const std::string bad = put("bad.json", with(small_policy, R"("trust": "A",)", ""));
    EXPECT_EQ(fault({bad}), "E106 key \"trust\" is missing");
}

TEST_F(RuleSet, reports_every_file_in_one_run) {
    const std::string bad = put("bad.json", with(small_policy, R"("trust": "A",)", ""));
    const std::string overlay =
        put("o.json", with(small_overlay, R"("title": {"en": "Filled"},)", ""));
    const std::string broken = put("x.json", "{");
    const Result<Policy> policy = load_all({bad, overlay, broken});
    ASSERT_FALSE(policy);
    EXPECT_EQ(policy.problems().size(), 3U) << described(policy.problems());
}

TEST_F(RuleSet, reports_what_does_not_fit_together) {
    const std::string policy = put("p.json", small_policy);
    const std::string overlay = put("o.json", with(small_overlay, "segments.2", "segments.3"));
    const Result<Policy> read = load_all({policy, overlay});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.problems().front().code, Code::overlay_target_unknown);
    EXPECT_EQ(read.problems().front().place.file, overlay);
}

TEST_F(RuleSet, lists_the_files_of_a_tree) {
    const std::string policy = put("city/policy.json", small_policy);
    const std::string overlay = put("city/more/o.json", small_overlay);
    const std::string broken = put("broken.json", "{");
    put("default.json", R"({"default": "small-1"})");
    put("schema.json", R"({"properties": {}})");
    const std::string second = put("city/cases/b.json", R"({"policy": "small-1", "cases": []})");
    const std::string first = put("city/cases/a.json", R"({"cases": []})");
    const std::vector<std::string> paths{folder()};
    EXPECT_EQ(load::policy_files(paths), (std::vector<std::string>{broken, overlay, policy}));
    const std::vector<std::string> named{policy, "absent.json"};
    EXPECT_EQ(load::policy_files(named), named);
    EXPECT_EQ(load::case_files_beside(policy), (std::vector<std::string>{first, second}));
    EXPECT_EQ(load::case_files_beside(overlay), std::vector<std::string>{});
}

} // namespace
