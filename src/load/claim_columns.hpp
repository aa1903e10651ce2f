// SPDX-License-Identifier: MIT
#pragma once

#include "load/csv.hpp"
#include "reimburse/settle/claim.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// The columns of a claims file and the fields they fill.
class ClaimColumns {
  public:
    /// `with_total`: paid_total is read too, as an audit needs it; else it is passed over.
    explicit ClaimColumns(const Plan& plan, bool with_total = false)
        : plan_(plan), with_total_(with_total), paid_(plan.benefits.size(), -1) {}

    /// Reads the header row. Problems: no_header, duplicate_column, missing_column (each by name),
    /// misspelt_column. Other unknown columns are passed over and listed by passed_over().
    bool read_header(CsvReader& reader, const std::string& file, Problems& problems);

    /// Fills a claim from a row; its texts are those of the row. Problems: field_count, those of
    /// Claim::set, not_an_amount, negative_amount, reversal_row. False if the row cannot be
    /// settled.
    bool fill(const std::vector<std::string_view>& fields, Claim& claim, Problems& problems);

    bool with_total() const { return with_total_; }

    /// How many benefits there are that may have a column.
    std::size_t benefits() const { return paid_.size(); }

    /// What the row's paid_total says, fen; -1 where it says nothing, or is not read.
    std::int64_t paid_total() const { return paid_total_; }

    /// Payments of the row's paid_<benefit> columns; empty if none is given, -1 where one is not.
    std::span<const std::int64_t> paid() const {
        return any_paid_ ? std::span<const std::int64_t>(paid_) : std::span<const std::int64_t>();
    }

    static constexpr std::size_t unused = ~std::size_t{0};

    /// What a column of the file fills; all unused: it is passed over.
    struct Column {
        std::size_t field = unused;
        std::size_t benefit = unused; ///< paid_<benefit>
        bool reverses = false;
        bool total = false; ///< paid_total
    };

    /// By place in the file.
    const std::vector<Column>& columns() const { return columns_; }

    const std::vector<std::string>& passed_over() const { return passed_over_; }

    /// The text of claim_id in a row that could not be filled; "" if it is not there.
    std::string_view claim_id(const std::vector<std::string_view>& fields) const;
    std::string_view person_id(const std::vector<std::string_view>& fields) const;

  private:
    void bind(std::string_view name, const Place& place, Problems& problems);
    std::int64_t read_paid(std::string_view text, const std::string& name, Problems& problems);
    std::string_view cell(const std::vector<std::string_view>& fields, ClaimField field) const;

    const Plan& plan_;
    bool with_total_;
    std::vector<Column> columns_;
    std::vector<std::int64_t> paid_;
    std::vector<std::string> passed_over_;
    std::int64_t paid_total_ = -1;
    bool any_paid_ = false;
};

} // namespace reimburse::load
