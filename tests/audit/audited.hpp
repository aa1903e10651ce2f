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

namespace reimburse::test {

/// The plan of the policy that comes with the program.
inline const Plan& bundled_plan() {
    static const Plan plan = *compile(*load::load_rules({}));
    return plan;
}

/// Those of an audit with a report.
inline audit::AuditOptions report_options(std::size_t cases = 50) {
    audit::AuditOptions options;
    options.statistics = true;
    options.cases = cases;
    return options;
}

/// Audits a text of CSV as a file.
inline audit::AuditResult audited(const std::string& text,
                                  const audit::AuditOptions& options = report_options()) {
    std::string folder =
        (std::filesystem::temp_directory_path() / "reimburse-audit-XXXXXX").string();
    EXPECT_NE(::mkdtemp(folder.data()), nullptr);
    const std::string file = folder + "/claims.csv"; // the page says the name
    std::ofstream(file, std::ios::binary) << text;
    const auto pass_over = [](std::int64_t, std::string_view, const Problems&) {
    };
    auto result = audit::audit(bundled_plan(), {file}, options, pass_over,
                               [](const audit::AuditProgress&) { return true; });
    std::filesystem::remove_all(folder);
    EXPECT_TRUE(result);
    return *std::move(result);
}

inline std::string report_of(const audit::AuditResult& result,
                             const audit::ReportOptions& options = {Language::en}) {
    return audit::report_html(bundled_plan(), result, {result.inputs, {}}, options);
}

} // namespace reimburse::test
