// SPDX-License-Identifier: MIT
#include "explain/pay_curves.hpp"

#include "reimburse/settle/classify.hpp"
#include "settle/pay_function.hpp"

#include <algorithm>
#include <string>

namespace reimburse::explain {

namespace {

/// Most combinations that are tried; beyond them dimensions keep their usual value.
constexpr std::size_t most_tried = 1024;

std::size_t size_of(const std::vector<ChartAxis>& axes) {
    std::size_t size = 1;
    for (const ChartAxis& axis : axes) {
        size *= axis.width();
    }
    return size;
}

} // namespace

PayCurves::PayCurves(const Plan& plan, bool measures_given)
    : plan_(plan), measures_given_(measures_given) {
    for (const Digit& digit : plan.digits) {
        const Dimension& dimension = plan.policy.dimensions[digit.dimension];
        if (dimension.derive.empty()) {
            axes_.push_back({digit.dimension, dimension.values.size(),
                             dimension.position(dimension.absent_means), std::nullopt});
        }
    }
    for (std::size_t i = axes_.size(); size_of(axes_) > most_tried && i-- > 0;) {
        axes_[i].fixed = axes_[i].absent;
    }
    for (std::size_t i = axes_.size(); size_of(axes_) > most_tried && i-- > 0;) {
        axes_[i].fixed = axes_[i].fixed.value_or(0);
    }
    try_all();
}

std::size_t PayCurves::place(const ChartCombination& at) const {
    std::size_t place = 0;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        place = place * axes_[i].count + at[i];
    }
    return place;
}

void PayCurves::try_all() {
    std::size_t size = 1;
    for (const ChartAxis& axis : axes_) {
        size *= axis.count;
    }
    found_.resize(size);
    for_each([&](const ChartCombination& at) { found_[place(at)] = settle(at); });
}

/// Whether the row or its cells, and not its payments alone, change with the amount of the bill.
bool PayCurves::follows_amount(const PlanRow& row) const {
    const auto looks_at_it = [](const Derivation& line) {
        return std::ranges::any_of(line.tests, [](const Test& test) {
            return test.kind == Test::Kind::between &&
                   (test.field == "eligible" || test.field == "total");
        });
    };
    return std::ranges::any_of(
               slice(plan_.slopes, row.slopes),
               [](const SlopeStep& slope) { return slope.source <= scope_register; }) ||
           std::ranges::any_of(plan_.policy.dimensions, [&](const Dimension& dimension) {
               return std::ranges::any_of(dimension.derive, looks_at_it);
           });
}

/// Rules without a first day are asked on any day.
Date PayCurves::day() const {
    const Date last = plan_.versions.back();
    return last == Date::first() ? *Date::parse("2000-01-01") : last;
}

PayCurves::Found PayCurves::settle(const ChartCombination& at) {
    const std::string date = day().text();
    Claim claim(plan_);
    Problems problems;
    for (std::size_t f = 0; f < plan_.fields.size(); ++f) {
        const Field& field = plan_.fields[f];
        const bool measure = field.kind == FieldKind::money || field.kind == FieldKind::count;
        if (field.name == plan_.policy.decided_by) {
            claim.set(f, date, problems);
        } else if (field.kind != FieldKind::dimension &&
                   (field.required || (measure && measures_given_))) {
            claim.set(f, field.kind == FieldKind::date ? std::string_view(date) : "0", problems);
        }
    }
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        const Dimension& dimension = plan_.policy.dimensions[axes_[i].dimension];
        claim.set(dimension.id, dimension.values[at[i]].id, problems);
    }
    Classifier classifier(plan_);
    if (!problems.empty() || !classifier.read(claim, problems)) {
        return {};
    }
    const std::vector<std::int64_t> slots(plan_.slot_count(), 0);
    const PlanRow& row = classifier.row(claim, slots);
    Found found{std::nullopt, classifier.index()};
    if (row.refusal >= 0 || follows_amount(row)) {
        return found;
    }
    const auto known = std::ranges::find(known_, &row, [](const auto& one) { return one.first; });
    if (known != known_.end()) {
        found.curve = known->second;
    } else {
        const auto measures = classifier.measures().subspan(scope_register + 1);
        found.curve = number(
            pay_function(plan_, row, {0, {measures.begin(), measures.end()}, {}}).fund_total);
        known_.emplace_back(&row, *found.curve);
    }
    return found;
}

std::size_t PayCurves::number(PiecewiseLinear paid) {
    const auto same = std::ranges::find(paid_, paid);
    if (same != paid_.end()) {
        return static_cast<std::size_t>(same - paid_.begin());
    }
    paid_.push_back(std::move(paid));
    return paid_.size() - 1;
}

std::optional<std::size_t> PayCurves::curve(const ChartCombination& at) const {
    return found_[place(at)].curve;
}

When PayCurves::derived_alike() const {
    When alike;
    for (const Digit& digit : plan_.digits) {
        const Dimension& dimension = plan_.policy.dimensions[digit.dimension];
        if (dimension.derive.empty()) {
            continue;
        }
        std::vector<bool> seen(dimension.values.size());
        for_each([&](const ChartCombination& at) {
            const Found& found = found_[place(at)];
            if (found.curve) {
                seen[found.index / digit.stride % seen.size()] = true;
            }
        });
        if (std::ranges::count(seen, true) == 1) {
            const auto value = std::ranges::find(seen, true) - seen.begin();
            alike.push_back({dimension.id, {dimension.values[static_cast<std::size_t>(value)].id}});
        }
    }
    return alike;
}

std::size_t PayCurves::drawn() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        found_, [&](const Found& found) { return found.curve && !nothing_paid(*found.curve); }));
}

bool PayCurves::matters(std::size_t axis) const {
    bool differs = false;
    for_each([&](ChartCombination at) {
        const auto first = curve(at);
        for (at[axis] = 0; first && at[axis] < axes_[axis].count && !axes_[axis].fixed;
             ++at[axis]) {
            const auto other = curve(at);
            differs = differs || (other && other != first);
        }
    });
    return differs;
}

bool PayCurves::may_refuse(std::size_t axis) const {
    bool differs = false;
    for_each([&](ChartCombination at) {
        const bool first = curve(at).has_value();
        for (at[axis] = 0; at[axis] < axes_[axis].count && !axes_[axis].fixed; ++at[axis]) {
            differs = differs || curve(at).has_value() != first;
        }
    });
    return differs;
}

} // namespace reimburse::explain
