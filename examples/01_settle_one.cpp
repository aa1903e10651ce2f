// SPDX-License-Identifier: MIT
// Settles one claim under the bundled policy and prints who pays what.
#include "reimburse/reimburse.hpp"

#include <iostream>

int main() {
    using namespace reimburse;
    const Plan plan = compile(load_policy().value()).value();

    Problems problems;
    Claim claim(plan);
    claim.set("claim_id", "c1", problems);
    claim.set("person_id", "p1", problems);
    claim.set("date", "2019-10-02", problems);
    claim.set("care", "inpatient", problems);
    claim.set("facility_level", "county", problems);
    claim.set("person_class", "registered_poor", problems);
    claim.set("total", "60000.00", problems);
    claim.set("eligible", "55000.00", problems);

    Accumulators person; // nothing earlier this year
    const Answer answer = settle(plan, claim, person, exact_path).value();

    const Settlement& settled = answer.settlement;
    for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
        if (settled.benefits[b].applies) {
            std::cout << plan.benefits[b].id << ' ' << format_amount(settled.benefits[b].payment)
                      << '\n';
        }
    }
    std::cout << "patient pays " << format_amount(settled.patient_pays) << '\n';
}
