// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace reimburse::audit {

/// All payments but those from the patient's own account, fen. `payments` by benefit; further
/// benefits than the plan has may follow.
inline std::int64_t fund_total(std::span<const Benefit> benefits,
                               std::span<const std::int64_t> payments) {
    std::int64_t sum = 0;
    for (std::size_t b = 0; b < payments.size(); ++b) {
        sum += benefits[b].payer == Payer::account ? 0 : payments[b];
    }
    return sum;
}

/// What a claim says was paid, fen.
struct Paid {
    std::optional<std::int64_t> total;  ///< of all payments but the account's
    std::vector<std::int64_t> benefits; ///< in order of settlement; -1: not said

    bool any() const {
        return total.has_value() ||
               std::ranges::any_of(benefits, [](std::int64_t paid) { return paid >= 0; });
    }

    /// All payments but the account's: what is not said counts as `expected` has it.
    std::int64_t sum(std::span<const Benefit> plan, std::span<const std::int64_t> expected,
                     std::int64_t expected_sum) const {
        std::int64_t sum = expected_sum;
        for (std::size_t b = 0; b < benefits.size(); ++b) {
            if (benefits[b] >= 0 && plan[b].payer != Payer::account) {
                sum += benefits[b] - expected[b];
            }
        }
        return total.value_or(sum);
    }

    /// Whether the payments of all benefits are known: a benefit that is not said pays nothing, and
    /// the sum agrees.
    bool names_all(std::span<const Benefit> plan, std::span<const std::int64_t> expected) const {
        std::int64_t named = 0;
        for (std::size_t b = 0; b < benefits.size(); ++b) {
            if (benefits[b] < 0 && expected[b] != 0) {
                return false;
            }
            named += plan[b].payer == Payer::account ? 0 : std::max<std::int64_t>(benefits[b], 0);
        }
        return any() && (!total || *total == named);
    }

    bool fits_benefits(std::span<const std::int64_t> payments) const {
        for (std::size_t b = 0; b < benefits.size(); ++b) {
            if (benefits[b] >= 0 && benefits[b] != payments[b]) {
                return false;
            }
        }
        return true;
    }

    bool fits(std::span<const std::int64_t> payments, std::int64_t sum) const {
        return (!total || *total == sum) && fits_benefits(payments);
    }
};

} // namespace reimburse::audit
