// SPDX-License-Identifier: MIT
#pragma once

#include "explain/page.hpp"
#include "reimburse/rules/policy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reimburse::explain {

/// Says the parts of a policy in words, in one language and under one selection of readings.
class Wording {
  public:
    /// The policy must outlive this object.
    Wording(const Policy& policy, Selection selection, Language language);

    const Policy& policy() const { return policy_; }

    const Selection& selection() const { return selection_; }

    Language language() const { return language_; }

    /// The one of two wordings in the language.
    std::string say(std::string_view zh, std::string_view en) const;

    /// "label: " with the language's colon.
    std::string lead(std::string_view zh, std::string_view en) const;

    /// The label, or the id where it has none.
    std::string label(const Text& text, const std::string& id) const;

    std::string dimension(const std::string& id) const;
    std::string value(const std::string& dimension, const std::string& id) const;

    /// The labels of the values, joined by "or".
    std::string values(const DimensionIs& condition) const;

    /// "person class is general; level is county or city"; empty where there is no condition.
    std::string condition(const When& when) const;

    /// "2019-01-01 to 2020-12-31", both days included; empty where nothing bounds it.
    std::string span(const DateSpan& span) const;

    /// "uplift=factor"; empty where it exists under every reading.
    std::string readings(const Only& only) const;

    /// "(reading uplift=points)" after a space, for what the selection brought about.
    std::string reading_note(const Only& only) const;

    /// "30,000" or "0.50": fen as yuan without the unit.
    static std::string bare_amount(const Fraction& fen);

    /// "30,000 yuan"
    std::string amount(const Fraction& fen) const;

    /// "75%"; "2/3" where no decimal is exact.
    static std::string percent(const Fraction& share);

    /// What stands in the cell of a table of amounts or of rates, with the unit if wanted.
    std::string cell(const Cell& cell, bool is_rate, bool with_unit) const;

    /// A weighted sum of measures and parts of benefits.
    std::string sum(const std::vector<BaseTerm>& terms) const;

    /// "cap (year)": a room of the named kind.
    std::string room(const std::string& kind, const std::string& id) const;

    std::string benefit(const std::string& id) const;
    std::string accumulator(const std::string& id) const;
    std::string measure(const std::string& id) const;
    std::string payer(Payer payer) const;
    std::string part(Part part) const;
    std::string period(Period period) const;

    /// "to 0.01 yuan, halves up"
    std::string rounding(const Rounding& rounding) const;
    std::string rounding(const BenefitRounding& benefit) const;

    /// What an uplift does to its cell: "rate + 10 points", "deductible × 0.5".
    std::string change(const Uplift& uplift) const;

    /// What a switch of a benefit says.
    std::string say_switch(Laying laying) const;
    std::string say_switch(Combine combine) const;
    std::string say_switch(OnChange on_change) const;
    std::string say_axis(const std::string& accumulator) const;
    std::string say_includes_deductible(bool includes) const;
    std::string say_edges_from(bool deductible) const;

    /// The reading note of what the selection chooses of an open switch; empty where none is open.
    template <class T>
    std::string switch_note(const std::vector<Alternative<T>>& open) const {
        const Alternative<T>* chosen = chosen_of(open, selection_);
        return chosen == nullptr ? std::string() : reading_note(chosen->only);
    }

    /// When a line of a decision list holds; empty: always.
    std::string tests(const Derivation& line) const;

  private:
    std::string test(const Test& test) const;
    std::string slope(const Slope& slope, bool is_rate) const;

    const Policy& policy_;
    Selection selection_;
    Language language_;
};

} // namespace reimburse::explain
