// SPDX-License-Identifier: MIT
#pragma once

#include "audit/examiner.hpp"
#include "audit/report/provenance.hpp"
#include "load/claim_columns.hpp"
#include "load/claims_input.hpp"
#include "load/csv.hpp"
#include "load/files.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::audit {

/// One row of the files.
struct ClaimsRow {
    std::int64_t number = 0; ///< from 1, over all files
    load::CsvReader::Row kind = load::CsvReader::Row::row;
    const load::CsvReader* reader = nullptr; ///< null: it has gone on
    const std::vector<std::string_view>* fields = nullptr;
    load::ClaimColumns* columns = nullptr;
    Problems fault; ///< of a bad row
    std::string_view claim_id;
    std::string_view person_id;
    std::string_view reverses;
};

/// The columns that an audit looks at beside those of the claim.
class AuditColumns {
  public:
    /// `names`: the header row. Problem: missing_column where nothing says what was paid.
    void read(const std::vector<std::string_view>& names, const Plan& plan, const std::string& file,
              Problems& problems);

    std::string_view cell(const std::vector<std::string_view>& fields, std::size_t column) const {
        return column < fields.size() ? fields[column] : std::string_view();
    }

    /// Splits the texts of a row that an audit looks at from its fields.
    void name(ClaimsRow& row) const;

    Reversal reversal(const ClaimsRow& row, Problems& problems) const;

    std::size_t claim_id = none;
    std::size_t person_id = none;
    std::size_t reverses = none;
    std::vector<std::size_t> paid_benefits; ///< by benefit

  private:
    static constexpr std::size_t none = ~std::size_t{0};

    std::optional<std::int64_t> negative(const std::vector<std::string_view>& fields,
                                         std::size_t column, const std::string& name,
                                         Problems& problems) const;

    std::size_t paid_total_ = none;
    std::size_t total_ = none;
    std::size_t eligible_ = none;
};

/// What the row that `columns` filled a claim from says was paid.
void take_paid(const load::ClaimColumns& columns, Paid& paid);

/// Claims in one or many files of any form, to be read several times. Standard input is copied into
/// a temporary file first.
class ClaimsFiles {
  public:
    ClaimsFiles(const Plan& plan, std::vector<std::string> paths, load::InputForm form)
        : plan_(plan), paths_(std::move(paths)), form_(std::move(form)) {}

    /// Hands out the files, each with its header read. Problems: those of the files and of their
    /// headers, and what `visit` gives: they end the reading.
    Problems each(const std::function<Problems(load::CsvReader&, load::ClaimColumns&)>& visit);

    /// Reads every row from the first. Problems: those of each(), and of reading.
    Problems read(const std::function<void(const ClaimsRow&)>& visit);

    /// Ends the reading after the row at hand, and that of the files behind it.
    void stop() { stopped_ = true; }

    bool stopped() const { return stopped_; }

    /// Bytes of the files that are done; `bytes`: of the reader's file at hand.
    std::int64_t position(std::int64_t bytes) const;

    /// Bytes of all files; 0 where they are not known.
    std::int64_t size() const;

    /// The columns of the file that is being read.
    const AuditColumns& columns() const { return columns_; }

    /// Benefits for which some file said what was paid, once read() has ended.
    const std::vector<bool>& paid_benefits() const { return paid_benefits_; }

    /// Whether some file has a column for reversals, once its header was read.
    Result<bool> can_reverse();

    /// The files' names and what names their bytes. Problem: cannot_open.
    Result<std::vector<HashedInput>> hashed();

    const std::vector<std::string>& passed_over() const { return passed_over_; }

  private:
    std::optional<Problem> spool();
    Result<load::ClaimsInput> open(const std::string& path);

    const Plan& plan_;
    std::vector<std::string> paths_;
    load::InputForm form_;
    load::InputFile spool_;
    const load::ClaimsInput* input_ = nullptr; ///< at hand
    std::int64_t before_ = 0;                  ///< bytes of the files before it
    bool stopped_ = false;
    AuditColumns columns_;
    std::vector<bool> paid_benefits_;
    std::vector<std::string> passed_over_;
};

} // namespace reimburse::audit
