// SPDX-License-Identifier: MIT
#include "audit/report/context.hpp"
#include "reimburse/version.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

void row(std::string& out, const std::string& name, const std::string& markup) {
    out += "<div><dt>" + explain::escaped_html(name) + "</dt><dd>" + markup + "</dd></div>\n";
}

std::string code(const std::string& text) {
    return "<code>" + explain::escaped_html(text) + "</code>";
}

std::string readings(const ReportContext& context) {
    std::string out;
    for (const Reading& reading : context.plan.policy.readings) {
        const auto chosen = context.plan.selection.find(reading.id);
        if (chosen == context.plan.selection.end()) {
            continue;
        }
        const auto value = std::ranges::find(reading.values, chosen->second, &ReadingValue::id);
        out += (out.empty() ? "" : "<br>") + code(reading.id + "=" + chosen->second);
        if (value != reading.values.end()) {
            out += " " + explain::escaped_html(value->label.in(context.options.language));
            out += value == reading.values.begin() ? context.say("（默认）", " (default)") : "";
        }
    }
    return out;
}

void inputs(std::string& out, const ReportContext& context) {
    if (context.provenance.inputs.empty()) {
        return;
    }
    out += "<div class=\"scroll\"><table><thead><tr><th>" + context.say("文件", "file") +
           "</th><th class=\"n\">" + context.say("字节", "bytes") +
           "</th><th>SHA-256</th></tr></thead><tbody>\n";
    for (const HashedInput& input : context.provenance.inputs) {
        const std::string name =
            input.name == "-" ? context.say("标准输入", "standard input") : input.name;
        out += "<tr><td>" + explain::escaped_html(name) + "</td><td class=\"n\">" +
               ReportWords::count(input.bytes) + "</td><td>" + code(input.sha256) + "</td></tr>\n";
    }
    out += "</tbody></table></div>\n";
}

} // namespace

void print_provenance(std::string& out, const ReportContext& context) {
    const Policy& policy = context.plan.policy;
    context.heading(out, "provenance", context.say("依据", "What this rests on"));
    ReportContext::paragraph(
        out, context.say("用同一程序版本、规则、解读、选项和文件再核一次，得到的页面逐字节相同。",
                         "The same version, rules, readings, options and files give this page "
                         "again, byte for byte."));
    out += "<dl class=\"facts\">\n";
    row(out, context.say("规则", "rules"),
        explain::escaped_html(context.words.rules().label(policy.title, policy.id)) + " " +
            code(policy.id));
    if (!policy.overlays.empty()) {
        std::string overlays;
        for (const std::string& overlay : policy.overlays) {
            overlays += (overlays.empty() ? "" : " ") + code(overlay);
        }
        row(out, context.say("补充表", "overlays"), overlays);
    }
    if (!policy.hash.empty()) {
        row(out, context.say("规则校验值", "hash of the rules"), code(policy.hash));
    }
    if (const std::string chosen = readings(context); !chosen.empty()) {
        row(out, context.say("解读", "readings"), chosen);
    }
    row(out, context.say("程序", "program"), code("reimburse " + std::string(version)));
    std::string options;
    for (const auto& [name, value] : context.provenance.options) {
        options += (options.empty() ? "" : " ") + code(value.empty() ? name : name + " " + value);
    }
    if (!options.empty()) {
        row(out, context.say("选项", "options"), options);
    }
    out += "</dl>\n";
    inputs(out, context);
}

} // namespace reimburse::audit
