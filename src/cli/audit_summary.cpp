// SPDX-License-Identifier: MIT
#include "cli/audit_summary.hpp"

#include "audit/findings_csv.hpp"
#include "audit/state_words.hpp"
#include "cli/messages.hpp"
#include "reimburse/amount/format.hpp"

namespace reimburse::cli {

namespace {

/// Groups that the summary lists.
constexpr std::size_t groups_shown = 10;

std::string yuan(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

/// The state as the findings have it, after its name in Chinese.
std::string name_of(audit::State state, Language language) {
    const std::string id(to_text(state));
    return language == Language::zh ? audit::words_of(state).label.zh + "（" + id + "）" : id;
}

void print_groups(const std::vector<audit::CauseGroup>& groups, Language language) {
    std::size_t shown = 0;
    for (const audit::CauseGroup& group : groups) {
        if (shown == groups_shown) {
            say(language, "另有 {count} 组", "and {count} more",
                {{"count", std::to_string(groups.size() - shown)}});
            break;
        }
        ++shown;
        const std::string what = group.name.empty() ? name_of(group.state, language)
                                                    : audit::sentence_of(group.name, language);
        const std::string months = group.first_month == group.last_month
                                       ? group.first_month
                                       : group.first_month + " .. " + group.last_month;
        const std::string where =
            group.facility.empty() ? "" : group.facility + message(language, "：", ": ");
        say(language, "  {count} 笔 {where}{what}，{months}，合计 {sum}",
            "  {count} x {where}{what}, {months}, sum {sum}",
            {{"count", std::to_string(group.count)},
             {"where", where},
             {"what", what},
             {"months", months},
             {"sum", yuan(group.sum)}});
    }
}

} // namespace

void print_audit_summary(const audit::AuditResult& result, const Tolerated& tolerated,
                         Language language) {
    const audit::AuditSummary& summary = result.summary;
    say(language, "共 {rows} 行，拒绝 {refused} 行，在被拒结算之后结算 {after} 行",
        "rows {rows}, refused {refused}, settled after a refused claim {after}",
        {{"rows", std::to_string(summary.rows)},
         {"refused", std::to_string(summary.refused)},
         {"after", std::to_string(summary.after_refused)}});
    say(language, "核对 {compared} 笔：应付 {expected}，实付 {paid}",
        "compared {compared}: expected {expected}, paid {paid}",
        {{"compared", std::to_string(summary.compared)},
         {"expected", yuan(summary.expected)},
         {"paid", yuan(summary.paid)}});
    for (const auto& [state, counted] : summary.states) {
        say(language, "{state}{count} 笔，差额合计 {sum}", "{state} {count}, sum {sum}",
            {{"state", name_of(state, language)},
             {"count", std::to_string(counted.first)},
             {"sum", yuan(counted.second)}});
    }
    if (tolerated.count > 0) {
        say(language, "不超过 {limit} 的差异不逐笔列出：{count} 笔，合计 {sum}",
            "within the tolerance of {limit}, not listed: {count}, sum {sum}",
            {{"limit", yuan(tolerated.limit)},
             {"count", std::to_string(tolerated.count)},
             {"sum", yuan(tolerated.sum)}});
    }
    print_groups(result.findings.groups(), language);
}

} // namespace reimburse::cli
