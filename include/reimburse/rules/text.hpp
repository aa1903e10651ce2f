// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"

#include <string>

namespace reimburse {

/// A wording in both languages; where one is empty the other serves.
struct Text {
    std::string zh;
    std::string en;

    const std::string& in(Language language) const {
        const bool chinese = language == Language::zh;
        return (chinese ? zh.empty() : !en.empty()) ? en : zh;
    }

    bool operator==(const Text&) const = default;
};

} // namespace reimburse
