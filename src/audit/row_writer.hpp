// SPDX-License-Identifier: MIT
#pragma once

#include "audit/out_text.hpp"
#include "load/claim_block.hpp"
#include "reimburse/plan/plan.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::audit {

/// Writes settled blocks as CSV: claim_id, a column for each benefit, fund_total, patient_pays,
/// error. What does not depend on the claim is laid down once for each row of the plan.
class RowWriter {
  public:
    RowWriter(const Plan& plan, Language language);

    std::string header() const;

    void write(const load::ClaimBlock& block, OutText& out) const;

    /// Problems in one line.
    static std::string sentences(const Problems& problems, Language language);

  private:
    /// Commas and the zeros of benefits that do not apply, before an amount.
    struct Piece {
        std::uint32_t first = 0; ///< in pieces_
        std::uint32_t size = 0;
        bool in_fund = true; ///< the amount counts as paid by the fund
    };

    char* write_settled(const load::ClaimBlock& block, std::size_t number, char* out) const;
    void write_refused(const load::ClaimBlock& block, std::size_t number, OutText& out) const;
    char* write_id(const load::ClaimBlock& block, const load::ClaimRow& row, char* out) const;
    char* put(const Piece& piece, char* out) const;
    Piece piece(std::string_view text);
    std::size_t room(const load::ClaimRow& row) const;

    const Plan& plan_;
    Language language_;
    std::size_t width_;
    std::string texts_;         ///< of the pieces, each with room to copy more than it has
    std::vector<Piece> pieces_; ///< for each row of the plan: one before each step, one at the end
};

} // namespace reimburse::audit
