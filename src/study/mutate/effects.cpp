// SPDX-License-Identifier: MIT
#include "study/mutate/effects.hpp"

#include "reimburse/amount/format.hpp"
#include "reimburse/plan/layout.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle.hpp"
#include "settle/pay_function.hpp"
#include "study/mutate/row_pair.hpp"
#include "study/mutate/twin_person.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace reimburse::study {

namespace {

constexpr std::int64_t greatest = 10'000'000'000; ///< 100 million yuan: no edge lies above
constexpr std::int64_t around = 100;              ///< fen: every rest that a rate of points leaves

std::string amount(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

/// Claims of one day settled on rows, without texts.
class RowPerson {
  public:
    RowPerson(const Plan& plan, const PlanRow& row, const std::vector<std::int64_t>& own)
        : plan_(plan), row_(row), measures_{0, 0, 0}, slots_(plan.slot_count()),
          payments_(plan.benefits.size()), settler_(plan, exact_path) {
        measures_.insert(measures_.end(), own.begin(), own.end());
    }

    void begin_year() { std::ranges::fill(slots_, 0); }

    void set_slots(const std::vector<std::int64_t>& slots) { slots_ = slots; }

    const std::vector<std::int64_t>& slots() const { return slots_; }

    const std::vector<std::int64_t>& pay(std::int64_t eligible) {
        measures_[total_register] = measures_[eligible_register] = eligible;
        settler_.pay({&row_, measures_}, slots_, payments_);
        return payments_;
    }

    std::string words() const {
        std::string text;
        std::int64_t patient = measures_[total_register];
        for (std::size_t n = 0; n < payments_.size(); ++n) {
            patient -= payments_[n];
            if (payments_[n] > 0) {
                text += plan_.benefits[n].id + " " + amount(payments_[n]) + " ";
            }
        }
        return text + "rest " + amount(patient);
    }

    PayFunction functions() const {
        return pay_function(plan_, row_, {0, {measures_.begin() + 3, measures_.end()}, slots_});
    }

  private:
    const Plan& plan_;
    const PlanRow& row_;
    std::vector<std::int64_t> measures_;
    std::vector<std::int64_t> slots_;
    std::vector<std::int64_t> payments_;
    Settler settler_;
};

/// Whether sums that the row reads, or another keeps under the same names, begin anew on other
/// days.
bool periods_part(const Plan& plan, const PlanRow& row, const Plan& other) {
    const bool years_part = !(plan.policy.benefit_year == other.policy.benefit_year);
    for (std::uint32_t slot = 0; slot < plan.slot_count(); ++slot) {
        const Accumulator& kept = plan.accumulators[slot];
        const auto same = std::ranges::find(other.accumulators, kept.id, &Accumulator::id);
        const bool parts =
            years_part || same == other.accumulators.end() || same->period != kept.period;
        if (parts && reads_slot(plan, row, slot)) {
            return true;
        }
    }
    return false;
}

/// Two claims of a dimension's list may lead elsewhere, so that rows cannot be compared by number.
bool same_lists(const Plan& a, const Plan& b) {
    const auto line_alike = [](const Derivation& x, const Derivation& y) {
        return x.value == y.value && x.clause == y.clause && x.tests.size() == y.tests.size() &&
               std::ranges::equal(x.tests, y.tests,
                                  [](const Test& s, const Test& t) {
                                      return s.kind == t.kind && s.field == t.field &&
                                             s.other == t.other && s.at_least == t.at_least &&
                                             s.at_most == t.at_most;
                                  }) &&
               std::ranges::equal(x.when, y.when, {}, &DimensionIs::values, &DimensionIs::values);
    };
    return a.combinations == b.combinations &&
           std::ranges::equal(a.policy.dimensions, b.policy.dimensions,
                              [&](const Dimension& x, const Dimension& y) {
                                  return detail::Layout::is_function(x) ==
                                             detail::Layout::is_function(y) &&
                                         (detail::Layout::is_function(x) ||
                                          std::ranges::equal(x.derive, y.derive, line_alike));
                              });
}

class Prober {
  public:
    Prober(const Plan& a, const Plan& b, Effects::Seen& seen) : a_(a), b_(b), seen_(seen) {
        for (const Benefit& benefit : a_.benefits) {
            order_.push_back(static_cast<std::size_t>(
                std::ranges::find(b_.benefits, benefit.id, &Benefit::id) - b_.benefits.begin()));
        }
        for (const Plan* plan : {&a_, &b_}) {
            for (const Date version : plan->versions) {
                days_.insert(std::max(version, *Date::from_ymd(Date::first_year, 1, 1)));
            }
        }
        std::erase_if(days_, [&](Date day) { return !common(day); });
    }

    /// Rows of the same number belong together.
    std::optional<std::string> by_number(const std::vector<Situation>& reachable) {
        for (const Date day : days_) {
            for (const Situation& found : reachable) {
                const auto index = static_cast<std::uint32_t>(
                    static_cast<std::size_t>(found.rows[0] - a_.rows.data()) % a_.combinations);
                Situation situation = found;
                situation.rows = {&a_.row(day, index), &b_.row(day, index)};
                situation.measures.resize(2, found.measures[0]);
                situation.slots.resize(2, found.slots[0]);
                if (auto example = probe(situation, day)) {
                    return example;
                }
            }
        }
        return std::nullopt;
    }

    /// Claims find their rows in both plans.
    std::optional<std::string> by_claim() {
        Situations situations({&a_, &b_});
        for (const Date day : days_) {
            const auto found = situations.on({day, day}, {});
            for (std::size_t n = 0; found && n < found->size(); ++n) {
                if (auto example = probe((*found)[n], day)) {
                    return example;
                }
            }
        }
        return std::nullopt;
    }

  private:
    /// Their ratios.
    static std::string targets(const Plan& plan, const PlanRow& row) {
        std::string text;
        for (std::size_t t = 0; t < plan.policy.targets.size(); ++t) {
            if ((row.targets >> t & 1U) != 0) {
                text += " " + format_fraction(plan.policy.targets[t].ratio);
            }
        }
        return text;
    }

    bool common(Date day) const {
        return a_.policy.valid.contains(day) && b_.policy.valid.contains(day);
    }

    /// Pairs of days for two claims: the same, and days before and after every period that starts.
    std::vector<std::pair<Date, Date>> pairs(Date day) const {
        std::vector<std::pair<Date, Date>> pairs{{day, day}};
        for (int year = day.year(); year <= day.year() + 1; ++year) {
            for (const Plan* plan : {&a_, &b_}) {
                const Date first = plan->policy.benefit_year.span_of(year).from;
                const Date before = Date::from_days(first.days() - 1);
                pairs.emplace_back(before, first);
                pairs.emplace_back(before, Date::from_days(first.days() + 1));
                pairs.emplace_back(first, Date::from_days(first.days() + 40));
            }
        }
        std::erase_if(
            pairs, [&](const auto& pair) { return !common(pair.first) || !common(pair.second); });
        return pairs;
    }

    /// Edges of what either side pays, whole fen, the middles between them, and one far out.
    static std::set<std::int64_t> edges(const RowPerson& a, const RowPerson& b) {
        std::set<std::int64_t> edges{0, 10'000};
        for (const RowPerson* side : {&a, &b}) {
            for (const PiecewiseLinear& payment : side->functions().payments) {
                for (const Rational& edge : payment.breakpoints()) {
                    if (edge < greatest) {
                        edges.insert(Integer(numerator(edge) / denominator(edge))
                                         .convert_to<std::int64_t>());
                    }
                }
            }
        }
        std::set<std::int64_t> all = edges;
        for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge) {
            all.insert((*edge + *std::next(edge)) / 2);
        }
        all.insert(*edges.rbegin() + 10'000'000);
        return all;
    }

    /// The payments of each, by the benefits of the first.
    bool same(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) const {
        for (std::size_t n = 0; n < a.size(); ++n) {
            if (a[n] != b[order_[n]]) {
                return false;
            }
        }
        return true;
    }

    std::optional<std::string> probe(const Situation& situation, Date day) {
        const PlanRow& row_a = *situation.rows[0];
        const PlanRow& row_b = *situation.rows[1];
        if (row_a.refusal >= 0 || row_b.refusal >= 0) {
            const bool both = row_a.refusal >= 0 && row_b.refusal >= 0;
            return both ? std::nullopt
                        : std::optional(
                              words(situation, day.text(), {"refused or not", "the other"}));
        }
        if (targets(a_, row_a) != targets(b_, row_b)) {
            return words(situation, day.text(), {"the target", "another"});
        }
        const auto texts = deciding_texts(a_, row_a, b_, row_b);
        const bool periods = periods_part(a_, row_a, b_) || periods_part(b_, row_b, a_);
        if ((texts.first == texts.second && !periods) || !seen_.insert(texts).second) {
            return std::nullopt;
        }
        if (auto example = probe(situation, day, periods)) {
            return example;
        }
        const Situation stated = with_measures(situation);
        return stated.claim == situation.claim ? std::nullopt : probe(stated, day, periods);
    }

    bool asked_for(const std::string& field) const {
        const auto asks = [&](const Derivation& line) {
            return std::ranges::find(line.tests, field, &Test::field) != line.tests.end();
        };
        return std::ranges::any_of(a_.policy.dimensions, [&](const Dimension& dimension) {
            return std::ranges::any_of(dimension.derive, asks);
        });
    }

    /// The claim with something stated of every measure that no decision list asks for.
    Situation with_measures(Situation situation) const {
        for (std::size_t m = 0; m < a_.policy.measures.size(); ++m) {
            const Measure& measure = a_.policy.measures[m];
            if (!asked_for(measure.id)) {
                situation.claim.emplace_back(measure.id, measure.is_count ? "7" : "1000.07");
                for (std::vector<std::int64_t>& own : situation.measures) {
                    own[m] = measure.is_count ? 7 : 100'007;
                }
            }
        }
        return situation;
    }

    /// Amounts of one claim and of two, and days of two where `periods` part.
    std::optional<std::string> probe(const Situation& situation, Date day, bool periods) {
        const PlanRow& row_a = *situation.rows[0];
        const PlanRow& row_b = *situation.rows[1];
        RowPerson a(a_, row_a, situation.measures[0]);
        RowPerson b(b_, row_b, situation.measures[1]);
        const std::set<std::int64_t> firsts = edges(a, b);
        for (const std::int64_t edge : firsts) {
            for (std::int64_t eligible = std::max<std::int64_t>(edge - 1, 0);
                 eligible <= edge + around; ++eligible) {
                a.begin_year();
                b.begin_year();
                if (!same(a.pay(eligible), b.pay(eligible))) {
                    return words(situation, day.text() + " " + amount(eligible),
                                 {a.words(), b.words()});
                }
            }
        }
        for (const std::int64_t first : firsts) {
            if (auto example = second_claim(situation, day, first + 3, a, b)) {
                return example;
            }
        }
        return periods ? probe_periods(situation, day, firsts) : std::nullopt;
    }

    std::optional<std::string> second_claim(const Situation& situation, Date day,
                                            std::int64_t first, RowPerson& a, RowPerson& b) {
        a.begin_year();
        b.begin_year();
        a.pay(first);
        b.pay(first);
        const std::vector<std::int64_t> after_a = a.slots();
        const std::vector<std::int64_t> after_b = b.slots();
        for (const std::int64_t edge : edges(a, b)) {
            for (const std::int64_t second : {edge, edge + 1, edge + 2, edge + 7, edge + 10}) {
                a.set_slots(after_a);
                b.set_slots(after_b);
                if (!same(a.pay(second), b.pay(second))) {
                    return words(situation,
                                 day.text() + " " + amount(first) + ", then " + amount(second),
                                 {a.words(), b.words()});
                }
            }
        }
        return std::nullopt;
    }

    /// Two claims on days between which a period of one plan ends, as texts.
    std::optional<std::string> probe_periods(const Situation& situation, Date day,
                                             const std::set<std::int64_t>& amounts) {
        for (const auto& [one, two] : pairs(day)) {
            for (const std::int64_t first : amounts) {
                TwinPerson person(a_, b_);
                person.differ(situation.claim, one, first);
                for (const std::int64_t second : amounts) {
                    TwinPerson again = person;
                    if (const auto paid = again.differ(situation.claim, two, second)) {
                        return words(situation,
                                     one.text() + " " + amount(first) + ", then " + two.text() +
                                         " " + amount(second),
                                     *paid);
                    }
                }
            }
        }
        return std::nullopt;
    }

    static std::string words(const Situation& situation, const std::string& claims,
                             const std::pair<std::string, std::string>& paid) {
        std::string text;
        for (const auto& [field, value] : situation.claim) {
            text += field + "=" + value + " ";
        }
        return text + claims + ": " + paid.first + " -> " + paid.second;
    }

    const Plan& a_;
    const Plan& b_;
    std::set<Date> days_;
    std::vector<std::size_t> order_; ///< place in the second of each benefit of the first
    Effects::Seen& seen_;
};

} // namespace

Effects::Effects(const Plan& original) : original_(original) {
    const Date day = std::max(original_.versions.front(), *Date::from_ymd(Date::first_year, 1, 1));
    if (auto found = Situations({&original_}).on({day}, {})) {
        reachable_ = std::move(*found);
    }
}

std::optional<std::string> Effects::of(const Plan& changed, Seen& seen) const {
    const DateSpan& before = original_.policy.valid;
    const DateSpan& after = changed.policy.valid;
    if (!(before == after)) {
        return "valid " + before.from.text() + "/" + before.to.text() + " -> " + after.from.text() +
               "/" + after.to.text();
    }
    Prober prober(original_, changed, seen);
    return same_lists(original_, changed) ? prober.by_number(reachable_) : prober.by_claim();
}

} // namespace reimburse::study
