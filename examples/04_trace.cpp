// SPDX-License-Identifier: MIT
// Why a benefit pays what it pays: the steps of a settlement, each with its clause.
#include "reimburse/reimburse.hpp"

#include <iostream>

int main() {
    using namespace reimburse;
    const Plan plan = compile(load_policy().value()).value();
    Problems problems;
    Claim claim(plan);
    for (const auto& [name, text] : {std::pair{"claim_id", "c1"},
                                     {"person_id", "p1"},
                                     {"date", "2019-05-20"},
                                     {"care", "inpatient"},
                                     {"facility_level", "city"},
                                     {"person_class", "general"},
                                     {"total", "83456.70"},
                                     {"eligible", "79123.05"}}) {
        claim.set(name, text, problems);
    }
    Accumulators person;
    const Answer answer = settle(plan, claim, person, exact_path).value();
    for (const TraceStep& step : trace_steps(plan, answer.settlement)) {
        std::cout << plan.benefits[step.benefit].id << ' ' << to_text(step.operation) << ' '
                  << format_amount(step.amount);
        visit_inputs(plan, answer.settlement, step,
                     [](std::string_view name, std::string_view text) {
                         std::cout << ' ' << name << '=' << text;
                     });
        std::cout << " [" << *step.clause << "]\n";
    }
}
