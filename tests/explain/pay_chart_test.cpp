// SPDX-License-Identifier: MIT
#include "explain/pay_chart.hpp"

#include "explain/chart_table.hpp"
#include "explain/document.hpp"
#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace reimburse::explain {
namespace {

Policy policy(const std::string& path) {
    const std::vector<std::string> paths{std::string(REIMBURSE_SOURCE_DIR) + "/" + path};
    return load::load_rules(paths).value();
}

std::optional<Chart> chart(const Policy& policy, Language language = Language::en) {
    const Plan plan = compile(policy).value();
    return pay_chart(plan, Wording(policy, {}, language));
}

/// Where the stretches of a line begin, in whole yuan: bill, payment, rate.
std::string starts(const ChartLine& line) {
    std::string text;
    for (const ChartStretch& stretch : line.stretches) {
        text += (text.empty() ? "" : "; ") + std::to_string(stretch.from.bill / 100) + " " +
                std::to_string(stretch.from.payment / 100) + " " + stretch.rate;
    }
    return text;
}

std::vector<std::string> labels(const ChartPanel& panel) {
    std::vector<std::string> labels;
    for (const ChartLine& line : panel.lines) {
        labels.push_back(line.label);
    }
    return labels;
}

TEST(PayChart, draws_exact_breakpoints_by_level_and_class) {
    const auto drawn = chart(policy("examples/guide/3-critical-illness"));
    ASSERT_TRUE(drawn);
    ASSERT_EQ(drawn->panels.size(), 2U);
    const ChartPanel& general = drawn->panels[0];
    EXPECT_EQ(general.title, "person class is general");
    EXPECT_EQ(labels(general), (std::vector<std::string>{"township", "county", "city"}));
    // county: 0.25 (x - 400) + 400 reaches 12,000 at 46,800; basic its cap at 400 + 80,000 / 0.75,
    // where the axis is at 27,067; from there it grows by 1 and reaches 42,000
    EXPECT_EQ(starts(general.lines[1]),
              "0 0 0%; 400 0 75%; 46800 34800 90%; 107066 89040 60%; 122000 98000 70%");
    EXPECT_TRUE(general.lines[1].stretches[2].from.exact());
    EXPECT_FALSE(general.lines[1].stretches[3].from.exact());
    EXPECT_EQ(general.lines[1].stretches[3].from.bill, 10'706'667);
    EXPECT_EQ(drawn->panels[1].title, "person class is on subsistence aid");
    EXPECT_EQ(starts(drawn->panels[1].lines[0]).substr(0, 14), "0 0 0%; 50 0 9");
}

TEST(PayChart, says_what_has_no_line) {
    const auto drawn = chart(policy("examples/guide/4-open-points"));
    ASSERT_TRUE(drawn);
    for (const ChartPanel& panel : drawn->panels) {
        EXPECT_EQ(panel.lines.size(), 3U);
        EXPECT_EQ(panel.notes,
                  std::vector<std::string>{"no line, for figures are missing: province"});
    }
    EXPECT_FALSE(chart(policy("rules/jingjiang-2024"))); // every rate is a lower bound
}

TEST(PayChart, joins_what_is_paid_alike_and_names_the_rest) {
    const auto drawn = chart(policy("rules/zhangjiajie-2019"));
    ASSERT_TRUE(drawn);
    ASSERT_EQ(drawn->panels.size(), 3U);
    EXPECT_EQ(drawn->panels[2].title, "care is outpatient"); // of either class
    ASSERT_EQ(drawn->panels[2].lines.size(), 1U);
    EXPECT_EQ(starts(drawn->panels[2].lines[0]), "0 0 70%; 500 350 0%");
    EXPECT_EQ(drawn->panels[2].notes.size(), 1U);
    EXPECT_NE(drawn->caption.find("designated facility is yes"), std::string::npos);
    EXPECT_EQ(drawn->caption.find("injury"), std::string::npos) << "it changes no payment";
    EXPECT_NE(drawn->caption.find("2019-10-01"), std::string::npos);
    EXPECT_GT(drawn->panels[0].near, 0);
    EXPECT_EQ(drawn->panels[2].near, 0);
}

TEST(PayChart, keeps_edges_where_it_jumps) {
    const auto drawn = chart(policy("rules/health-poverty-fund-2018"));
    ASSERT_TRUE(drawn);
    const ChartPanel& sums = drawn->panels.back();
    ASSERT_EQ(sums.lines.size(), 1U);
    EXPECT_EQ(sums.lines[0].label, "") << "the level makes no difference";
    const auto& stretches = sums.lines[0].stretches;
    ASSERT_EQ(stretches.size(), 4U);
    EXPECT_TRUE(stretches[0].to_included);
    EXPECT_FALSE(stretches[1].from_included);
    EXPECT_FALSE(stretches[1].joined);
    EXPECT_EQ(starts(sums.lines[0]), "0 0 0%; 10000 8000 0%; 20000 10000 0%; 40000 12000 0%");
}

TEST(PayChart, shows_few_panels_of_few_lines) {
    for (const std::string_view id : load::bundled_policies()) {
        const std::vector<std::string> paths{std::string(id)};
        const Policy read = load::load_rules(paths).value();
        if (const auto drawn = chart(read)) {
            EXPECT_LE(drawn->panels.size(), 6U) << id;
            for (const ChartPanel& panel : drawn->panels) {
                EXPECT_LE(panel.lines.size(), 6U) << id;
                for (const ChartLine& line : panel.lines) {
                    EXPECT_EQ(line.stretches.back().to.bill, panel.limit) << id;
                }
            }
        }
    }
}

TEST(PayChart, stands_on_the_page_as_drawing_or_table) {
    const Policy read = policy("examples/guide/3-critical-illness");
    const std::string html = document_html(read, {}, Language::en);
    EXPECT_NE(html.find("<svg class=\"plot\""), std::string::npos);
    EXPECT_NE(html.find("role=\"img\""), std::string::npos);
    EXPECT_NE(html.find("from 46,800 yuan at 90%"), std::string::npos) << "text alternative";
    EXPECT_NE(html.find("prefers-color-scheme: dark"), std::string::npos);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("http"), std::string::npos) << "needs no other file";
    const std::string markdown = document_markdown(read, {}, Language::en);
    EXPECT_EQ(markdown.find("<svg"), std::string::npos);
    EXPECT_NE(markdown.find("| county | 0 | 0 | 0 | 0% |"), std::string::npos);
    EXPECT_NE(markdown.find("|  | 46,800 | 34,800 | 12,000 | 90% |"), std::string::npos);
    const std::string chinese = document_html(read, {}, Language::zh);
    EXPECT_NE(chinese.find("个人负担，元"), std::string::npos);
    EXPECT_NE(chinese.find(" 万</text>"), std::string::npos);
}

TEST(RoundScale, has_round_steps_and_reaches_far_enough) {
    EXPECT_EQ(round_scale(1).limit, 100);
    EXPECT_EQ(round_scale(60'000).limit, 60'000);
    EXPECT_EQ(round_scale(60'000).step, 10'000);
    EXPECT_EQ(round_scale(60'001).limit, 80'000);
    EXPECT_EQ(round_scale(60'001).step, 20'000);
    EXPECT_EQ(round_scale(270'000).step, 50'000);
    EXPECT_EQ(round_scale(1'000'000'000'000'000).limit, 1'000'000'000'000'000);
}

} // namespace
} // namespace reimburse::explain
