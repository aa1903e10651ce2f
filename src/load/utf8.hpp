// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace reimburse::load {

/// The UTF-8 byte order mark, which some programs put before a text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Length of the UTF-8 sequence at the start of `text`, 1 to 4; 0 if there is none: a stray or
/// missing continuation byte, an overlong form, a surrogate, a value above U+10FFFF, or no text.
std::size_t utf8_sequence(std::string_view text) noexcept;

/// How many bytes of `text` are UTF-8 before the first fault; `text.size()` if all are.
std::size_t utf8_prefix(std::string_view text) noexcept;

} // namespace reimburse::load
