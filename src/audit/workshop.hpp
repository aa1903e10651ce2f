// SPDX-License-Identifier: MIT
#pragma once

#include "audit/variant.hpp"

#include <map>
#include <memory>
#include <unordered_map>

namespace reimburse::audit {

/// A row that one deviation, or two, make of another.
struct EditedRow {
    std::uint32_t row = 0;
    std::uint16_t first = 0;  ///< numbers of the edits
    std::uint16_t second = 0; ///< the same as `first`: there is one
};

/// Builds the rows of deviations when a claim first needs them, and keeps them by the number of
/// the plan's row (version * combinations + index).
class Workshop {
  public:
    static constexpr std::uint32_t refused = ~std::uint32_t{0};

    explicit Workshop(const Plan& plan);

    /// The plan's own row in the store.
    std::uint32_t row(std::size_t number);

    /// What single edits make of it, where that differs from it and is not refused.
    const std::vector<EditedRow>& singles(std::size_t number);

    /// What pairs of edits make of it, where it differs from it and from what a single edit makes.
    /// Pairs of which neither part shows alone are not sought.
    const std::vector<EditedRow>& pairs(std::size_t number);

    const RowEdit& edit(std::uint16_t number) const { return edits_[number]; }

    const RowStore& store() const { return store_; }

  private:
    struct Known {
        bool listed = false;
        bool paired = false;
        std::uint32_t row = refused;
        std::vector<std::uint32_t> edited; ///< row by edit, until the pairs are known
        std::vector<EditedRow> singles;
        std::vector<EditedRow> pairs;
    };

    Known& at(std::size_t number);
    void list(std::size_t number, Known& known);
    void pair(std::size_t number, Known& known);
    std::optional<Draft> both(std::size_t number, const Known& known, std::size_t a, std::size_t b);
    std::optional<Draft> build(std::size_t number, std::span<const RowEdit* const> edits);
    Draft patched(Draft draft, const RowEdit& edit) const;
    Variant& variant(const Selection& selection);

    const Plan& plan_;
    RowStore store_;
    RowEdits edits_;
    std::map<Selection, std::unique_ptr<Variant>> variants_;
    std::unordered_map<std::size_t, Known> known_;
};

} // namespace reimburse::audit
