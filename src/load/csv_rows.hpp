// SPDX-License-Identifier: MIT
#pragma once

#include "load/csv.hpp"
#include "load/row_source.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::load {

/// The rows of a CSV file by the names of its header. A row with another number of fields is bad.
class CsvRows : public RowSource {
  public:
    /// Reads the header.
    CsvRows(Source source, std::string file)
        : file_(std::move(file)), reader_(std::move(source), file_), first_(reader_.next()) {
        texts_.assign(reader_.fields().begin(), reader_.fields().end());
        names_.assign(texts_.begin(), texts_.end());
        fields_.resize(names_.size());
    }

    std::span<const std::string_view> names() const override { return names_; }

    Row next() override {
        // A header that cannot be read says so in the place of the first row.
        const CsvReader::Row kind = std::exchange(first_, CsvReader::Row::row);
        const CsvReader::Row row = kind == CsvReader::Row::row ? reader_.next() : kind;
        count_ = reader_.fields().size();
        for (std::size_t f = 0; f < fields_.size(); ++f) {
            fields_[f] = f < count_ ? reader_.fields()[f] : std::string_view();
        }
        switch (row) {
        case CsvReader::Row::row:
            miscounted_ = count_ != names_.size();
            return miscounted_ ? Row::bad : Row::row;
        case CsvReader::Row::bad:
            miscounted_ = false;
            return Row::bad;
        case CsvReader::Row::failed:
            return Row::failed;
        case CsvReader::Row::end:
            break;
        }
        return Row::end;
    }

    std::span<const std::string_view> fields() const override { return fields_; }

    Problem problem() const override {
        if (!miscounted_) {
            return reader_.problem();
        }
        return {Code::field_count,
                {{"found", std::to_string(count_)}, {"expected", std::to_string(names_.size())}},
                {file_, "", static_cast<int>(reader_.line()), 1},
                {}};
    }

  private:
    std::string file_;
    CsvReader reader_;
    CsvReader::Row first_;
    std::vector<std::string> texts_; ///< of the header
    std::vector<std::string_view> names_;
    std::vector<std::string_view> fields_;
    std::size_t count_ = 0;
    bool miscounted_ = false;
};

} // namespace reimburse::load
