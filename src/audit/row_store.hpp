// SPDX-License-Identifier: MIT
#pragma once

#include "audit/draft.hpp"

#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reimburse::audit {

/// Rows that the kernel can run, each content once, in the pools of one plan. Its benefits are
/// those of the base plan, then those that only other readings settle; its slots are those of the
/// base plan and one more, which stands for every accumulator that the base plan does not keep.
class RowStore {
  public:
    explicit RowStore(const Plan& base) {
        pool_.benefits = base.benefits;
        for (const Benefit& benefit : base.policy.benefits) {
            if (std::ranges::find(pool_.benefits, benefit.id, &Benefit::id) ==
                pool_.benefits.end()) {
                pool_.benefits.push_back(benefit);
            }
        }
        pool_.accumulators = base.accumulators;
        pool_.accumulators.emplace_back();
        pool_.measure_count = base.measure_count;
    }

    /// The number of the row with this content.
    std::uint32_t keep(const Draft& draft) {
        const auto [entry, fresh] =
            numbers_.try_emplace(Key(content_of(draft)), static_cast<std::uint32_t>(rows_.size()));
        if (fresh) {
            rows_.push_back(put_together(draft, pool_));
        }
        return entry->second;
    }

    const PlanRow& row(std::uint32_t number) const { return rows_[number]; }

    Draft draft(std::uint32_t number) const { return take_apart(pool_, rows_[number]); }

    std::size_t size() const { return rows_.size(); }

    const Plan& pool() const { return pool_; }

    std::uint32_t spare_slot() const {
        return static_cast<std::uint32_t>(pool_.accumulators.size() - 1);
    }

  private:
    /// 128 bits that stand for a content: two hashes that have nothing to do with one another.
    struct Key {
        explicit Key(std::string_view content) : one(std::hash<std::string_view>{}(content)) {
            for (const char byte : content) {
                other = (other ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
            }
        }

        bool operator==(const Key&) const = default;

        std::uint64_t one;
        std::uint64_t other = 0xCBF29CE484222325U;
    };

    struct Hash {
        std::size_t operator()(const Key& key) const { return key.one ^ key.other; }
    };

    Plan pool_;
    std::vector<PlanRow> rows_;
    std::unordered_map<Key, std::uint32_t, Hash> numbers_;
};

} // namespace reimburse::audit
