// SPDX-License-Identifier: MIT
#include "reimburse/load.hpp"

#include "load/policy_reader.hpp"
#include "load/rule_set.hpp"

namespace reimburse {

Result<Policy> read_policy(std::string_view text, std::string_view file) {
    return load::read_policy(text, file);
}

Result<Policy> load_policy(std::span<const std::string> paths) {
    return load::load_rules(paths);
}

} // namespace reimburse
