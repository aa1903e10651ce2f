// SPDX-License-Identifier: MIT
#include "load/field_index.hpp"

#include "load/words.hpp"

#include <bit>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define REIMBURSE_HAS_VECTORS 1
#endif

namespace reimburse::load {

namespace {

/// The bytes of 64 that are of a kind, one bit each, the first byte in the lowest bit.
struct Masks {
    std::uint64_t commas = 0;
    std::uint64_t lines = 0;
    std::uint64_t returns = 0;
    std::uint64_t high = 0; ///< not ASCII
};

/// Adds what `masks` say of the 64 bytes from `place`; the next free number.
[[gnu::always_inline]] inline std::uint32_t* note(const Masks& masks, std::uint32_t place,
                                                  std::uint32_t* out, FieldIndex& index) {
    std::uint64_t left = masks.commas | masks.lines;
    const auto count = static_cast<unsigned>(std::popcount(left));
    index.lines += static_cast<unsigned>(std::popcount(masks.lines));
    index.returns += static_cast<unsigned>(std::popcount(masks.returns));
    index.ascii = index.ascii && masks.high == 0;
    // More than there may be, so that the loop has one length nearly always.
    constexpr unsigned usual = 8;
    std::uint32_t* at = out;
    for (unsigned i = 0; i < usual; ++i) {
        *at++ = place + static_cast<std::uint32_t>(std::countr_zero(left));
        left &= left - 1;
    }
    for (unsigned i = usual; i < count; ++i) {
        *at++ = place + static_cast<std::uint32_t>(std::countr_zero(left));
        left &= left - 1;
    }
    return out + count;
}

[[gnu::always_inline]] inline void cut(Masks& masks, std::size_t size) {
    if (size < 64) {
        const std::uint64_t keep = (std::uint64_t{1} << size) - 1;
        masks.commas &= keep;
        masks.lines &= keep;
        masks.returns &= keep;
        masks.high &= keep;
    }
}

/// The high bit of each byte that is 0.
constexpr std::uint64_t zero_bytes(std::uint64_t word) {
    constexpr std::uint64_t low = repeated('\x7F');
    return ~(((word & low) + low) | word | low);
}

/// The high bits of the bytes, gathered in the lowest eight bits.
constexpr std::uint64_t gathered(std::uint64_t high_bits) {
    return ((high_bits >> 7U) * 0x0102040810204080U) >> 56U;
}

Masks masks_by_word(const char* text) {
    Masks masks;
    for (unsigned i = 0; i < 8; ++i) {
        const std::uint64_t word = load_word(text + std::size_t{8} * i);
        masks.commas |= gathered(zero_bytes(word ^ repeated(','))) << (8 * i);
        masks.lines |= gathered(zero_bytes(word ^ repeated('\n'))) << (8 * i);
        masks.returns |= gathered(zero_bytes(word ^ repeated('\r'))) << (8 * i);
        masks.high |= gathered(word & repeated('\x80')) << (8 * i);
    }
    return masks;
}

#ifdef REIMBURSE_HAS_VECTORS

[[gnu::target("avx2,bmi,popcnt")]] std::uint64_t bits(__m256i low, __m256i high) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
           std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32U;
}

[[gnu::target("avx2,bmi,popcnt")]] FieldIndex index_by_vector(std::string_view text,
                                                              std::uint32_t* ends) {
    FieldIndex index;
    std::uint32_t* out = ends;
    const __m256i comma = _mm256_set1_epi8(',');
    const __m256i line = _mm256_set1_epi8('\n');
    const __m256i carriage = _mm256_set1_epi8('\r');
    for (std::size_t at = 0; at < text.size(); at += 64) {
        const char* from = text.data() + at;
        const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
        const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 32));
        Masks masks{bits(_mm256_cmpeq_epi8(low, comma), _mm256_cmpeq_epi8(high, comma)),
                    bits(_mm256_cmpeq_epi8(low, line), _mm256_cmpeq_epi8(high, line)),
                    bits(_mm256_cmpeq_epi8(low, carriage), _mm256_cmpeq_epi8(high, carriage)),
                    bits(low, high)};
        cut(masks, text.size() - at);
        out = note(masks, static_cast<std::uint32_t>(at), out, index);
    }
    index.ends = static_cast<std::size_t>(out - ends);
    return index;
}

#endif

} // namespace

FieldIndex index_fields_by_word(std::string_view text, std::uint32_t* ends) {
    FieldIndex index;
    std::uint32_t* out = ends;
    for (std::size_t at = 0; at < text.size(); at += 64) {
        Masks masks = masks_by_word(text.data() + at);
        cut(masks, text.size() - at);
        out = note(masks, static_cast<std::uint32_t>(at), out, index);
    }
    index.ends = static_cast<std::size_t>(out - ends);
    return index;
}

FieldIndex index_fields(std::string_view text, std::uint32_t* ends) {
#ifdef REIMBURSE_HAS_VECTORS
    // NOLINTBEGIN(readability-implicit-bool-conversion): int for one compiler, bool for the other
    static const bool vectors = __builtin_cpu_supports("avx2") != 0 &&
                                __builtin_cpu_supports("bmi") != 0 &&
                                __builtin_cpu_supports("popcnt") != 0;
    // NOLINTEND(readability-implicit-bool-conversion)
    if (vectors) {
        return index_by_vector(text, ends);
    }
#endif
    return index_fields_by_word(text, ends);
}

} // namespace reimburse::load
