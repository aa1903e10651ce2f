// SPDX-License-Identifier: MIT
#pragma once

#include "study/situations.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::study {

/// Finds out whether changes of one plan have an effect: whether any claim is paid otherwise, or
/// falls short of its target otherwise. For judging changes of a table that no worked case
/// notices. Keep one for each plan: what its claims can be is found out once.
class Effects {
  public:
    /// The plan must outlive this object.
    explicit Effects(const Plan& original);

    /// Pairs of what decides in two rows that have been judged.
    using Seen = std::set<std::pair<std::string, std::string>>;

    /// An example in words; none if nothing was found. Looks at the exact payments of a year of one
    /// claim, and where rows differ without them, settles claims around their breakpoints: one,
    /// and two in a year, on days on which the periods of the two plans may part.
    /// Pairs in `seen` are passed over and the others added, so that one change is judged once for
    /// all claims and readings to which it does the same. Precondition: both plans have the
    /// same benefits.
    std::optional<std::string> of(const Plan& changed, Seen& seen) const;

  private:
    const Plan& original_;
    std::vector<Situation> reachable_;
};

} // namespace reimburse::study
