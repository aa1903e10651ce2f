// SPDX-License-Identifier: MIT
#include "check/figures.hpp"
#include "check/lints.hpp"
#include "load/table_names.hpp"

#include <set>

namespace reimburse::check {

namespace {

/// Every clause that an element of the policy names.
class Cited {
  public:
    explicit Cited(const Policy& policy) {
        for (const Benefit& benefit : policy.benefits) {
            cite(benefit);
            cite_all(benefit.gates);
            cite_all(benefit.silences);
            cite_all(benefit.uplifts);
        }
        for (const auto& [name, table] : load::tables_of(policy)) {
            cite(*table);
        }
        for (const Dimension& dimension : policy.dimensions) {
            cite_all(dimension.derive);
        }
        cite_all(policy.readings);
        cite_all(policy.lists);
        cite_all(policy.targets);
        cite_all(policy.statements);
        cite_all(policy.entitlements);
        cite_all(policy.sheets);
        cite_all(policy.bounds);
        for (const Bound& bound : policy.bounds) {
            if (bound.limit) {
                cite(*bound.limit);
            }
        }
    }

    bool contains(const std::string& clause) const { return clauses_.contains(clause); }

  private:
    template <class T>
    void cite(const T& element) {
        clauses_.insert(element.clause);
    }

    void cite(const Table& table) {
        for (const Row* row : rows_of(table)) {
            clauses_.insert(row->clause);
        }
    }

    template <class T>
    void cite_all(const std::vector<T>& elements) {
        for (const T& element : elements) {
            cite(element);
        }
    }

    std::set<std::string> clauses_;
};

} // namespace

Findings uncited_clauses(const Subject& subject) {
    const Cited cited(subject.policy);
    Findings findings;
    for (const Source& source : subject.policy.sources) {
        for (const Clause& clause : source.clauses) {
            if (!cited.contains(clause.id)) {
                findings.push_back(
                    {clause.id,
                     clause.place,
                     clause.id,
                     {"没有规则引用条款 " + clause.id, "no rule cites clause " + clause.id}});
            }
        }
    }
    return findings;
}

} // namespace reimburse::check
