// SPDX-License-Identifier: MIT
#include "load/line_table.hpp"

namespace reimburse::load {

void LineTable::read(ClaimBlock& block) {
    text_ = {block.text.data(), block.size};
    if (found_.size() < text_.size() + index_slack) {
        found_.resize(text_.size() + index_slack);
    }
    const FieldIndex index = index_fields(text_, found_.data());
    block.plain_ids = block.plain_ids && index.ascii;
    broken_.clear();
    ends_ = found_.data();
    starts_.resize(index.lines);
    bool regular = index.ends == index.lines * width_;
    std::uint32_t start = 0;
    for (std::size_t line = 0; line < index.lines && regular; ++line) {
        starts_[line] = start;
        const std::uint32_t end = found_[line * width_ + width_ - 1];
        regular = text_[end] == '\n';
        start = end + 1;
    }
    if (!regular) {
        spread(index.ends);
    }
    if (index.returns > 0) {
        strip_returns(index.returns, block);
    }
}

/// The same for lines of which some are empty or broken.
void LineTable::spread(std::size_t ends) {
    starts_.clear();
    spread_.clear();
    std::uint32_t start = 0;
    std::size_t first = 0; // field of the line
    for (std::size_t e = 0; e < ends; ++e) {
        const std::uint32_t end = found_[e];
        if (text_[end] != '\n') {
            continue;
        }
        const bool empty = end == start || (end == start + 1 && text_[start] == '\r');
        if (!empty) {
            const bool whole = e + 1 - first == width_;
            starts_.push_back(start);
            broken_.push_back(whole ? 0 : 1);
            for (std::size_t f = 0; f < width_; ++f) {
                spread_.push_back(whole ? found_[first + f]
                                        : start + static_cast<std::uint32_t>(f));
            }
        }
        start = end + 1;
        first = e + 1;
    }
    ends_ = spread_.data();
}

void LineTable::strip_returns(std::size_t returns, ClaimBlock& block) {
    for (std::size_t row = 0; row < size(); ++row) {
        std::uint32_t& end = ends_[row * width_ + width_ - 1];
        if (!broken(row) && end > starts_[row] && text_[end - 1] == '\r') {
            --end;
            --returns;
        }
    }
    block.plain_ids = block.plain_ids && returns == 0;
}

void LineTable::fields(std::size_t row, std::vector<std::string_view>& fields) const {
    fields.clear();
    if (!broken(row)) {
        std::uint32_t start = starts_[row];
        for (std::size_t f = 0; f < width_; ++f) {
            const std::uint32_t end = ends_[row * width_ + f];
            fields.push_back(text_.substr(start, end - start));
            start = end + 1;
        }
        return;
    }
    std::string_view line = text_.substr(starts_[row]);
    line = line.substr(0, line.find('\n'));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    for (std::size_t comma = line.find(','); comma != std::string_view::npos;
         comma = line.find(',')) {
        fields.push_back(line.substr(0, comma));
        line.remove_prefix(comma + 1);
    }
    fields.push_back(line);
}

} // namespace reimburse::load
