// SPDX-License-Identifier: MIT
#include "check/lints.hpp"
#include "load/files.hpp"
#include "load/policy_reader.hpp"
#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace reimburse::check {
namespace {

using load::test::with;

const std::string good =
    load::read_file(std::string(REIMBURSE_SOURCE_DIR) + "/tests/check/bound/good.json").value();

/// What is found in the good table with one text in the place of another.
std::vector<std::string> found(std::string_view from, std::string_view to) {
    const Policy policy = load::read_policy(with(good, from, to), "good").value();
    const Result<Subject> subject = compile_all(policy);
    std::vector<std::string> list;
    for (const Finding& finding : run_lints(subject.value())) {
        list.push_back((finding.is_note ? "note " : "") + finding.place.pointer + " " +
                       finding.text.en);
    }
    return list;
}

using Expected = std::vector<std::string>;

TEST(Bound, IsBrokenByOneFen) {
    const std::string is =
        "/benefits/0/schedule/axis_deductible basic.axis_deductible is 25,910.52 "
        "yuan for: class is general; ";
    EXPECT_EQ(found("\"25910.50\"", "\"25910.52\""),
              (Expected{is + "until 2020-12-31; S1-2 asks for at most 25,910.50 yuan (half_income)",
                        is + "from 2021-01-01; S1-2 asks for at most 25,910.51 yuan "
                             "(half_income)"}));
}

TEST(Bound, OnAnUnspecifiedIndexIsNotedAndNotCounted) {
    const Expected notes = found(R"("to": "2021-01-01", "value": "51821.00")",
                                 R"("to": "2021-01-01", "unspecified": true)");
    EXPECT_EQ(notes, (Expected{"note /bounds/0 bound half_income cannot be held against "
                               "basic.axis_deductible, which is unspecified or depends on the "
                               "claim, for: until 2020-12-31"}));
}

TEST(Bound, OfPointsStopsAtTheLimitOfTheRate) {
    // 98 % and 5 points are met by the limit, 100 %; a lower limit is the same for both
    EXPECT_EQ(found(R"({"when": {"class": "poor"}, "value": "0.96"})",
                    R"({"when": {"class": "poor"}, "value": "0.95"})"),
              Expected{});
    EXPECT_EQ(found(R"({"when": {"class": "poor"}, "value": "0.96"})",
                    R"({"when": {"class": "poor"}, "value": "0.94"})"),
              Expected{"/benefits/0/uplifts/0 basic.segments.2.rate is 99% for: class is poor; "
                       "S1-2 asks for at least 100% (more_for_poor)"});
}

TEST(Bound, IsMetByNoLimitOnlyFromAbove) {
    const std::string_view caps =
        R"("caps": [{"id": "year", "amount": "20000", "used": ["paid"]}])";
    const std::string_view bounds = R"("bounds": [)";
    const auto with_cap = [&](std::string_view side) {
        const std::string text = with(good, caps,
                                      R"("caps": [{"id": "year", "amount": [
                                         {"unlimited": true}], "used": ["paid"]}])");
        const Policy policy =
            load::read_policy(with(text, bounds,
                                   std::string(bounds) + R"({"id": "cap", "label": {"en": "cap"},
                                   "table": "basic.caps.year", ")" +
                                       std::string(side) + R"(": "1", "clause": "S1-2"},)"),
                              "good")
                .value();
        const Result<Subject> subject = compile_all(policy);
        std::string list;
        for (const Finding& finding : run_lints(subject.value())) {
            list += finding.text.en + "\n";
        }
        return list;
    };
    EXPECT_EQ(with_cap("at_least"), "");
    EXPECT_EQ(with_cap("at_most"),
              "basic.caps.year is unlimited for: every claim; S1-2 asks for at "
              "most 1 yuan (cap)\n");
}

} // namespace
} // namespace reimburse::check
