// SPDX-License-Identifier: MIT
#include "load/wrong_type.hpp"

#include "reimburse/rules/text.hpp"

#include <string>
#include <utility>

namespace reimburse::load {

namespace {

constexpr std::size_t shown_bytes = 40;

Text words_of(Wanted wanted) {
    switch (wanted) {
    case Wanted::object:
        return {"对象 {…}", "an object {…}"};
    case Wanted::array:
        return {"列表 […]", "a list […]"};
    case Wanted::text:
        return {"带引号的文字", "a text in quotes"};
    case Wanted::boolean:
        return {" true 或 false（不加引号）", "true or false without quotes"};
    case Wanted::number:
        return {"带引号的数", "a number in quotes"};
    case Wanted::text_or_number:
        return {"文字或数", "a text or a number"};
    case Wanted::number_or_rows:
        return {"带引号的数或行的列表 […]", "a number in quotes or a list […] of rows"};
    }
    return {};
}

/// The text, or its beginning where it is long, at a whole character.
std::string begun(const std::string& text) {
    if (text.size() <= shown_bytes) {
        return text;
    }
    std::size_t end = shown_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end) + "…";
}

Text words_of(const Node& found) {
    switch (found.kind) {
    case Node::Kind::null:
        return {" null", "null"};
    case Node::Kind::boolean:
        return found.flag ? Text{" true", "true"} : Text{" false", "false"};
    case Node::Kind::number:
        return {"数 " + begun(found.text), "the number " + begun(found.text)};
    case Node::Kind::string:
        return {"文字“" + begun(found.text) + "”", "the text \"" + begun(found.text) + "\""};
    case Node::Kind::array:
        return {"列表", "a list"};
    case Node::Kind::object:
        return {"对象", "an object"};
    }
    return {};
}

} // namespace

Problem::Arguments wrong_type(Wanted wanted, const Node& found) {
    Text expected = words_of(wanted);
    Text stands = words_of(found);
    return {{"expected", std::move(expected.en)},
            {"expected_zh", std::move(expected.zh)},
            {"found", std::move(stands.en)},
            {"found_zh", std::move(stands.zh)}};
}

} // namespace reimburse::load
