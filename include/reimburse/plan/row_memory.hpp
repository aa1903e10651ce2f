// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/combination.hpp"
#include "reimburse/plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace reimburse::detail {

/// The rows of one day that were built already. Building a row looks at some dimensions only; every
/// combination that has the same values there goes the same way and gets the same row.
class RowMemory {
  public:
    /// Null: none is the same.
    const PlanRow* find(const Combination& at) {
        for (const auto& [looked_at, rows] : seen_) {
            if (const auto same = rows.find(key(looked_at, at)); same != rows.end()) {
                return &same->second;
            }
        }
        return nullptr;
    }

    /// `looked_at`: by dimension, 0xFF or 0.
    void add(const std::vector<std::uint8_t>& looked_at, const Combination& at,
             const PlanRow& row) {
        for (auto& [known, rows] : seen_) {
            if (known == looked_at) {
                rows.emplace(key(looked_at, at), row);
                return;
            }
        }
        seen_.emplace_back(looked_at, Rows{});
        seen_.back().second.emplace(key(looked_at, at), row);
    }

  private:
    using Rows = std::unordered_map<std::string, PlanRow>;

    const std::string& key(const std::vector<std::uint8_t>& looked_at, const Combination& at) {
        key_.resize(looked_at.size());
        for (std::size_t d = 0; d < looked_at.size(); ++d) {
            key_[d] = static_cast<char>(looked_at[d] & at.values[d]);
        }
        return key_;
    }

    std::vector<std::pair<std::vector<std::uint8_t>, Rows>> seen_;
    std::string key_;
};

} // namespace reimburse::detail
