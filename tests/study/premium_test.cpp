// SPDX-License-Identifier: MIT
#include "study/premium.hpp"
#include "study/premium_json.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace reimburse::study {
namespace {

using Values = std::map<std::string, std::string>;

Date day(const char* text) {
    return *Date::parse(text);
}

Row row(When when, std::int64_t yuan, const char* from, const char* to, const char* clause) {
    Row result;
    result.when = std::move(when);
    result.cell.value = Fraction::whole(yuan * 100);
    result.span = {day(from), day(to)};
    result.clause = clause;
    return result;
}

/// Everybody pays 100 in 2030 and 120 in 2031; the second group is subsidised, in 2031 only.
Policy two_years() {
    Policy policy;
    policy.id = "sample";
    policy.valid = {day("2030-01-01"), day("2032-01-01")};
    Dimension group;
    group.id = "group";
    group.values = {{"first", {}}, {"second", {}}};
    Dimension zone;
    zone.id = "zone";
    zone.values = {{"inner", {}}, {"outer", {}}};
    policy.dimensions = {zone, group};
    Premium premium;
    premium.id = "resident";
    premium.label = {"居民缴费", "residents"};
    premium.contribution.rows = {row({}, 100, "2030-01-01", "2031-01-01", "P-1"),
                                 row({}, 120, "2031-01-01", "2032-01-01", "P-2")};
    premium.subsidy.rows = {row({}, 0, "2030-01-01", "2031-01-01", "P-3"),
                            row({{"group", {"first"}}}, 0, "2031-01-01", "2032-01-01", "P-4"),
                            row({{"group", {"second"}}}, 50, "2031-01-01", "2032-01-01", "P-5")};
    policy.premiums = {premium};
    return policy;
}

Problem only_problem(const Result<std::vector<PremiumAnswer>>& result) {
    EXPECT_FALSE(result);
    if (result || result.problems().size() != 1) {
        ADD_FAILURE() << "expected exactly one problem";
        return {};
    }
    return result.problems().front();
}

std::string argument(const Problem& problem, const std::string& name) {
    for (const auto& [key, value] : problem.arguments) {
        if (key == name) {
            return value;
        }
    }
    return "(none)";
}

TEST(Premium, IsTheContributionLessTheSubsidyOfTheYear) {
    const auto answers = premium(two_years(), {}, 2031, {{"group", "second"}});
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->size(), 1U);
    const PremiumAnswer& answer = answers->front();
    EXPECT_EQ(answer.contribution, Money::from_yuan(120));
    EXPECT_EQ(answer.subsidy, Money::from_yuan(50));
    EXPECT_EQ(answer.person_pays, Money::from_yuan(70));
    EXPECT_EQ(answer.contribution_clause, "P-2");
    EXPECT_EQ(answer.subsidy_clause, "P-5");
}

TEST(Premium, AsksOnlyForDimensionsThatMatterInTheYear) {
    const auto free_of_group = premium(two_years(), {}, 2030, {});
    ASSERT_TRUE(free_of_group);
    EXPECT_EQ(free_of_group->front().person_pays, Money::from_yuan(100));

    const Problem problem = only_problem(premium(two_years(), {}, 2031, {}));
    EXPECT_EQ(problem.code, Code::missing_field);
    EXPECT_EQ(argument(problem, "field"), "group");
}

TEST(Premium, TakesTheDeclaredValueOfAnAbsentDimension) {
    Policy policy = two_years();
    policy.dimensions[1].absent_means = "second";
    const auto answers = premium(policy, {}, 2031, {});
    ASSERT_TRUE(answers);
    EXPECT_EQ(answers->front().subsidy, Money::from_yuan(50));
}

TEST(Premium, RefusesAYearOutsideThePolicy) {
    const Problem problem = only_problem(premium(two_years(), {}, 2032, {{"group", "first"}}));
    EXPECT_EQ(problem.code, Code::outside_validity);
    EXPECT_EQ(argument(problem, "date"), "2032-01-01");
    EXPECT_EQ(argument(problem, "first"), "2030-01-01");
    EXPECT_EQ(argument(problem, "last"), "2031-12-31");
    EXPECT_EQ(only_problem(premium(two_years(), {}, 2029, {})).code, Code::outside_validity);
}

TEST(Premium, RefusesAYearThatNoDateHas) {
    const Problem problem = only_problem(premium(two_years(), {}, 2'000'000'000, {}));
    EXPECT_EQ(problem.code, Code::outside_validity);
    EXPECT_EQ(argument(problem, "date"), "2000000000");
}

TEST(Premium, StartsTheYearWhenTheBenefitYearStarts) {
    Policy policy = two_years();
    policy.benefit_year = {7, 1};
    policy.premiums[0].contribution.rows[0].span.to = day("2030-06-01");
    policy.premiums[0].contribution.rows[1].span.from = day("2030-06-01");
    const auto answers = premium(policy, {}, 2030, {});
    ASSERT_TRUE(answers);
    EXPECT_EQ(answers->front().contribution, Money::from_yuan(120));
}

TEST(Premium, NamesEveryUnknownValueAndDimension) {
    const auto result =
        premium(two_years(), {}, 2031, {{"group", "secnd"}, {"zone", "far"}, {"grup", "first"}});
    ASSERT_FALSE(result);
    ASSERT_EQ(result.problems().size(), 3U);
    const Problem& value = result.problems()[0];
    EXPECT_EQ(value.code, Code::unknown_value);
    EXPECT_EQ(argument(value, "field"), "group");
    EXPECT_EQ(argument(value, "known"), "first, second");
    EXPECT_EQ(argument(value, "suggestion"), " (did you mean \"second\"?)");
    EXPECT_EQ(result.problems()[1].code, Code::unknown_dimension);
    EXPECT_EQ(argument(result.problems()[1], "suggestion"), " (did you mean \"group\"?)");
    EXPECT_EQ(result.problems()[2].code, Code::unknown_value);
    EXPECT_EQ(argument(result.problems()[2], "field"), "zone");
}

TEST(Premium, RefusesWhatIsUnspecifiedWithItsClause) {
    Policy policy = two_years();
    policy.premiums[0].subsidy.rows[2].cell.kind = Cell::Kind::unspecified;
    const Problem problem = only_problem(premium(policy, {}, 2031, {{"group", "second"}}));
    EXPECT_EQ(problem.code, Code::unspecified);
    EXPECT_EQ(argument(problem, "table"), "premiums.resident.subsidy");
    EXPECT_EQ(argument(problem, "where"), "group=second");
    EXPECT_EQ(problem.clause, "P-5");
    EXPECT_TRUE(premium(policy, {}, 2031, {{"group", "first"}}));
}

TEST(Premium, FollowsTheSelectedReadingAndTheOverlay) {
    Policy policy = two_years();
    policy.readings = {{"who", {{"some", {}}, {"all", {}}}, {}, {}}};
    Row for_all = row({}, 130, "2030-01-01", "2032-01-01", "O-1");
    for_all.only = {{"who", {"all"}}};
    for_all.origin = "assumed";
    policy.premiums[0].subsidy.overrides = {for_all};
    const auto some = premium(policy, {{"who", "some"}}, 2030, {});
    ASSERT_TRUE(some);
    EXPECT_EQ(some->front().person_pays, Money::from_yuan(100));
    EXPECT_EQ(some->front().subsidy_origin, "");

    const auto all = premium(policy, {{"who", "all"}}, 2030, {});
    ASSERT_TRUE(all);
    EXPECT_EQ(all->front().subsidy, Money::from_yuan(130));
    EXPECT_EQ(all->front().person_pays, Money{});
    EXPECT_EQ(all->front().subsidy_origin, "assumed");
}

TEST(Premium, WithoutASubsidyIsPaidInFull) {
    Policy policy = two_years();
    policy.premiums[0].subsidy = {};
    const auto answers = premium(policy, {}, 2031, {});
    ASSERT_TRUE(answers);
    EXPECT_EQ(answers->front().person_pays, Money::from_yuan(120));
    EXPECT_EQ(answers->front().subsidy_clause, "");
}

TEST(Premium, MayBeAShareOfAnIndex) {
    Policy policy = two_years();
    Index income;
    income.id = "income";
    income.amount.rows = {row({}, 33'335, "2030-01-01", "2032-01-01", "I-1")};
    policy.indices = {income};
    Cell& cell = policy.premiums[0].contribution.rows[0].cell;
    cell.kind = Cell::Kind::of_index;
    cell.index = "income";
    cell.value = *Fraction::of(1, 100);
    cell.rounding = {RoundingMode::half_up, 10};
    const auto answers = premium(policy, {}, 2030, {});
    ASSERT_TRUE(answers);
    EXPECT_EQ(answers->front().contribution, Money::from_fen(333'40));
}

TEST(Premium, RendersAsTextInBothLanguages) {
    const auto answers = premium(two_years(), {}, 2031, {{"group", "second"}});
    ASSERT_TRUE(answers);
    EXPECT_EQ(premium_text(*answers, 2031, Language::zh), "居民缴费（2031 年）\n"
                                                          "  缴费标准：120.00 元 [P-2]\n"
                                                          "  补助：50.00 元 [P-5]\n"
                                                          "  个人实缴：70.00 元\n");
    EXPECT_EQ(premium_text(*answers, 2031, Language::en), "residents (2031)\n"
                                                          "  contribution: 120.00 yuan [P-2]\n"
                                                          "  subsidy: 50.00 yuan [P-5]\n"
                                                          "  the person pays: 70.00 yuan\n");
    EXPECT_EQ(premium_text({}, 2031, Language::en), "This policy states no premium.\n");
}

TEST(Premium, RendersAsJson) {
    auto answers = premium(two_years(), {}, 2031, {{"group", "second"}});
    ASSERT_TRUE(answers);
    answers->front().subsidy_origin = "assumed";
    std::string out;
    load::JsonWriter json(out);
    study::write_premium(json, *answers, 2031, Language::en);
    EXPECT_TRUE(json.complete());
    EXPECT_EQ(out, R"({"year":2031,"premiums":[{"id":"resident","label":"residents",)"
                   R"("contribution":"120.00","contribution_clause":"P-2",)"
                   R"("subsidy":"50.00","subsidy_clause":"P-5","subsidy_origin":"assumed",)"
                   R"("person_pays":"70.00"}]})");
}

} // namespace
} // namespace reimburse::study
