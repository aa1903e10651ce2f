// SPDX-License-Identifier: MIT
#include "check/scope.hpp"

#include "check/decision.hpp"
#include "reimburse/rules/switches.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <utility>

namespace reimburse::check {

namespace {

constexpr std::size_t selection_limit = 4096;

/// Steps through the combinations of one selection.
class Walker {
  public:
    Walker(const Policy& policy, Selection selection,
           const std::set<std::string, std::less<>>& wanted)
        : policy_(policy), selection_(std::move(selection)),
          lookup_(policy, selection_, problems_) {
        at_.values.assign(policy.dimensions.size(), detail::no_value);
        for (std::size_t d = 0; d < policy.dimensions.size(); ++d) {
            if (wanted.contains(policy.dimensions[d].id)) {
                (is_function(policy.dimensions[d]) ? functions_ : digits_).push_back(d);
                used_.push_back(d);
            }
        }
    }

    void run(const std::set<Date>& days, const std::function<void(const Situation&)>& visit) {
        for (const Date day : days) {
            at_.day = day;
            for (const std::size_t d : digits_) {
                at_.values[d] = 0;
            }
            do {
                if (is_possible()) {
                    visit({selection_, lookup_, at_});
                }
            } while (next());
        }
    }

  private:
    bool next() {
        for (const std::size_t d : digits_) {
            if (++at_.values[d] < policy_.dimensions[d].values.size()) {
                return true;
            }
            at_.values[d] = 0;
        }
        return false;
    }

    /// Derives the functions; false if a decision list cannot give the value that it has here.
    bool is_possible() {
        for (const std::size_t d : functions_) {
            at_.values[d] = detail::no_value;
        }
        return std::ranges::all_of(used_, [this](std::size_t d) {
            const Dimension& dimension = policy_.dimensions[d];
            if (dimension.derive.empty()) {
                return true;
            }
            const std::uint64_t values = possible(d);
            if (is_function(dimension)) {
                for (std::size_t v = 0; v < dimension.values.size(); ++v) {
                    if ((values >> v & 1U) != 0) {
                        at_.values[d] = static_cast<std::uint8_t>(v);
                    }
                }
                return true;
            }
            return (values >> at_.values[d] & 1U) != 0;
        });
    }

    std::uint64_t possible(std::size_t d) {
        const Dimension& dimension = policy_.dimensions[d];
        std::vector<std::size_t> key{d};
        for (const Derivation& line : dimension.derive) {
            for (const DimensionIs& condition : line.when) {
                const auto source =
                    std::ranges::find(policy_.dimensions, condition.dimension, &Dimension::id);
                key.push_back(
                    at_.values[static_cast<std::size_t>(source - policy_.dimensions.begin())]);
            }
        }
        const auto [entry, fresh] = known_.try_emplace(std::move(key));
        if (fresh) {
            entry->second = values_of(dimension, reach(dimension, {selection_, lookup_, at_}));
        }
        return entry->second;
    }

    const Policy& policy_;
    Selection selection_;
    Problems problems_;
    detail::Lookup lookup_;
    detail::Combination at_;
    std::vector<std::size_t> digits_;
    std::vector<std::size_t> functions_;
    std::vector<std::size_t> used_;
    std::map<std::vector<std::size_t>, std::uint64_t> known_;
};

} // namespace

void Scope::add(const When& when) {
    for (const DimensionIs& condition : when) {
        dimensions_.insert(condition.dimension);
    }
}

void Scope::add(const Only& only) {
    for (const ReadingIs& condition : only) {
        readings_.insert(condition.reading);
    }
}

void Scope::add(const DateSpan& span) {
    for (const Date day : {span.from, span.to}) {
        if (policy_.valid.contains(day)) {
            days_.insert(day);
        }
    }
}

void Scope::add(const Table& table) {
    for (const auto* rows : {&table.rows, &table.overrides}) {
        for (const Row& row : *rows) {
            add(row.when);
            add(row.only);
            add(row.span);
            for (const Index& index : policy_.indices) {
                if (row.cell.kind == Cell::Kind::of_index && index.id == row.cell.index) {
                    add(index.amount);
                }
            }
        }
    }
}

void Scope::add(const Room& room) {
    add(room.amount);
    add(room.only);
}

void Scope::add(const Benefit& benefit) {
    add(benefit.valid);
    for (const Gate& gate : benefit.gates) {
        add(gate.when);
        add(gate.only);
    }
    for (const Silence& silence : benefit.silences) {
        add(silence.when);
        add(silence.only);
        add(silence.span);
    }
    for (const Uplift& uplift : benefit.uplifts) {
        add(uplift.when);
        add(uplift.only);
        add(uplift.span);
    }
    for (const auto* rooms : {&benefit.base.limits, &benefit.deductibles, &benefit.caps}) {
        std::ranges::for_each(*rooms, [&](const Room& room) { add(room); });
    }
    for (const auto* terms : {&benefit.base.terms, &benefit.keep.of}) {
        for (const BaseTerm& term : *terms) {
            add(term.only);
            if (term.weights) {
                add(*term.weights);
            }
        }
    }
    if (benefit.keep.amount) {
        add(*benefit.keep.amount);
    }
    visit_switches(benefit, [&](std::string_view, const auto&, const auto& alternatives) {
        for (const auto& alternative : alternatives) {
            add(alternative.only);
        }
    });
    if (benefit.schedule.axis_deductible) {
        add(*benefit.schedule.axis_deductible);
    }
    for (const Segment& segment : benefit.schedule.segments) {
        for (const auto* table : {&segment.up_to, &segment.rate, &segment.fixed}) {
            if (*table) {
                add(**table);
            }
        }
    }
}

void Scope::walk(const std::function<void(const Situation&)>& visit) const {
    Scope closed = *this;
    closed.close();
    for (const Selection& selection : selections_of(policy_, closed.readings_, selection_limit)) {
        Walker(policy_, selection, closed.dimensions_).run(days_, visit);
    }
}

std::set<std::string, std::less<>> Scope::readings() const {
    Scope closed = *this;
    closed.close();
    return closed.readings_;
}

std::set<std::string, std::less<>> Scope::dimensions() const {
    Scope closed = *this;
    closed.close();
    return closed.dimensions_;
}

/// Adds what the decision lists of the dimensions look at.
void Scope::close() {
    for (const Dimension& dimension : std::views::reverse(policy_.dimensions)) {
        if (dimensions_.contains(dimension.id)) {
            for (const Derivation& line : dimension.derive) {
                add(line.when);
                add(line.only);
            }
        }
    }
}

std::vector<Selection> selections_of(const Policy& policy,
                                     const std::set<std::string, std::less<>>& readings,
                                     std::size_t limit) {
    Selection defaults;
    std::size_t count = 1;
    for (const Reading& reading : policy.readings) {
        defaults[reading.id] = reading.values.front().id;
        const std::size_t values = readings.contains(reading.id) ? reading.values.size() : 1;
        count = count > limit ? count : count * values;
    }
    std::vector<Selection> list{defaults};
    for (const Reading& reading : policy.readings) {
        if (!readings.contains(reading.id)) {
            continue;
        }
        const std::size_t before = count > limit ? 1 : list.size();
        for (std::size_t v = 1; v < reading.values.size(); ++v) {
            for (std::size_t s = 0; s < before; ++s) {
                list.push_back(list[s]);
                list.back()[reading.id] = reading.values[v].id;
            }
        }
    }
    return list;
}

bool applies(const Benefit& benefit, const Situation& situation) {
    const auto closed = [&](const Gate& gate) {
        return holds(gate.only, situation.selection) &&
               !situation.lookup.matches(gate.when, situation.at);
    };
    const auto silent = [&](const Silence& silence) {
        return situation.in_force(silence.when, silence.span, silence.only);
    };
    return benefit.valid.contains(situation.at.day) &&
           std::ranges::none_of(benefit.gates, closed) &&
           std::ranges::none_of(benefit.silences, silent);
}

void each_applying(const Policy& policy, const Benefit& benefit,
                   const std::function<void(const Situation&)>& visit) {
    Scope scope(policy);
    scope.add(benefit);
    scope.walk([&](const Situation& situation) {
        if (applies(benefit, situation)) {
            visit(situation);
        }
    });
}

} // namespace reimburse::check
