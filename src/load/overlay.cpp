// SPDX-License-Identifier: MIT
#include "load/overlay.hpp"

#include "load/benefit_reader.hpp"
#include "load/suggest.hpp"
#include "load/table_names.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <type_traits>
#include <utility>

namespace reimburse::load {

namespace {

/// Unspecified as a whole, if only under some readings: a silence without other conditions.
bool is_unspecified(const Benefit& benefit) {
    return std::ranges::any_of(benefit.silences, [](const Silence& silence) {
        return silence.when.empty() && silence.span == DateSpan{};
    });
}

class Application {
  public:
    Application(const Overlay& overlay, Policy& policy) : overlay_(overlay), policy_(policy) {}

    Problems run() {
        add_sources();
        add(overlay_.measures, policy_.measures);
        add(overlay_.lists, policy_.lists);
        add(overlay_.indices, policy_.indices);
        add(overlay_.accumulators, policy_.accumulators);
        add(overlay_.sheets, policy_.sheets);
        fill_benefits();
        set_rows();
        add_bounds();
        Problems found = resolve(overlay_.pending, policy_);
        problems_.insert(problems_.end(), std::make_move_iterator(found.begin()),
                         std::make_move_iterator(found.end()));
        sort_by_place(problems_);
        policy_.overlays.push_back(overlay_.id);
        return std::move(problems_);
    }

  private:
    void report(Code code, Problem::Arguments arguments, const Place& place,
                const std::string& clause = {}) {
        problems_.push_back({code, std::move(arguments), place, clause});
    }

    template <class T>
    void add(const std::vector<Added<T>>& from, std::vector<T>& to) {
        for (const Added<T>& added : from) {
            if (std::ranges::find(to, added.value.id, &T::id) != to.end() || is_dimension(added)) {
                report(Code::duplicate_id, {{"name", added.value.id}}, added.place);
            }
            to.push_back(added.value); // also then: what refers to it is no problem of its own
        }
    }

    /// Measures and dimensions are columns of the same claims.
    template <class T>
    bool is_dimension(const Added<T>& added) const {
        if constexpr (std::is_same_v<T, Measure>) {
            return std::ranges::find(policy_.dimensions, added.value.id, &Dimension::id) !=
                   policy_.dimensions.end();
        }
        return false;
    }

    void add_sources() {
        for (const Added<Source>& source : overlay_.sources) {
            for (const Clause& clause : source.value.clauses) {
                const bool taken = std::ranges::any_of(policy_.sources, [&](const Source& known) {
                    return std::ranges::find(known.clauses, clause.id, &Clause::id) !=
                           known.clauses.end();
                });
                if (taken) {
                    report(Code::duplicate_id, {{"name", clause.id}}, source.place);
                }
            }
        }
        add(overlay_.sources, policy_.sources);
    }

    void fill_benefits() {
        for (const Benefit& benefit : overlay_.benefits) {
            const auto known = std::ranges::find(policy_.benefits, benefit.id, &Benefit::id);
            if (known == policy_.benefits.end()) {
                std::vector<std::string_view> ids;
                for (const Benefit& one : policy_.benefits) {
                    ids.emplace_back(one.id);
                }
                report(Code::unknown_benefit,
                       {{"name", benefit.id}, {"suggestion", suggestion(benefit.id, ids)}},
                       benefit.place, benefit.clause);
            } else if (!known->origin.empty()) {
                report(Code::overlays_collide,
                       {{"table", "benefits." + benefit.id},
                        {"where", "every claim"},
                        {"first", known->origin},
                        {"second", overlay_.id}},
                       benefit.place, benefit.clause);
            } else if (!is_unspecified(*known)) {
                report(Code::overlay_redefines, {{"name", benefit.id}}, benefit.place,
                       benefit.clause);
            } else {
                *known = benefit;
            }
        }
    }

    void set_rows() {
        const auto tables = tables_of(policy_);
        std::vector<std::string_view> names;
        for (const auto& [name, table] : tables) {
            names.emplace_back(name);
        }
        for (const SetRow& set : overlay_.sets) {
            const auto found = std::ranges::find(names, set.table);
            if (found == names.end()) {
                report(Code::overlay_target_unknown,
                       {{"name", set.table}, {"suggestion", suggestion(set.table, names)}},
                       set.place, set.row.clause);
                continue;
            }
            tables[static_cast<std::size_t>(found - names.begin())].second->overrides.push_back(
                set.row);
        }
    }

    void add_bounds() {
        for (const Bound& bound : overlay_.bounds) {
            if (std::ranges::find(policy_.bounds, bound.id, &Bound::id) != policy_.bounds.end()) {
                report(Code::duplicate_id, {{"name", bound.id}}, bound.place, bound.clause);
            }
            policy_.bounds.push_back(bound);
        }
        policy_.allows.insert(policy_.allows.end(), overlay_.allows.begin(), overlay_.allows.end());
    }

    const Overlay& overlay_;
    Policy& policy_;
    Problems problems_;
};

} // namespace

Problems apply(const Overlay& overlay, Policy& policy) {
    return Application(overlay, policy).run();
}

} // namespace reimburse::load
