// SPDX-License-Identifier: MIT
#pragma once

#include "audit/finding.hpp"
#include "audit/history.hpp"
#include "reimburse/settle/settle_claim.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace reimburse::audit {

/// Claims that the first pass found to be named twice, or by a reversal.
struct KnownIds {
    std::set<std::string, std::less<>> reversed; ///< by some row that reverses them
    std::set<std::string, std::less<>> repeated;
};

/// A reversal row: what it says beside the claim that it takes back. Not given: null.
struct Reversal {
    std::string_view claim_id;
    std::string_view person_id;
    std::string_view original;
    std::optional<std::int64_t> total; ///< fen, 0 or less
    std::optional<std::int64_t> eligible;
    std::optional<std::int64_t> paid_total;
    std::vector<std::optional<std::int64_t>> paid; ///< by benefit
};

/// What came of one row.
struct Examined {
    const Problems* problems = nullptr;     ///< null: not refused
    std::span<const std::int64_t> payments; ///< expected, by benefit
    std::int64_t expected = 0;              ///< sum
    std::int64_t paid = 0;
    bool compared = false; ///< something was said to be paid
    bool reversal = false;
    std::optional<Finding> finding;
};

/// Examines the claims of persons in order, with all that an explanation needs: what each claim
/// added to the totals, expected and as paid.
class Examiner {
  public:
    /// Whether the file of a finding with this difference is wanted.
    using WantsFile = std::function<bool(std::int64_t largest)>;

    /// `search`: null settles and compares only. `wants_file`: empty wants none.
    Examiner(const Plan& plan, const KnownIds& ids, Search* search, WantsFile wants_file = {});

    /// A claim that could be read.
    Examined claim(const Claim& claim, const Paid& paid);

    Examined reversal(const Reversal& reversal);

    /// A row that could not be read, with the claim as far as it was.
    void refused(std::string_view claim_id, std::string_view person_id, const Claim& claim);

    /// Has found the row of the claim that was examined last, where nothing was searched.
    const Classifier& classifier() const { return classifier_; }

  private:
    Examined refuse(const Claim& claim);
    bool repeats(const Claim& claim, const Paid& paid, Examined& examined);
    Finding finding_of(const Claim& claim, const Examined& examined, const Paid& paid) const;
    std::shared_ptr<const CaseFile> file_of(const Claim& claim);
    void explain(const Claim& claim, const Paid& paid, PastClaim& past, Finding& finding);
    bool is_consequence(const Claim& claim, const Paid& paid, PastClaim& past, Finding& finding);
    void take_as_paid(const Claim& claim, const Paid& paid, PastClaim& past,
                      const Finding& finding);
    bool pay(const Claim& claim, std::vector<std::int64_t>& slots,
             std::span<const std::int64_t> paid);
    void look_without_reversed(const Claim& claim, const Paid& paid, Examined& examined);
    const std::string* refused_before(const std::string& person, Date day) const;

    const Plan& plan_;
    const KnownIds& ids_;
    Search* search_;
    WantsFile wants_file_;
    Classifier classifier_;
    Settler settler_;
    History history_;
    Problems problems_;
    std::vector<std::int64_t> before_;
    std::vector<std::int64_t> slots_;
    std::vector<std::int64_t> payments_; ///< expected
    std::vector<std::int64_t> trial_;
    std::unordered_map<std::string, std::map<int, std::string>> refused_; ///< claim by year
    std::unordered_map<std::string, std::string> first_use_; ///< of an id: what it said
};

} // namespace reimburse::audit
