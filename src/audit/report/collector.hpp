// SPDX-License-Identifier: MIT
#pragma once

#include "audit/report/statistics.hpp"
#include "reimburse/settle/classify.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::audit {

/// Gathers the statistics of a batch, row by row.
class Collector {
  public:
    explicit Collector(const Plan& plan);

    /// A claim that was settled: `classifier` has found its row. Fen; `differs`: some amount that
    /// is said to be paid is not what the rules give.
    void claim(const Claim& claim, const Classifier& classifier, std::int64_t expected,
               std::int64_t paid, bool differs);

    /// A row that takes an earlier one back.
    void reversal(std::int64_t expected, std::int64_t paid);

    /// A row that was not settled.
    void refused(std::int64_t row, std::string_view claim_id, const Problems& problems);

    Statistics take() { return std::move(statistics_); }

  private:
    static constexpr std::size_t none = ~std::size_t{0};

    const Plan& plan_;
    std::vector<std::size_t> fields_; ///< by dimension; none: it is derived
    std::vector<bool> needed_;        ///< the classifier finds its value
    std::vector<std::size_t> values_; ///< of the claim, by dimension; none: not known
    Statistics statistics_;
};

} // namespace reimburse::audit
