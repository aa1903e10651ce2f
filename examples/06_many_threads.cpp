// SPDX-License-Identifier: MIT
// A plan is immutable: many threads settle with it at once, each with its own claim and
// accumulators, and the sums do not depend on how many there are.
#include "reimburse/reimburse.hpp"

#include <iostream>
#include <thread>
#include <vector>

namespace {

using namespace reimburse;

Money settle_share(const Plan& plan, int first, int step) {
    Money sum;
    for (int person = first; person < 400; person += step) {
        Problems problems;
        const std::string total = std::to_string(1000 + 137 * person) + ".25";
        Claim claim(plan);
        for (const auto& [name, text] : {std::pair{"claim_id", "c"},
                                         {"person_id", "p"},
                                         {"date", "2019-07-01"},
                                         {"care", "inpatient"},
                                         {"facility_level", "county"},
                                         {"person_class", "general"}}) {
            claim.set(name, text, problems);
        }
        claim.set("total", total, problems);
        claim.set("eligible", total, problems);
        Accumulators nothing_earlier;
        sum += settle(plan, claim, nothing_earlier, exact_path).value().settlement.fund_total;
    }
    return sum;
}

} // namespace

int main() {
    const Plan plan = compile(load_policy().value()).value();
    for (const int count : {1, 2, 4}) {
        std::vector<Money> sums(static_cast<std::size_t>(count));
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < count; ++t) {
                threads.emplace_back([&plan, &sums, t, count] {
                    sums[static_cast<std::size_t>(t)] = settle_share(plan, t, count);
                });
            }
        }
        Money total;
        for (const Money sum : sums) {
            total += sum;
        }
        std::cout << count << " threads: " << format_amount(total) << '\n';
    }
}
