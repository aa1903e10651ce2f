// SPDX-License-Identifier: MIT
#pragma once

#include "explain/wording.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace reimburse::explain {

/// A row of a table that decides something under the selection.
struct ShownRow {
    const Row* row = nullptr;
    std::vector<const Row*> replaces; ///< rows of the policy where an overlay's row now stands
};

/// A table as people print it: what is in force under the selection, each figure with its clause.
class RuleTable {
  public:
    /// `clause` is cited where a row has none of its own. All must outlive this object.
    RuleTable(const Wording& words, const Table& table, bool is_rate, const std::string& clause);

    const std::vector<ShownRow>& rows() const { return rows_; }

    /// One figure for every claim and day.
    bool is_single() const;

    /// The figure with its unit, clause, overlay and what it replaces.
    Line figure(const ShownRow& shown, bool with_unit, bool with_clause = true) const;

    /// Appends "lead: figure" as an item where there is one figure, else the lead and a table: a
    /// grid where exactly two dimensions matter and no date does.
    void print(Page& page, const std::string& lead, const Line& after) const;

    /// "condition; span", empty where nothing bounds the row.
    std::string scope(const Row& row) const;

    const std::string& clause_of(const Row& row) const {
        return row.clause.empty() ? *clause_ : row.clause;
    }

  private:
    void find_rows(const Table& table);
    void note_match(const Row* overriding, const Row* own);
    bool is_grid() const;
    void print_grid(Page& page) const;
    void print_list(Page& page, const std::string& lead) const;
    Line unit_header(const std::string& lead) const;

    const Wording* words_;
    const std::string* clause_;
    bool is_rate_;
    std::vector<std::size_t> dimensions_; ///< that rows in force test, in the policy's order
    std::vector<ShownRow> rows_;
};

} // namespace reimburse::explain
