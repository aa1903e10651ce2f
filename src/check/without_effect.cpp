// SPDX-License-Identifier: MIT
#include "check/claims.hpp"
#include "check/figures.hpp"
#include "check/lints.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace reimburse::check {

namespace {

using detail::Folded;

/// Other numbers for every cell: half of it, or more of it.
enum class Other { less, more };

void change(Cell& cell, bool is_rate, Other other) {
    const bool number = cell.kind == Cell::Kind::value || cell.kind == Cell::Kind::of_index;
    if (!number) {
        return;
    }
    const Fraction half = Fraction::of(1, 2).value();
    const Fraction one = Fraction::whole(1);
    if (other == Other::less) {
        cell.value = multiply(cell.value, half).value_or(cell.value);
    } else if (is_rate) {
        const auto sum = add(cell.value, one);
        cell.value = (sum ? multiply(*sum, half) : sum).value_or(cell.value);
    } else {
        cell.value = add(cell.value, one).value_or(cell.value);
    }
}

void change(Table& table, bool is_rate, Other other) {
    for (auto* rows : {&table.rows, &table.overrides}) {
        for (Row& row : *rows) {
            change(row.cell, is_rate, other);
        }
    }
}

void change(std::vector<Room>& rooms, Other other) {
    for (Room& room : rooms) {
        change(room.amount, false, other);
    }
}

/// The benefit with every cell changed: one row decides a cell, so that each shows its own effect.
/// Edges stay: they tell which segments there are.
Benefit changed(Benefit benefit, Other other) {
    for (auto* terms : {&benefit.base.terms, &benefit.keep.of}) {
        for (BaseTerm& term : *terms) {
            if (term.weights) {
                change(*term.weights, true, other);
            }
        }
    }
    change(benefit.base.limits, other);
    change(benefit.deductibles, other);
    change(benefit.caps, other);
    if (benefit.schedule.axis_deductible) {
        change(*benefit.schedule.axis_deductible, false, other);
    }
    for (Segment& segment : benefit.schedule.segments) {
        if (segment.rate) {
            change(*segment.rate, true, other);
        }
        if (segment.fixed) {
            change(*segment.fixed, false, other);
        }
    }
    if (benefit.keep.amount) {
        change(benefit.keep.amount->amount, false, other);
    }
    return benefit;
}

class WithoutEffect {
  public:
    WithoutEffect(const Policy& policy, const Benefit& benefit)
        : policy_(policy), benefit_(benefit), figures_(figures_of(benefit)) {
        for (const Other other : {Other::less, Other::more}) {
            others_.push_back(changed(benefit, other));
        }
        for (std::size_t u = 0; u < benefit.uplifts.size(); ++u) {
            others_.push_back(benefit);
            others_.back().uplifts.erase(others_.back().uplifts.begin() +
                                         static_cast<std::ptrdiff_t>(u));
        }
        for (const Benefit& other : others_) {
            other_figures_.push_back(figures_of(other));
        }
    }

    Findings run() {
        Scope scope(policy_);
        scope.add(benefit_);
        scope.walk([&](const Situation& situation) { visit(situation); });
        for (const FigureTable& figure : figures_) {
            for (const Row* row : rows_of(*figure.table)) {
                if (used_.contains(row) && !effective_.contains(row)) {
                    report(figure.name, row->place, row->clause, "表 " + figure.name + " 的这一行",
                           "this row of " + figure.name);
                }
            }
        }
        for (const Uplift& uplift : benefit_.uplifts) {
            if (used_.contains(&uplift) && !effective_.contains(&uplift)) {
                const std::string at = benefit_.id + ".uplifts." + uplift.id;
                report(at, uplift.place, uplift.clause, "倾斜 " + at, "uplift " + at);
            }
        }
        for (std::size_t g = 0; g < benefit_.gates.size(); ++g) {
            const Gate& gate = benefit_.gates[g];
            if (used_.contains(&gate) && !effective_.contains(&gate)) {
                const std::string at = benefit_.id + ".gates." + std::to_string(g + 1);
                report(at, gate.place, gate.clause, "条件 " + at, "gate " + at);
            }
        }
        return std::move(findings_);
    }

  private:
    void report(const std::string& at, const Place& place, const std::string& clause,
                const std::string& zh, const std::string& en) {
        findings_.push_back(
            {at, place, clause, {zh + " 不改变任何结果", "changing " + en + " changes nothing"}});
    }

    void visit(const Situation& situation) {
        if (!benefit_.valid.contains(situation.at.day)) {
            return;
        }
        for (const Gate& gate : benefit_.gates) {
            if (holds(gate.only, situation.selection)) {
                used_.insert(&gate);
                if (!situation.lookup.matches(gate.when, situation.at)) {
                    effective_.insert(&gate);
                    return;
                }
            }
        }
        if (applies(benefit_, situation)) {
            compare(situation);
        }
    }

    void compare(const Situation& situation) {
        for (const Uplift& uplift : benefit_.uplifts) {
            if (situation.in_force(uplift.when, uplift.span, uplift.only)) {
                used_.insert(&uplift);
            }
        }
        const std::vector<Folded> own = fold(benefit_, figures_, situation, true);
        for (std::size_t o = 0; o < others_.size(); ++o) {
            const bool is_uplift = o >= 2;
            if (is_uplift && !used_.contains(&benefit_.uplifts[o - 2])) {
                continue;
            }
            const std::vector<Folded> other = fold(others_[o], other_figures_[o], situation, false);
            for (std::size_t f = 0; f < own.size(); ++f) {
                if (own[f].row == nullptr || other[f].row == nullptr || same(own[f], other[f])) {
                    continue;
                }
                if (is_uplift) {
                    effective_.insert(&benefit_.uplifts[o - 2]);
                } else {
                    effective_.insert(own[f].row);
                }
            }
        }
    }

    static bool same(const Folded& a, const Folded& b) {
        const auto line = [](const Folded& folded) {
            return folded.incline ? std::tuple(folded.incline->base, folded.incline->each,
                                               folded.incline->at_least, folded.incline->at_most)
                                  : std::tuple(folded.value, Fraction{}, std::optional<Fraction>(),
                                               std::optional<Fraction>());
        };
        return a.state == b.state && (a.state != Folded::State::value || line(a) == line(b));
    }

    /// By figure; without a row where the compiler does not look.
    std::vector<Folded> fold(const Benefit& benefit, const std::vector<FigureTable>& figures,
                             const Situation& situation, bool note) {
        std::vector<Folded> list(figures.size());
        fold_figures(policy_, benefit, figures, situation.lookup, situation.at,
                     [&](const FigureTable& figure, const Folded& folded, bool dropped) {
                         if (note && folded.row != nullptr) {
                             this->note(figure, folded, situation, dropped);
                         }
                         if (!dropped) {
                             list[static_cast<std::size_t>(&figure - figures.data())] = folded;
                         }
                     });
        return list;
    }

    /// What is no number, and edges, have their effect where they stand. What an unspecified cell
    /// or index hides cannot be judged.
    void note(const FigureTable& figure, const Folded& folded, const Situation& situation,
              bool dropped) {
        const Row& row = *folded.row;
        used_.insert(&row);
        if (folded.state == Folded::State::unspecified) {
            effective_.insert(&row);
            for (const Uplift& uplift : benefit_.uplifts) {
                if (uplift.target == figure.target &&
                    situation.in_force(uplift.when, uplift.span, uplift.only)) {
                    effective_.insert(&uplift);
                }
            }
        }
        const bool number =
            row.cell.kind == Cell::Kind::value || row.cell.kind == Cell::Kind::of_index;
        if (!number || (figure.is_edge && !dropped)) {
            effective_.insert(&row);
        }
    }

    const Policy& policy_;
    const Benefit& benefit_;
    std::vector<FigureTable> figures_;
    std::vector<Benefit> others_; ///< less, more, then without each uplift
    std::vector<std::vector<FigureTable>> other_figures_;
    std::set<const void*> used_;
    std::set<const void*> effective_;
    Findings findings_;
};

} // namespace

Findings without_effect(const Subject& subject) {
    Findings findings;
    for (const Benefit& benefit : subject.policy.benefits) {
        Findings found = WithoutEffect(subject.policy, benefit).run();
        findings.insert(findings.end(), found.begin(), found.end());
    }
    return findings;
}

} // namespace reimburse::check
