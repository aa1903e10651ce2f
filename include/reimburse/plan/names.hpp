// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"
#include "reimburse/rules/policy.hpp"
#include "reimburse/rules/tables.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::detail {

/// Finds names that a policy uses and does not declare. The reader of rule files has found them
/// before, with a suggestion; this is for policies that are built in C++.
class Names {
  public:
    Names(const Policy& policy, Problems& problems) : policy_(policy), problems_(problems) {}

    void check() {
        for (const Benefit& benefit : policy_.benefits) {
            place_ = benefit.place;
            clause_ = benefit.clause;
            check(benefit);
        }
        place_ = {policy_.file, "/accumulators", 0, 0};
        clause_.clear();
        for (const Accumulator& accumulator : policy_.accumulators) {
            if (accumulator.benefit.empty() && !accumulator.is_count) {
                measure(accumulator.measure);
            }
        }
        place_.pointer = "/dimensions";
        for (const Dimension& dimension : policy_.dimensions) {
            for (const Derivation& line : dimension.derive) {
                value(dimension, line.value);
            }
            for (const std::string* text : {&dimension.absent_means, &dimension.otherwise}) {
                if (!text->empty()) {
                    value(dimension, *text);
                }
            }
        }
    }

  private:
    void check(const Benefit& benefit) {
        visit_tables(benefit, [&](const std::string&, const Table& table) { slopes(table); });
        terms(benefit.base.terms);
        terms(benefit.keep.of);
        rooms(benefit.base.limits);
        rooms(benefit.deductibles);
        rooms(benefit.caps);
        if (benefit.keep.amount) {
            rooms({*benefit.keep.amount});
        }
        if (!benefit.schedule.axis.empty()) {
            accumulator(benefit.schedule.axis);
        }
        if (benefit.on_change == OnChange::settle_up) {
            accumulator(benefit.paid);
        }
        if (benefit.kind == BenefitKind::given) {
            measure(benefit.given);
        }
    }

    void slopes(const Table& table) {
        for (const auto* rows : {&table.rows, &table.overrides}) {
            for (const Row& row : *rows) {
                if (row.cell.slope) {
                    measure(row.cell.slope->measure);
                }
            }
        }
    }

    void terms(const std::vector<BaseTerm>& terms) {
        for (const BaseTerm& term : terms) {
            if (!term.measure.empty()) {
                measure(term.measure);
            }
        }
    }

    void rooms(const std::vector<Room>& rooms) {
        for (const Room& room : rooms) {
            std::ranges::for_each(room.used, [&](const std::string& id) { accumulator(id); });
        }
    }

    void measure(const std::string& id) {
        if (id != "total" && id != "eligible" && id != "out_of_scope" &&
            std::ranges::find(policy_.measures, id, &Measure::id) == policy_.measures.end()) {
            report(Code::unknown_measure, {{"name", id}, {"suggestion", ""}});
        }
    }

    void accumulator(const std::string& id) {
        if (std::ranges::find(policy_.accumulators, id, &Accumulator::id) ==
            policy_.accumulators.end()) {
            report(Code::unknown_accumulator, {{"name", id}, {"suggestion", ""}});
        }
    }

    void value(const Dimension& dimension, const std::string& id) {
        if (std::ranges::find(dimension.values, id, &DimensionValue::id) ==
            dimension.values.end()) {
            std::string known;
            for (const DimensionValue& each : dimension.values) {
                known += (known.empty() ? "" : ", ") + each.id;
            }
            report(Code::unknown_value,
                   {{"field", dimension.id}, {"text", id}, {"suggestion", ""}, {"known", known}});
        }
    }

    void report(Code code, Problem::Arguments arguments) {
        problems_.push_back({code, std::move(arguments), place_, clause_});
    }

    const Policy& policy_;
    Problems& problems_;
    Place place_;
    std::string clause_;
};

} // namespace reimburse::detail
