// SPDX-License-Identifier: MIT
#include "reimburse/reimburse.hpp"

#include <iostream>

/// Settles a claim of 0 under the bundled policy: that it links and runs is what is tested.
int main() {
    const auto plan = reimburse::compile(reimburse::load_policy().value()).value();
    reimburse::Problems problems;
    reimburse::Claim claim(plan);
    claim.set("total", "0.00", problems);
    reimburse::Accumulators person;
    const auto refused = reimburse::settle(plan, claim, person, reimburse::exact_path);
    std::cout << reimburse::version << ' ' << plan.policy.id << '\n';
    return problems.empty() && !refused ? 0 : 1; // the claim lacks its id, date and place
}
