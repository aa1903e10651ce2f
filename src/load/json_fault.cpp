// SPDX-License-Identifier: MIT
#include "load/json_fault.hpp"

#include "load/utf8.hpp"

#include <algorithm>
#include <optional>

namespace reimburse::load {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
constexpr std::string_view number_characters = "0123456789+-.eE";

/// The value of the four hexadecimal digits at `at`; nothing if they are not there.
std::optional<unsigned> four_hex(std::string_view text, std::size_t at) {
    if (text.size() < at + 4) {
        return std::nullopt;
    }
    unsigned value = 0;
    for (const char c : text.substr(at, 4)) {
        const std::size_t digit = std::string_view("0123456789abcdefABCDEF").find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        value = value * 16 + static_cast<unsigned>(digit < 16 ? digit : digit - 6);
    }
    return value;
}

bool is_high_half(unsigned value) {
    return value >= 0xD800 && value < 0xDC00;
}

bool is_low_half(unsigned value) {
    return value >= 0xDC00 && value < 0xE000;
}

/// The fault in the escape whose backslash is at `at`, or the length of a valid one.
std::optional<JsonFault> escape_fault(std::string_view text, std::size_t at, std::size_t& length) {
    length = 2;
    const char kind = at + 1 < text.size() ? text[at + 1] : '\0';
    if (std::string_view("\"\\/bfnrt").find(kind) != std::string_view::npos && kind != '\0') {
        return std::nullopt;
    }
    if (kind != 'u') {
        return JsonFault{at, "a backslash must be written twice"};
    }
    const std::optional<unsigned> first = four_hex(text, at + 2);
    if (!first) {
        return JsonFault{at, "\\u must be followed by four hexadecimal digits"};
    }
    length = 6;
    if (is_high_half(*first) && text.substr(at + 6, 2) == "\\u") {
        const std::optional<unsigned> second = four_hex(text, at + 8);
        if (second && is_low_half(*second)) {
            length = 12;
            return std::nullopt;
        }
    }
    if (is_high_half(*first) || is_low_half(*first)) {
        return JsonFault{at, "\\u names one half of a surrogate pair without the other"};
    }
    return std::nullopt;
}

/// The fault in the string that opens at `start`; nothing if it is a valid string.
std::optional<JsonFault> string_fault(std::string_view text, std::size_t start) {
    std::size_t at = start + 1;
    while (at < text.size() && text[at] != '"') {
        if (text[at] == '\n' || text[at] == '\r') {
            return JsonFault{start, "the text is not closed with a double quote on its line"};
        }
        if (static_cast<unsigned char>(text[at]) < 0x20) {
            return JsonFault{at, "a tab or control character in a text must be escaped"};
        }
        std::size_t length = 1;
        if (text[at] == '\\') {
            if (auto fault = escape_fault(text, at, length)) {
                return fault;
            }
        }
        at += length;
    }
    if (at >= text.size()) {
        return JsonFault{start, "the text is not closed with a double quote"};
    }
    return std::nullopt;
}

/// The run of `characters` at `at`, no longer than is good to read in a sentence.
std::string excerpt(std::string_view text, std::size_t at, std::string_view characters) {
    constexpr std::size_t longest = 24;
    const std::size_t end = std::min(text.find_first_not_of(characters, at), text.size());
    const std::string word(text.substr(at, std::min(end - at, longest)));
    return end - at > longest ? word + "…" : word;
}

/// The fault of a token that is malformed by itself; nothing if it only stands in a wrong place.
std::optional<JsonFault> token_fault(std::string_view text, std::size_t at, std::string& found) {
    const char first = text[at];
    if (first == '"') {
        found = "a text";
        return string_fault(text, at);
    }
    if (std::string_view("{}[]:,").find(first) != std::string_view::npos) {
        found = std::string("'") + first + "'";
        return std::nullopt;
    }
    if (number_characters.substr(0, 13).find(first) != std::string_view::npos) {
        const std::string number = excerpt(text, at, number_characters);
        const std::size_t end = text.find_first_not_of(number_characters, at);
        found = "the number " + number;
        if (is_json_number(text.substr(at, std::min(end, text.size()) - at))) {
            return std::nullopt;
        }
        return JsonFault{at, number + " is not a number of JSON"};
    }
    if (letters.find(first) != std::string_view::npos) {
        const std::string word = excerpt(text, at, letters);
        found = word;
        if (word == "true" || word == "false" || word == "null") {
            return std::nullopt;
        }
        return JsonFault{at, "unknown word " + word + ", a text stands in double quotes"};
    }
    if (first == '\'') {
        return JsonFault{at, "a text stands in double quotes, not single ones"};
    }
    if (first == '/') {
        return JsonFault{at, "comments are not allowed"};
    }
    if (static_cast<unsigned char>(first) < 0x20 || first == 0x7F) {
        return JsonFault{at, "a control character stands outside a text"};
    }
    const std::size_t length = std::max<std::size_t>(utf8_sequence(text.substr(at)), 1);
    return JsonFault{at, "unexpected '" + std::string(text.substr(at, length)) + "'"};
}

std::string_view expectation(JsonGap gap) {
    switch (gap) {
    case JsonGap::document_start:
    case JsonGap::after_colon:
    case JsonGap::after_item_comma:
        return "a value";
    case JsonGap::object_start:
        return "a key in double quotes or '}'";
    case JsonGap::array_start:
        return "a value or ']'";
    case JsonGap::after_key:
        return "':'";
    case JsonGap::after_member:
        return "',' or '}'";
    case JsonGap::after_member_comma:
        return "a key in double quotes";
    case JsonGap::after_item:
        return "',' or ']'";
    case JsonGap::after_document:
        return "the end of the file";
    }
    return "";
}

} // namespace

std::size_t skip_space(std::string_view text, std::size_t at) noexcept {
    return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

JsonGap behind_separator(JsonGap gap, char next) noexcept {
    if (next == ':' && gap == JsonGap::after_key) {
        return JsonGap::after_colon;
    }
    if (next == ',' && gap == JsonGap::after_member) {
        return JsonGap::after_member_comma;
    }
    if (next == ',' && gap == JsonGap::after_item) {
        return JsonGap::after_item_comma;
    }
    return gap;
}

bool is_json_number(std::string_view text) noexcept {
    const auto take_digits = [&text] {
        const std::size_t count = std::min(text.find_first_not_of(digits), text.size());
        text.remove_prefix(count);
        return count > 0;
    };
    if (text.starts_with('-')) {
        text.remove_prefix(1);
    }
    if (text.starts_with('0')) {
        text.remove_prefix(1);
    } else if (!take_digits()) {
        return false;
    }
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!take_digits()) {
            return false;
        }
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) {
            text.remove_prefix(1);
        }
        if (!take_digits()) {
            return false;
        }
    }
    return text.empty();
}

std::size_t string_end(std::string_view text, std::size_t start) noexcept {
    std::size_t at = start + 1;
    while (text[at] != '"') {
        at += text[at] == '\\' ? std::size_t{2} : std::size_t{1};
    }
    return at + 1;
}

JsonFault find_fault(std::string_view text, std::size_t at, JsonGap gap) {
    const std::string expected(expectation(gap));
    if (at >= text.size()) {
        return {at, gap == JsonGap::document_start ? std::string("the text is empty")
                                                   : "the text ends early, expected " + expected};
    }
    std::string found;
    if (auto fault = token_fault(text, at, found)) {
        return *std::move(fault);
    }
    const bool comma_before =
        gap == JsonGap::after_member_comma || gap == JsonGap::after_item_comma;
    if (comma_before && (text[at] == '}' || text[at] == ']')) {
        return {at, "a comma stands before the closing " + found};
    }
    const bool value_may_stand = gap == JsonGap::document_start || gap == JsonGap::after_colon ||
                                 gap == JsonGap::array_start || gap == JsonGap::after_item_comma;
    if (found.starts_with("the number") && value_may_stand) {
        return {at, found + " is too large"};
    }
    return {at, "expected " + expected + ", found " + found};
}

} // namespace reimburse::load
