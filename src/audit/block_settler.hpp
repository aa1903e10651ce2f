// SPDX-License-Identifier: MIT
#pragma once

#include "audit/batch.hpp"
#include "audit/person_table.hpp"
#include "load/claim_block.hpp"
#include "load/day_table.hpp"
#include "reimburse/settle/program.hpp"
#include "reimburse/settle/settle.hpp"

#include <array>
#include <cstdint>
#include <unordered_set>
#include <vector>

namespace reimburse::audit {

/// Settles the rows of blocks in order, each person's periods kept apart: what Batch does, for
/// plans that suit load::RowDecoder and for payments only.
class BlockSettler {
  public:
    BlockSettler(const Plan& plan, const load::DayTable& days);

    /// Fills `payments`: width() of them a row, those of the row's steps in their order. A claim
    /// that cannot be settled becomes a refused one; a row that was put aside is passed over.
    void settle(load::ClaimBlock& block);

    /// The most steps of a row.
    static std::size_t width(const Plan& plan);

    const BatchCounts& counts() const { return counts_; }

  private:
    static constexpr std::size_t batch = 32;

    void fetch_entries(const load::ClaimBlock& block, std::size_t first) const;
    void fetch_persons(const load::ClaimBlock& block, std::size_t first);
    void settle(load::ClaimBlock& block, std::size_t first, std::size_t end);
    void claim(load::ClaimBlock& block, std::size_t number, std::uint32_t person);
    Outcome pay(const load::ClaimRow& claim, const std::int64_t* measures, std::int64_t* slots,
                std::int64_t* payments);
    void note_history(std::uint32_t person, std::int32_t day, std::uint32_t number);
    void refuse(std::uint32_t person, int year);
    static std::int64_t year_key(std::uint32_t person, int year);

    const Plan& plan_;
    const load::DayTable& days_;
    Programs programs_;
    Settler settler_; ///< for claims that no program takes
    PersonTable persons_;
    std::array<std::uint32_t, 2 * batch> found_{}; ///< by row, of the batch at hand and the next
    std::size_t width_;
    std::vector<std::int32_t> periods_; ///< by day and group
    std::vector<std::int64_t> payments_;
    std::unordered_set<std::int64_t> refused_years_;
    BatchCounts counts_;
};

} // namespace reimburse::audit
