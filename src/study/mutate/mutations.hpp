// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/policy.hpp"

#include <string>
#include <vector>

namespace reimburse::study {

/// One small change of a table: a number, a bound, a mode or an order.
struct Mutation {
    std::string place;  ///< "basic_inpatient.caps.year, row 1"
    std::string change; ///< "150000.00 -> 150001.00"
    Only only;          ///< readings under which the changed part exists

    bool operator==(const Mutation& other) const {
        return place == other.place && change == other.change;
    }
};

/// Every change that is tried, in the order of the table: amounts by a yuan, rates and shares by a
/// point, days by one, each mode to each other, each gate, uplift and use of an accumulator left
/// out, neighbours in an order swapped. What settles no claim (premiums, entitlements, texts) is
/// left alone.
std::vector<Mutation> mutations(const Policy& policy);

/// Makes the change. False if the policy has no such place: it is another policy.
bool mutate(Policy& policy, const Mutation& mutation);

} // namespace reimburse::study
