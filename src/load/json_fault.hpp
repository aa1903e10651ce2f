// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reimburse::load {

/// What has been read just before a place in a JSON text: it says what may follow there.
enum class JsonGap {
    document_start,
    object_start,
    array_start,
    after_key,
    after_colon,
    after_member,       ///< a key's value
    after_member_comma, ///< a comma in an object
    after_item,         ///< an array's value
    after_item_comma,   ///< a comma in an array
    after_document,
};

/// The first place at or after `at` that is no space, tab or line end.
std::size_t skip_space(std::string_view text, std::size_t at) noexcept;

/// The gap behind `next` where that is the separator which may stand in `gap`; else `gap`.
JsonGap behind_separator(JsonGap gap, char next) noexcept;

/// The end of the string whose quote opens at `start`. Precondition: it is a valid string.
std::size_t string_end(std::string_view text, std::size_t start) noexcept;

/// True for a whole number: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
bool is_json_number(std::string_view text) noexcept;

/// Where a text stops being JSON, and why, in words for its author.
struct JsonFault {
    std::size_t at;
    std::string why;
};

/// Explains a fault whose token starts at `at`. Precondition: the text up to there is valid, and
/// the token there is malformed or may not stand there.
JsonFault find_fault(std::string_view text, std::size_t at, JsonGap gap);

} // namespace reimburse::load
