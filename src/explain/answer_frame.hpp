// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/settle_claim.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::explain {

/// What an answer shows beside the settlement.
struct AnswerFrame {
    std::string claim_id;
    std::vector<std::pair<std::string, std::string>> carried; ///< names, remarks
    const Accumulators* accumulators = nullptr;               ///< after the claim; null: left out
    bool trace = false;
    Language language = Language::zh;
};

inline constexpr std::array<std::string_view, reason_count> reason_names{
    "copayment", "over_cap", "deductible", "not_covered", "out_of_scope"};

/// The reason's name in answers: "deductible", "copayment", …
constexpr std::string_view name_of(Reason reason) {
    return reason_names[static_cast<std::size_t>(reason)];
}

} // namespace reimburse::explain
