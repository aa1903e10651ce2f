// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/lookup.hpp"
#include "reimburse/rules/policy.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace reimburse::check {

/// A claim as far as a part of a policy can tell claims apart.
struct Situation {
    const Selection& selection;
    detail::Lookup& lookup;
    const detail::Combination& at;

    bool in_force(const When& when, const DateSpan& span, const Only& only) const {
        return lookup.in_force(when, span, only, at);
    }
};

/// What a part of a policy looks at: readings, dimensions and days. Small parts have few
/// situations, so that every combination of them can be visited where the policy as a whole has
/// too many.
class Scope {
  public:
    explicit Scope(const Policy& policy) : policy_(policy), days_{policy.valid.from} {}

    void add(const When& when);
    void add(const Only& only);
    void add(const DateSpan& span);
    void add(const Table& table);
    void add(const Room& room);
    void add(const Benefit& benefit);

    /// Visits every situation that a claim can be in, under every selection of the readings (of
    /// more than 4,096: under the defaults and each other value alone).
    void walk(const std::function<void(const Situation&)>& visit) const;

    /// The readings that it can tell apart, decision lists included.
    std::set<std::string, std::less<>> readings() const;

    /// The same of dimensions.
    std::set<std::string, std::less<>> dimensions() const;

  private:
    void close();

    const Policy& policy_;
    std::set<std::string, std::less<>> readings_;
    std::set<std::string, std::less<>> dimensions_;
    std::set<Date> days_;
};

/// Every selection of the readings named, the others at their defaults; of more than `limit`: the
/// defaults, and each other value alone.
std::vector<Selection> selections_of(const Policy& policy,
                                     const std::set<std::string, std::less<>>& readings,
                                     std::size_t limit);

/// Whether the benefit pays by its figures there: valid, no gate closed, not silent.
bool applies(const Benefit& benefit, const Situation& situation);

/// Visits every situation in which the benefit applies.
void each_applying(const Policy& policy, const Benefit& benefit,
                   const std::function<void(const Situation&)>& visit);

} // namespace reimburse::check
