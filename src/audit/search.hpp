// SPDX-License-Identifier: MIT
#pragma once

#include "audit/causes/amount.hpp"
#include "audit/explanation.hpp"
#include "audit/paid.hpp"
#include "audit/workshop.hpp"
#include "reimburse/settle/classify.hpp"
#include "reimburse/settle/settle.hpp"

#include <functional>

namespace reimburse::audit {

/// Totals that a claim may have been settled on, and what is wrong with them.
struct WrongTotals {
    Cause cause{};
    std::string_view claim_id; ///< the earlier claim by which they are stale; empty: none
    std::vector<std::int64_t> slots;

    Deviation deviation() const {
        const std::string id(claim_id);
        return {cause, id, {id, id}, !id.empty()};
    }
};

/// A claim whose payment differs, as the search wants it.
struct Question {
    const Claim* claim = nullptr;
    Classifier* classifier = nullptr; ///< has read the claim
    const Paid* paid = nullptr;
    std::vector<std::int64_t> slots; ///< totals of the plan before the claim
    std::vector<WrongTotals> wrong_totals;
    bool with_accounts = false; ///< each answer says how it comes to its payments
};

/// Finds the smallest deviations from the rules that bring exactly what was paid.
class Search {
  public:
    explicit Search(const Plan& plan);

    /// All answers of one deviation. The list is complete over what the plan declares.
    std::vector<Explanation> singles(const Question& question);

    /// All answers of two deviations, of which neither idles. Comes after singles().
    std::vector<Explanation> pairs(const Question& question);

    /// Benefits by the numbers of an answer's payments.
    std::span<const Benefit> benefits() const { return workshop_.store().pool().benefits; }

  private:
    using Fen = std::span<const std::int64_t>;

    /// Deviations that lead to a row, without a copy.
    struct RowName {
        std::uint32_t row = 0;
        const Deviation* first = nullptr;
        const Deviation* second = nullptr;

        Name name() const;
    };

    /// Totals to try, of which some may decide the row.
    struct Totals {
        std::uint32_t row = 0;
        std::vector<std::int64_t> slots;
        const WrongTotals* wrong = nullptr; ///< null: nothing is wrong
    };

    /// A measure of the claim that was another.
    struct Amount {
        std::size_t place = total_register;
        std::int64_t amount = 0;
        Mistake mistake;
        bool total_as_eligible = false;
    };

    void prepare(const Question& question);
    void find_ways();
    void find_totals();
    void find_amounts();
    std::size_t number_of(std::span<const Classifier::Forced> forced, Fen slots);
    void add_way(std::uint32_t row, const Deviation& deviation);
    void take_amount(const Amount& amount);
    Deviation named(const Amount& amount) const;
    std::vector<Name> names_of(std::uint32_t row) const;

    template <class Add>
    void each_pair_of_rows(Add add);
    void try_pairs_of_rows();
    void try_totals_twice();
    void try_amounts_twice();
    void try_more(std::uint32_t row, Fen slots, const std::vector<Name>& names);
    bool run(std::uint32_t row, Fen slots, Fen paid = {});
    bool fits(std::uint32_t row, Fen slots);
    void try_written_wrongly(std::uint32_t row, Fen slots, const std::vector<Name>& names,
                             const Name& more);
    void try_doubled(std::uint32_t row, Fen slots, const std::vector<Name>& names,
                     bool written_wrongly);
    void keep(std::uint32_t row, Fen slots, const std::vector<Name>& names, const Name& totals,
              const Name& rest);
    std::shared_ptr<const Account> account(std::uint32_t row, Fen slots);

    /// More names of one answer than these say nothing new.
    static constexpr std::size_t most_names = 64;

    const Plan& plan_;
    Workshop workshop_;
    std::optional<Settler> settler_; ///< of the store as it was at its size
    std::size_t settler_rows_ = 0;
    std::vector<std::vector<Deviation>> values_of_; ///< by dimension and value
    std::vector<Deviation> versions_;
    bool totals_decide_ = false; ///< a dimension is derived from an accumulator
    const Question* question_ = nullptr;
    std::size_t number_ = 0; ///< of the claim's row in the plan
    std::uint32_t own_ = 0;  ///< the same in the store
    std::vector<std::uint8_t> values_;
    std::vector<std::pair<std::size_t, const Deviation*>> cells_; ///< other rows of the plan
    std::vector<std::uint32_t> ways_; ///< rows that one deviation leads to
    std::vector<RowName> way_names_;
    std::vector<std::uint32_t> tried_; ///< by row: the question in which it was met last
    std::vector<bool> tried_fits_;
    std::uint32_t asked_ = 0;
    std::vector<Totals> totals_; ///< the first are those of the question
    std::vector<Amount> amounts_;
    std::vector<std::int64_t> measures_;
    std::vector<std::int64_t> slots_;
    std::vector<std::int64_t> payments_;
    std::vector<std::int64_t> forced_paid_;
    std::int64_t sum_ = 0;
    std::vector<Explanation> answers_;
};

} // namespace reimburse::audit
