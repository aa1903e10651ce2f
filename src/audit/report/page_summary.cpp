// SPDX-License-Identifier: MIT
#include "audit/report/context.hpp"
#include "audit/report/sorted_table.hpp"
#include "audit/state_words.hpp"

namespace reimburse::audit {

namespace {

using Kind = SortedTable::Kind;

void card(std::string& out, const std::string& name, const std::string& figure,
          const std::string& note, const char* kind = "") {
    out += std::string("<div class=\"card ") + kind + "\"><span>" + explain::escaped_html(name) +
           "</span><strong>" + explain::escaped_html(figure) + "</strong><span>" +
           explain::escaped_html(note) + "</span></div>\n";
}

std::string lead(const ReportContext& context) {
    const AuditSummary& summary = context.result.summary;
    const std::string compared = ReportWords::count(summary.compared);
    if (summary.compared == 0) {
        return context.say("没有可以核对的结算。", "There was no claim to compare.");
    }
    const auto& all = context.statistics.claims.all;
    const std::int64_t differing = all.differing + context.statistics.reversals.differing;
    const bool one = summary.compared == 1;
    if (differing == 0) {
        return context.say("核对了 " + compared + " 笔结算，支付金额全部与规则一致。",
                           one ? "The one claim that was compared was paid exactly what the rules "
                                 "give."
                               : "All " + compared +
                                     " claims that were compared were paid exactly what the rules "
                                     "give.");
    }
    const std::string many = ReportWords::count(differing);
    const std::string over = ReportWords::yuan(summary.over);
    const std::string under = ReportWords::yuan(summary.under);
    return context.say(
        "核对了 " + compared + " 笔结算，其中 " + many + " 笔的支付金额与规则不一致：共多付 " +
            over + " 元，少付 " + under + " 元。",
        "Of " + compared + (one ? " claim" : " claims") + " compared, " + many +
            (differing == 1 ? " was" : " were") + " not paid what the rules give: " + over +
            " yuan too much and " + under + " yuan too little in all.");
}

void cards(std::string& out, const ReportContext& context) {
    const AuditSummary& summary = context.result.summary;
    std::string rows = context.say("文件共 " + ReportWords::count(summary.rows) + " 行",
                                   "of " + ReportWords::count(summary.rows) + " rows");
    if (summary.refused > 0) {
        const std::string refused = ReportWords::count(summary.refused);
        rows += context.say("，拒绝 " + refused + " 行", ", " + refused + " refused");
    }
    if (summary.reversals > 0) {
        const std::string reversals = ReportWords::count(summary.reversals);
        rows += context.say("，冲销 " + reversals + " 行", ", " + reversals + " reversals");
    }
    const std::string yuan = context.say("元", "yuan");
    out += "<div class=\"cards\">\n";
    card(out, context.say("核对的结算", "claims compared"), ReportWords::count(summary.compared),
         rows);
    card(out, context.say("按规则应付", "due by the rules"), ReportWords::yuan(summary.expected),
         yuan);
    card(out, context.say("实际支付", "actually paid"), ReportWords::yuan(summary.paid), yuan);
    card(out, context.say("多付", "paid too much"), ReportWords::yuan(summary.over), yuan,
         summary.over > 0 ? "is-over" : "");
    card(out, context.say("少付", "paid too little"), ReportWords::yuan(summary.under), yuan,
         summary.under > 0 ? "is-under" : "");
    out += "</div>\n";
}

void states(std::string& out, const ReportContext& context) {
    const AuditSummary& summary = context.result.summary;
    if (summary.states.empty()) {
        return;
    }
    out += "<h3>" + context.say("差异分类", "What the differences are") + "</h3>\n";
    SortedTable table({{context.say("类别与处理", "kind, and what to do")},
                       {context.say("笔数", "claims"), Kind::number},
                       {context.say("差额合计（元）", "difference, yuan"), Kind::number}},
                      context.say("差异分类", "kinds of difference"));
    for (const auto& [state, counted] : summary.states) {
        const StateWords& words = words_of(state);
        const std::string label = explain::escaped_html(words.label.in(context.options.language));
        table.html(label + "<span class=\"what\">" +
                       explain::escaped_html(words.advice.in(context.options.language)) + "</span>",
                   label);
        table.count(counted.first).signed_yuan(counted.second).end_row();
    }
    out += table.markup(context.more());
}

/// Differences that are counted, and no more.
void tolerated(std::string& out, const ReportContext& context) {
    std::int64_t count = 0;
    std::int64_t sum = 0;
    for (const Finding& finding : context.result.findings.all()) {
        if (finding.largest() <= context.options.tolerance) {
            ++count;
            sum += finding.difference();
        }
    }
    if (count > 0) {
        const std::string limit = ReportWords::yuan(context.options.tolerance);
        const std::string many = ReportWords::count(count);
        const std::string amount = ReportWords::signed_yuan(sum);
        ReportContext::paragraph(
            out,
            context.say("其中 " + many + " 笔的差额不超过 " + limit + " 元（合计 " + amount +
                            " 元），计入各项合计，不单独列出。",
                        "Differences no larger than " + limit + " yuan (" + many + ", " + amount +
                            " in all) are in the sums and are not listed."),
            "note");
    }
}

void after_refused(std::string& out, const ReportContext& context) {
    const std::int64_t count = context.result.summary.after_refused;
    if (count > 0) {
        const std::string many = ReportWords::count(count);
        ReportContext::paragraph(
            out,
            context.say(many + " 笔结算的年度累计中缺少此前被拒的一行。",
                        "Claims settled on totals of the year that lack a row refused before: " +
                            many + "."),
            "note");
    }
}

} // namespace

void print_summary(std::string& out, const ReportContext& context) {
    context.heading(out, "summary", context.say("概要", "Summary"));
    ReportContext::paragraph(out, lead(context), "lead");
    cards(out, context);
    states(out, context);
    tolerated(out, context);
    after_refused(out, context);
}

} // namespace reimburse::audit
