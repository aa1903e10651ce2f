// SPDX-License-Identifier: MIT
#pragma once

#include "audit/causes/row_edit.hpp"
#include "audit/row_store.hpp"
#include "reimburse/plan/assemble.hpp"

#include <optional>
#include <span>

namespace reimburse::audit {

/// The policy under one selection of readings, laid out once; its rows are built one by one, with
/// changes, and come out in the numbers of the row store.
class Variant {
  public:
    Variant(const Plan& base, const Selection& selection, const RowStore& store);

    /// The row of a combination of the base plan's digits; none where it is refused, or where the
    /// changed tables do not hold together.
    std::optional<Draft> build(const detail::Combination& at,
                               std::span<const RowEdit* const> edits);

  private:
    std::optional<Draft> assemble(detail::Combination at);
    void renumber(Draft& draft) const;
    void renumber(std::vector<TermStep>& terms) const;
    std::int32_t renumber(std::int32_t slot) const;

    Plan plan_;
    bool sound_ = true;
    std::vector<std::uint16_t> benefits_; ///< number in the store
    std::vector<std::uint32_t> slots_;    ///< number in the store
};

} // namespace reimburse::audit
