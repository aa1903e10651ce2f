// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/code.hpp"

#include <string>
#include <utility>
#include <vector>

namespace reimburse {

/// Where a problem lies, in the user's own files. Empty or 0 where it is not known.
struct Place {
    std::string file;    ///< as the user named it; "-" is standard input
    std::string pointer; ///< JSON pointer (RFC 6901), or the column's name in a CSV file
    int line = 0;        ///< counted from 1
    int column = 0;      ///< counted from 1, in bytes

    bool operator==(const Place&) const = default;
};

/// One thing that is wrong with an input: which, where, and with which values.
struct Problem {
    using Arguments = std::vector<std::pair<std::string, std::string>>;

    Code code{};
    Arguments arguments; ///< fill the {name} marks of the code's sentence
    Place place;
    std::string clause; ///< clause of the source that it concerns; empty if none
};

using Problems = std::vector<Problem>;

enum class Language { zh, en };

/// `pattern` with every {name} replaced by its argument. An unknown name stays as it is.
inline std::string fill(std::string_view pattern, const Problem::Arguments& arguments) {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        const std::size_t close = pattern.find('}', open);
        if (close == std::string_view::npos) {
            break;
        }
        text += pattern.substr(0, open);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        bool found = false;
        for (const auto& [key, value] : arguments) {
            if (key == name) {
                text += value;
                found = true;
                break;
            }
        }
        if (!found) {
            text += pattern.substr(open, close - open + 1);
        }
        pattern.remove_prefix(close + 1);
    }
    text += pattern;
    return text;
}

/// The problem as one sentence, without its place: "E201 amount "1,5" is not a plain decimal".
inline std::string sentence(const Problem& problem, Language language = Language::en) {
    const CodeRow& row = row_of(problem.code);
    std::string text = "E" + std::to_string(static_cast<int>(problem.code)) + " ";
    text += fill(language == Language::zh ? row.zh : row.en, problem.arguments);
    if (!problem.clause.empty()) {
        text += " [" + problem.clause + "]";
    }
    return text;
}

/// What the user can do about it.
inline std::string advice(const Problem& problem, Language language = Language::en) {
    const CodeRow& row = row_of(problem.code);
    return fill(language == Language::zh ? row.advice_zh : row.advice_en, problem.arguments);
}

} // namespace reimburse
