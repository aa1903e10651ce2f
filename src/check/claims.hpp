// SPDX-License-Identifier: MIT
#pragma once

#include "check/scope.hpp"
#include "reimburse/rules/text.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace reimburse::check {

/// Says which claims are meant among those visited, by what tells them apart from the others.
class Claims {
  public:
    explicit Claims(const Policy& policy)
        : policy_(policy), visited_(policy.dimensions.size()), meant_(policy.dimensions.size()) {}

    void visit(const Situation& situation, bool meant);

    bool any() const { return count_ > 0; }

    /// "facility level is provincial hospital; from 2019-10-01; if uplift=factor"; where nothing
    /// sets them apart: every claim.
    Text text() const;

  private:
    Text days() const;
    Text readings() const;

    const Policy& policy_;
    std::size_t count_ = 0;
    std::vector<std::uint64_t> visited_;
    std::vector<std::uint64_t> meant_;
    std::set<Date> days_visited_;
    std::set<Date> days_meant_;
    std::map<std::string, std::set<std::string>> readings_visited_;
    std::map<std::string, std::set<std::string>> readings_meant_;
};

/// A condition in words, in both languages; empty where there is none.
Text words_of(const Policy& policy, const When& when);

/// Joins two texts where both say something.
void append(Text& to, const Text& more);

/// "100.50 yuan" and "75%", exact.
Text amount_text(const Fraction& fen);
Text percent_text(const Fraction& share);

} // namespace reimburse::check
