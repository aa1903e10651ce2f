// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace reimburse::explain {

/// Text for the inside of an HTML element or of an attribute in double quotes.
inline std::string escaped_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

} // namespace reimburse::explain
