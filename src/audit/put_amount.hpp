// SPDX-License-Identifier: MIT
#pragma once

#include "load/words.hpp"
#include "reimburse/amount/format.hpp"

#include <array>
#include <bit>
#include <cstdint>

namespace reimburse::audit {

/// The characters of 00 to 99, the tens in the lower byte.
inline constexpr std::array<std::uint16_t, 100> digit_words = [] {
    std::array<std::uint16_t, 100> words{};
    for (unsigned i = 0; i < 100; ++i) {
        words[i] = static_cast<std::uint16_t>(('0' + i / 10) | ('0' + i % 10) << 8U);
    }
    return words;
}();

/// What write_amount() writes, without a branch on the number of digits. There must be room for
/// max_amount_text characters.
inline char* put_amount(char* out, std::int64_t fen) {
    constexpr std::uint64_t end_of_usual = 10'000'000'000; // eight digits of yuan
    const auto amount = static_cast<std::uint64_t>(fen);
    if (amount >= end_of_usual) [[unlikely]] {
        return write_amount(out, Money::from_fen(fen)); // also what is below 0
    }
    const auto yuan = static_cast<std::uint32_t>(amount / 100);
    const auto cents = static_cast<std::uint32_t>(amount - std::uint64_t{yuan} * 100);
    const std::uint32_t upper = yuan / 10'000;
    const std::uint32_t lower = yuan % 10'000;
    const std::uint64_t digits = std::uint64_t{digit_words[upper / 100]} |
                                 std::uint64_t{digit_words[upper % 100]} << 16U |
                                 std::uint64_t{digit_words[lower / 100]} << 32U |
                                 std::uint64_t{digit_words[lower % 100]} << 48U;
    // The last digit is written even where it is 0.
    const std::uint64_t counted = (digits ^ load::repeated('0')) | std::uint64_t{1} << 56U;
    const auto zeros = static_cast<unsigned>(std::countr_zero(counted)) / 8;
    load::store_word(out, digits >> (8 * zeros));
    out += 8 - zeros;
    load::store_word(out, std::uint64_t{'.'} | std::uint64_t{digit_words[cents]} << 8U);
    return out + 3;
}

} // namespace reimburse::audit
