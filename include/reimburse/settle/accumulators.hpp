// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/claim.hpp"
#include "reimburse/settle/period.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace reimburse {

/// Accumulators (累计) of one person: a sum of fen or a count for each name and period. A small
/// value that the caller keeps between settlements; all 0 at first.
class Accumulators {
  public:
    /// period -> accumulator id -> fen or count
    using Periods = std::map<std::string, std::map<std::string, std::int64_t>>;

    const Periods& periods() const { return periods_; }

    void set(const std::string& period, const std::string& id, std::int64_t value) {
        periods_[period][id] = value;
    }

    /// The slots that a claim settles on.
    void load(const Plan& plan, Date day, const Claim& claim, std::span<std::int64_t> slots) const {
        for (const SlotGroup& group : plan.groups) {
            const auto period = periods_.find(key(plan, group, day, claim));
            for (std::uint32_t s = group.slots.first; s < group.slots.first + group.slots.count;
                 ++s) {
                slots[s] = 0;
                if (period != periods_.end()) {
                    const auto value = period->second.find(plan.accumulators[s].id);
                    slots[s] = value != period->second.end() ? value->second : 0;
                }
            }
        }
    }

    void store(const Plan& plan, Date day, const Claim& claim,
               std::span<const std::int64_t> slots) {
        for (const SlotGroup& group : plan.groups) {
            auto& period = periods_[key(plan, group, day, claim)];
            for (std::uint32_t s = group.slots.first; s < group.slots.first + group.slots.count;
                 ++s) {
                period[plan.accumulators[s].id] = slots[s];
            }
        }
    }

    bool operator==(const Accumulators&) const = default;

  private:
    static std::string key(const Plan& plan, const SlotGroup& group, Date day, const Claim& claim) {
        const std::string period = period_text(group.period, plan.policy.benefit_year, day,
                                               claim.at(ClaimField::stay_id).text);
        return group.of_household
                   ? "household " + std::string(claim.at(ClaimField::household_id).text) + " " +
                         period
                   : period;
    }

    Periods periods_;
};

} // namespace reimburse
