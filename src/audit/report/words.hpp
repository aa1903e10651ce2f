// SPDX-License-Identifier: MIT
#pragma once

#include "explain/wording.hpp"
#include "reimburse/plan/plan.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace reimburse::audit {

/// Words and numbers of a report in its language.
class ReportWords {
  public:
    /// The plan must outlive this object.
    ReportWords(const Plan& plan, Language language)
        : plan_(plan), rules_(plan.policy, plan.selection, language) {}

    /// How the policy's own parts are called.
    const explain::Wording& rules() const { return rules_; }

    Language language() const { return rules_.language(); }

    std::string say(std::string_view zh, std::string_view en) const { return rules_.say(zh, en); }

    /// "1,234"
    static std::string count(std::int64_t number);

    /// Fen as yuan: "1,234.50".
    static std::string yuan(std::int64_t fen);

    /// The same with its sign, and a minus that is as wide as the plus.
    static std::string signed_yuan(std::int64_t fen);

    /// part / whole in ten-thousandths, half up; -1 where there is no whole.
    static std::int64_t share_e4(std::int64_t part, std::int64_t whole);

    /// "84.99%"; a dash where there is no share.
    static std::string percent(std::int64_t share_e4);

    /// The facility with its name where the policy lists it; escaped for HTML.
    std::string facility_html(const std::string& id) const;

    /// What a field of a claim is called.
    std::string field(const std::string& name) const;

    /// "2019-10" or "2019-10 – 2020-03"
    static std::string months(const std::string& first, const std::string& last);

  private:
    const Plan& plan_;
    explain::Wording rules_;
};

} // namespace reimburse::audit
