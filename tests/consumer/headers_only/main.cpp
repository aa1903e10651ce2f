// SPDX-License-Identifier: MIT
#include "reimburse/amount/literals.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/settle/settle_claim.hpp"

#include <iostream>

using namespace reimburse;

namespace {

Table cell(std::int64_t numerator, std::int64_t denominator) {
    Row row;
    row.cell.value = *Fraction::of(numerator, denominator);
    return {{row}, {}};
}

/// 80 % of what exceeds 500 yuan, at most 3,000 yuan a year.
Policy small_policy() {
    Benefit benefit;
    benefit.id = "inpatient";
    benefit.base.terms.push_back({Fraction::whole(1), "eligible", {}, {}});
    benefit.deductibles.push_back({"visit", cell((500_yuan).fen(), 1), {}, {}});
    benefit.schedule.segments.push_back({{}, cell(4, 5), {}});
    benefit.caps.push_back({"year", cell((3000_yuan).fen(), 1), {"paid"}, {}});
    benefit.roundings.push_back({{RoundingMode::half_up, 1}, {}, RoundingPlace::claim, {}});
    Accumulator paid;
    paid.id = "paid";
    paid.benefit = "inpatient";
    Policy policy;
    policy.id = "small";
    policy.valid = {*Date::from_ymd(2020, 1, 1), *Date::from_ymd(2021, 1, 1)};
    policy.accumulators.push_back(paid);
    policy.benefits.push_back(benefit);
    return policy;
}

} // namespace

/// The headers alone: a policy made in C++, two claims of one year, no library linked.
int main() {
    const Plan plan = compile(small_policy()).value();
    Accumulators person;
    for (const Money expected : {1600_yuan, 1400_yuan}) { // the second meets the cap
        Problems problems;
        Claim claim(plan);
        claim.set("claim_id", "c", problems);
        claim.set("person_id", "p", problems);
        claim.set("date", "2020-05-01", problems);
        claim.set("total", "2500.00", problems);
        claim.set("eligible", "2500.00", problems);
        const Answer answer = settle(plan, claim, person).value();
        if (answer.settlement.fund_total != expected) {
            std::cout << format_amount(answer.settlement.fund_total) << '\n';
            return 1;
        }
    }
    std::cout << "settled\n";
}
