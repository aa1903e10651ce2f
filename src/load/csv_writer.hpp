// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace reimburse::load {

/// Appends one field, in quotes only where CSV needs them.
inline void append_csv_field(std::string& out, std::string_view text) {
    // A byte order mark is quoted: at the start of a file it would be taken for none of the text.
    if (text.find_first_of(",\"\r\n") == std::string_view::npos &&
        !text.starts_with("\xEF\xBB\xBF")) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"') {
            out += '"';
        }
        out += c;
    }
    out += '"';
}

/// Writes rows of CSV (RFC 4180, lines ended by LF) to the end of a string, which the caller may
/// write out and empty between rows.
///
///     CsvWriter csv(out);
///     csv.field(claim_id).field(amount).end_row();
class CsvWriter {
  public:
    explicit CsvWriter(std::string& out) : out_(&out) {}

    CsvWriter& field(std::string_view text) {
        if (fields_ > 0) {
            *out_ += ',';
        }
        append_csv_field(*out_, text);
        lone_empty_ = fields_ == 0 && text.empty();
        ++fields_;
        return *this;
    }

    CsvWriter& end_row() {
        // A row of one empty field would be an empty line, which readers skip.
        *out_ += lone_empty_ ? "\"\"\n" : "\n";
        fields_ = 0;
        lone_empty_ = false;
        return *this;
    }

  private:
    std::string* out_;
    int fields_ = 0;
    bool lone_empty_ = false;
};

} // namespace reimburse::load
