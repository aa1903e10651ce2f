// SPDX-License-Identifier: MIT
// An unclear clause can be read in several lawful ways: the same claim under each value of every
// reading that the policy declares.
#include "reimburse/reimburse.hpp"

#include <iostream>

int main() {
    using namespace reimburse;
    const Policy policy = load_policy().value();
    for (const Reading& reading : policy.readings) {
        for (const ReadingValue& value : reading.values) {
            const Plan plan = compile(policy, {{reading.id, value.id}}).value();
            Problems problems;
            Claim claim(plan);
            for (const auto& [name, text] : {std::pair{"claim_id", "c1"},
                                             {"person_id", "p1"},
                                             {"date", "2019-10-02"},
                                             {"care", "inpatient"},
                                             {"facility_level", "county"},
                                             {"person_class", "registered_poor"},
                                             {"total", "230000.00"},
                                             {"eligible", "215000.00"}}) {
                claim.set(name, text, problems);
            }
            Accumulators person;
            const Answer answer = settle(plan, claim, person, exact_path).value();
            std::cout << reading.id << '=' << value.id << "  patient pays "
                      << format_amount(answer.settlement.patient_pays) << '\n';
        }
    }
}
