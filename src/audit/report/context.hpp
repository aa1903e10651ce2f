// SPDX-License-Identifier: MIT
#pragma once

#include "audit/report/report.hpp"
#include "audit/report/words.hpp"
#include "explain/escape.hpp"

#include <string>
#include <vector>

namespace reimburse::audit {

/// What every section of a report is written from.
struct ReportContext {
    const Plan& plan;
    const AuditResult& result;
    const Statistics& statistics;
    const Provenance& provenance;
    const ReportOptions& options;
    ReportWords words;
    std::vector<CauseGroup> groups; ///< by facility and cause

    std::string say(std::string_view zh, std::string_view en) const { return words.say(zh, en); }

    /// Whether some claim names a facility.
    bool names_facilities() const {
        const auto& facilities = statistics.claims.facilities;
        return facilities.size() > 1 || (!facilities.empty() && !facilities.begin()->first.empty());
    }

    /// The button that shows the rest of a long table.
    std::string more() const { return say("显示全部", "show all"); }

    void heading(std::string& out, const char* anchor, const std::string& title) const {
        out += "<h2 id=\"" + std::string(anchor) + "\">" + explain::escaped_html(title) + "</h2>\n";
    }

    static void paragraph(std::string& out, const std::string& text, const char* kind = "") {
        out += std::string("<p") + (*kind == 0 ? "" : " class=\"") + kind +
               (*kind == 0 ? ">" : "\">") + explain::escaped_html(text) + "</p>\n";
    }
};

// One line for each section; each lies in a file of its own.
void print_summary(std::string& out, const ReportContext& context);
void print_causes(std::string& out, const ReportContext& context);
void print_breakdown(std::string& out, const ReportContext& context);
void print_targets(std::string& out, const ReportContext& context);
void print_cases(std::string& out, const ReportContext& context);
void print_refused(std::string& out, const ReportContext& context);
void print_provenance(std::string& out, const ReportContext& context);

/// Expected and as paid, line beside line. `paid`: null where it cannot be settled.
void print_accounts(std::string& out, const ReportContext& context, const Finding& finding,
                    const Account* paid);

} // namespace reimburse::audit
