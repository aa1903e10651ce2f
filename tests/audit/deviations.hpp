// SPDX-License-Identifier: MIT
#pragma once

#include "audit/faulty.hpp"

#include <functional>
#include <string>
#include <vector>

namespace faulty {

/// A claim that has been settled, as later faults may forget it or count it again.
struct Earlier {
    std::string claim_id;
    Year added;
};

/// What a settlement works on before it errs.
struct Situation {
    Bill bill;
    Year year; ///< the totals that the system believes in
    Twist twist;
    std::vector<Earlier> earlier; ///< of the person's year
};

/// One way to err. `apply` changes the situation; `mistype` changes the sum that is written down.
struct Deviation {
    std::string cause; ///< the name that findings use
    std::function<void(Situation&)> apply;
    std::function<std::int64_t(std::int64_t)> mistype;
    bool names_sum = false; ///< the name ends in the sum that is written down
};

/// The ways of a whole system: of its rules.
std::vector<Deviation> rule_deviations();

/// The ways of one claim: of what it says and of what is remembered.
std::vector<Deviation> claim_deviations(const Situation& situation);

/// The ways to mistype a sum that was due.
std::vector<Deviation> paid_deviations(std::int64_t due);

/// Amount as text, 1234.50.
std::string yuan_text(std::int64_t fen);

} // namespace faulty
