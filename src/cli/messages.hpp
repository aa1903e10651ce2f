// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"

#include <cstdio>
#include <string>
#include <string_view>

namespace reimburse::cli {

/// A message in the language of the command, with its {name} marks filled.
inline std::string message(Language language, std::string_view zh, std::string_view en,
                           const Problem::Arguments& arguments = {}) {
    return fill(language == Language::zh ? zh : en, arguments);
}

/// The message as a line on standard error.
inline void say(Language language, std::string_view zh, std::string_view en,
                const Problem::Arguments& arguments = {}) {
    std::fputs((message(language, zh, en, arguments) + "\n").c_str(), stderr);
}

} // namespace reimburse::cli
