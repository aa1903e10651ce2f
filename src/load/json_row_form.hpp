// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// The form of an object on a line: what stands between its values, which lines of one program have
/// in common. A line of the same form is written as CSV without a look at its keys.
class JsonRowForm {
  public:
    static constexpr std::size_t nowhere = ~std::size_t{0};

    /// Bytes that have to be readable behind a line, and writable behind what it is written as.
    static constexpr std::size_t slack = 64;

    /// A value of the line that the form is learned from, with the quotes that it has.
    struct Value {
        std::string_view text;
        std::size_t place = nowhere; ///< of the field; nowhere: it is passed over
    };

    JsonRowForm() = default;

    /// `values` are those of `line`, in their order; `width`: fields of a row.
    JsonRowForm(std::string_view line, const std::vector<Value>& values, std::size_t width);

    /// The most bytes that write() writes for a line.
    std::size_t room(std::size_t line) const { return line + width_ + 2 * slack; }

    /// Writes the first line of `text` to `out` as a record with its line feed, and moves `out`
    /// behind it. Gives the length of the line with its line feed; 0 where it is not of this form,
    /// has a value that is more than a plain text, number or null, or is not whole.
    std::size_t write(std::string_view text, char*& out);

  private:
    struct Part {
        std::string before; ///< what stands before the value
        std::size_t field;  ///< index into fields_
    };

    struct Field {
        std::size_t commas = 0; ///< before it in the record
        const char* text = nullptr;
        std::size_t size = 0;
    };

    std::vector<Part> parts_;
    std::string end_;
    std::vector<Field>
        fields_; ///< in the order of their places; one more takes what is passed over
    std::size_t last_commas_ = 0;
    std::size_t width_ = 0;
};

} // namespace reimburse::load
