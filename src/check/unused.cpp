// SPDX-License-Identifier: MIT
#include "check/figures.hpp"
#include "check/lints.hpp"
#include "load/table_names.hpp"

#include <set>

namespace reimburse::check {

namespace {

/// Names that the rules of a policy use, whatever they stand for.
class Used {
  public:
    explicit Used(const Policy& policy) {
        for (const Benefit& benefit : policy.benefits) {
            use(benefit);
        }
        for (const auto& [name, table] : load::tables_of(policy)) {
            use(*table);
        }
        for (const Dimension& dimension : policy.dimensions) {
            for (const Derivation& line : dimension.derive) {
                use(line.when);
                for (const Test& test : line.tests) {
                    names_.insert(test.field);
                    names_.insert(test.other);
                }
            }
        }
        for (const Accumulator& accumulator : policy.accumulators) {
            names_.insert(accumulator.measure);
            use(accumulator.when);
        }
        use_states(policy);
        use_lines(policy);
    }

    bool contains(const std::string& name) const { return names_.contains(name); }

  private:
    void use(const When& when) {
        for (const DimensionIs& condition : when) {
            names_.insert(condition.dimension);
        }
    }

    void use(const Table& table) {
        for (const Row* row : rows_of(table)) {
            use(row->when);
            names_.insert(row->cell.index);
            if (row->cell.slope) {
                names_.insert(row->cell.slope->measure);
            }
        }
    }

    void use(const std::vector<BaseTerm>& terms) {
        for (const BaseTerm& term : terms) {
            names_.insert(term.measure);
        }
    }

    void use(const Room& room) { names_.insert(room.used.begin(), room.used.end()); }

    void use(const Benefit& benefit) {
        for (const Gate& gate : benefit.gates) {
            use(gate.when);
        }
        for (const Silence& silence : benefit.silences) {
            use(silence.when);
        }
        for (const Uplift& uplift : benefit.uplifts) {
            use(uplift.when);
        }
        for (const auto* rooms : {&benefit.base.limits, &benefit.deductibles, &benefit.caps}) {
            for (const Room& room : *rooms) {
                use(room);
            }
        }
        if (benefit.keep.amount) {
            use(*benefit.keep.amount);
        }
        use(benefit.base.terms);
        use(benefit.keep.of);
        names_.insert({benefit.schedule.axis, benefit.paid, benefit.given});
        for (const Alternative<std::string>& axis : benefit.open.axis) {
            names_.insert(axis.value);
        }
    }

    void use_states(const Policy& policy) {
        for (const Target& target : policy.targets) {
            use(target.when);
        }
        for (const Statement& statement : policy.statements) {
            for (const When& when : statement.yes) {
                use(when);
            }
        }
        for (const Entitlement& entitlement : policy.entitlements) {
            use(entitlement.when);
        }
        for (const Bound& bound : policy.bounds) {
            use(bound.when);
            if (bound.limit) {
                use(*bound.limit);
            }
        }
    }

    /// A measure may be there to be printed only.
    void use_lines(const Policy& policy) {
        for (const Sheet& sheet : policy.sheets) {
            for (const SheetLine& line : sheet.lines) {
                for (const auto* terms : {&line.of, &line.over}) {
                    for (const SheetTerm& term : *terms) {
                        if (term.kind == SheetTerm::Kind::measure) {
                            names_.insert(term.name);
                        }
                    }
                }
            }
        }
    }

    std::set<std::string> names_;
};

template <class T>
void report(const std::vector<T>& declared, const Used& used, const char* zh, const char* en,
            Findings& findings) {
    for (const T& one : declared) {
        if (!used.contains(one.id)) {
            findings.push_back({one.id,
                                one.place,
                                {},
                                {std::string("没有规则使用") + zh + " " + one.id,
                                 std::string("no rule uses ") + en + " " + one.id}});
        }
    }
}

} // namespace

/// Accumulators are left out: sums that no rule looks at are still told to the person.
Findings unused(const Subject& subject) {
    const Policy& policy = subject.policy;
    const Used used(policy);
    Findings findings;
    report(policy.dimensions, used, "维度", "dimension", findings);
    report(policy.measures, used, "计量", "measure", findings);
    report(policy.lists, used, "名单", "list", findings);
    report(policy.indices, used, "指数", "index", findings);
    return findings;
}

} // namespace reimburse::check
