// SPDX-License-Identifier: MIT
#include "study/prove/key.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace reimburse::study {

KeyWriter::KeyWriter(const Plan& plan) : plan_(plan), settled_(plan.benefits.size()) {
    const auto& policy = plan.policy;
    for (const Benefit& benefit : plan.benefits) {
        benefits_.push_back(std::ranges::find(policy.benefits, benefit.id, &Benefit::id) -
                            policy.benefits.begin());
    }
    for (const Accumulator& slot : plan.accumulators) {
        slots_.push_back(std::ranges::find(policy.accumulators, slot.id, &Accumulator::id) -
                         policy.accumulators.begin());
    }
}

std::string KeyWriter::program(const PlanRow& row, const RowCells& cells) {
    key_.clear();
    settled_.assign(plan_.benefits.size(), false);
    for (const BenefitStep& step : slice(plan_.steps, row.steps)) {
        settled_[step.benefit] = true;
    }
    for (const BenefitCells& each : cells.benefits) {
        settled_[each.number] = true;
    }
    put(row.steps.count);
    for (const BenefitStep& step : slice(plan_.steps, row.steps)) {
        put_step(step);
    }
    for (const SlopeStep& slope : slice(plan_.slopes, row.slopes)) {
        put_slope(slope, row);
    }
    put(row.counts.count);
    for (const CountStep& count : slice(plan_.counts, row.counts)) {
        put_slot(count.slot);
        put(count.measure);
    }
    for (const BenefitCells& each : cells.benefits) {
        put_terms(each.base);
        put_terms(each.keep_of);
        put_figures(each);
    }
    put(static_cast<std::int64_t>(cells.counts.size()));
    for (const auto& [slot, source] : cells.counts) {
        put_slot(slot);
        put(source);
    }
    return key_;
}

std::string KeyWriter::function(const BenefitCells& cells) {
    key_.clear();
    put_figures(cells);
    for (const TermCells& term : cells.keep_of) {
        put(term.weight.num());
        put(term.weight.den());
    }
    return key_;
}

void KeyWriter::put(std::int64_t value) {
    std::array<char, sizeof value> bytes{};
    std::memcpy(bytes.data(), &value, sizeof value);
    key_.append(bytes.data(), bytes.size());
}

void KeyWriter::put_source(std::uint16_t source) {
    if (source < plan_.measure_count) {
        put(-1 - source);
        return;
    }
    const std::size_t number = source - plan_.measure_count;
    put(benefits_[number / parts_per_benefit] * static_cast<std::int64_t>(parts_per_benefit) +
        static_cast<std::int64_t>(number % parts_per_benefit));
}

void KeyWriter::put_slot(std::int64_t slot) {
    put(slot < 0 ? -1 : slots_[static_cast<std::size_t>(slot)]);
}

bool KeyWriter::silent(std::uint16_t source) const {
    return source >= plan_.measure_count &&
           !settled_[(source - plan_.measure_count) / parts_per_benefit];
}

void KeyWriter::put_rooms(const std::vector<RoomCells>& rooms) {
    put(static_cast<std::int64_t>(rooms.size()));
    for (const RoomCells& room : rooms) {
        put(room.amount);
        put(static_cast<std::int64_t>(room.slots.size()));
        std::ranges::for_each(room.slots, [&](std::uint32_t slot) { put_slot(slot); });
    }
}

void KeyWriter::put_terms(const std::vector<TermCells>& terms) {
    for (const TermCells& term : terms) {
        if (!silent(term.source)) {
            put_source(term.source);
            put(term.weight.num());
            put(term.weight.den());
        }
    }
    put(open_edge);
}

void KeyWriter::put_figures(const BenefitCells& cells) {
    put(benefits_[cells.number]);
    put(static_cast<int>(cells.kind));
    put(static_cast<int>(cells.laying));
    put(static_cast<int>(cells.on_change));
    put(static_cast<int>(cells.rounding.rounding.mode));
    put(cells.rounding.rounding.unit_fen);
    put(static_cast<int>(cells.rounding.side));
    put(static_cast<int>(cells.rounding.place));
    put(cells.includes_deductible ? 1 : 0);
    put(cells.covered_used ? 1 : 0);
    put(static_cast<int>(cells.sloped));
    put_slot(cells.axis_slot);
    put_slot(cells.paid_slot);
    put(cells.line);
    put(cells.given);
    put_rooms(cells.limits);
    put_rooms(cells.deductibles);
    put_rooms(cells.caps);
    put_rooms(cells.keep ? std::vector{*cells.keep} : std::vector<RoomCells>{});
    put(static_cast<std::int64_t>(cells.segments.size()));
    for (const SegmentCells& segment : cells.segments) {
        put(segment.to);
        put(segment.rate.num());
        put(segment.rate.den());
        put(segment.fixed);
    }
    put(static_cast<std::int64_t>(cells.adds.size()));
    for (const auto& [slot, part] : cells.adds) {
        put_slot(slot);
        put(static_cast<int>(part));
    }
}

void KeyWriter::put_step(const BenefitStep& step) {
    put(benefits_[step.benefit]);
    put(static_cast<int>(step.kind));
    put(static_cast<int>(step.laying));
    put(static_cast<int>(step.on_change));
    put(static_cast<int>(step.rounding.rounding.mode));
    put(step.rounding.rounding.unit_fen);
    put(static_cast<int>(step.rounding.side));
    put(static_cast<int>(step.rounding.place));
    put(step.includes_deductible ? 1 : 0);
    put(step.covered_used ? 1 : 0);
    put_slot(step.axis_slot);
    put_slot(step.paid_slot);
    put(step.axis_deductible);
    put(step.denominator);
    put(step.given);
    put_sum(step.base);
    put_rooms(step.limits);
    put_rooms(step.deductibles);
    put_rooms(step.caps);
    put_rooms(step.keep);
    put_sum(step.keep_of);
    put(step.segments.count);
    for (const SegmentStep& segment : slice(plan_.segments, step.segments)) {
        put(segment.from);
        put(segment.to);
        put(segment.rate);
        put(segment.paid);
        put(segment.fixed);
    }
    put(step.adds.count);
    for (const AddStep& add : slice(plan_.adds, step.adds)) {
        put_slot(add.slot);
        put(static_cast<int>(add.part));
    }
}

/// The places of a step and of a cell are told from the first of the row.
void KeyWriter::put_slope(const SlopeStep& slope, const PlanRow& row) {
    const BenefitStep& step = plan_.steps[slope.step];
    const bool room = slope.kind == SlopeStep::Kind::room;
    put(static_cast<int>(slope.kind));
    put(slope.step - row.steps.first);
    put(room ? std::int64_t{slope.cell} - plan_.steps[row.steps.first].limits.first
             : slope.cell - step.segments.first);
    put(slope.source);
    put(slope.every);
    put(slope.denominator);
    put(static_cast<int>(slope.rounding.mode));
    put(slope.rounding.unit_fen);
    for (const std::int64_t figure :
         {slope.line.base, slope.line.each, slope.line.at_least, slope.line.at_most}) {
        put(figure);
    }
}

void KeyWriter::put_rooms(Range rooms) {
    put(rooms.count);
    for (const RoomStep& room : slice(plan_.rooms, rooms)) {
        put_room(room);
    }
}

void KeyWriter::put_room(const RoomStep& room) {
    put(room.amount);
    put(room.slots.count);
    for (const std::uint32_t slot : slice(plan_.room_slots, room.slots)) {
        put_slot(slot);
    }
}

void KeyWriter::put_sum(const SumStep& sum) {
    for (const TermStep& term : slice(plan_.terms, sum.terms)) {
        if (!silent(term.source)) {
            put_source(term.source);
            put(term.numerator);
        }
    }
    put(sum.denominator);
}

} // namespace reimburse::study
