// SPDX-License-Identifier: MIT
#pragma once

#include "audit/explanation.hpp"
#include "audit/paid.hpp"
#include "audit/report/case_file.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::audit {

/// What a finding is.
enum class State : std::uint8_t {
    explained,       ///< one answer
    ambiguous,       ///< several answers
    unexplained,     ///< no deviation of one or two steps brings the amount
    consequence,     ///< right on the totals that an earlier wrong payment left
    before_reversal, ///< right when it was paid; would differ without a claim reversed later
    after_refused,   ///< the expected totals lack an earlier claim that was refused
};

constexpr std::string_view to_text(State state) {
    constexpr std::array<std::string_view, 6> names{
        "explained", "ambiguous", "unexplained", "consequence", "before_reversal", "after_refused"};
    return names[static_cast<std::size_t>(state)];
}

/// Whether a finding counts as a fault of its own claim.
constexpr bool is_fault(State state) {
    return state == State::explained || state == State::ambiguous || state == State::unexplained;
}

/// A claim that was not paid what the rules give, or that would not have been.
struct Finding {
    std::int64_t row = 0; ///< from 1, over all files, headers not counted
    std::string claim_id;
    std::string person_id;
    std::string facility; ///< empty: the claim does not say
    std::string month;    ///< 2019-10, of the date that decides
    State state = State::unexplained;
    std::int64_t expected = 0; ///< fen, of all payments but the account's
    std::int64_t paid = 0;
    std::vector<std::int64_t> expected_benefits; ///< in order of settlement
    std::vector<std::int64_t> paid_benefits;     ///< -1: not said
    std::vector<Explanation> answers;            ///< the first-ranked first
    std::string follows;                         ///< claim_id of the earlier claim it hangs on
    std::shared_ptr<const CaseFile> file;        ///< of the largest cases; else null

    std::int64_t difference() const { return paid - expected; }

    /// The largest difference, of the sum or of a benefit, without its sign.
    std::int64_t largest() const {
        std::int64_t most = std::abs(difference());
        for (std::size_t b = 0; b < paid_benefits.size(); ++b) {
            if (paid_benefits[b] >= 0) {
                most = std::max(most, std::abs(paid_benefits[b] - expected_benefits[b]));
            }
        }
        return most;
    }
};

} // namespace reimburse::audit
