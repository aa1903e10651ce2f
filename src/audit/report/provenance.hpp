// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"

#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::audit {

/// A file that decides what an audit comes to.
struct HashedInput {
    std::string name;   ///< without its folder; "-" is standard input
    std::string sha256; ///< of its bytes as they lie there, also where they are packed
    std::int64_t bytes = 0;

    bool operator==(const HashedInput&) const = default;
};

/// The file named and hashed. Problem: cannot_open.
Result<HashedInput> hash_input(const std::string& path);

/// The same of what is left to read of an open file.
Result<HashedInput> hash_input(const std::string& path, std::FILE* file);

/// What an audit was made of, beside the policy and its readings, so that it can be repeated.
struct Provenance {
    std::vector<HashedInput> inputs;
    std::vector<std::pair<std::string, std::string>> options; ///< those that change the outcome
};

/// How an audit was asked for, as the options of the command have it.
struct AuditedHow {
    std::string columns;
    std::string encoding = "auto";
    std::string facilities;
    std::string tolerance; ///< empty: everything is listed
    bool find_duplicates = false;
    std::size_t cases = 50;
    bool show_ids = false;
};

/// What the inputs and the options make; files that the options name are hashed too.
Provenance provenance_of(std::vector<HashedInput> inputs, const AuditedHow& how);

} // namespace reimburse::audit
