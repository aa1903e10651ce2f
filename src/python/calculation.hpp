// SPDX-License-Identifier: MIT
#pragma once

#include "audit/batch.hpp"
#include "load/claims_input.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::python {

/// Where the amounts of settlements go, each by row.
struct AmountColumns {
    std::vector<std::int64_t*> benefits; ///< fen
    std::int64_t* fund_total = nullptr;
    std::int64_t* patient_pays = nullptr;
    bool* refused = nullptr; ///< the amounts of such a row are 0
    bool ids = false;        ///< the claims' ids are wanted
};

/// What there is to say beside the amounts.
struct Calculated {
    std::vector<std::pair<std::int64_t, std::string>> errors; ///< by row
    std::vector<std::string> ids;                             ///< of every row, where wanted
    std::vector<std::string> passed_over;                     ///< columns
    audit::BatchCounts counts;
};

/// Settles the rows of an input in order, as `reimburse calculate` does. Problems: those of the
/// header and of reading. `threads` change nothing but the time. Precondition: the columns have
/// room for every row.
Result<Calculated> calculate(const Plan& plan, load::ClaimsInput& input, const std::string& name,
                             const AmountColumns& out, Language language, unsigned threads);

} // namespace reimburse::python
