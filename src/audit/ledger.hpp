// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/claim.hpp"
#include "reimburse/settle/period.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reimburse::audit {

/// Numbers texts in the order in which they come.
class Interner {
  public:
    std::uint32_t number(std::string_view text) {
        if (const auto known = numbers_.find(text); known != numbers_.end()) {
            return known->second;
        }
        const auto next = static_cast<std::uint32_t>(numbers_.size());
        numbers_.emplace(std::string(text), next);
        return next;
    }

    std::size_t size() const { return numbers_.size(); }

  private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
};

/// The accumulators of every person and period that a batch has met.
class Ledger {
  public:
    explicit Ledger(const Plan& plan) : plan_(plan) {}

    std::uint32_t person(std::string_view id) { return persons_.number(id); }

    std::size_t persons() const { return persons_.size(); }

    /// The slots that a claim settles on, all 0 at first.
    void load(std::uint32_t person, Date day, const Claim& claim, std::span<std::int64_t> slots) {
        offsets_.clear();
        for (const SlotGroup& group : plan_.groups) {
            const std::size_t offset = place(group, person, day, claim);
            offsets_.push_back(offset);
            for (std::uint32_t s = 0; s < group.slots.count; ++s) {
                slots[group.slots.first + s] = values_[offset + s];
            }
        }
    }

    /// Keeps the slots of the claim that was loaded last.
    void store(std::span<const std::int64_t> slots) {
        for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
            const SlotGroup& group = plan_.groups[g];
            for (std::uint32_t s = 0; s < group.slots.count; ++s) {
                values_[offsets_[g] + s] = slots[group.slots.first + s];
            }
        }
    }

  private:
    struct Key {
        std::uint32_t subject;
        std::uint32_t kind; ///< group, and whether a household
        std::int64_t period;

        bool operator==(const Key&) const = default;
    };

    struct Hash {
        std::size_t operator()(const Key& key) const {
            std::uint64_t mixed =
                (std::uint64_t{key.subject} << 32U | key.kind) * 0x9E3779B97F4A7C15U;
            mixed ^= static_cast<std::uint64_t>(key.period) + (mixed >> 29U);
            return static_cast<std::size_t>(mixed * 0xBF58476D1CE4E5B9U);
        }
    };

    std::size_t place(const SlotGroup& group, std::uint32_t person, Date day, const Claim& claim) {
        Key key{person, group.slots.first,
                period_number(group.period, plan_.policy.benefit_year, day)};
        if (group.of_household) {
            key.subject = households_.number(claim.at(ClaimField::household_id).text);
        }
        if (group.period == Period::stay) {
            key.period = stays_.number(claim.at(ClaimField::stay_id).text);
        }
        const auto [entry, fresh] = places_.try_emplace(key, values_.size());
        if (fresh) {
            values_.resize(values_.size() + group.slots.count);
        }
        return entry->second;
    }

    const Plan& plan_;
    Interner persons_;
    Interner households_;
    Interner stays_;
    std::unordered_map<Key, std::size_t, Hash> places_;
    std::vector<std::int64_t> values_;
    std::vector<std::size_t> offsets_;
};

} // namespace reimburse::audit
