// SPDX-License-Identifier: MIT
#pragma once

#include "load/claim_block.hpp"
#include "load/field_index.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// Where the fields of a block's lines begin and end. Empty lines are no rows.
class LineTable {
  public:
    /// `width`: fields of the header.
    explicit LineTable(std::size_t width) : width_(width) {}

    /// Bytes that have to be readable behind the text of a block.
    std::size_t slack() const { return index_slack + width_; }

    /// Precondition: the block's text is whole lines without quotes.
    void read(ClaimBlock& block);

    std::size_t size() const { return starts_.size(); }

    /// A row whose number of fields is not the header's; its cells are given as empty.
    bool broken(std::size_t row) const { return !broken_.empty() && broken_[row] != 0; }

    bool any_broken() const { return !broken_.empty(); }

    /// The fields of a row as they stand in the text, however many there are.
    void fields(std::size_t row, std::vector<std::string_view>& fields) const;

    /// Calls `reader(row - first, start, size)` for a column's cell of each row.
    template <class Reader>
    void each(std::size_t column, std::size_t first, std::size_t count, Reader reader) const {
        const std::size_t width = width_;
        const std::uint32_t* const starts = starts_.data() + first;
        const std::uint32_t* end = ends_ + first * width + column;
        for (std::size_t row = 0; row < count; ++row, end += width) {
            const std::uint32_t start = column == 0 ? starts[row] : *(end - 1) + 1;
            reader(row, start, *end - start);
        }
    }

  private:
    void spread(std::size_t ends);
    void strip_returns(std::size_t returns, ClaimBlock& block);

    std::size_t width_;
    std::string_view text_;
    std::vector<std::uint32_t> found_; ///< what index_fields() gave
    std::vector<std::uint32_t> spread_;
    std::vector<std::uint32_t> starts_;
    std::vector<std::uint8_t> broken_; ///< by row; empty: none is
    std::uint32_t* ends_ = nullptr;    ///< field f of row r ends at ends_[r * width_ + f]
};

} // namespace reimburse::load
