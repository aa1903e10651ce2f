// SPDX-License-Identifier: MIT
#include "load/json_writer.hpp"

#include "load/utf8.hpp"
#include "load/words.hpp"

#include <cassert>

namespace reimburse::load {

namespace {

void append_escape(std::string& out, unsigned char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\b':
        out += "\\b";
        break;
    case '\f':
        out += "\\f";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        out += "\\u00";
        out += digits[c >> 4];
        out += digits[c & 15];
    }
}

/// Whether the eight bytes at `text` go into a string as they are: ASCII, no quote, backslash or
/// control character. What it says no to may still do.
bool all_plain(const char* text) {
    const std::uint64_t word = load_word(text);
    const auto holds = [&](char byte) {
        const std::uint64_t differing = word ^ repeated(byte);
        return (differing - repeated(1)) & ~differing;
    };
    const std::uint64_t below_space = (word - repeated(' ')) & ~word;
    return ((word | below_space | holds('"') | holds('\\')) & repeated('\x80')) == 0;
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    out += '"';
    std::size_t plain = 0; // start of the run that is copied as it is
    std::size_t at = 0;
    while (at < text.size()) {
        if (at + 8 <= text.size() && all_plain(text.data() + at)) {
            at += 8;
            continue;
        }
        const auto c = static_cast<unsigned char>(text[at]);
        const std::size_t length = c < 0x80 ? 1 : utf8_sequence(text.substr(at));
        const bool escaped = c < 0x20 || c == '"' || c == '\\';
        if (!escaped && length > 0) {
            at += length;
            continue;
        }
        out += text.substr(plain, at - plain);
        if (escaped) {
            append_escape(out, c);
        } else {
            out += replacement;
        }
        plain = ++at;
    }
    out += text.substr(plain);
    out += '"';
}

/// Comma, line break and indent of the next item of the innermost object or array.
void JsonWriter::before_item() {
    if (open_.empty()) {
        return;
    }
    if (!open_.back().empty) {
        *out_ += ',';
    }
    open_.back().empty = false;
    if (form_ == Form::pretty) {
        *out_ += '\n';
        out_->append(2 * open_.size(), ' ');
    }
}

void JsonWriter::before_value() {
    assert(!complete() && "one document, one value");
    assert((open_.empty() || !open_.back().object || after_key_) &&
           "a value of an object has a key");
    if (!after_key_) {
        before_item();
    }
    after_key_ = false;
    written_ = true;
}

void JsonWriter::close(bool object, char bracket) {
    assert(!open_.empty() && open_.back().object == object && !after_key_);
    static_cast<void>(object);
    const bool empty = open_.back().empty;
    open_.pop_back();
    if (!empty && form_ == Form::pretty) {
        *out_ += '\n';
        out_->append(2 * open_.size(), ' ');
    }
    *out_ += bracket;
}

JsonWriter& JsonWriter::begin_object() {
    before_value();
    *out_ += '{';
    open_.push_back({true, true});
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    close(true, '}');
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    before_value();
    *out_ += '[';
    open_.push_back({false, true});
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    close(false, ']');
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    assert(!open_.empty() && open_.back().object && !after_key_ && "a key belongs into an object");
    before_item();
    append_json_string(*out_, name);
    *out_ += form_ == Form::pretty ? ": " : ":";
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    before_value();
    append_json_string(*out_, text);
    return *this;
}

JsonWriter& JsonWriter::number(std::string_view spelling) {
    before_value();
    *out_ += spelling;
    return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
    before_value();
    *out_ += std::to_string(value);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
    before_value();
    *out_ += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::null() {
    before_value();
    *out_ += "null";
    return *this;
}

} // namespace reimburse::load
