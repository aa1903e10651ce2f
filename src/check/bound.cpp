// SPDX-License-Identifier: MIT
#include "check/claims.hpp"
#include "check/decision.hpp"
#include "check/figures.hpp"
#include "check/lints.hpp"
#include "load/table_names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace reimburse::check {

namespace {

using detail::Folded;
using State = detail::Folded::State;

/// Holds the cells of one table against one bound.
class BoundCheck {
  public:
    BoundCheck(const Policy& policy, const Bound& bound, std::string name, const Table& table,
               const Benefit* benefit)
        : policy_(policy), bound_(bound), name_(std::move(name)), table_(table), benefit_(benefit),
          figures_(benefit != nullptr ? figures_of(*benefit) : std::vector<FigureTable>{}),
          untested_(policy) {}

    void run(Findings& findings) {
        Scope scope(policy_);
        if (benefit_ != nullptr) {
            scope.add(*benefit_);
        }
        scope.add(table_);
        const auto looked_at = looked_at_by_cells();
        for (const DimensionIs& other : bound_.compared_to) {
            if (!looked_at.contains(other.dimension)) {
                report(
                    findings, bound_.place, bound_.clause,
                    {"上位规定 " + bound_.id + "：表 " + name_ + " 不取决于 " + other.dimension +
                         "，只是与自身比较",
                     "bound " + bound_.id + ": " + name_ + " does not depend on " +
                         other.dimension + ", so that it is compared with itself"},
                    false,
                    {"请改为与该表所取决的维度比较，或更正表名",
                     "compare along a dimension that the table depends on, or correct the table"});
                return;
            }
        }
        scope.add(bound_.when);
        scope.add(bound_.only);
        scope.add(bound_.span);
        if (bound_.limit) {
            scope.add(*bound_.limit);
        }
        scope.walk([&](const Situation& situation) { visit(situation); });
        conclude(findings);
    }

    bool compared() const { return compared_; }

  private:
    /// A cell that breaks the bound, with what it had to be.
    struct Breach {
        const Row* row = nullptr;
        std::string uplifts;
        State state = State::value;
        Fraction value{};
        State limit_state = State::value;
        Fraction limit{};

        auto key() const { return std::tie(row, uplifts, state, value, limit_state, limit); }

        bool operator<(const Breach& other) const { return key() < other.key(); }
    };

    /// The dimensions on which the folded cells of the table depend.
    std::set<std::string, std::less<>> looked_at_by_cells() const {
        Scope scope(policy_);
        scope.add(table_);
        const auto figure = std::ranges::find(figures_, name_, &FigureTable::name);
        if (figure != figures_.end()) {
            for (const Uplift& uplift : benefit_->uplifts) {
                if (uplift.target == figure->target) {
                    scope.add(uplift.when);
                }
            }
        }
        return scope.dimensions();
    }

    void visit(const Situation& situation) {
        const bool meant = situation.in_force(bound_.when, bound_.span, bound_.only) &&
                           (benefit_ == nullptr || applies(*benefit_, situation));
        const Folded cell = meant ? fold(situation, situation.at) : Folded{};
        if (cell.row == nullptr) {
            visit(situation, Breach{}, false);
            return;
        }
        compared_ = true;
        const Folded limit = bound_.limit ? absolute(situation) : relative(situation);
        const auto known = [](const Folded& folded) {
            return !folded.incline &&
                   (folded.state == State::value || folded.state == State::unlimited);
        };
        if (!known(cell) || !known(limit)) {
            untested_.visit(situation, true);
            visit(situation, Breach{}, false);
            return;
        }
        untested_.visit(situation, false);
        visit(situation, {cell.row, cell.uplifts, cell.state, cell.value, limit.state, limit.value},
              !meets(cell, limit));
    }

    void visit(const Situation& situation, const Breach& breach, bool broken) {
        if (broken) {
            breaches_.try_emplace(breach, all_.value_or(Claims(policy_)));
        }
        if (!all_) {
            all_.emplace(policy_);
        }
        all_->visit(situation, false);
        for (auto& [other, claims] : breaches_) {
            claims.visit(situation, broken && other.key() == breach.key());
        }
    }

    bool meets(const Folded& cell, const Folded& limit) const {
        const bool least = bound_.side == Bound::Side::at_least;
        if (cell.state == State::unlimited || limit.state == State::unlimited) {
            return least ? cell.state == State::unlimited : limit.state == State::unlimited;
        }
        return least ? cell.value >= limit.value : cell.value <= limit.value;
    }

    Folded fold(const Situation& situation, const detail::Combination& at) {
        Problems problems;
        if (benefit_ == nullptr) {
            return detail::Folder(policy_, situation.lookup, problems).cell(table_, name_, at);
        }
        Folded found;
        fold_figures(policy_, *benefit_, figures_, situation.lookup, at,
                     [&](const FigureTable& figure, const Folded& folded, bool dropped) {
                         if (figure.name == name_ && !dropped) {
                             found = folded;
                         }
                     });
        return found;
    }

    Folded absolute(const Situation& situation) {
        Problems problems;
        return detail::Folder(policy_, situation.lookup, problems)
            .cell(*bound_.limit, "bounds." + bound_.id, situation.at);
    }

    /// The cell of the others, changed as the bound says.
    Folded relative(const Situation& situation) {
        Folded other = fold(situation, elsewhere(situation));
        if (other.state != State::value || !bound_.change) {
            return other;
        }
        const auto changed = *bound_.change == UpliftChange::points
                                 ? add(other.value, bound_.value)
                                 : multiply(other.value, bound_.value);
        if (!changed) {
            other.state = State::broken;
            return other;
        }
        other.value = std::max(*changed, Fraction{});
        if (benefit_ != nullptr && name_.ends_with(".rate")) {
            other.value = std::min(other.value, benefit_->rate_limit);
        }
        return other;
    }

    /// The same claim but for the dimensions compared, and what is derived from them.
    detail::Combination elsewhere(const Situation& situation) const {
        detail::Combination at = situation.at;
        for (std::size_t d = 0; d < policy_.dimensions.size(); ++d) {
            const Dimension& dimension = policy_.dimensions[d];
            const auto set =
                std::ranges::find(bound_.compared_to, dimension.id, &DimensionIs::dimension);
            std::uint64_t values = 0;
            if (set != bound_.compared_to.end()) {
                const auto value =
                    std::ranges::find(dimension.values, set->values.front(), &DimensionValue::id);
                at.values[d] = static_cast<std::uint8_t>(value - dimension.values.begin());
            } else if (is_function(dimension) && at.values[d] != detail::no_value) {
                values = values_of(dimension,
                                   reach(dimension, {situation.selection, situation.lookup, at}));
            }
            for (std::uint8_t v = 0; values >> v != 0; ++v) {
                at.values[d] = (values >> v & 1U) != 0 ? v : at.values[d];
            }
        }
        return at;
    }

    void report(Findings& findings, const Place& place, const std::string& clause, Text text,
                bool is_note = false, Text advice = {}) const {
        findings.push_back(
            {bound_.id + "." + name_, place, clause, std::move(text), is_note, std::move(advice)});
    }

    void conclude(Findings& findings) const {
        for (const auto& [breach, claims] : breaches_) {
            const Text is = written(breach.state, breach.value);
            const Text limit = written(breach.limit_state, breach.limit);
            const Text whom = claims.text();
            const bool least = bound_.side == Bound::Side::at_least;
            report(findings, place_of(breach), breach.row->clause,
                   {name_ + " 为 " + is.zh + "（" + whom.zh + "），" + bound_.clause + " 要求不" +
                        (least ? "低于 " : "高于 ") + limit.zh + "（" + bound_.id + "）",
                    name_ + " is " + is.en + " for: " + whom.en + "; " + bound_.clause +
                        " asks for at " + (least ? "least " : "most ") + limit.en + " (" +
                        bound_.id + ")"});
        }
        if (untested_.any()) {
            const Text whom = untested_.text();
            report(findings, bound_.place, bound_.clause,
                   {"上位规定 " + bound_.id + " 无法与 " + name_ +
                        " 核对（未规定，或随申请而变）：" + whom.zh,
                    "bound " + bound_.id + " cannot be held against " + name_ +
                        ", which is unspecified or depends on the claim, for: " + whom.en},
                   true);
        }
    }

    /// The uplift that gave the cell its value, if one did; else the row.
    Place place_of(const Breach& breach) const {
        if (benefit_ != nullptr) {
            const auto uplift = std::ranges::find(benefit_->uplifts, breach.uplifts, &Uplift::id);
            if (uplift != benefit_->uplifts.end()) {
                return uplift->place;
            }
        }
        return breach.row->place;
    }

    Text written(State state, const Fraction& value) const {
        if (state == State::unlimited) {
            return {"不限", "unlimited"};
        }
        return name_.ends_with(".rate") ? percent_text(value) : amount_text(value);
    }

    const Policy& policy_;
    const Bound& bound_;
    std::string name_;
    const Table& table_;
    const Benefit* benefit_;
    std::vector<FigureTable> figures_;
    bool compared_ = false;
    std::optional<Claims> all_; ///< what has been visited, for breaches found later
    std::map<Breach, Claims> breaches_;
    Claims untested_;
};

/// The benefit that a table belongs to; null: an index or a premium.
const Benefit* owner(const Policy& policy, const std::string& table) {
    const auto found =
        std::ranges::find(policy.benefits, table.substr(0, table.find('.')), &Benefit::id);
    return found == policy.benefits.end() ? nullptr : &*found;
}

} // namespace

Findings broken_bounds(const Subject& subject) {
    const Policy& policy = subject.policy;
    Findings findings;
    for (const Bound& bound : policy.bounds) {
        bool compared = false;
        const std::size_t before = findings.size();
        for (const auto& [name, table] : load::tables_of(policy)) {
            if (load::stands_for(bound.table, name)) {
                BoundCheck check(policy, bound, name, *table, owner(policy, name));
                check.run(findings);
                compared = compared || check.compared();
            }
        }
        if (!compared && findings.size() == before) {
            findings.push_back({bound.id,
                                bound.place,
                                bound.clause,
                                {"上位规定 " + bound.id + " 没有对应的数值",
                                 "bound " + bound.id + " meets no cell"},
                                false,
                                {"请更正其表名、条件或日期",
                                 "correct the name of its table, its conditions or its dates"}});
        }
    }
    return findings;
}

} // namespace reimburse::check
