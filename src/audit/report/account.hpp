// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/settlement.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace reimburse::audit {

/// What lay in one segment.
struct AccountSegment {
    std::int64_t amount = 0; ///< fen
    std::string rate;        ///< "0.85"
    std::string published;   ///< the rate before uplifts; empty: the same
    std::string clause;

    bool operator==(const AccountSegment&) const = default;
};

/// How one benefit came to its payment: base = deductible + payment + over_cap + copayment, fen.
struct AccountBenefit {
    std::string benefit; ///< id
    std::int64_t base = 0;
    std::int64_t deductible = 0;
    std::int64_t uplift = 0;
    std::int64_t over_cap = 0;
    std::int64_t copayment = 0;
    std::int64_t payment = 0;
    std::int64_t axis_before = 0; ///< what earlier claims of the period laid on the axis
    bool has_deductible = false;
    bool has_axis = false;
    std::string clause;
    std::string deductible_clause;
    std::string cap_clause;
    std::vector<AccountSegment> segments;

    bool operator==(const AccountBenefit&) const = default;
};

/// A settlement as a reader follows it, in plain values that need no plan any more.
struct Account {
    std::int64_t total = 0; ///< fen, as all here
    std::int64_t eligible = 0;
    std::int64_t fund_total = 0;                      ///< all payments but the account's
    std::int64_t account_pays = 0;                    ///< from the patient's own account
    std::array<std::int64_t, reason_count> reasons{}; ///< what the patient bears
    std::vector<AccountBenefit> benefits;             ///< those that apply, in order

    bool operator==(const Account&) const = default;
};

/// The settlement as an account. `cited`: the plan's figures have their clauses; rows that a
/// deviation made have lost them.
Account account_of(const Plan& plan, const Settlement& settlement, bool cited);

} // namespace reimburse::audit
