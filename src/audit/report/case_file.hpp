// SPDX-License-Identifier: MIT
#pragma once

#include "audit/report/account.hpp"

#include <string>
#include <utility>
#include <vector>

namespace reimburse::audit {

/// What a report shows of a claim beside its finding; kept for the largest cases alone.
struct CaseFile {
    std::vector<std::pair<std::string, std::string>> said; ///< the claim's fields and their texts
    Account expected;

    bool operator==(const CaseFile&) const = default;
};

} // namespace reimburse::audit
