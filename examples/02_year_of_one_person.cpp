// SPDX-License-Identifier: MIT
// A year of one person: the accumulators are a value that the caller keeps between claims.
#include "reimburse/reimburse.hpp"

#include <iostream>

namespace {

struct Visit {
    const char* date;
    const char* care;
    const char* level;
    const char* total;
};

} // namespace

int main() {
    using namespace reimburse;
    const Plan plan = compile(load_policy().value()).value();
    Accumulators person;

    for (const Visit& visit : {Visit{"2019-02-11", "inpatient", "county", "9000.00"},
                               Visit{"2019-06-30", "inpatient", "city", "48000.00"},
                               Visit{"2019-09-15", "outpatient", "township", "86.40"},
                               Visit{"2019-11-02", "inpatient", "city", "21000.00"}}) {
        Problems problems;
        Claim claim(plan);
        claim.set("claim_id", visit.date, problems);
        claim.set("person_id", "p1", problems);
        claim.set("date", visit.date, problems);
        claim.set("care", visit.care, problems);
        claim.set("facility_level", visit.level, problems);
        claim.set("person_class", "general", problems);
        claim.set("total", visit.total, problems);
        claim.set("eligible", visit.total, problems);
        const Answer answer = settle(plan, claim, person, exact_path).value();
        std::cout << visit.date << "  all payments " << format_amount(answer.settlement.fund_total)
                  << ", patient " << format_amount(answer.settlement.patient_pays) << '\n';
    }
    for (const auto& [period, sums] : person.periods()) {
        for (const auto& [name, fen] : sums) {
            std::cout << period << ' ' << name << ' ' << format_amount(Money::from_fen(fen))
                      << '\n';
        }
    }
}
