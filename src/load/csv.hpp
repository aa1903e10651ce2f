// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::load {

/// Where a reader takes its bytes from: puts up to `size` bytes at `to` and returns how many;
/// 0 at the end, -1 on failure with errno set.
using Source = std::function<std::ptrdiff_t(char* to, std::size_t size)>;

/// Reads from an open file, which must outlive the source.
Source source_of(std::FILE* file);

/// Reads from a text, which must outlive the source.
Source source_of(std::string_view text);

/// Reads CSV (RFC 4180) record by record in constant memory: no allocation per row.
///
/// Fields are separated by commas; quoted ones may hold commas, line ends and doubled quotes.
/// Lines end with LF or CRLF, the last one also without. A byte order mark at the start and empty
/// lines are skipped. Nothing is trimmed; a quote inside an unquoted field stands for itself.
///
/// A record that is at fault does not end the reading: it goes on with the next record. A quoted
/// field that is at fault is resumed at the line after the one where its quote opened, so that
/// one stray quote does not swallow the rows behind it.
class CsvReader {
  public:
    static constexpr std::size_t default_block = std::size_t{1} << 20;

    /// Longest record, in bytes with its line end: more is taken for a file that is no CSV, or
    /// for a quote that was never closed.
    static constexpr std::size_t longest_record = std::size_t{1} << 20;

    enum class Row {
        row,    ///< fields() holds a record
        bad,    ///< problem() says what is wrong, fields() holds the fields before the fault
        end,    ///< the file has been read to its end
        failed, ///< the source could not be read, problem() says why; nothing follows
    };

    /// `file` names the source in problems. `block` is the size of a read; it changes no record.
    explicit CsvReader(Source source, std::string file, std::size_t block = default_block);

    Row next();

    /// The fields of the record. The views are valid until next().
    const std::vector<std::string_view>& fields() const noexcept { return fields_; }

    /// Whole lines from the next record on, with their line ends, that split at commas alone: no
    /// quote, UTF-8 throughout, none longer than a record may be. At most `limit` bytes, and at
    /// least `slack` bytes behind them can be read. Empty where the record is one for next().
    /// Precondition: the first record was read. Valid until anything else is called.
    std::string_view plain_lines(std::size_t limit);

    /// Takes one record and writes it as plain_lines() would have it, with a line feed at its end:
    /// one whose quotes only enclose fields, with no quote, comma or line end within them. Gives
    /// the length, at most `room`; 0 where the record is one for next(), which is then as before.
    std::size_t take_unquoted(char* to, std::size_t room);

    /// Goes on behind the first bytes of plain_lines(), which were whole lines.
    void pass(std::string_view lines);

    static constexpr std::size_t slack = 64;

    /// Where the source is itself made from another file: words what is wrong with the record that
    /// starts on a line, or with the whole source (line 0), as it stood there.
    using Explain = std::function<std::optional<Problem>(std::int64_t line)>;

    void explain_by(Explain explain) { explain_ = std::move(explain); }

    /// Line on which the record starts, from 1.
    std::int64_t line() const noexcept { return line_; }

    /// Bytes of the source up to the end of the record, for showing progress.
    std::int64_t bytes() const noexcept;

    /// What is wrong with a bad or failed row: open_quote, text_after_quote, row_too_long,
    /// not_utf8; cannot_open.
    Problem problem() const;

  private:
    enum class Step { done, more, bad, end };

    struct Fault {
        Code code;
        std::int64_t line;
        std::size_t column;
    };

    bool refill();

    std::size_t capacity() const noexcept { return buffer_.size() - slack; }

    bool skip_line();
    Step skip_to_record();
    Step read_record();
    Step split_line(std::size_t line_end);
    Step split_quoted(std::size_t limit);
    Step unfinished(Code code, std::size_t limit, std::size_t field);
    Step fail(Code code, std::size_t at, std::size_t resume);
    Step finish(std::size_t end, std::size_t next, std::int64_t line_ends);
    Fault fault_at(Code code, std::size_t at) const;
    void push_field(std::size_t from, std::size_t to);
    void unescape();
    std::size_t find(char wanted, std::size_t from, std::size_t to) const noexcept;
    std::size_t without_return(std::size_t from, std::size_t to) const noexcept;
    std::int64_t line_ends(std::size_t from, std::size_t to) const noexcept;

    Source source_;
    Explain explain_;
    std::string file_;
    std::vector<char> buffer_; ///< ends with the slack, which no record reaches
    std::vector<std::string_view> fields_;
    std::vector<std::size_t> escaped_; ///< indices of fields that hold doubled quotes
    std::optional<Fault> fault_;
    std::size_t start_ = 0; ///< of the record
    std::size_t next_ = 0;  ///< where the reading goes on
    std::size_t end_ = 0;   ///< of the bytes in the buffer
    std::size_t quote_ = 0; ///< the next quote from some place at or before start_; end_ if none
    std::pair<std::string_view, std::int64_t> scanned_; ///< by plain_lines(), and its line feeds
    std::int64_t discarded_ = 0;                        ///< bytes that have left the buffer
    std::int64_t line_ = 1;
    std::int64_t next_line_ = 1;
    int error_ = 0; ///< errno of a failed read
    bool at_end_ = false;
    bool began_ = false;
    bool skip_ = false; ///< the rest of the line at next_ belongs to a bad record
};

} // namespace reimburse::load
