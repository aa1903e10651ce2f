// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace reimburse::load {

/// What scan_lines() met.
struct LineScan {
    std::int64_t lines = 0; ///< line feeds
    bool ascii = true;
};

inline LineScan scan_lines(std::string_view text) {
    // Counted in bytes, whose sums fit where the stretches are short: that goes many at a time.
    LineScan scan;
    unsigned char all = 0;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, 255);
        unsigned char count = 0;
        for (const char c : part) {
            count = static_cast<unsigned char>(count + (c == '\n' ? 1 : 0));
            all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
        }
        scan.lines += count;
        text.remove_prefix(part.size());
    }
    scan.ascii = all < 0x80;
    return scan;
}

/// Whether each byte is ASCII.
inline bool is_ascii(std::string_view text) {
    unsigned char all = 0;
    for (const char c : text) {
        all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
    }
    return all < 0x80;
}

} // namespace reimburse::load
