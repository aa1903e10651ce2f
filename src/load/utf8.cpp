// SPDX-License-Identifier: MIT
#include "load/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace reimburse::load {

namespace {

bool continues(unsigned char byte, unsigned char low = 0x80, unsigned char high = 0xBF) noexcept {
    return low <= byte && byte <= high;
}

} // namespace

// The ranges of the second byte are table 3-7 of the Unicode standard.
std::size_t utf8_sequence(std::string_view text) noexcept {
    const auto at = [text](std::size_t i) {
        return static_cast<unsigned char>(text[i]);
    };
    if (text.empty()) {
        return 0;
    }
    const unsigned char first = at(0);
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
        return 0;
    }
    if (first < 0xE0) {
        return text.size() >= 2 && continues(at(1)) ? 2 : 0;
    }
    if (first < 0xF0) {
        const unsigned char low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned char high = first == 0xED ? 0x9F : 0xBF;
        return text.size() >= 3 && continues(at(1), low, high) && continues(at(2)) ? 3 : 0;
    }
    const unsigned char low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xF4 ? 0x8F : 0xBF;
    return text.size() >= 4 && continues(at(1), low, high) && continues(at(2)) && continues(at(3))
               ? 4
               : 0;
}

std::size_t utf8_prefix(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        // Most text is ASCII: eight bytes at a time.
        std::uint64_t eight = 0;
        while (text.size() - at >= sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080U) != 0) {
                break;
            }
            at += sizeof eight;
        }
        if (at == text.size()) {
            break;
        }
        const std::size_t length = utf8_sequence(text.substr(at));
        if (length == 0) {
            break;
        }
        at += length;
    }
    return at;
}

} // namespace reimburse::load
