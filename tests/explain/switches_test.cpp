// SPDX-License-Identifier: MIT
#include "explain/document.hpp"
#include "settle/small_policy.hpp"

#include <gtest/gtest.h>

// What the document says of switches that a reading chooses.
namespace reimburse::small {
namespace {

const Only first{{"way", {"first"}}};
const Only second{{"way", {"second"}}};

Policy open_policy() {
    Benefit basic = benefit("basic", {rated("1000", "0.5"), rated("0.75")});
    basic.uplifts = {uplift("a", UpliftTarget::rate, UpliftChange::points, "0.1"),
                     uplift("b", UpliftTarget::rate, UpliftChange::points, "0.1")};
    basic.schedule.axis_deductible = always(yuan("500"));
    basic.open.axis = {{first, "laid"}, {second, ""}};
    basic.open.laying = {{first, Laying::marginal}, {second, Laying::whole}};
    basic.open.includes_deductible = {{first, true}, {second, false}};
    basic.open.edges_from_deductible = {{first, false}, {second, true}};
    basic.open.combine = {{first, Combine::sum}, {second, Combine::largest}};
    basic.open.on_change = {{first, OnChange::forward}, {second, OnChange::forward}};
    Policy rules = policy({basic}, {sum_of("laid", "basic", Part::laid)});
    rules.accumulators[0].label = {"年度费用", "cost this year"};
    rules.readings = {{"way", {{"first", {}}, {"second", {}}}, {}, {}}};
    return rules;
}

void expect_lines(const std::string& document, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        EXPECT_NE(document.find("- " + line + "\n"), std::string::npos) << line << document;
    }
}

TEST(ShownSwitches, NameTheReadingThatChoseThem) {
    expect_lines(explain::document_markdown(open_policy(), {{"way", "first"}}, Language::en),
                 {"laid on what accumulates: cost this year (reading way=first)",
                  "segments count from 0 (reading way=first)",
                  "segments count the deductible's part as well (reading way=first)",
                  "each segment's rate holds for the part inside it (reading way=first)",
                  "several uplifts of one figure: they add up (reading way=first)",
                  "changes within the year: earlier settlements stand (reading way=first)"});
    expect_lines(explain::document_markdown(open_policy(), {{"way", "second"}}, Language::zh),
                 {"每次结算分段重新起算（解读 way=second）",
                  "全额分档：整个数额按末端所在档计算（解读 way=second）",
                  "分段不含起付线以内的部分（解读 way=second）",
                  "分段自起付线以上起算（解读 way=second）"});
}

TEST(ShownSwitches, AreListedUnderTheOtherReadings) {
    expect_lines(
        explain::document_markdown(open_policy(), {{"way", "first"}}, Language::en),
        {"reading `way=second`: segments begin anew with each claim",
         "reading `way=second`: segments count from the deductible",
         "reading `way=second`: segments leave out the deductible's part",
         "reading `way=second`: the band in which the end lies holds for the whole amount",
         "reading `way=second`: several uplifts of one figure: the one best for the patient",
         "reading `way=second`: changes within the year: earlier settlements stand"});
}

} // namespace
} // namespace reimburse::small
