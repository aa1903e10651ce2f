// SPDX-License-Identifier: MIT
#include "check/claims.hpp"
#include "check/decision.hpp"
#include "check/figures.hpp"
#include "check/lints.hpp"

#include <set>

namespace reimburse::check {

namespace {

class Unreachable {
  public:
    explicit Unreachable(const Policy& policy) : policy_(policy) {}

    Findings run() {
        for (const Benefit& benefit : policy_.benefits) {
            check(benefit);
        }
        for (const Dimension& dimension : policy_.dimensions) {
            check(dimension);
        }
        for (const Index& index : policy_.indices) {
            check_table("indices." + index.id, index.amount);
        }
        for (const Premium& premium : policy_.premiums) {
            check_table("premiums." + premium.id + ".contribution", premium.contribution);
            check_table("premiums." + premium.id + ".subsidy", premium.subsidy);
        }
        check_conditions();
        return std::move(findings_);
    }

  private:
    void report(const std::string& at, const Place& place, const std::string& clause,
                const std::string& zh, const std::string& en) {
        findings_.push_back({at, place, clause, {"没有申请能到达" + zh, "no claim reaches " + en}});
    }

    void check(const Benefit& benefit) {
        const std::vector<FigureTable> figures = figures_of(benefit);
        std::set<const void*> reached;
        bool applied = false;
        bool silent = false;
        Scope scope(policy_);
        scope.add(benefit);
        scope.walk([&](const Situation& situation) {
            if (!enter(benefit, situation, reached)) {
                return;
            }
            for (const Silence& silence : benefit.silences) {
                if (situation.in_force(silence.when, silence.span, silence.only)) {
                    reached.insert(&silence);
                    silent = true;
                    return;
                }
            }
            applied = true;
            for (const Uplift& uplift : benefit.uplifts) {
                if (situation.in_force(uplift.when, uplift.span, uplift.only)) {
                    reached.insert(&uplift);
                }
            }
            fold_figures(policy_, benefit, figures, situation.lookup, situation.at,
                         [&](const FigureTable& figure, const detail::Folded&, bool) {
                             for (const Row* row : rows_of(*figure.table)) {
                                 if (situation.in_force(row->when, row->span, row->only)) {
                                     reached.insert(row);
                                 }
                             }
                         });
        });
        if (!applied && !silent) {
            report(benefit.id, benefit.place, benefit.clause, "待遇 " + benefit.id,
                   "benefit " + benefit.id);
            return;
        }
        conclude(benefit, figures, reached, applied);
    }

    /// Valid, and through the gates.
    static bool enter(const Benefit& benefit, const Situation& situation,
                      std::set<const void*>& reached) {
        if (!benefit.valid.contains(situation.at.day)) {
            return false;
        }
        for (const Gate& gate : benefit.gates) {
            if (holds(gate.only, situation.selection)) {
                reached.insert(&gate);
                if (!situation.lookup.matches(gate.when, situation.at)) {
                    return false;
                }
            }
        }
        return true;
    }

    void conclude(const Benefit& benefit, const std::vector<FigureTable>& figures,
                  const std::set<const void*>& reached, bool applied) {
        for (std::size_t g = 0; g < benefit.gates.size(); ++g) {
            const Gate& gate = benefit.gates[g];
            if (!reached.contains(&gate)) {
                const std::string at = benefit.id + ".gates." + std::to_string(g + 1);
                report(at, gate.place, gate.clause, "条件 " + at, "gate " + at);
            }
        }
        for (std::size_t s = 0; s < benefit.silences.size(); ++s) {
            const Silence& silence = benefit.silences[s];
            if (!reached.contains(&silence)) {
                const std::string at = benefit.id + ".silent." + std::to_string(s + 1);
                report(at, silence.place, silence.clause, "未定说明 " + at, "silence " + at);
            }
        }
        if (!applied) {
            return; // a silence that an overlay may lift
        }
        for (const Uplift& uplift : benefit.uplifts) {
            if (!reached.contains(&uplift)) {
                const std::string at = benefit.id + ".uplifts." + uplift.id;
                report(at, uplift.place, uplift.clause, "倾斜 " + at, "uplift " + at);
            }
        }
        for (const FigureTable& figure : figures) {
            report_rows(figure.name, *figure.table, reached);
        }
    }

    void report_rows(const std::string& name, const Table& table,
                     const std::set<const void*>& reached) {
        for (const Row* row : rows_of(table)) {
            if (!reached.contains(row)) {
                report(name, row->place, row->clause, "表 " + name + " 的这一行",
                       "this row of " + name);
            }
        }
    }

    void check_table(const std::string& name, const Table& table) {
        Scope scope(policy_);
        scope.add(table);
        std::set<const void*> reached;
        scope.walk([&](const Situation& situation) {
            for (const Row* row : rows_of(table)) {
                if (situation.in_force(row->when, row->span, row->only)) {
                    reached.insert(row);
                }
            }
        });
        report_rows(name, table, reached);
    }

    void check(const Dimension& dimension) {
        Scope scope(policy_);
        for (const Derivation& line : dimension.derive) {
            scope.add(line.when);
            scope.add(line.only);
        }
        std::vector<bool> reached(dimension.derive.size());
        scope.walk([&](const Situation& situation) {
            const Reach here = reach(dimension, situation);
            for (std::size_t l = 0; l < reached.size(); ++l) {
                reached[l] = reached[l] || here.lines[l];
            }
        });
        for (std::size_t l = 0; l < reached.size(); ++l) {
            if (!reached[l]) {
                const std::string at = dimension.id + ".derive." + std::to_string(l + 1);
                const Derivation& line = dimension.derive[l];
                report(at, line.place, line.clause, "推定 " + at, "line " + at);
            }
        }
    }

    bool can_hold(const When& when, const Only& only = {}) const {
        Scope scope(policy_);
        scope.add(when);
        scope.add(only);
        bool can = false;
        scope.walk([&](const Situation& situation) {
            can = can || (holds(only, situation.selection) &&
                          situation.lookup.matches(when, situation.at));
        });
        return can;
    }

    void check_conditions() {
        for (const Accumulator& one : policy_.accumulators) {
            if (!can_hold(one.when, one.only)) {
                report(one.id, one.place, {}, "累计 " + one.id, "accumulator " + one.id);
            }
        }
        for (const Target& one : policy_.targets) {
            if (!can_hold(one.when)) {
                report(one.id, one.place, one.clause, "目标 " + one.id, "target " + one.id);
            }
        }
        for (const Entitlement& one : policy_.entitlements) {
            if (!can_hold(one.when)) {
                report(one.id, one.place, one.clause, "服务 " + one.id, "entitlement " + one.id);
            }
        }
        for (const Statement& one : policy_.statements) {
            for (std::size_t w = 0; w < one.yes.size(); ++w) {
                if (!can_hold(one.yes[w])) {
                    const std::string at = one.id + ".yes." + std::to_string(w + 1);
                    report(at, one.place, one.clause, "陈述 " + at, "statement " + at);
                }
            }
        }
    }

    const Policy& policy_;
    Findings findings_;
};

} // namespace

Findings unreachable(const Subject& subject) {
    return Unreachable(subject.policy).run();
}

} // namespace reimburse::check
