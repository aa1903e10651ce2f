// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"
#include "reimburse/rules/tables.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::detail {

/// The greatest number of rows of a plan.
inline constexpr std::uint64_t row_limit = 1U << 20U;

/// The first half of compiling: which benefits in which order, which slots, registers, fields,
/// digits and versions.
class Layout {
  public:
    Layout(Plan& plan, Problems& problems) : plan_(plan), problems_(problems) {}

    void run() {
        order_benefits();
        limit_widths();
        number_slots();
        number_registers();
        list_fields();
        std::ranges::sort(plan_.policy.facilities, {}, &Facility::id);
        choose_digits();
        cut_versions();
    }

  private:
    void order_benefits() {
        const Policy& policy = plan_.policy;
        const Order* order = nullptr;
        std::size_t count = 0;
        for (const Order& candidate : policy.orders) {
            if (holds(candidate.only, plan_.selection)) {
                order = &candidate;
                ++count;
            }
        }
        if (count > 1 || (count == 0 && !policy.orders.empty())) {
            std::string readings;
            for (const auto& [id, value] : plan_.selection) {
                readings += readings.empty() ? "" : ", ";
                readings += id;
                readings += "=";
                readings += value;
            }
            problems_.push_back(
                {Code::not_one_alternative,
                 {{"what", "orders"}, {"count", std::to_string(count)}, {"readings", readings}},
                 {policy.file, "/orders", 0, 0},
                 {}});
        }
        if (order == nullptr) {
            plan_.benefits = policy.benefits;
            return;
        }
        for (const std::string& id : order->benefits) {
            const auto benefit = std::ranges::find(policy.benefits, id, &Benefit::id);
            if (benefit != policy.benefits.end()) {
                plan_.benefits.push_back(*benefit);
            }
        }
    }

    void number_slots() {
        for (const Accumulator& accumulator : plan_.policy.accumulators) {
            if (holds(accumulator.only, plan_.selection)) {
                plan_.accumulators.push_back(accumulator);
            }
        }
        sort_few(plan_.accumulators, [](const Accumulator& a) {
            return std::pair(a.of_household, static_cast<int>(a.period));
        });
        for (std::uint32_t slot = 0; slot < plan_.accumulators.size(); ++slot) {
            const Accumulator& a = plan_.accumulators[slot];
            if (plan_.groups.empty() || plan_.groups.back().period != a.period ||
                plan_.groups.back().of_household != a.of_household) {
                plan_.groups.push_back({a.period, a.of_household, {slot, 0}});
            }
            ++plan_.groups.back().slots.count;
        }
    }

    /// A condition is a mask of 64 values; so are a row's targets and its statements.
    void limit_widths() {
        const Policy& policy = plan_.policy;
        std::size_t widest = std::max(policy.targets.size(), policy.statements.size());
        for (const Dimension& dimension : policy.dimensions) {
            widest = std::max(widest, dimension.values.size());
        }
        if (widest > 64) {
            problems_.push_back({Code::too_many_combinations,
                                 {{"count", std::to_string(widest)}, {"limit", "64"}},
                                 {policy.file, {}, 0, 0},
                                 {}});
        }
    }

    void number_registers() { plan_.measure_count = 3 + plan_.policy.measures.size(); }

    void list_fields() {
        using enum FieldKind;
        plan_.fields = {{"claim_id", text, 0, 0, true},
                        {"person_id", text, 0, 0, true},
                        {"date", date, 0, 0, true},
                        {"total", money, 0, total_register, true},
                        {"eligible", money, 0, eligible_register, true},
                        {"facility_id", text, 0, 0, false},
                        {"admission_date", date, 0, 0, false},
                        {"discharge_date", date, 0, 0, false},
                        {"stay_id", text, 0, 0, false},
                        {"household_id", text, 0, 0, false},
                        {"birth_date", date, 0, 0, false}};
        const Policy& policy = plan_.policy;
        for (Field& field : plan_.fields) {
            const bool tells_period =
                (field.name == "stay_id" && has_group(&SlotGroup::period, Period::stay)) ||
                (field.name == "household_id" && has_group(&SlotGroup::of_household, true));
            field.required = field.required || field.name == policy.decided_by || tells_period;
        }
        for (std::size_t d = 0; d < policy.dimensions.size(); ++d) {
            const Dimension& dimension = policy.dimensions[d];
            if (dimension.derive.empty()) {
                plan_.fields.push_back({dimension.id, FieldKind::dimension,
                                        static_cast<std::uint16_t>(d), 0,
                                        dimension.absent_means.empty()});
            }
            add_field(dimension.in_force_from, date);
            add_field(dimension.in_force_to, date);
        }
        for (std::size_t m = 0; m < policy.measures.size(); ++m) {
            const Measure& measure = policy.measures[m];
            plan_.fields.push_back({measure.id, measure.is_count ? count : money, 0,
                                    static_cast<std::uint16_t>(3 + m), measure.required});
        }
        for (const Dimension& dimension : policy.dimensions) {
            for (const Derivation& line : dimension.derive) {
                for (const Test& test : line.tests) {
                    if (test.kind != Test::Kind::between) {
                        add_field(test.field, text);
                    }
                    if (test.kind == Test::Kind::equal) {
                        add_field(test.other, text);
                    }
                }
            }
        }
    }

    template <class T>
    bool has_group(T SlotGroup::*member, T value) const {
        return std::ranges::find(plan_.groups, value, member) != plan_.groups.end();
    }

    void add_field(std::string_view name, FieldKind kind) {
        if (!name.empty() &&
            std::ranges::find(plan_.fields, name, &Field::name) == plan_.fields.end()) {
            plan_.fields.push_back({std::string(name), kind, 0, 0, false});
        }
    }

    void choose_digits() {
        std::set<std::string, std::less<>> used;
        const auto use = [&](const When& when) {
            for (const DimensionIs& condition : when) {
                used.insert(condition.dimension);
            }
        };
        const auto use_table = [&](const Table& table) {
            std::ranges::for_each(table.rows, [&](const Row& row) { use(row.when); });
            std::ranges::for_each(table.overrides, [&](const Row& row) { use(row.when); });
        };
        for (const Benefit& benefit : plan_.benefits) {
            std::ranges::for_each(benefit.gates, use, &Gate::when);
            std::ranges::for_each(benefit.silences, use, &Silence::when);
            std::ranges::for_each(benefit.uplifts, use, &Uplift::when);
            visit_tables(benefit,
                         [&](const std::string&, const Table& table) { use_table(table); });
        }
        const Policy& policy = plan_.policy;
        std::ranges::for_each(policy.indices, use_table, &Index::amount);
        std::ranges::for_each(policy.targets, use, &Target::when);
        for (const Statement& statement : policy.statements) {
            std::ranges::for_each(statement.yes, use);
        }
        std::ranges::for_each(plan_.accumulators, use, &Accumulator::when);
        for (std::size_t d = policy.dimensions.size(); d-- > 0;) {
            const Dimension& dimension = policy.dimensions[d];
            if (used.contains(dimension.id) && is_function(dimension)) {
                std::ranges::for_each(dimension.derive, use, &Derivation::when);
            }
        }
        for (const std::string& id : used) {
            if (std::ranges::find(policy.dimensions, id, &Dimension::id) ==
                policy.dimensions.end()) {
                problems_.push_back({Code::unknown_dimension,
                                     {{"name", id}, {"suggestion", ""}},
                                     {policy.file, {}, 0, 0},
                                     {}});
            }
        }
        std::uint64_t stride = 1;
        for (std::size_t d = 0; d < policy.dimensions.size(); ++d) {
            const Dimension& dimension = policy.dimensions[d];
            if (used.contains(dimension.id) && !is_function(dimension)) {
                plan_.digits.push_back(
                    {static_cast<std::uint16_t>(d), static_cast<std::uint32_t>(stride)});
                stride *= dimension.values.size();
                if (stride > row_limit) {
                    break;
                }
            }
        }
        limit_rows(stride);
        plan_.combinations = static_cast<std::uint32_t>(stride);
    }

  public:
    /// Derived from other dimensions alone.
    static bool is_function(const Dimension& dimension) {
        return !dimension.derive.empty() &&
               std::ranges::all_of(dimension.derive,
                                   [](const Derivation& line) { return line.tests.empty(); });
    }

  private:
    void limit_rows(std::uint64_t count) {
        if (count > row_limit && problems_.empty()) {
            problems_.push_back(
                {Code::too_many_combinations,
                 {{"count", std::to_string(count)}, {"limit", std::to_string(row_limit)}},
                 {plan_.policy.file, "/dimensions", 0, 0},
                 {}});
        }
    }

    void cut_versions() {
        const DateSpan valid = plan_.policy.valid;
        std::set<Date> days{valid.from};
        const auto cut = [&](const DateSpan& span) {
            for (const Date day : {span.from, span.to}) {
                if (valid.contains(day)) {
                    days.insert(day);
                }
            }
        };
        const auto cut_table = [&](const Table& table) {
            std::ranges::for_each(table.rows, cut, &Row::span);
            std::ranges::for_each(table.overrides, cut, &Row::span);
        };
        for (const Benefit& benefit : plan_.benefits) {
            cut(benefit.valid);
            std::ranges::for_each(benefit.silences, cut, &Silence::span);
            std::ranges::for_each(benefit.uplifts, cut, &Uplift::span);
            visit_tables(benefit,
                         [&](const std::string&, const Table& table) { cut_table(table); });
        }
        std::ranges::for_each(plan_.policy.indices, cut_table, &Index::amount);
        plan_.versions.assign(days.begin(), days.end());
        limit_rows(plan_.versions.size() * plan_.combinations);
    }

    Plan& plan_;
    Problems& problems_;
};

} // namespace reimburse::detail
