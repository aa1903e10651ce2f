// SPDX-License-Identifier: MIT
#include "load/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using reimburse::load::utf8_prefix;
using reimburse::load::utf8_sequence;

/// The bytes of a code point by the definition of UTF-8.
std::string encode(unsigned point) {
    const auto byte = [](unsigned value) {
        return static_cast<char>(value);
    };
    if (point < 0x80) {
        return {byte(point)};
    }
    if (point < 0x800) {
        return {byte(0xC0 | point >> 6), byte(0x80 | (point & 63))};
    }
    if (point < 0x10000) {
        return {byte(0xE0 | point >> 12), byte(0x80 | (point >> 6 & 63)),
                byte(0x80 | (point & 63))};
    }
    return {byte(0xF0 | point >> 18), byte(0x80 | (point >> 12 & 63)),
            byte(0x80 | (point >> 6 & 63)), byte(0x80 | (point & 63))};
}

TEST(Utf8, takes_every_code_point_but_surrogates) {
    for (unsigned point = 0; point < 0x110800; ++point) {
        const std::string bytes = encode(point);
        const bool valid = point < 0x110000 && (point < 0xD800 || point > 0xDFFF);
        ASSERT_EQ(utf8_sequence(bytes + "x"), valid ? bytes.size() : 0) << point;
        ASSERT_EQ(utf8_sequence(std::string_view(bytes).substr(0, bytes.size() - 1)), 0U) << point;
    }
}

TEST(Utf8, refuses_overlong_and_stray_bytes) {
    for (const char* text : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\x80",
                             "\xBF", "\xF5\x80\x80\x80", "\xFF", "\xC3(", "\xE4\xB8(", ""}) {
        EXPECT_EQ(utf8_sequence(text), 0U) << text;
    }
}

TEST(Utf8, prefix_ends_at_the_first_fault_wherever_it_lies) {
    EXPECT_EQ(utf8_prefix(""), 0U);
    for (std::size_t before = 0; before < 20; ++before) {
        const std::string text = std::string(before, 'a') + "县";
        EXPECT_EQ(utf8_prefix(text), text.size());
        EXPECT_EQ(utf8_prefix(text + "\xB2 and more text"), text.size());
        EXPECT_EQ(utf8_prefix(std::string(before, 'a') + "\xE5\x8E"), before);
    }
}

} // namespace
