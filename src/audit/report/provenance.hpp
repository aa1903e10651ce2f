// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::audit {

/// A file that the audit read.
struct HashedInput {
    std::string name;   ///< without its folder; "-" is standard input
    std::string sha256; ///< of its bytes as they lie there, also where they are packed
    std::int64_t bytes = 0;

    bool operator==(const HashedInput&) const = default;
};

/// What an audit was made of, beside the policy and its readings, so that it can be repeated.
struct Provenance {
    std::vector<HashedInput> inputs;
    std::vector<std::pair<std::string, std::string>> options; ///< those that change the outcome
};

} // namespace reimburse::audit
