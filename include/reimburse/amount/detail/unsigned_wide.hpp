// SPDX-License-Identifier: MIT
#pragma once

namespace reimburse::detail {

/// 128 bits without a sign, for the product of two 64-bit numbers of which a part is kept.
__extension__ typedef unsigned __int128 UnsignedWide;

} // namespace reimburse::detail
