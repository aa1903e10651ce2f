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
#include <vector>

namespace reimburse::audit {

/// One row of the files, as named fields.
struct ClaimsRow {
    std::int64_t number = 0; ///< from 1, over all files
    load::CsvReader::Row kind = load::CsvReader::Row::row;
    const load::CsvReader* reader = nullptr;
    load::ClaimColumns* columns = nullptr;
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

    /// What a claim's row says was paid; `benefits` are those that the claim's columns hold.
    bool paid(const std::vector<std::string_view>& fields, std::span<const std::int64_t> benefits,
              Paid& paid, Problems& problems) const;

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

/// Claims in one or many files of any form, to be read several times. Standard input is copied into
/// a temporary file first.
class ClaimsFiles {
  public:
    ClaimsFiles(const Plan& plan, std::vector<std::string> paths, const load::InputForm& form)
        : plan_(plan), paths_(std::move(paths)), form_(form) {}

    /// Reads every row from the first. Problems: those of the files and of their headers, which end
    /// the reading.
    Problems read(const std::function<void(const ClaimsRow&)>& visit);

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
    AuditColumns columns_;
    std::vector<bool> paid_benefits_;
    std::vector<std::string> passed_over_;
};

} // namespace reimburse::audit
