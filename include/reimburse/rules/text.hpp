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

/// The wording as a sentence carries it: in brackets, after a space in English; empty where there
/// is none.
inline std::string in_brackets(const Text& text, Language language) {
    const std::string& words = text.in(language);
    if (words.empty()) {
        return {};
    }
    return language == Language::zh ? "（" + words + "）" : " (" + words + ")";
}

} // namespace reimburse
