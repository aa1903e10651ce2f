// SPDX-License-Identifier: MIT
#include "audit/report/bars.hpp"
#include "audit/report/context.hpp"
#include "audit/report/sorted_table.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

using Kind = SortedTable::Kind;

/// A line of a breakdown: what it is of, and how it sorts.
struct Line {
    std::string name; ///< markup
    std::string key;
    const Tally* tally = nullptr;
};

void print(std::string& out, const ReportContext& context, const std::string& of,
           const std::vector<Line>& lines) {
    std::int64_t most = 0;
    for (const Line& line : lines) {
        most = std::max({most, line.tally->over, line.tally->under});
    }
    SortedTable table({{of},
                       {context.say("结算", "claims"), Kind::number},
                       {context.say("有差异", "differ"), Kind::number},
                       {context.say("多付（元）", "too much, yuan"), Kind::number},
                       {context.say("少付", "too little"), Kind::number},
                       {context.say("少付｜多付", "less | more"), Kind::picture},
                       {context.say("总费用", "bills"), Kind::number},
                       {context.say("应付", "due"), Kind::number},
                       {context.say("实付", "paid"), Kind::number}},
                      of);
    for (const Line& line : lines) {
        const Tally& tally = *line.tally;
        table.html(line.name, line.key).count(tally.claims).count(tally.differing);
        table.yuan(tally.over).yuan(tally.under);
        table.picture(balance_bar(tally.over, tally.under, most));
        table.yuan(tally.total).yuan(tally.expected).yuan(tally.paid).end_row();
    }
    out += table.markup(context.more());
}

void by_month(std::string& out, const ReportContext& context) {
    std::vector<MonthColumn> amounts;
    std::vector<MonthColumn> counts;
    std::vector<Line> lines;
    for (const auto& [month, tally] : context.statistics.claims.months) {
        amounts.push_back({month, tally.over, tally.under});
        counts.push_back({month, tally.differing, 0});
        lines.push_back({month, month, &tally});
    }
    out += "<h3>" + context.say("按月", "By month") + "</h3>\n";
    if (context.statistics.claims.all.differing > 0) {
        out += "<figure>\n<ul class=\"legend\"><li><span class=\"swatch over\"></span>" +
               context.say("多付", "too much") + "</li><li><span class=\"swatch under\"></span>" +
               context.say("少付", "too little") + "</li></ul>\n<div class=\"pair\">\n";
        out += month_plot(amounts, context.say("差额，元", "difference, yuan"), true, "by-amount");
        out += month_plot(counts, context.say("有差异的结算，笔", "claims that differ"), false,
                          "by-count");
        out += "</div>\n</figure>\n";
    }
    print(out, context, context.say("月份", "month"), lines);
}

void by_facility(std::string& out, const ReportContext& context) {
    std::vector<Line> lines;
    for (const auto& [facility, tally] : context.statistics.claims.facilities) {
        lines.push_back({context.words.facility_html(facility), facility, &tally});
    }
    std::ranges::stable_sort(lines, std::ranges::greater{}, [](const Line& line) {
        return std::pair(line.tally->over + line.tally->under, line.tally->claims);
    });
    out += "<h3>" + context.say("按机构", "By facility") + "</h3>\n";
    print(out, context, context.say("机构", "facility"), lines);
}

void by_dimension(std::string& out, const ReportContext& context, std::size_t d) {
    const Dimension& dimension = context.plan.policy.dimensions[d];
    const std::string name = context.words.rules().dimension(dimension.id);
    std::vector<Line> lines;
    for (std::size_t v = 0; v < dimension.values.size(); ++v) {
        const Tally& tally = context.statistics.claims.dimensions[d][v];
        if (tally.claims > 0) {
            const std::string& id = dimension.values[v].id;
            const std::string label = context.words.rules().value(dimension.id, id);
            lines.push_back({explain::escaped_html(label), label, &tally});
        }
    }
    if (!lines.empty()) {
        out += "<h3>" + explain::escaped_html(context.say("按" + name, "By " + name)) + "</h3>\n";
        print(out, context, name, lines);
    }
}

} // namespace

void print_breakdown(std::string& out, const ReportContext& context) {
    if (context.statistics.claims.all.claims == 0) {
        return;
    }
    context.heading(out, "breakdown", context.say("分布", "Where and when"));
    by_month(out, context);
    if (context.names_facilities()) {
        by_facility(out, context);
    }
    for (std::size_t d = 0; d < context.statistics.said.size(); ++d) {
        if (context.statistics.said[d] > 0) {
            by_dimension(out, context, d);
        }
    }
    const Tally& reversals = context.statistics.reversals;
    if (reversals.claims > 0) {
        const std::string rows = ReportWords::count(reversals.claims);
        const std::string due = ReportWords::signed_yuan(reversals.expected);
        const std::string paid = ReportWords::signed_yuan(reversals.paid);
        ReportContext::paragraph(out,
                                 context.say("另有冲销 " + rows + " 行（应为 " + due +
                                                 " 元，实为 " + paid + " 元），不在以上各表之内。",
                                             "Reversals, " + rows + " rows (due " + due +
                                                 " yuan, paid " + paid +
                                                 "), stand apart from these tables."),
                                 "note");
    }
}

} // namespace reimburse::audit
