// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace reimburse::load {

/// Edits (insert, delete, replace, swap of two neighbours) that lead from one word to the other,
/// counted in characters; ASCII letters are compared without case.
int edit_distance(std::string_view from, std::string_view to);

/// Characters of a UTF-8 text.
int character_count(std::string_view text) noexcept;

/// What is appended to a sentence about an unknown word: ` (did you mean "x"?)` with the nearest
/// known word, the first of equals; "" if none is within 2 edits and less than half of `wrong`.
/// `known` is a range of whatever converts to std::string_view.
template <class Range>
std::string suggestion(std::string_view wrong, const Range& known) {
    int least = 3;
    std::string_view nearest;
    const int length = character_count(wrong);
    for (const auto& word : known) {
        const int distance = edit_distance(wrong, word);
        if (distance < least && 2 * distance < length) {
            least = distance;
            nearest = word;
        }
    }
    return nearest.empty() ? std::string() : " (did you mean \"" + std::string(nearest) + "\"?)";
}

} // namespace reimburse::load
