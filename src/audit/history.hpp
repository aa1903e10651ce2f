// SPDX-License-Identifier: MIT
#pragma once

#include "audit/paid.hpp"
#include "audit/search.hpp"
#include "reimburse/settle/period.hpp"

#include <deque>
#include <set>
#include <string>
#include <unordered_map>

namespace reimburse::audit {

/// A claim that has been settled, as later claims and its reversal need it.
struct PastClaim {
    std::string id;
    std::vector<std::int64_t> periods;    ///< by group of slots
    std::vector<std::int64_t> added;      ///< to the expected totals, by slot
    std::vector<std::int64_t> added_paid; ///< to the totals as paid
    std::int64_t total = 0;
    std::int64_t eligible = 0;
    Paid paid;
    std::int64_t paid_total = 0;
    bool paid_known = true; ///< `added_paid` is known
    bool reversed = false;

    bool differs() const { return !paid_known || added != added_paid; }
};

/// The claims that share totals: of one person, and of the household where totals are shared by it.
/// Totals are sums, so they are summed from the claims when they are needed.
class History {
  public:
    explicit History(const Plan& plan) : plan_(plan) {}

    /// Names the claim that is looked at: whose it is, and the periods it lies in.
    void enter(std::string_view person, Date day, const Claim& claim);

    /// Keeps the claim that was entered last.
    void keep(PastClaim claim);

    /// A claim of the person that has been kept; null: there is none.
    PastClaim* find(std::string_view person, std::string_view id);

    const std::vector<std::int64_t>& periods() const { return periods_; }

    /// Expected totals, or those as paid, before the claim that was entered.
    std::vector<std::int64_t> totals(bool as_paid) const;

    /// Whether every earlier claim of the same periods is known as paid.
    bool paid_known() const;

    /// The last earlier claim by which the totals as paid came to differ; null: none.
    const PastClaim* last_that_differs() const;

    /// The last earlier claim that is among these and not reversed yet; null: none.
    const PastClaim* last_of(const std::set<std::string, std::less<>>& ids) const;

    /// The expected totals without the claims that are among these.
    std::vector<std::int64_t> totals_without(const std::set<std::string, std::less<>>& ids) const;

    /// Every way in which totals can be wrong: missing, or stale by one claim.
    std::vector<WrongTotals> wrong_totals(const std::vector<std::int64_t>& totals,
                                          bool as_paid) const;

  private:
    /// Calls `visit` with each earlier claim and what it added to slots of the same periods.
    template <class Visit>
    void each(bool as_paid, Visit visit) const;

    const Plan& plan_;

    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    template <class T>
    using ByText = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    ByText<std::vector<PastClaim*>> persons_;
    ByText<std::vector<PastClaim*>> households_;
    std::deque<PastClaim> claims_;
    ByText<std::int64_t> stays_;
    std::vector<std::int64_t> periods_;
    std::vector<PastClaim*>* person_ = nullptr;
    std::vector<PastClaim*>* household_ = nullptr;
};

} // namespace reimburse::audit
