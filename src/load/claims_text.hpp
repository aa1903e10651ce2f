// SPDX-License-Identifier: MIT
#pragma once

#include "load/row_source.hpp"
#include "load/translation.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace reimburse::load {

/// Writes rows of any form as CSV with our own names, a record a line, for a CsvReader to read. A
/// row that is at fault becomes a record that is at fault, with claim_id and person_id where they
/// are known; problem() words it as it stood in its own file.
class ClaimsText {
  public:
    /// `translation` may be null: the rows have our names.
    ClaimsText(std::unique_ptr<RowSource> rows, std::unique_ptr<Translation> translation);

    /// As a Source does.
    std::ptrdiff_t read(char* to, std::size_t size);

    /// The problem of the record that starts on a line, or of the whole source (line 0). Lines are
    /// asked for in order.
    std::optional<Problem> problem(std::int64_t line);

    const Translation* translation() const { return translation_.get(); }

  private:
    bool more();
    void write(std::span<const std::string_view> fields);
    void write_fault(std::string_view claim_id, std::string_view person_id, Problem problem);
    void put(std::string_view text);

    std::unique_ptr<RowSource> rows_;
    std::unique_ptr<Translation> translation_;
    std::size_t claim_id_ = 0; ///< places of the two in a row that is not translated
    std::size_t person_id_ = 0;
    std::string text_;
    std::size_t given_ = 0;
    std::int64_t line_ = 1; ///< that is written next
    std::deque<std::pair<std::int64_t, Problem>> faults_;
    std::optional<Problem> failure_;
    Problems problems_;
    bool began_ = false;
    bool ended_ = false;
};

} // namespace reimburse::load
