// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace reimburse::load {

/// Eight bytes of text as a number whose lowest byte is the first.
inline std::uint64_t load_word(const char* text) {
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    if constexpr (std::endian::native == std::endian::big) {
        word = __builtin_bswap64(word);
    }
    return word;
}

/// The eight bytes that load_word() gave.
inline void store_word(char* text, std::uint64_t word) {
    if constexpr (std::endian::native == std::endian::big) {
        word = __builtin_bswap64(word);
    }
    std::memcpy(text, &word, sizeof word);
}

/// The same byte eight times.
constexpr std::uint64_t repeated(char byte) {
    return 0x0101010101010101U * static_cast<unsigned char>(byte);
}

/// The first `count` bytes of a word, 0 to 8; the rest are 0.
inline std::uint64_t first_bytes(std::uint64_t word, std::size_t count) {
    return count >= 8 ? word : word & ((std::uint64_t{1} << (8 * count)) - 1);
}

} // namespace reimburse::load
