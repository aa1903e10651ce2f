// SPDX-License-Identifier: MIT
#include "audit/report/context.hpp"
#include "audit/report/page_parts.hpp"
#include "explain/page_style.hpp"

#include <array>

namespace reimburse::audit {

namespace {

struct Section {
    std::string_view anchor;
    std::string_view zh;
    std::string_view en;
    void (*print)(std::string& out, const ReportContext& context);
};

constexpr std::array sections{
    Section{"summary", "概要", "Summary", print_summary},
    Section{"causes", "原因", "Causes", print_causes},
    Section{"breakdown", "分布", "Where and when", print_breakdown},
    Section{"targets", "目标", "Targets", print_targets},
    Section{"cases", "差额最大的结算", "Largest cases", print_cases},
    Section{"refused", "被拒的行", "Refused rows", print_refused},
    Section{"provenance", "依据", "What this rests on", print_provenance},
};

} // namespace

std::string report_html(const Plan& plan, const AuditResult& result, const Provenance& provenance,
                        const ReportOptions& options) {
    const ReportContext context{plan,
                                result,
                                *result.statistics,
                                provenance,
                                options,
                                ReportWords(plan, options.language),
                                result.findings.groups()};
    std::string nav;
    std::string body;
    for (const Section& section : sections) {
        const std::size_t before = body.size();
        section.print(body, context);
        if (body.size() > before) { // it had something to say
            nav += "<li><a href=\"#" + std::string(section.anchor) + "\">" +
                   context.say(section.zh, section.en) + "</a></li>\n";
        }
    }
    const std::string title = context.say("医疗费用结算稽核报告", "Audit of medical claims");
    const std::string policy =
        explain::escaped_html(context.words.rules().label(plan.policy.title, plan.policy.id));
    return explain::page_head(title, options.language, report_style) + "<h1>" + title +
           "</h1>\n<p class=\"policy\">" + policy + "</p>\n<nav><ul>\n" + nav +
           "</ul></nav>\n<main>\n" + body + "</main>\n<script>" + std::string(report_script) +
           "</script>\n</body>\n</html>\n";
}

} // namespace reimburse::audit
