// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace reimburse::load {

/// What unquote() did.
struct Unquoted {
    std::size_t taken = 0;   ///< bytes of the text, with the line end; 0: nothing
    std::size_t written = 0; ///< bytes without quotes, with a line feed
    bool cut_off = false;    ///< the text ends before its first line does
};

/// Writes the first line of `text` without the quotes around its fields. Takes nothing where they
/// are more than that: a quote, a comma or a line end within a quoted field, a quote in one that
/// is not quoted, a lone carriage return; nor an empty line. `to` has room for text.size() bytes.
inline Unquoted unquote(std::string_view text, char* to) {
    const auto is_mark = [](char c) {
        return c == '"' || c == ',' || c == '\n' || c == '\r';
    };
    const char* at = text.data();
    const char* const end = at + text.size();
    char* out = to;
    const auto copy = [&] {
        while (at != end && !is_mark(*at)) {
            *out++ = *at++;
        }
        return at != end;
    };
    for (;;) {
        const bool quoted = at != end && *at == '"';
        at += quoted ? 1 : 0;
        if (!copy()) {
            return {0, 0, true};
        }
        if (quoted) {
            if (*at != '"') {
                return {0, 0, false};
            }
            ++at;
            if (at == end) {
                return {0, 0, true};
            }
        }
        if (*at == ',') {
            *out++ = *at++;
            continue;
        }
        at += *at == '\r' ? 1 : 0;
        if (at == end || *at != '\n' || out == to) {
            return {0, 0, at == end};
        }
        *out++ = '\n';
        return {static_cast<std::size_t>(at + 1 - text.data()), static_cast<std::size_t>(out - to),
                false};
    }
}

} // namespace reimburse::load
