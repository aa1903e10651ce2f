// SPDX-License-Identifier: MIT
#include "load/csv.hpp"

#include "load/scan.hpp"
#include "load/unquote.hpp"
#include "load/utf8.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace reimburse::load {

CsvReader::CsvReader(Source source, std::string file, std::size_t block)
    : source_(std::move(source)), file_(std::move(file)),
      buffer_(std::max<std::size_t>(block, 1) + slack) {}

CsvReader::Row CsvReader::next() {
    fields_.clear();
    fault_.reset();
    start_ = next_;
    line_ = next_line_;
    bool readable = !std::exchange(skip_, false) || skip_line();
    while (readable) {
        fields_.clear();
        escaped_.clear();
        Step step = skip_to_record();
        if (step == Step::done) {
            step = read_record();
        }
        switch (step) {
        case Step::done:
            unescape();
            return Row::row;
        case Step::bad:
            unescape();
            return Row::bad;
        case Step::end:
            next_ = start_;
            next_line_ = line_;
            return Row::end;
        case Step::more:
            // A record that the buffer cuts off is read anew, with more bytes behind it.
            readable = refill();
        }
    }
    fault_ = Fault{Code::cannot_open, line_, 0};
    at_end_ = true;
    start_ = next_ = end_ = 0;
    return Row::failed;
}

/// Moves what is left to the front of the buffer and fills up. False if nothing could be read.
bool CsvReader::refill() {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(start_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    discarded_ += static_cast<std::int64_t>(start_);
    end_ -= start_;
    start_ = 0;
    if (end_ == capacity()) {
        buffer_.resize(2 * capacity() + slack);
    }
    const std::size_t before = end_;
    while (end_ < capacity() && !at_end_ && error_ == 0) {
        const std::ptrdiff_t count = source_(buffer_.data() + end_, capacity() - end_);
        if (count < 0) {
            error_ = errno != 0 ? errno : EIO;
        } else {
            at_end_ = count == 0;
            end_ += static_cast<std::size_t>(count);
        }
    }
    quote_ = find('"', 0, end_);
    // Whole rows that came before a failure are still handed out.
    return error_ == 0 || end_ > before;
}

/// Moves start_ behind the end of its line. False on a failure to read.
bool CsvReader::skip_line() {
    for (;;) {
        const std::size_t line_end = find('\n', start_, end_);
        if (line_end < end_) {
            start_ = line_end + 1;
            ++line_;
            return true;
        }
        start_ = end_;
        if (at_end_) {
            return true;
        }
        if (!refill()) {
            return false;
        }
    }
}

/// Moves start_ over a byte order mark at the start of the file and over empty lines.
CsvReader::Step CsvReader::skip_to_record() {
    if (!began_) {
        if (end_ - start_ < byte_order_mark.size() && !at_end_) {
            return Step::more;
        }
        if (std::string_view(buffer_.data() + start_, end_ - start_).starts_with(byte_order_mark)) {
            start_ += byte_order_mark.size();
        }
        began_ = true;
    }
    for (;;) {
        if (start_ == end_) {
            return at_end_ ? Step::end : Step::more;
        }
        if (buffer_[start_] == '\n') {
            start_ += 1;
            ++line_;
        } else if (buffer_[start_] != '\r') {
            return Step::done;
        } else if (start_ + 1 < end_) {
            if (buffer_[start_ + 1] != '\n') {
                return Step::done;
            }
            start_ += 2;
            ++line_;
        } else if (at_end_) {
            start_ += 1;
        } else {
            return Step::more;
        }
    }
}

std::string_view CsvReader::plain_lines(std::size_t limit) {
    if (skip_) {
        return {};
    }
    limit = std::min(limit, longest_record);
    for (;;) {
        std::string_view ahead(buffer_.data() + next_, std::min(end_ - next_, limit));
        if (quote_ < next_) {
            quote_ = find('"', next_, end_);
        }
        ahead = ahead.substr(0, quote_ - next_);
        const std::size_t lines = ahead.rfind('\n') + 1; // npos + 1 is 0
        if (lines > 0) {
            ahead = ahead.substr(0, lines);
            const LineScan scan = scan_lines(ahead);
            scanned_ = {ahead, scan.lines};
            const std::size_t valid = scan.ascii ? lines : utf8_prefix(ahead);
            return valid == lines ? ahead : ahead.substr(0, ahead.rfind('\n', valid) + 1);
        }
        if (quote_ < end_ || at_end_ || end_ - next_ >= limit) {
            return {};
        }
        start_ = next_;
        const bool more = refill();
        next_ = start_;
        if (!more) {
            return {};
        }
    }
}

std::size_t CsvReader::take_unquoted(char* to, std::size_t room) {
    while (!skip_) {
        const std::size_t size = std::min({end_ - next_, room, longest_record});
        const Unquoted line = unquote({buffer_.data() + next_, size}, to);
        const std::string_view written(to, line.written);
        if (line.taken > 0) {
            if (!is_ascii(written) && utf8_prefix(written) < written.size()) {
                break;
            }
            next_ += line.taken;
            ++next_line_;
            return line.written;
        }
        if (!line.cut_off || size < end_ - next_ || at_end_) {
            break;
        }
        start_ = next_;
        const bool more = refill();
        next_ = start_;
        if (!more) {
            break;
        }
    }
    return 0;
}

void CsvReader::pass(std::string_view lines) {
    next_ += lines.size();
    next_line_ += lines.data() == scanned_.first.data() && lines.size() == scanned_.first.size()
                      ? scanned_.second
                      : scan_lines(lines).lines;
}

CsvReader::Step CsvReader::read_record() {
    const std::size_t limit = std::min(end_, start_ + longest_record);
    if (quote_ < start_) {
        quote_ = find('"', start_, end_);
    }
    const std::size_t line_end = find('\n', start_, limit);
    if (quote_ < line_end) {
        return split_quoted(limit);
    }
    if (line_end == limit && (limit < end_ || !at_end_)) {
        return unfinished(Code::row_too_long, limit, start_);
    }
    return split_line(line_end);
}

/// A record without quotes.
CsvReader::Step CsvReader::split_line(std::size_t line_end) {
    const std::size_t end = without_return(start_, line_end);
    std::size_t field = start_;
    for (;;) {
        const std::size_t comma = find(',', field, end);
        push_field(field, comma);
        if (comma == end) {
            break;
        }
        field = comma + 1;
    }
    const bool closed = line_end < end_;
    return finish(end, line_end + (closed ? 1 : 0), closed ? 1 : 0);
}

/// A record with at least one quote on its first line; `limit` is the most that it may reach.
CsvReader::Step CsvReader::split_quoted(std::size_t limit) {
    const bool whole = at_end_ && limit == end_; // the file ends at the limit
    std::size_t at = start_;
    for (;;) {
        const std::size_t field = at;
        if (field == limit || buffer_[field] != '"') {
            const std::size_t line_end = find('\n', field, limit);
            const std::size_t comma = find(',', field, line_end);
            if (comma < line_end) {
                push_field(field, comma);
                at = comma + 1;
                continue;
            }
            if (line_end == limit && !whole) {
                return unfinished(Code::row_too_long, limit, field);
            }
            const std::size_t end = without_return(field, line_end);
            push_field(field, end);
            const std::size_t next = line_end == limit ? limit : line_end + 1;
            return finish(end, next, line_ends(start_, next));
        }
        std::size_t close = find('"', field + 1, limit);
        bool doubled = false;
        while (close + 1 < limit && buffer_[close + 1] == '"') {
            doubled = true;
            close = find('"', close + 2, limit);
        }
        if (close == limit || (close + 1 == limit && !whole)) {
            return unfinished(Code::open_quote, limit, field);
        }
        at = close + 1;
        const bool at_return = at < limit && buffer_[at] == '\r';
        if (at_return && at + 1 == limit && !whole) {
            return unfinished(Code::row_too_long, limit, field);
        }
        const std::size_t end = at + (at_return ? 1 : 0);
        const bool ends = end == limit || buffer_[end] == '\n';
        if (!ends && (at_return || buffer_[at] != ',')) {
            return fail(Code::text_after_quote, at, field);
        }
        if (doubled) {
            escaped_.push_back(fields_.size());
        }
        push_field(field + 1, close);
        if (ends) {
            const std::size_t next = end == limit ? limit : end + 1;
            return finish(at, next, line_ends(start_, next));
        }
        ++at;
    }
}

/// The record reaches beyond the bytes at hand: read on, or give it up with `code`, at its field.
CsvReader::Step CsvReader::unfinished(Code code, std::size_t limit, std::size_t field) {
    if (limit == end_ && !at_end_) {
        return Step::more;
    }
    return fail(code, code == Code::open_quote ? field : start_, field);
}

/// The reading goes on behind the line where the field at fault starts, at `resume`.
CsvReader::Step CsvReader::fail(Code code, std::size_t at, std::size_t resume) {
    fault_ = fault_at(code, at);
    next_ = resume;
    next_line_ = line_ + line_ends(start_, resume);
    skip_ = true;
    return Step::bad;
}

CsvReader::Step CsvReader::finish(std::size_t end, std::size_t next, std::int64_t line_ends) {
    next_ = next;
    next_line_ = line_ + line_ends;
    const std::size_t valid = utf8_prefix({buffer_.data() + start_, end - start_});
    if (start_ + valid == end) {
        return Step::done;
    }
    fault_ = fault_at(Code::not_utf8, start_ + valid);
    const char* fault = buffer_.data() + start_ + valid;
    while (!fields_.empty() && fields_.back().data() + fields_.back().size() > fault) {
        fields_.pop_back();
    }
    return Step::bad;
}

CsvReader::Fault CsvReader::fault_at(Code code, std::size_t at) const {
    const std::string_view before(buffer_.data() + start_, at - start_);
    const std::size_t line_start = before.rfind('\n') + 1; // npos + 1 is 0
    return {code, line_ + line_ends(start_, at), before.size() - line_start + 1};
}

void CsvReader::push_field(std::size_t from, std::size_t to) {
    fields_.emplace_back(buffer_.data() + from, to - from);
}

/// Halves the doubled quotes, in place.
void CsvReader::unescape() {
    for (const std::size_t index : escaped_) {
        if (index >= fields_.size()) {
            break; // dropped, as it lies behind a fault
        }
        std::string_view& field = fields_[index];
        char* const first = buffer_.data() + (field.data() - buffer_.data());
        char* to = first;
        for (std::size_t i = 0; i < field.size(); ++i) {
            *to++ = first[i];
            i += first[i] == '"' ? std::size_t{1} : std::size_t{0};
        }
        field = {first, static_cast<std::size_t>(to - first)};
    }
}

/// The first `wanted` in the buffer from `from` to `to`, which is the answer if there is none.
std::size_t CsvReader::find(char wanted, std::size_t from, std::size_t to) const noexcept {
    if (from >= to) {
        return to;
    }
    const void* found = std::memchr(buffer_.data() + from, wanted, to - from);
    return found == nullptr
               ? to
               : static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
}

/// `to`, or the place before it where a carriage return precedes.
std::size_t CsvReader::without_return(std::size_t from, std::size_t to) const noexcept {
    return to > from && buffer_[to - 1] == '\r' ? to - 1 : to;
}

std::int64_t CsvReader::line_ends(std::size_t from, std::size_t to) const noexcept {
    return std::count(buffer_.data() + from, buffer_.data() + to, '\n');
}

std::int64_t CsvReader::bytes() const noexcept {
    return discarded_ + static_cast<std::int64_t>(next_);
}

Problem CsvReader::problem() const {
    Problem problem;
    if (!fault_) {
        return problem;
    }
    if (explain_) {
        if (auto better = explain_(fault_->code == Code::cannot_open ? 0 : fault_->line)) {
            return std::move(*better);
        }
    }
    problem.code = fault_->code;
    problem.place = {file_, "", static_cast<int>(fault_->line), static_cast<int>(fault_->column)};
    if (fault_->code == Code::cannot_open) {
        problem.arguments = {{"file", file_}, {"why", std::generic_category().message(error_)}};
    } else if (fault_->code == Code::row_too_long) {
        problem.arguments = {{"limit", std::to_string(longest_record)}};
    }
    return problem;
}

} // namespace reimburse::load
