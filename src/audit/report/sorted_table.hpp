// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::audit {

/// A table of a page whose columns sort when their heads are pressed. Cells are given row by row.
class SortedTable {
  public:
    enum class Kind {
        text,
        number,
        picture, ///< does not sort
    };

    struct Column {
        std::string head;
        Kind kind = Kind::text;
    };

    /// `label` says what the table lists, for those who do not see where it stands.
    SortedTable(std::vector<Column> columns, std::string label);

    SortedTable& text(std::string_view words);
    /// A sentence, which wants more room than a word.
    SortedTable& sentence(std::string_view words);
    /// "2019-10 – 2020-03", kept on one line.
    SortedTable& months(std::string_view words);
    /// Markup that sorts by `key`.
    SortedTable& html(std::string_view markup, std::string_view key);
    SortedTable& number(std::string_view shown, std::int64_t key);
    SortedTable& count(std::int64_t number);
    SortedTable& yuan(std::int64_t fen);
    SortedTable& signed_yuan(std::int64_t fen);
    SortedTable& picture(std::string_view svg);
    void end_row();

    /// `more`: what the button says that shows the rows beyond the first ones.
    std::string markup(std::string_view more) const;

  private:
    std::vector<Column> columns_;
    std::string label_;
    std::string rows_;
    std::size_t count_ = 0;
    bool in_row_ = false;

    void open();
    SortedTable& text(std::string_view words, std::string_view kind);
};

} // namespace reimburse::audit
