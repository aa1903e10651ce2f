// SPDX-License-Identifier: MIT
#pragma once

#include "audit/causes/cause.hpp"
#include "audit/report/account.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace reimburse::audit {

/// One deviation, or two together.
using Name = std::vector<Deviation>;

inline std::string id_of(const Name& name) {
    std::string id;
    for (const Deviation& deviation : name) {
        id += (id.empty() ? "" : "+") + deviation.id();
    }
    return id;
}

inline Name general(const Name& name) {
    Name general;
    for (const Deviation& deviation : name) {
        general.push_back(deviation.general());
    }
    return general;
}

/// What explains a difference: deviations that pay the same for every amount in the state of the
/// claim are one answer with several names.
struct Explanation {
    std::vector<Name> names;
    std::vector<std::int64_t> payments;     ///< that it brings, by benefit of the row store
    std::vector<std::int64_t> added;        ///< that it adds to the totals, by slot of the plan
    std::string content;                    ///< what makes it another answer than the others
    std::shared_ptr<const Account> account; ///< how it comes to its payments; null: not kept
};

} // namespace reimburse::audit
