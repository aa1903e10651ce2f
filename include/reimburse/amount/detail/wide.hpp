// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace reimburse::detail {

/// 128 bits, for the product of two 64-bit numbers on its way to a 64-bit result.
__extension__ typedef __int128 Wide;

/// `value` as 64 bits; nullopt where it does not fit.
constexpr std::optional<std::int64_t> narrow(Wide value) {
    const auto result = static_cast<std::int64_t>(value);
    if (result != value) {
        return std::nullopt;
    }
    return result;
}

/// The distance of `value` from 0, also for the smallest int64.
constexpr std::uint64_t magnitude(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return value < 0 ? std::uint64_t{0} - bits : bits;
}

} // namespace reimburse::detail
