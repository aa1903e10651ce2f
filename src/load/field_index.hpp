// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace reimburse::load {

/// What index_fields() met.
struct FieldIndex {
    std::size_t ends = 0;    ///< commas and line feeds
    std::size_t lines = 0;   ///< line feeds
    std::size_t returns = 0; ///< carriage returns
    bool ascii = true;
};

/// Bytes behind a text, and numbers behind the last place, that index_fields() may touch.
inline constexpr std::size_t index_slack = 64;

/// Writes the places of all commas and line feeds of `text`, in order, to `ends`, which has room
/// for text.size() + index_slack of them. Precondition: index_slack bytes behind the text can be
/// read; text.size() < 2^32.
FieldIndex index_fields(std::string_view text, std::uint32_t* ends);

/// The same without vector instructions; for tests, and for other machines.
FieldIndex index_fields_by_word(std::string_view text, std::uint32_t* ends);

} // namespace reimburse::load
