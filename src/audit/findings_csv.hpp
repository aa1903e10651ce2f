// SPDX-License-Identifier: MIT
#pragma once

#include "audit/findings.hpp"

#include <string>

namespace reimburse::audit {

/// Writes findings as CSV, in the columns that the contract fixes.
class FindingsCsv {
  public:
    /// `paid_benefits`: those that have a column of differences.
    FindingsCsv(std::span<const Benefit> benefits, std::vector<bool> paid_benefits,
                Language language)
        : benefits_(benefits), paid_benefits_(std::move(paid_benefits)), language_(language) {}

    void header(std::string& out) const;
    void row(const Finding& finding, std::string& out) const;

  private:
    std::span<const Benefit> benefits_;
    std::vector<bool> paid_benefits_;
    Language language_;
};

/// The first three causes: the answers' first names, then further names of the same answers.
std::array<std::string, 3> causes_of(const Finding& finding);

/// What a finding is, as a sentence.
std::string explanation_of(const Finding& finding, Language language);

/// A cause as a phrase: "deductible not waived: basic insurance and …".
std::string sentence_of(const Name& name, Language language);

} // namespace reimburse::audit
