// SPDX-License-Identifier: MIT
#include "load/frame.hpp"

#include "reimburse/amount/date.hpp"
#include "reimburse/amount/format.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

namespace reimburse::load {

namespace {

constexpr std::size_t cell_room = 32;
constexpr std::int64_t nanoseconds_a_day = 86'400'000'000'000;

/// A moment that is none, as the libraries that count nanoseconds have it.
constexpr std::int64_t no_moment = std::numeric_limits<std::int64_t>::min();

template <class Number>
std::int64_t number_at(const char* place) {
    Number number{};
    std::memcpy(&number, place, sizeof(number));
    return number;
}

std::int64_t number_of(const FrameColumn::View& view, std::size_t row) {
    const char* const place = view.first + view.step * static_cast<std::ptrdiff_t>(row);
    switch (view.width) {
    case 1:
        return number_at<std::int8_t>(place);
    case 2:
        return number_at<std::int16_t>(place);
    case 4:
        return number_at<std::int32_t>(place);
    default:
        return number_at<std::int64_t>(place);
    }
}

std::string_view spelled(std::int64_t number, std::span<char> to) {
    const auto end = std::to_chars(to.data(), to.data() + to.size(), number).ptr;
    return {to.data(), static_cast<std::size_t>(end - to.data())};
}

/// Fen as yuan; a sign goes before them, as the reader refuses it by its own rule.
std::string_view spelled_fen(std::int64_t fen, std::span<char> to) {
    const auto whole = static_cast<std::uint64_t>(fen);
    const std::uint64_t size = fen < 0 ? ~whole + 1 : whole;
    char* out = to.data();
    if (fen < 0) {
        *out++ = '-';
    }
    out = std::to_chars(out, to.data() + to.size(), size / 100).ptr;
    *out++ = '.';
    *out++ = static_cast<char>('0' + size / 10 % 10);
    *out++ = static_cast<char>('0' + size % 10);
    return {to.data(), static_cast<std::size_t>(out - to.data())};
}

std::string_view spelled_day(std::int64_t moment, std::span<char> to) {
    const std::int64_t days = moment / nanoseconds_a_day - (moment % nanoseconds_a_day < 0 ? 1 : 0);
    const std::string text = Date::from_days(static_cast<std::int32_t>(days)).text();
    return {to.data(), text.copy(to.data(), to.size())};
}

/// What to give instead of values that stand for no exact text.
Problem column_type(std::string_view column, std::string_view type, const Place& place) {
    const std::string name(column);
    return {Code::wrong_type,
            {{"expected", "text, Decimal, whole yuan or (in " + name + "_fen) whole fen"},
             {"found", std::string(type)}},
            place,
            {}};
}

} // namespace

Problems Frame::problems() const {
    Problems problems;
    for (const FrameColumn& column : columns) {
        if (column.kind == FrameColumn::Kind::other) {
            problems.push_back(column_type(column.name, column.type, {name, column.name, 0, 0}));
        }
    }
    return problems;
}

FrameRows::FrameRows(const Frame& frame) : frame_(frame) {
    columns_.reserve(frame.columns.size());
    for (const std::string_view first : {"claim_id", "person_id"}) {
        for (const FrameColumn& column : frame.columns) {
            if (column.name == first) {
                columns_.push_back(&column);
            }
        }
    }
    for (const FrameColumn& column : frame.columns) {
        if (std::ranges::find(columns_, &column) == columns_.end()) {
            columns_.push_back(&column);
        }
    }
    for (const FrameColumn* column : columns_) {
        names_.emplace_back(column->name);
    }
    fields_.resize(columns_.size());
    scratch_.resize(columns_.size() * cell_room);
}

RowSource::Row FrameRows::next() {
    if (next_ == frame_.rows) {
        return Row::end;
    }
    const auto row = static_cast<std::size_t>(next_++);
    fault_.reset();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const FrameColumn& column = *columns_[c];
        fields_[c] = cell(column, row, std::span(scratch_).subspan(c * cell_room, cell_room));
        if (column.others.empty() || fault_) {
            continue;
        }
        const auto other = column.others.find(static_cast<std::int64_t>(row));
        if (other != column.others.end()) {
            fault_ = column_type(column.name, other->second,
                                 {frame_.name, column.name, static_cast<int>(row + 1), 0});
        }
    }
    return fault_ ? Row::bad : Row::row;
}

std::string_view FrameRows::cell(const FrameColumn& column, std::size_t row,
                                 std::span<char> scratch) {
    using Kind = FrameColumn::Kind;
    if (column.kind == Kind::texts) {
        const std::size_t first = row == 0 ? 0 : column.ends[row - 1];
        return std::string_view(column.text).substr(first, column.ends[row] - first);
    }
    if (column.missing.first != nullptr && number_of(column.missing, row) != 0) {
        return {};
    }
    const std::int64_t number = number_of(column.numbers, row);
    switch (column.kind) {
    case Kind::numbers:
        return spelled(number, scratch);
    case Kind::fen:
        return spelled_fen(number, scratch);
    case Kind::days:
        return number == no_moment ? std::string_view() : spelled_day(number, scratch);
    case Kind::codes:
        return number >= 0 && static_cast<std::size_t>(number) < column.categories.size()
                   ? std::string_view(column.categories[static_cast<std::size_t>(number)])
                   : std::string_view();
    case Kind::texts:
    case Kind::other:
        break;
    }
    return {};
}

} // namespace reimburse::load
