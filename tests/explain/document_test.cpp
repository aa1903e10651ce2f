// SPDX-License-Identifier: MIT
#include "explain/document.hpp"

#include <gtest/gtest.h>

#include <string>

namespace reimburse::explain {
namespace {

Date day(const char* text) {
    return *Date::parse(text);
}

Row amount(std::int64_t yuan, When when = {}) {
    Row row;
    row.when = std::move(when);
    row.cell.value = Fraction::whole(yuan * 100);
    return row;
}

Row share(std::int64_t percent, When when = {}) {
    Row row;
    row.when = std::move(when);
    row.cell.value = *Fraction::of(percent, 100);
    return row;
}

Table table(std::vector<Row> rows) {
    return {std::move(rows), {}};
}

Segment segment(std::int64_t up_to, Table rate) {
    Segment result;
    if (up_to > 0) {
        result.up_to = table({amount(up_to)});
    }
    result.rate = std::move(rate);
    return result;
}

Dimension dimension(const char* id, Text label, std::vector<DimensionValue> values) {
    Dimension result;
    result.id = id;
    result.label = std::move(label);
    result.values = std::move(values);
    return result;
}

/// One benefit of one rate without deductible or cap.
Policy plain_policy() {
    Policy policy;
    policy.id = "sample-2030";
    policy.title = {"示例政策", "Sample policy"};
    policy.place = "990000";
    policy.trust = "A";
    policy.valid = {day("2030-01-01"), day("2032-01-01")};
    policy.sources = {{"N1", {"公告", "Notice"}, "2029-12-01", {{"N1-1", {"比例", "rates"}}}}};
    policy.dimensions = {
        dimension("ward", {"病区", "ward"}, {{"north", {"北区", "north"}}, {"south", {}}}),
        dimension("tier", {"档次", "tier"},
                  {{"low", {"低档", "low"}}, {"mid", {}}, {"high", {"高档", "high"}}})};
    Benefit benefit;
    benefit.id = "main";
    benefit.label = {"主待遇", "main benefit"};
    benefit.clause = "N1-1";
    benefit.base.terms = {{Fraction::whole(1), "eligible", {}, Part::left}};
    benefit.schedule.segments = {segment(0, table({share(75)}))};
    benefit.roundings = {
        {{RoundingMode::half_up, 1}, RoundingSide::payment, RoundingPlace::claim, {}}};
    policy.benefits = {benefit};
    return policy;
}

std::string zh(const Policy& policy, const Selection& selection = {}) {
    return document_markdown(policy, selection, Language::zh);
}

std::string en(const Policy& policy, const Selection& selection = {}) {
    return document_markdown(policy, selection, Language::en);
}

void expect_in(const std::string& document, const std::string& part) {
    EXPECT_NE(document.find(part), std::string::npos) << part << "\nis not in\n" << document;
}

void expect_not_in(const std::string& document, const std::string& part) {
    EXPECT_EQ(document.find(part), std::string::npos) << part << "\nis in\n" << document;
}

TEST(Document, SaysAPlainPolicyInWholeInEnglish) {
    Policy policy = plain_policy();
    policy.dimensions.clear();
    EXPECT_EQ(en(policy), "# Sample policy\n\n"
                          "- id: `sample-2030`\n"
                          "- place: 990000\n"
                          "- valid: 2030-01-01 to 2031-12-31\n"
                          "- trust: A, official document\n"
                          "- decided by: date of settlement\n"
                          "- benefit year: from month 1, day 1\n\n"
                          "## Sources and clauses\n\n"
                          "N1 Notice, 2029-12-01\n\n"
                          "- [N1-1] rates\n\n"
                          "## What is paid, and what is left\n\n"
                          "The first claim of a year, all of it within policy scope, under the "
                          "rules from 2030-01-01, before payments are rounded. The dotted line is "
                          "the bill.\n\n"
                          "| bill, yuan | paid | patient pays | of each further yuan |\n"
                          "| --- | --- | --- | --- |\n"
                          "| 0 | 0 | 0 | 75% |\n\n"
                          "## Benefits\n\n"
                          "### 1. main benefit `main`\n\n"
                          "- paid by: fund [N1-1]\n"
                          "- base: eligible cost\n"
                          "- rate: 75% [N1-1]\n"
                          "- rounding: the payment is rounded to 0.01 yuan, halves up; once for "
                          "each claim\n");
}

TEST(Document, SaysAPlainPolicyInChinese) {
    const std::string document = zh(plain_policy());
    expect_in(document, "# 示例政策\n");
    expect_in(document, "- 有效期：2030-01-01 至 2031-12-31\n");
    expect_in(document, "| 病区 `ward` | 北区 `north`；`south` | 申请 |\n");
    expect_in(document,
              "### 1. 主待遇 `main`\n\n- 支付方：基金 [N1-1]\n- 计算基数：政策范围内费用\n"
              "- 比例：75% [N1-1]\n- 取整：支付额四舍五入到分，每次结算取整一次\n");
}

TEST(Document, LinksASourceToItsAddress) {
    Policy policy = plain_policy();
    policy.sources[0].url = "https://example.org/a(1)?b=1&c=\"2";
    expect_in(en(policy), "N1 [Notice](<https://example.org/a(1)?b=1&c=\"2>), 2029-12-01\n");
    expect_in(document_html(policy, {}, Language::en),
              "N1 <a href=\"https://example.org/a(1)?b=1&amp;c=&quot;2\">Notice</a>, 2029-12-01");
    policy.sources[0].title = {};
    expect_in(en(policy), "N1 [https://example.org/a(1)?b=1");
}

TEST(Document, ListsATableOfOneDimension) {
    Policy policy = plain_policy();
    Row own_clause = amount(1'500, {{"tier", {"high"}}});
    own_clause.clause = "N1-9";
    policy.benefits[0].deductibles = {
        {"visit", table({amount(200, {{"tier", {"low", "mid"}}}), own_clause}), {}, {}}};
    expect_in(en(policy), "deductible (visit):\n\n"
                          "| tier | deductible (visit) (yuan) | clause |\n| --- | --- | --- |\n"
                          "| low or mid | 200 | [N1-1] |\n"
                          "| high | 1,500 | [N1-9] |\n");
}

TEST(Document, PrintsTwoDimensionsAsAGrid) {
    Policy policy = plain_policy();
    Row none = share(0, {{"ward", {"south"}}, {"tier", {"high"}}});
    none.cell.kind = Cell::Kind::unspecified;
    policy.benefits[0].schedule.segments[0].rate =
        table({share(90, {{"ward", {"north"}}}),
               share(80, {{"ward", {"south"}}, {"tier", {"low", "mid"}}}), none});
    const std::string document = en(policy);
    expect_in(document, "| tier ↓ ward → | north | south |\n| --- | --- | --- |\n"
                        "| low | 90% [N1-1] | 80% [N1-1] |\n"
                        "| mid | 90% [N1-1] | 80% [N1-1] |\n"
                        "| high | 90% [N1-1] | **unspecified** [N1-1] |\n");
    expect_in(document, "a claim that needs it is refused");
    expect_not_in(en(plain_policy()), "a claim that needs it is refused");
}

TEST(Document, SplitsATableByDate) {
    Policy policy = plain_policy();
    Row before = amount(300);
    before.span.to = day("2031-01-01");
    Row after = amount(400);
    after.span.from = day("2031-01-01");
    policy.benefits[0].caps = {{"year", table({before, after}), {}, {}}};
    expect_in(zh(policy), "| 时间 | 封顶线（year）（元） | 依据 |\n| --- | --- | --- |\n"
                          "| 至 2030-12-31 止 | 300 | [N1-1] |\n"
                          "| 自 2031-01-01 起 | 400 | [N1-1] |\n");
}

TEST(Document, SaysWithWhichAccumulatorARoomShrinks) {
    Policy policy = plain_policy();
    Accumulator paid;
    paid.id = "paid";
    paid.label = {"年度已付", "paid this year"};
    paid.benefit = "main";
    policy.accumulators = {paid};
    policy.benefits[0].caps = {{"year", table({amount(150'000)}), {"paid"}, {}}};
    expect_in(en(policy), "- cap (year): 150,000 yuan [N1-1], less what is used: paid this year\n");
    expect_in(en(policy), "| paid this year `paid` | payment of main benefit | year |\n");
}

TEST(Document, PrintsSegmentsWithTheirEdges) {
    Policy policy = plain_policy();
    policy.benefits[0].schedule.segments = {segment(30'000, table({share(60)})),
                                            segment(80'000, table({share(65)})),
                                            segment(0, table({share(75)}))};
    expect_in(en(policy), "| segment (yuan) | rate | clause |\n| --- | --- | --- |\n"
                          "| 0–30,000 (incl.) | 60% | [N1-1] |\n"
                          "| 30,000–80,000 (incl.) | 65% | [N1-1] |\n"
                          "| above 80,000 | 75% | [N1-1] |\n");
    expect_in(en(policy), "- each segment's rate holds for the part inside it\n");
    expect_in(zh(policy), "| 0–30,000（含） | 60% | [N1-1] |\n");
    expect_in(zh(policy), "| 80,000 以上 | 75% | [N1-1] |\n");
}

TEST(Document, PrintsSegmentsAcrossWhereRatesDependOnADimension) {
    Policy policy = plain_policy();
    const auto rates = [](std::int64_t north, std::int64_t south) {
        return table({share(north, {{"ward", {"north"}}}), share(south, {{"ward", {"south"}}})});
    };
    policy.benefits[0].schedule.segments = {segment(1'000, rates(60, 50)),
                                            segment(0, rates(70, 65))};
    expect_in(en(policy), "| for ↓ segment (yuan) → | 0–1,000 (incl.) | above 1,000 |\n"
                          "| --- | --- | --- |\n"
                          "| ward is north | 60% [N1-1] | 70% [N1-1] |\n"
                          "| ward is south | 50% [N1-1] | 65% [N1-1] |\n");
}

TEST(Document, MarksWhatAnOverlaySuppliedAndWhatItReplaced) {
    Policy policy = plain_policy();
    policy.overlays = {"assumed"};
    Row unspecified = amount(0, {{"tier", {"high"}}});
    unspecified.cell.kind = Cell::Kind::unspecified;
    Room room{"visit", table({amount(200, {{"tier", {"low", "mid"}}}), unspecified}), {}, {}};
    Row supplied = amount(1'500, {{"tier", {"high"}}});
    supplied.origin = "assumed";
    supplied.clause = "A-1";
    room.amount.overrides = {supplied};
    policy.benefits[0].deductibles = {room};
    const std::string document = en(policy);
    expect_in(document, "- overlays (their figures bear a ◆): **◆ assumed**\n");
    expect_in(document, "| low or mid | 200 | [N1-1] |\n"
                        "| high | 1,500 **◆ assumed** (was unspecified) | [A-1] |\n");
    expect_not_in(document, "a claim that needs it is refused");
}

/// The cap and an uplift depend on a reading.
Policy with_reading() {
    Policy policy = plain_policy();
    policy.readings = {{"lift",
                        {{"points", {"百分点", "points"}}, {"factor", {"乘数", "factor"}}},
                        {"邻市如此", "neighbours do so"},
                        "N1-1"}};
    Uplift points;
    points.id = "more";
    points.label = {"南区加成", "south gets more"};
    points.when = {{"ward", {"south"}}};
    points.only = {{"lift", {"points"}}};
    points.value = *Fraction::of(1, 10);
    Uplift factor = points;
    factor.only = {{"lift", {"factor"}}};
    factor.change = UpliftChange::factor;
    factor.value = *Fraction::of(11, 10);
    policy.benefits[0].uplifts = {points, factor};
    return policy;
}

TEST(Document, KeepsOtherReadingsApart) {
    const std::string document = en(with_reading());
    expect_in(document, "| `lift` | `points` points (default) | `factor` factor | "
                        "neighbours do so | [N1-1] |\n");
    expect_in(document, "| south gets more (reading lift=points) | ward is south | "
                        "rate + 10 points | — | [N1-1] |\n");
    expect_in(document, "#### Under other readings\n\n"
                        "- reading `lift=factor`: uplift: south gets more, rate × 1.1\n");
}

TEST(Document, FollowsTheSelection) {
    const std::string document = zh(with_reading(), {{"lift", "factor"}});
    expect_in(document, "| `lift` | `factor` 乘数 | `points` 百分点（默认） |");
    expect_in(document, "| 南区加成（解读 lift=factor） | 病区为south | 比例 × 1.1 |");
    expect_in(document, "- 解读 `lift=points`：倾斜：南区加成，比例 + 10 个百分点\n");
}

TEST(Document, NumbersBenefitsInTheSelectedOrder) {
    Policy policy = with_reading();
    Benefit second = policy.benefits[0];
    second.id = "extra";
    second.label = {"附加", "extra benefit"};
    policy.benefits.push_back(second);
    policy.orders = {{{{"lift", {"points"}}}, {"main", "extra"}},
                     {{{"lift", {"factor"}}}, {"extra", "main"}}};
    expect_in(en(policy), "### 2. extra benefit");
    expect_in(en(policy, {{"lift", "factor"}}), "### 1. extra benefit");
    expect_in(en(policy), "- order under other readings (reading lift=factor): extra benefit → "
                          "main benefit\n");
}

TEST(Document, SaysWhatABenefitWithoutFiguresDoes) {
    Policy policy = plain_policy();
    Benefit& benefit = policy.benefits[0];
    benefit.base = {};
    benefit.schedule = {};
    benefit.roundings.clear();
    Silence silence;
    silence.note = {"只提到名称", "only its name is given"};
    silence.clause = "N1-1";
    benefit.silences = {silence};
    expect_in(en(policy), "- **unspecified**: pays nothing, and settlements say so. only its name "
                          "is given [N1-1]\n");
    expect_not_in(en(policy), "- base:");
}

TEST(Document, SaysWhatABackstopLeavesWithThePatient) {
    Policy policy = plain_policy();
    Benefit& benefit = policy.benefits[0];
    benefit.kind = BenefitKind::backstop;
    benefit.schedule = {};
    benefit.base.terms = {{Fraction::whole(1), "total", {}, Part::left},
                          {Fraction::whole(-1), {}, "main", Part::payment}};
    benefit.keep.share = *Fraction::of(3, 20);
    benefit.keep.of = {{Fraction::whole(1), "total", {}, Part::left}};
    expect_in(zh(policy),
              "- 计算基数：总费用 − 主待遇的支付额\n- 补足到个人负担不超过：15% × 总费用\n");
}

TEST(Document, ListsGatesTargetsStatementsPremiumsAndEntitlements) {
    Policy policy = plain_policy();
    policy.benefits[0].gates = {{{{"ward", {"north"}}}, {}, {"仅北区", "north only"}, "N1-2"}};
    policy.targets = {
        {"goal", {"目标", "goal"}, {{"ward", {"north"}}}, *Fraction::of(85, 100), "N1-3"}};
    policy.statements = {
        {"deposit", {"押金", "deposit"}, {{{"tier", {"low"}}}, {{"tier", {"high"}}}}, "N1-4"}};
    Row premium = amount(220);
    premium.clause = "N1-5";
    policy.premiums = {{"resident", {"缴费", "premium"}, table({premium}), {}}};
    policy.entitlements = {{"visits", {"随访", "visits"}, {}, 4, "N1-6"}};
    const std::string document = en(policy);
    expect_in(document, "- only if: ward is north (north only) [N1-2]\n");
    expect_in(document, "- goal: all payments are at least 85% of the total, for: ward is north "
                        "[N1-3]\n");
    expect_in(document, "- deposit: if tier is low, or tier is high [N1-4]\n");
    expect_in(document, "- contribution of a year: 220 yuan [N1-5]\n");
    expect_in(document, "- visits: 4 a year, for: every claim [N1-6]\n");
}

TEST(Document, SaysHowADimensionIsDerived) {
    Policy policy = plain_policy();
    Derivation same;
    same.tests = {{reimburse::Test::Kind::equal, "home", "place"}};
    same.value = "north";
    same.clause = "N1-1";
    Derivation rest;
    rest.value = "south";
    rest.assumption = {"未写明", "not stated"};
    policy.dimensions[0].derive = {same, rest};
    expect_in(en(policy), "ward, the first that holds:\n\n"
                          "- home equals place → north [N1-1]\n"
                          "- otherwise → south (assumed: not stated)\n");
}

TEST(Document, EscapesMarkdown) {
    Policy policy = plain_policy();
    policy.title = {"", "A *b* | <c> _d_ e_f"};
    expect_in(en(policy), "# A \\*b\\* \\| \\<c> \\_d\\_ e_f\n");
}

TEST(Document, IsOneHtmlPageWithLinksToTheClauses) {
    Policy policy = plain_policy();
    policy.title = {"甲 & 乙 <丙>", ""};
    const std::string page = document_html(policy, {}, Language::zh);
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"));
    EXPECT_TRUE(page.ends_with("</body>\n</html>\n"));
    expect_in(page, "<h1>甲 &amp; 乙 &lt;丙&gt;</h1>");
    expect_in(page, "<li id=\"clause-N1-1\">");
    expect_in(page, "<li>比例：75% <a class=\"clause\" href=\"#clause-N1-1\">[N1-1]</a></li>");
    expect_in(page, "<td>病区 <code>ward</code></td>");
    expect_in(page, "<li><a href=\"#benefits\">待遇</a></li>");
    expect_not_in(page, "<script");
    expect_not_in(page, "http");
    EXPECT_TRUE(
        document_html(policy, {}, Language::en).starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
}

} // namespace
} // namespace reimburse::explain
