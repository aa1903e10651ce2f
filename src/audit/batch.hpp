// SPDX-License-Identifier: MIT
#pragma once

#include "audit/ledger.hpp"
#include "load/claim_columns.hpp"
#include "load/csv.hpp"
#include "reimburse/settle/settle_claim.hpp"

#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace reimburse::audit {

struct BatchCounts {
    std::int64_t rows = 0;
    std::int64_t refused = 0;
    std::int64_t after_refused = 0; ///< settled although an earlier claim of the year was refused
    std::int64_t out_of_order = 0;  ///< dated before the person's last
};

/// One row of a batch, settled or refused.
struct BatchRow {
    std::string_view claim_id;
    const Problems* problems = nullptr;     ///< null: settled
    const Answer* answer = nullptr;         ///< null: refused, or only payments were asked for
    std::span<const std::int64_t> payments; ///< fen by benefit
    std::int64_t total = 0;                 ///< fen
};

/// Settles the rows of a claims file in order, each person's periods kept apart. Constant memory
/// beyond the accumulators.
class Batch {
  public:
    Batch(const Plan& plan, bool answers);

    /// Settles one row that the reader holds.
    BatchRow settle(load::CsvReader::Row kind, const load::CsvReader& reader,
                    load::ClaimColumns& columns);

    const BatchCounts& counts() const { return counts_; }

    /// The claim that was settled last, and what found its row.
    const Claim& claim() const { return claim_; }

    const Classifier& classifier() const { return classifier_; }

  private:
    bool run(const std::vector<std::string_view>& fields, load::ClaimColumns& columns);
    bool pay(const PlanRow& row);
    void note_history(std::uint32_t person, Date day);
    void refuse(std::string_view person);
    std::int64_t year_key(std::uint32_t person, int year) const;

    const Plan& plan_;
    bool answers_;
    Claim claim_;
    Classifier classifier_;
    Settler settler_;
    Ledger ledger_;
    Answer answer_;
    Problems problems_;
    std::vector<std::int64_t> slots_;
    std::vector<std::int64_t> payments_;
    std::vector<std::int32_t> last_day_;
    std::unordered_set<std::int64_t> refused_years_;
    BatchCounts counts_;
    bool follows_refused_ = false;
    bool out_of_order_ = false;
};

} // namespace reimburse::audit
