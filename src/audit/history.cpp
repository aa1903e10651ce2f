// SPDX-License-Identifier: MIT
#include "audit/history.hpp"

#include <algorithm>

namespace reimburse::audit {

void History::enter(std::string_view person, Date day, const Claim& claim) {
    const auto own = persons_.find(person);
    person_ = own != persons_.end() ? &own->second : &persons_[std::string(person)];
    household_ = nullptr;
    periods_.clear();
    for (const SlotGroup& group : plan_.groups) {
        std::int64_t period = period_number(group.period, plan_.policy.benefit_year, day);
        if (group.period == Period::stay) {
            const std::string stay(claim.at(ClaimField::stay_id).text);
            period =
                stays_.try_emplace(stay, static_cast<std::int64_t>(stays_.size())).first->second;
        }
        if (group.of_household) {
            household_ = &households_[std::string(claim.at(ClaimField::household_id).text)];
        }
        periods_.push_back(period);
    }
}

void History::keep(PastClaim claim) {
    claim.periods = periods_;
    claims_.push_back(std::move(claim));
    person_->push_back(&claims_.back());
    if (household_ != nullptr) {
        household_->push_back(&claims_.back());
    }
}

PastClaim* History::find(std::string_view person, std::string_view id) {
    const auto own = persons_.find(person);
    if (own == persons_.end()) {
        return nullptr;
    }
    // The last one: an id that was used again stands for its latest claim.
    const auto found = std::ranges::find_if(own->second.rbegin(), own->second.rend(),
                                            [&](const PastClaim* past) { return past->id == id; });
    return found == own->second.rend() ? nullptr : *found;
}

template <class Visit>
void History::each(bool as_paid, Visit visit) const {
    std::vector<std::int64_t> added(plan_.slot_count());
    const auto look = [&](const PastClaim& past, bool of_household) {
        bool any = false;
        std::ranges::fill(added, 0);
        for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
            const SlotGroup& group = plan_.groups[g];
            if (group.of_household != of_household || past.periods[g] != periods_[g]) {
                continue;
            }
            any = true;
            for (std::uint32_t s = group.slots.first; s < group.slots.first + group.slots.count;
                 ++s) {
                added[s] = as_paid ? past.added_paid[s] : past.added[s];
            }
        }
        if (any) {
            visit(past, added);
        }
    };
    for (const PastClaim* past : *person_) {
        look(*past, false);
    }
    if (household_ != nullptr) {
        for (const PastClaim* past : *household_) {
            look(*past, true);
        }
    }
}

std::vector<std::int64_t> History::totals(bool as_paid) const {
    std::vector<std::int64_t> totals(plan_.slot_count());
    each(as_paid, [&](const PastClaim& past, const std::vector<std::int64_t>& added) {
        for (std::size_t s = 0; !past.reversed && s < totals.size(); ++s) {
            totals[s] += added[s];
        }
    });
    return totals;
}

bool History::paid_known() const {
    bool known = true;
    each(true, [&](const PastClaim& past, const std::vector<std::int64_t>&) {
        known = known && (past.paid_known || past.reversed);
    });
    return known;
}

const PastClaim* History::last_that_differs() const {
    const PastClaim* last = nullptr;
    each(true, [&](const PastClaim& past, const std::vector<std::int64_t>&) {
        last = past.differs() && !past.reversed ? &past : last;
    });
    return last;
}

const PastClaim* History::last_of(const std::set<std::string, std::less<>>& ids) const {
    const PastClaim* last = nullptr;
    each(false, [&](const PastClaim& past, const std::vector<std::int64_t>&) {
        last = !past.reversed && ids.contains(past.id) ? &past : last;
    });
    return last;
}

std::vector<std::int64_t>
History::totals_without(const std::set<std::string, std::less<>>& ids) const {
    std::vector<std::int64_t> totals(plan_.slot_count());
    each(false, [&](const PastClaim& past, const std::vector<std::int64_t>& added) {
        if (past.reversed || ids.contains(past.id)) {
            return;
        }
        for (std::size_t s = 0; s < totals.size(); ++s) {
            totals[s] += added[s];
        }
    });
    return totals;
}

std::vector<WrongTotals> History::wrong_totals(const std::vector<std::int64_t>& totals,
                                               bool as_paid) const {
    std::vector<WrongTotals> wrong;
    const std::vector<std::int64_t> none(totals.size());
    if (totals != none) {
        wrong.push_back({Cause::totals_missing, {}, none});
    }
    each(as_paid, [&](const PastClaim& past, const std::vector<std::int64_t>& added) {
        if (added == none) {
            return;
        }
        const auto stale = [&](Cause cause, int sign) {
            std::vector<std::int64_t> slots = totals;
            for (std::size_t s = 0; s < slots.size(); ++s) {
                slots[s] += sign * added[s];
            }
            wrong.push_back({cause, past.id, std::move(slots)});
        };
        if (past.reversed) {
            stale(Cause::reversal_ignored, 1);
        } else {
            stale(Cause::totals_without, -1);
            stale(Cause::totals_twice, 1);
        }
    });
    return wrong;
}

} // namespace reimburse::audit
