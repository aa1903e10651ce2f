// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// Writes JSON piece by piece to the end of a string, which the caller may empty between
/// documents (JSON Lines) or pass on as it grows. Compact, or one value a line, indented by two
/// spaces. A call out of order (a value where a key belongs) is a bug and asserted.
///
///     JsonWriter json(out);
///     json.begin_object().key("claim_id").string(id).key("total").number("12.30").end_object();
class JsonWriter {
  public:
    enum class Form { compact, pretty };

    explicit JsonWriter(std::string& out, Form form = Form::compact) : out_(&out), form_(form) {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);

    /// Bytes that are not UTF-8 are written as U+FFFD, so that the output always is JSON.
    JsonWriter& string(std::string_view text);

    /// A number as it is spelled. Precondition: it is a JSON number.
    JsonWriter& number(std::string_view spelling);
    JsonWriter& number(std::int64_t value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();

    /// True when every object and array is closed and there is a value.
    bool complete() const noexcept { return open_.empty() && written_; }

  private:
    struct Level {
        bool object;
        bool empty;
    };

    void before_value();
    void before_item();
    void close(bool object, char bracket);

    std::string* out_;
    Form form_;
    std::vector<Level> open_;
    bool after_key_ = false;
    bool written_ = false;
};

/// Appends `text` as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

} // namespace reimburse::load
