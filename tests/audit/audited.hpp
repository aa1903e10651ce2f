// SPDX-License-Identifier: MIT
#pragma once

#include "audit/audit.hpp"
#include "audit/report/report.hpp"
#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace reimburse::test {

/// The plan of the policy that comes with the program.
inline const Plan& bundled_plan() {
    static const Plan plan = *compile(*load::load_rules({}));
    return plan;
}

/// Audits a text of CSV as a file, with the statistics of a report.
inline audit::AuditResult audited(const std::string& text, std::size_t cases = 50,
                                  bool find_duplicates = false) {
    std::string file =
        (std::filesystem::temp_directory_path() / "reimburse-report-XXXXXX").string();
    ::close(::mkstemp(file.data()));
    std::ofstream(file, std::ios::binary) << text;
    audit::AuditOptions options;
    options.find_duplicates = find_duplicates;
    options.statistics = true;
    options.cases = cases;
    const auto pass_over = [](std::int64_t, std::string_view, const Problems&) {
    };
    auto result = audit::audit(bundled_plan(), {file}, options, pass_over, [](std::int64_t) {});
    std::filesystem::remove(file);
    EXPECT_TRUE(result);
    return *std::move(result);
}

inline std::string report_of(const audit::AuditResult& result,
                             const audit::ReportOptions& options = {Language::en}) {
    return audit::report_html(bundled_plan(), result, {result.inputs, {}}, options);
}

} // namespace reimburse::test
