// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace reimburse::load {

/// SHA-256 over texts, each with its length before it, in 64 hexadecimal digits: texts that are
/// cut differently have different digests. Throws std::runtime_error where the library of
/// cryptography refuses to work.
std::string digest_of(std::span<const std::string_view> texts);

} // namespace reimburse::load
