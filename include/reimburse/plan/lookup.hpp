// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/policy.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace reimburse::detail {

/// A value of every dimension of the policy, and a day.
struct Combination {
    std::vector<std::uint8_t> values; ///< by dimension; no_value where it does not matter
    Date day;
};

inline constexpr std::uint8_t no_value = 255;

/// Finds the row of a table for a combination; collects gaps and overlaps, each once.
class Lookup {
  public:
    Lookup(const Policy& policy, const Selection& selection, Problems& problems)
        : policy_(policy), selection_(selection), problems_(problems),
          looked_at_(policy.dimensions.size()) {}

    bool matches(const When& when, const Combination& at) {
        return std::ranges::all_of(coded(when), [&](const auto& condition) {
            const std::uint8_t value = at.values[condition.first];
            looked_at_[condition.first] = 0xFF;
            return value != no_value && ((condition.second >> value) & 1U) != 0;
        });
    }

    bool in_force(const When& when, const DateSpan& span, const Only& only, const Combination& at) {
        return span.contains(at.day) && holds(only, selection_) && matches(when, at);
    }

    /// The one row that matches, or null: then the fault is among the problems.
    const Row* find(const Table& table, const std::string& name, const Combination& at) {
        const Row* found = only_one(table, table.overrides, name, at, Code::overlays_collide);
        if (found == nullptr) {
            found = only_one(table, table.rows, name, at, Code::cells_overlap);
        }
        if (found == nullptr && first_time(name, nullptr, nullptr)) {
            problems_.push_back({Code::cells_missing,
                                 {{"table", name}, {"where", where(at, table)}},
                                 table.rows.empty() ? Place{} : table.rows.front().place,
                                 {}});
        }
        return found;
    }

    /// "facility_level=county, person_class=general, from 2019-10-01"
    std::string where(const Combination& at) const {
        std::string text;
        for (std::size_t d = 0; d < at.values.size(); ++d) {
            if (at.values[d] != no_value) {
                text += (text.empty() ? "" : ", ") + policy_.dimensions[d].id + "=" +
                        policy_.dimensions[d].values[at.values[d]].id;
            }
        }
        return text.empty() ? "every claim" : text;
    }

    /// The same, with only the dimensions that the table looks at.
    std::string where(const Combination& at, const Table& table) const {
        Combination seen{std::vector<std::uint8_t>(at.values.size(), no_value), at.day};
        for (const auto* rows : {&table.rows, &table.overrides}) {
            for (const Row& row : *rows) {
                for (const DimensionIs& condition : row.when) {
                    for (std::size_t d = 0; d < at.values.size(); ++d) {
                        if (policy_.dimensions[d].id == condition.dimension) {
                            seen.values[d] = at.values[d];
                        }
                    }
                }
            }
        }
        return where(seen);
    }

    const Selection& selection() const { return selection_; }

    /// From here on: which dimensions are looked at.
    void watch() { std::ranges::fill(looked_at_, std::uint8_t{0}); }

    /// By dimension: 0xFF if it was looked at, else 0.
    const std::vector<std::uint8_t>& looked_at() const { return looked_at_; }

  private:
    using Coded = std::vector<std::pair<std::uint16_t, std::uint64_t>>;

    const Row* only_one(const Table& table, const std::vector<Row>& rows, const std::string& name,
                        const Combination& at, Code overlap) {
        const Row* found = nullptr;
        for (const Row& row : rows) {
            if (!in_force(row.when, row.span, row.only, at)) {
                continue;
            }
            if (found != nullptr && first_time(name, found, &row)) {
                problems_.push_back({overlap,
                                     {{"table", name},
                                      {"where", where(at, table)},
                                      {"first", spot(*found)},
                                      {"second", spot(row)}},
                                     row.place,
                                     row.clause});
            }
            found = found == nullptr ? &row : found;
        }
        return found;
    }

    static std::string spot(const Row& row) {
        return row.origin.empty() ? row.place.pointer : row.origin + " " + row.place.pointer;
    }

    bool first_time(const std::string& name, const Row* first, const Row* second) {
        return seen_.insert({name, {first, second}}).second;
    }

    const Coded& coded(const When& when) {
        const auto [entry, fresh] = codes_.try_emplace(&when);
        if (fresh) {
            for (const DimensionIs& condition : when) {
                for (std::size_t d = 0; d < policy_.dimensions.size(); ++d) {
                    if (policy_.dimensions[d].id == condition.dimension) {
                        entry->second.emplace_back(static_cast<std::uint16_t>(d),
                                                   policy_.dimensions[d].mask(condition));
                    }
                }
            }
        }
        return entry->second;
    }

    const Policy& policy_;
    const Selection& selection_;
    Problems& problems_;
    std::vector<std::uint8_t> looked_at_;
    std::unordered_map<const When*, Coded> codes_;
    std::set<std::pair<std::string, std::pair<const Row*, const Row*>>> seen_;
};

} // namespace reimburse::detail
