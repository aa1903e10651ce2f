// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

struct Member;

/// One JSON value and where it stands in its file. Numbers keep their spelling: "1.0", "10" and
/// "-0" stay apart, and none of them passes through binary floating point.
struct Node {
    enum class Kind { null, boolean, number, string, array, object };

    Kind kind = Kind::null;
    bool flag = false;           ///< of a boolean
    std::string text;            ///< a string's content, or a number exactly as written
    std::vector<Node> items;     ///< of an array
    std::vector<Member> members; ///< of an object, in file order; no key twice
    int line = 0;                ///< of the first character of the value, from 1
    int column = 0;              ///< the same, in bytes from 1
};

/// A key of an object with its value.
struct Member {
    std::string key;
    int line = 0; ///< of the quote that opens the key
    int column = 0;
    Node value;
};

/// The deepest nesting of arrays and objects that is read.
inline constexpr int depth_limit = 64;

/// Reads one JSON document (RFC 8259); a byte order mark before it is skipped. `file` names the
/// text in problems, `first_line` is the number of its first line (a line of JSON Lines is a
/// document by itself).
///
/// Errors: not_utf8, not_json and too_deep end the reading; every duplicate_key up to there is
/// reported with them, in file order.
Result<Node> parse_json(std::string_view text, std::string_view file, int first_line = 1);

/// JSON's own word for a kind: "object", "string", …
std::string_view kind_name(Node::Kind kind) noexcept;

/// Appends "/segment" to a JSON pointer, with ~ and / escaped (RFC 6901).
void append_pointer(std::string& pointer, std::string_view segment);

} // namespace reimburse::load
