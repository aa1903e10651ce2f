// SPDX-License-Identifier: MIT
#pragma once

#include "load/words.hpp"
#include "reimburse/amount/date.hpp"
#include "reimburse/amount/detail/unsigned_wide.hpp"
#include "reimburse/amount/parse.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

// Cells of the usual forms, without a branch for each character. Sixteen bytes from the start of a
// cell can be read, whatever its length. Each of them gives what the careful reader gives, or
// declines.

/// Whether each byte of a word, with the bits of '0' taken off, is a digit.
constexpr bool are_digits(std::uint64_t digits) {
    return ((digits | (digits + repeated('\x76'))) & repeated('\x80')) == 0;
}

/// The number that eight digits make, the first in the lowest byte.
constexpr std::uint64_t number_of_digits(std::uint64_t digits) {
    // Pairs, then fours, then all: each step adds neighbours, ten, a hundred, ten thousand apart.
    digits = (digits & repeated('\x0F')) * (1 + (10U << 8U)) >> 8U;
    digits = (digits & 0x00FF00FF00FF00FFU) * (1 + (100U << 16U)) >> 16U;
    return (digits & 0x0000FFFF0000FFFFU) * (1 + (std::uint64_t{10'000} << 32U)) >> 32U;
}

/// Fen of a cell of one to eight digits, a point and two digits; -1 for any other text.
inline std::int64_t usual_amount(const char* text, std::size_t size) {
    const std::size_t whole = size - 3;
    if (whole - 1 >= 8) {
        return -1;
    }
    const std::uint64_t word = load_word(text);
    // Moved up, so that the digits stand last and what comes in before them counts as zeros.
    const std::uint64_t yuan = (word ^ repeated('0')) << (64 - 8 * whole);
    const auto tens = static_cast<unsigned>(text[whole + 1]) - unsigned{'0'};
    const auto ones = static_cast<unsigned>(text[whole + 2]) - unsigned{'0'};
    const bool needless_zero = (word & 0xFFU) == '0' && whole > 1;
    if (!are_digits(yuan) || text[whole] != '.' || tens > 9 || ones > 9 || needless_zero) {
        return -1;
    }
    return static_cast<std::int64_t>(number_of_digits(yuan) * 100 + std::uint64_t{tens} * 10 +
                                     ones);
}

/// Fen of an amount of any form that a claim may have; -1 where it has none.
inline std::int64_t any_amount(std::string_view text) {
    const ParsedAmount parsed = parse_amount(text);
    const Money* money = std::get_if<Money>(&parsed);
    return money != nullptr ? money->fen() : -1;
}

/// Year, month and day of a cell YYYY-MM-DD, in the bytes 0 (century), 2, 5 and in `day`.
struct DateDigits {
    unsigned year = 0;
    unsigned month = 0; ///< 0 to 99
    unsigned day = 0;   ///< 0 to 99
    bool usual = false; ///< the form is right; the calendar was not asked
};

inline DateDigits date_digits(const char* text, std::size_t size) {
    constexpr std::uint64_t form = 0x2D30'302D'3030'3030U; // "0000-00-"
    const std::uint64_t word = load_word(text) ^ form;
    const auto tens = static_cast<unsigned>(text[8]) - unsigned{'0'};
    const auto ones = static_cast<unsigned>(text[9]) - unsigned{'0'};
    const std::uint64_t over = word | (word + 0x7F76'767F'7676'7676U);
    const std::uint64_t pairs = word * 10 + (word >> 8U);
    const auto pair = [pairs](unsigned at) {
        return static_cast<unsigned>(pairs >> (8 * at) & 0xFFU);
    };
    return {pair(0) * 100 + pair(2), pair(5), tens * 10 + ones,
            size == 10 && (over & repeated('\x80')) == 0 && tens <= 9 && ones <= 9};
}

/// The first sixteen bytes of a text, and a number that tells most texts apart.
struct TextKey {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

/// The bits of the first 0 to 16 bytes of two words, of which this is the one.
constexpr std::array<std::uint64_t, 17> masks_of_word(std::size_t first) {
    std::array<std::uint64_t, 17> masks{};
    for (std::size_t size = first + 1; size < masks.size(); ++size) {
        masks[size] = masks[size - 1] | std::uint64_t{size - first <= 8 ? 0xFFU : 0U}
                                            << (size - first <= 8 ? 8 * (size - first - 1) : 0U);
    }
    return masks;
}

/// Precondition: size <= 16.
inline TextKey text_key(const char* text, std::size_t size) {
    // Looked up: texts of a column are now shorter, now longer than a word.
    static constexpr auto low = masks_of_word(0);
    static constexpr auto high = masks_of_word(8);
    return {load_word(text) & low[size], load_word(text + 8) & high[size]};
}

inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<reimburse::detail::UnsignedWide>(a ^ 0x9E37'79B9'7F4A'7C15U) *
                         (b ^ 0xC2B2'AE3D'27D4'EB4FU);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// A number for any text, the same on every machine. Sixteen bytes behind it can be read.
inline std::uint64_t hash_text(const char* text, std::size_t size) {
    std::uint64_t hash = size;
    for (; size > 16; text += 16, size -= 16) {
        hash = mix(load_word(text) ^ hash, load_word(text + 8));
    }
    const TextKey last = text_key(text, size);
    return mix(last.low ^ hash, last.high);
}

} // namespace reimburse::load
