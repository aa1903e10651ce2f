// SPDX-License-Identifier: MIT
#include "check/plan_rows.hpp"

#include "check/claims.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <string>

namespace reimburse::check {

namespace {

using Numbers = std::vector<std::int64_t>;

std::int64_t name(const std::string& text) {
    return static_cast<std::int64_t>(std::hash<std::string>{}(text));
}

class Writer {
  public:
    explicit Writer(const Plan& plan) : plan_(plan) {}

    void put(const PlanRow& row) {
        for (const BenefitStep& step : slice(plan_.steps, row.steps)) {
            put(step);
        }
        for (const SlopeStep& slope : slice(plan_.slopes, row.slopes)) {
            put({static_cast<std::int64_t>(slope.kind), slope.step - row.steps.first,
                 cell_of(slope), source(slope.source), slope.every, slope.denominator,
                 static_cast<std::int64_t>(slope.rounding.mode), slope.rounding.unit_fen,
                 slope.line.base, slope.line.each, slope.line.at_least, slope.line.at_most});
        }
    }

    void put_rest(const PlanRow& row) {
        for (const BenefitStep& step : slice(plan_.steps, row.steps)) {
            put({static_cast<std::int64_t>(step.rounding.rounding.mode),
                 step.rounding.rounding.unit_fen, static_cast<std::int64_t>(step.rounding.side),
                 static_cast<std::int64_t>(step.rounding.place)});
            for (const SegmentStep& segment : slice(plan_.segments, step.segments)) {
                put({segment.plain_rate});
            }
            for (const AddStep& add : slice(plan_.adds, step.adds)) {
                put({slot(add.slot), static_cast<std::int64_t>(add.part)});
            }
        }
        for (const CountStep& count : slice(plan_.counts, row.counts)) {
            put({slot(count.slot), count.measure});
        }
        put_states(row);
    }

    Numbers take() { return std::move(numbers_); }

  private:
    void put_states(const PlanRow& row) {
        if (row.refusal >= 0) {
            const Problem& refusal = plan_.refusals[static_cast<std::size_t>(row.refusal)];
            put({name(refusal.clause)});
            for (const auto& [key, value] : refusal.arguments) {
                put({name(value)});
            }
        }
        Numbers notes; // in whatever order the benefits are settled
        for (const Note& note : slice(plan_.notes, row.notes)) {
            const std::string& benefit =
                note.benefit < 0 ? std::string()
                                 : plan_.benefits[static_cast<std::size_t>(note.benefit)].id;
            notes.push_back(name(benefit + "\n" + note.text.zh + note.text.en + note.clause));
        }
        std::ranges::sort(notes);
        numbers_.insert(numbers_.end(), notes.begin(), notes.end());
        put({static_cast<std::int64_t>(row.targets), static_cast<std::int64_t>(row.statements)});
    }

    void put(std::initializer_list<std::int64_t> numbers) {
        numbers_.insert(numbers_.end(), numbers);
    }

    std::int64_t slot(std::int64_t number) const {
        return number < 0 ? -1 : name(plan_.accumulators[static_cast<std::size_t>(number)].id);
    }

    /// Which cell of its step a slope writes.
    std::int64_t cell_of(const SlopeStep& slope) const {
        const BenefitStep& step = plan_.steps[slope.step];
        const Range first = slope.kind == SlopeStep::Kind::room ? step.limits : step.segments;
        return std::int64_t{slope.cell} - first.first;
    }

    /// A register by what it holds: its number depends on the order of the benefits.
    std::int64_t source(std::uint16_t number) const {
        if (number < plan_.measure_count) {
            return number;
        }
        const std::size_t beyond = number - plan_.measure_count;
        return name(plan_.benefits[beyond / parts_per_benefit].id + "." +
                    std::to_string(beyond % parts_per_benefit));
    }

    /// Benefits that never pay bring nothing.
    void put(const SumStep& sum) {
        put({sum.denominator});
        for (const TermStep& term : slice(plan_.terms, sum.terms)) {
            put({source(term.source), term.numerator});
        }
    }

    void put(const RoomStep& room) {
        put({room.amount});
        for (const std::uint32_t used : slice(plan_.room_slots, room.slots)) {
            put({slot(used)});
        }
    }

    void put(const BenefitStep& step) {
        put({name(plan_.benefits[step.benefit].id), static_cast<std::int64_t>(step.kind),
             static_cast<std::int64_t>(step.laying), static_cast<std::int64_t>(step.on_change),
             step.includes_deductible ? 1 : 0, slot(step.axis_slot), slot(step.paid_slot),
             step.axis_deductible, step.denominator, source(step.given)});
        put(step.base);
        for (const Range range : {step.limits, step.deductibles, step.caps, step.keep}) {
            put({range.count});
            for (const RoomStep& room : slice(plan_.rooms, range)) {
                put(room);
            }
        }
        for (const SegmentStep& segment : slice(plan_.segments, step.segments)) {
            put({segment.from, segment.to, segment.rate, segment.fixed});
        }
        put(step.keep_of);
    }

    const Plan& plan_;
    Numbers numbers_;
};

} // namespace

std::vector<std::int64_t> amounts_of(const Plan& plan, const PlanRow& row) {
    Writer writer(plan);
    writer.put(row);
    return writer.take();
}

std::vector<std::int64_t> effects_of(const Plan& plan, const PlanRow& row) {
    Writer writer(plan);
    writer.put(row);
    writer.put_rest(row);
    return writer.take();
}

Text words_of_row(const Plan& plan, std::size_t number) {
    const auto index = static_cast<std::uint32_t>(number % plan.combinations);
    When when;
    for (const Digit& digit : plan.digits) {
        const Dimension& dimension = plan.policy.dimensions[digit.dimension];
        const std::size_t value = index / digit.stride % dimension.values.size();
        if (dimension.values[value].id != dimension.absent_means) {
            when.push_back({dimension.id, {dimension.values[value].id}});
        }
    }
    Text text = words_of(plan.policy, when);
    const Date day = plan.versions[number / plan.combinations];
    if (day != plan.policy.valid.from) {
        append(text, {"自 " + day.text() + " 起", "from " + day.text()});
    }
    for (const Reading& reading : plan.policy.readings) {
        const std::string& chosen = plan.selection.at(reading.id);
        if (chosen != reading.values.front().id) {
            const std::string is = reading.id + "=" + chosen;
            append(text, {"解读 " + is, "reading " + is});
        }
    }
    return text.zh.empty() ? Text{"所有申请", "every claim"} : text;
}

} // namespace reimburse::check
