// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace reimburse::load {

/// SHA-256 over texts, each with its length before it, in 64 hexadecimal digits: texts that are
/// cut differently have different digests. Throws std::runtime_error where the library of
/// cryptography refuses to work.
std::string digest_of(std::span<const std::string_view> texts);

/// What names the bytes of a file.
struct FileDigest {
    std::string sha256; ///< 64 hexadecimal digits, as sha256sum prints them
    std::int64_t bytes = 0;
};

/// SHA-256 of what is left to read of the file; none where reading failed. Throws as digest_of().
std::optional<FileDigest> digest_of_file(std::FILE* file);

} // namespace reimburse::load
