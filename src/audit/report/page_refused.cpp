// SPDX-License-Identifier: MIT
#include "audit/report/context.hpp"

namespace reimburse::audit {

namespace {

void examples(std::string& out, const ReportContext& context, const RefusedKind& kind) {
    const bool all = static_cast<std::int64_t>(kind.examples.size()) == kind.count;
    out += "<details><summary>" +
           (all ? context.say("所在行", "the rows")
                : context.say("前 " + std::to_string(kind.examples.size()) + " 行",
                              "the first " + std::to_string(kind.examples.size()) + " rows")) +
           "</summary>\n<div class=\"scroll\"><table><thead><tr><th class=\"n\">" +
           context.say("行", "row") + "</th><th>" + context.say("结算号", "claim") + "</th><th>" +
           context.say("原因", "why") + "</th></tr></thead><tbody>\n";
    for (const RefusedRow& row : kind.examples) {
        out += "<tr><td class=\"n\">" + ReportWords::count(row.row) + "</td><td>" +
               explain::escaped_html(row.claim_id) + "</td><td>" +
               explain::escaped_html(row.sentence.in(context.options.language)) + "</td></tr>\n";
    }
    out += "</tbody></table></div></details>\n";
}

} // namespace

void print_refused(std::string& out, const ReportContext& context) {
    if (context.statistics.refused.empty()) {
        return;
    }
    context.heading(out, "refused", context.say("被拒的行", "Refused rows"));
    const std::string rows = ReportWords::count(context.result.summary.refused);
    ReportContext::paragraph(
        out, context.say("有 " + rows + " 行不能结算，未参加核对。更正后请重新稽核。",
                         "Rows that could not be settled, and so were not compared: " + rows +
                             ". Mend them and audit again."));
    for (const auto& [code, kind] : context.statistics.refused) {
        const RefusedRow& first = kind.examples.front();
        const std::string count = ReportWords::count(kind.count);
        out += "<section class=\"refused\"><h3><span class=\"badge\">E" + std::to_string(code) +
               "</span> " +
               context.say(count + " 行", count + (kind.count == 1 ? " row" : " rows")) + "</h3>\n";
        ReportContext::paragraph(out, context.words.rules().lead("例如", "for example") +
                                          first.sentence.in(context.options.language));
        ReportContext::paragraph(out, first.advice.in(context.options.language), "note");
        examples(out, context, kind);
        out += "</section>\n";
    }
}

} // namespace reimburse::audit
