// SPDX-License-Identifier: MIT
#pragma once

#include "load/csv.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace reimburse::load {

enum class Encoding : std::uint8_t {
    detect, ///< GB18030 where the first text beyond ASCII is that and is not UTF-8
    utf8,
    gb18030, ///< and GBK and GB2312, which are parts of it
};

/// The source as UTF-8. Bytes that GB18030 does not know come out as no UTF-8 either, so that
/// whoever reads them refuses their row. UTF-8 passes as it is, right or not.
Source as_utf8(Source from, Encoding encoding);

/// The same for a text.
std::string utf8_of(std::string_view text, Encoding encoding);

} // namespace reimburse::load
