// SPDX-License-Identifier: MIT
#include "audit/findings_csv.hpp"
#include "audit/report/bars.hpp"
#include "audit/report/context.hpp"
#include "audit/report/sorted_table.hpp"
#include "audit/state_words.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace reimburse::audit {

namespace {

using Kind = SortedTable::Kind;

/// One cause at all facilities.
struct CauseTotal {
    CauseGroup sums;
    std::set<std::string> facilities;
};

std::string cause_of(const ReportContext& context, const CauseGroup& group) {
    return group.name.empty() ? words_of(group.state).label.in(context.options.language)
                              : sentence_of(group.name, context.options.language);
}

std::vector<CauseTotal> totals_of(const std::vector<CauseGroup>& groups) {
    std::map<std::string, CauseTotal> totals;
    for (const CauseGroup& group : groups) {
        const std::string id =
            group.name.empty() ? std::string(to_text(group.state)) : id_of(group.name);
        CauseTotal& total = totals[id];
        CauseGroup& sums = total.sums;
        if (total.facilities.empty()) {
            sums = group;
        } else {
            sums.count += group.count;
            sums.sum += group.sum;
            sums.over += group.over;
            sums.under += group.under;
            if (sums.first_month.empty() ||
                (!group.first_month.empty() && group.first_month < sums.first_month)) {
                sums.first_month = group.first_month;
            }
            sums.last_month = std::max(sums.last_month, group.last_month);
        }
        total.facilities.insert(group.facility);
    }
    std::vector<CauseTotal> list;
    list.reserve(totals.size());
    for (auto& [id, total] : totals) {
        list.push_back(std::move(total));
    }
    std::ranges::stable_sort(list, std::ranges::greater{},
                             [](const CauseTotal& total) { return total.sums.count; });
    return list;
}

void sums(SortedTable& table, const CauseGroup& group, std::int64_t most) {
    table.count(group.count).signed_yuan(group.sum);
    table.picture(balance_bar(group.over, group.under, most));
    table.months(ReportWords::months(group.first_month, group.last_month));
}

void by_cause(std::string& out, const ReportContext& context) {
    const std::vector<CauseTotal> totals = totals_of(context.groups);
    std::int64_t most = 0;
    for (const CauseTotal& total : totals) {
        most = std::max({most, total.sums.over, total.sums.under});
    }
    const bool facilities = context.names_facilities();
    std::vector<SortedTable::Column> columns{{context.say("原因", "cause")}};
    columns.push_back({context.say("笔数", "claims"), Kind::number});
    columns.push_back({context.say("差额（元）", "difference, yuan"), Kind::number});
    columns.push_back({context.say("少付｜多付", "less | more"), Kind::picture});
    columns.push_back({context.say("月份", "months")});
    if (facilities) {
        columns.push_back({context.say("机构数", "facilities"), Kind::number});
    }
    SortedTable table(std::move(columns), context.say("按原因", "by cause"));
    for (const CauseTotal& total : totals) {
        table.sentence(cause_of(context, total.sums));
        sums(table, total.sums, most);
        if (facilities) {
            table.count(static_cast<std::int64_t>(total.facilities.size()));
        }
        table.end_row();
    }
    out += table.markup(context.more());
}

void by_facility(std::string& out, const ReportContext& context) {
    out += "<h3>" + context.say("按机构与原因", "By facility and cause") + "</h3>\n";
    std::int64_t most = 0;
    for (const CauseGroup& group : context.groups) {
        most = std::max({most, group.over, group.under});
    }
    SortedTable table({{context.say("机构", "facility")},
                       {context.say("原因", "cause")},
                       {context.say("笔数", "claims"), Kind::number},
                       {context.say("差额（元）", "difference, yuan"), Kind::number},
                       {context.say("少付｜多付", "less | more"), Kind::picture},
                       {context.say("月份", "months")}},
                      context.say("按机构与原因", "by facility and cause"));
    for (const CauseGroup& group : context.groups) {
        table.html(context.words.facility_html(group.facility), group.facility);
        table.sentence(cause_of(context, group));
        sums(table, group, most);
        table.end_row();
    }
    out += table.markup(context.more());
}

} // namespace

void print_causes(std::string& out, const ReportContext& context) {
    if (context.groups.empty()) {
        return;
    }
    context.heading(out, "causes", context.say("原因", "Causes"));
    ReportContext::paragraph(
        out, context.say("每笔差异列出恰好得出实付金额的最小偏差；有几种时取最可能的一种。笔数多、"
                         "同一机构、持续数月的，多半是系统设置问题。",
                         "Each difference counts under the smallest deviation from the rules that "
                         "gives exactly what was paid, the likeliest where there are several. Many "
                         "claims of one facility over months point to the settings of a system."));
    by_cause(out, context);
    if (context.names_facilities()) {
        by_facility(out, context);
    }
}

} // namespace reimburse::audit
