// SPDX-License-Identifier: MIT
#pragma once

#include "load/row_source.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// One column of a table in memory, in the forms that programs keep columns in. Numbers are viewed,
/// not copied: what is viewed must outlive the column.
struct FrameColumn {
    enum class Kind : std::uint8_t {
        texts,   ///< `text`, cut at `ends`
        numbers, ///< `numbers`: whole, as they are written
        fen,     ///< `numbers`: whole fen, written as yuan with two decimals
        days,    ///< `numbers`: nanoseconds since 1970, of which the day counts
        codes,   ///< `codes`: places in `categories`
        other,   ///< values of `type`, which have no exact text
    };

    /// A view of every `step` bytes, from `first` on.
    struct View {
        const char* first = nullptr;
        std::ptrdiff_t step = 0;
        std::size_t width = 0; ///< bytes of a signed number: 1, 2, 4 or 8
    };

    std::string name;
    Kind kind = Kind::texts;
    std::string text{};
    std::vector<std::size_t> ends{}; ///< of the cells' texts; an empty one is not given
    View numbers{};
    View missing{}; ///< bytes that are not 0 where a number is not given; without `first`: none
    std::vector<std::string> categories{};
    std::string type{};
    std::map<std::int64_t, std::string> others{}; ///< types of single cells without exact text

    void add(std::string_view cell) {
        text += cell;
        ends.push_back(text.size());
    }
};

/// Columns of equal length.
struct Frame {
    std::string name; ///< stands for the file in problems
    std::int64_t rows = 0;
    std::vector<FrameColumn> columns;

    /// What keeps the columns from being read, each by the column: wrong_type.
    Problems problems() const;
};

/// The rows of a frame, its columns claim_id and person_id first. A row with a cell that has no
/// exact text is bad: wrong_type.
class FrameRows : public RowSource {
  public:
    /// The frame must outlive the rows. Precondition: it has no problems().
    explicit FrameRows(const Frame& frame);

    std::span<const std::string_view> names() const override { return names_; }

    Row next() override;

    std::span<const std::string_view> fields() const override { return fields_; }

    Problem problem() const override { return *fault_; }

  private:
    /// A cell's text; numbers are spelled at `scratch`.
    std::string_view cell(const FrameColumn& column, std::size_t row, std::span<char> scratch);

    const Frame& frame_;
    std::vector<const FrameColumn*> columns_;
    std::vector<std::string_view> names_;
    std::vector<std::string_view> fields_;
    std::vector<char> scratch_;
    std::optional<Problem> fault_;
    std::int64_t next_ = 0;
};

} // namespace reimburse::load
