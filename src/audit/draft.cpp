// SPDX-License-Identifier: MIT
#include "audit/draft.hpp"

#include <limits>
#include <numeric>

namespace reimburse::audit {

namespace {

constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

DraftRoom take(const Plan& plan, const RoomStep& room) {
    const auto slots = slice(plan.room_slots, room.slots);
    return {room.amount, {slots.begin(), slots.end()}};
}

std::vector<DraftRoom> take(const Plan& plan, Range range) {
    std::vector<DraftRoom> rooms;
    for (const RoomStep& room : slice(plan.rooms, range)) {
        rooms.push_back(take(plan, room));
    }
    return rooms;
}

template <class T>
std::vector<T> take(const std::vector<T>& pool, Range range) {
    const auto part = slice(pool, range);
    return {part.begin(), part.end()};
}

template <class T>
Range put(const std::vector<T>& part, std::vector<T>& pool) {
    const Range range{static_cast<std::uint32_t>(pool.size()),
                      static_cast<std::uint32_t>(part.size())};
    pool.insert(pool.end(), part.begin(), part.end());
    return range;
}

RoomStep put(const DraftRoom& room, Plan& plan) {
    return {room.amount, put(room.slots, plan.room_slots)};
}

Range put(const std::vector<DraftRoom>& rooms, Plan& plan) {
    std::vector<RoomStep> steps;
    steps.reserve(rooms.size());
    for (const DraftRoom& room : rooms) {
        steps.push_back(put(room, plan));
    }
    return put(steps, plan.rooms);
}

Range list_of(const BenefitStep& step, DraftSlope::List list) {
    switch (list) {
    case DraftSlope::List::segments:
        return step.segments;
    case DraftSlope::List::limits:
        return step.limits;
    case DraftSlope::List::deductibles:
        return step.deductibles;
    case DraftSlope::List::caps:
        return step.caps;
    case DraftSlope::List::keep:
        break;
    }
    return step.keep;
}

DraftSlope take(const SlopeStep& slope, const BenefitStep& step) {
    using List = DraftSlope::List;
    DraftSlope taken{slope, List::segments, slope.cell - step.segments.first};
    if (slope.kind != SlopeStep::Kind::room) {
        return taken;
    }
    for (const List list : {List::limits, List::deductibles, List::caps, List::keep}) {
        const Range range = list_of(step, list);
        if (slope.cell >= range.first && slope.cell < range.first + range.count) {
            taken.list = list;
            taken.place = slope.cell - range.first;
        }
    }
    return taken;
}

/// Numbers one after the other, as bytes.
class Content {
  public:
    Content& operator<<(std::int64_t number) {
        for (int byte = 0; byte < 8; ++byte) {
            text_ += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * byte) & 0xFFU);
        }
        return *this;
    }

    std::string text() && { return std::move(text_); }

  private:
    std::string text_;
};

template <class Value>
std::int64_t number(Value value) {
    return static_cast<std::int64_t>(value);
}

void add(Content& to, const std::vector<TermStep>& terms, std::int64_t denominator) {
    to << number(terms.size()) << denominator;
    for (const TermStep& term : terms) {
        to << term.source << term.numerator;
    }
}

void add(Content& to, const DraftRoom& room) {
    to << room.amount << number(room.slots.size());
    for (const std::uint32_t slot : room.slots) {
        to << slot;
    }
}

void add(Content& to, const std::vector<DraftRoom>& rooms) {
    to << number(rooms.size());
    for (const DraftRoom& room : rooms) {
        add(to, room);
    }
}

void add(Content& to, const LineStep& line) {
    to << line.base << line.each << line.at_least << line.at_most;
}

void add(Content& to, const DraftSlope& each) {
    const SlopeStep& slope = each.slope;
    to << number(each.list) << each.place << number(slope.kind) << slope.source << slope.every
       << slope.denominator << number(slope.rounding.mode) << slope.rounding.unit_fen;
    add(to, slope.line);
}

/// What two steps have to share whatever the state.
void add_fixed(Content& to, const DraftStep& each) {
    const BenefitStep& step = each.step;
    to << step.benefit << number(step.kind) << number(step.on_change)
       << number(step.includes_deductible) << step.axis_deductible << step.given
       << number(step.rounding.side) << step.rounding.rounding.unit_fen;
    add(to, each.base, step.base.denominator);
    add(to, each.keep_of, step.keep_of.denominator);
    for (const DraftSlope& slope : each.slopes) {
        add(to, slope);
    }
}

std::int64_t room_left(const DraftRoom& room, std::span<const std::int64_t> slots) {
    std::int64_t left = room.amount;
    for (const std::uint32_t slot : room.slots) {
        left -= slots[slot];
    }
    return std::max<std::int64_t>(left, 0);
}

/// The least of the rooms: all that the kernel takes from them.
std::int64_t least(const std::vector<DraftRoom>& rooms, std::span<const std::int64_t> slots) {
    std::int64_t left = unlimited;
    for (const DraftRoom& room : rooms) {
        left = std::min(left, room_left(room, slots));
    }
    return left;
}

/// The modes that round amounts of 0 or more alike, given what the rates can leave: nothing to
/// round, no halves, or anything.
std::int64_t visible_mode(const DraftStep& each) {
    const BenefitStep& step = each.step;
    std::int64_t parts = 1;
    if (step.kind == BenefitKind::scheduled) {
        for (const SegmentStep& segment : each.segments) {
            const std::int64_t part = step.denominator / std::gcd(step.denominator, segment.rate);
            parts = std::lcm(parts, part);
        }
    } else if (step.kind == BenefitKind::backstop) {
        parts = step.keep_of.denominator;
    }
    parts *= step.rounding.rounding.unit_fen;
    if (parts == 1) {
        return 100;
    }
    switch (step.rounding.rounding.mode) {
    case RoundingMode::half_up:
    case RoundingMode::half_even:
    case RoundingMode::half_down:
        return parts % 2 == 0 ? number(step.rounding.rounding.mode) : 101;
    case RoundingMode::down:
    case RoundingMode::floor:
        return 102;
    case RoundingMode::up:
    case RoundingMode::ceiling:
        break;
    }
    return 103;
}

void add_segments(Content& to, const DraftStep& each, bool alone) {
    to << (alone ? number(Laying::marginal) : number(each.step.laying))
       << number(each.segments.size());
    for (const SegmentStep& segment : each.segments) {
        const std::int64_t common = std::gcd(each.step.denominator, segment.rate);
        to << segment.from << segment.to << segment.rate / common << each.step.denominator / common
           << segment.fixed;
    }
}

} // namespace

Draft take_apart(const Plan& plan, const PlanRow& row) {
    Draft draft;
    for (const BenefitStep& step : slice(plan.steps, row.steps)) {
        DraftStep taken;
        taken.step = step;
        taken.base = take(plan.terms, step.base.terms);
        taken.keep_of = take(plan.terms, step.keep_of.terms);
        taken.limits = take(plan, step.limits);
        taken.deductibles = take(plan, step.deductibles);
        taken.caps = take(plan, step.caps);
        taken.keep = take(plan, step.keep);
        taken.segments = take(plan.segments, step.segments);
        taken.adds = take(plan.adds, step.adds);
        draft.steps.push_back(std::move(taken));
    }
    for (const SlopeStep& slope : slice(plan.slopes, row.slopes)) {
        const std::size_t place = slope.step - row.steps.first;
        draft.steps[place].slopes.push_back(take(slope, plan.steps[slope.step]));
    }
    draft.counts = take(plan.counts, row.counts);
    return draft;
}

PlanRow put_together(const Draft& draft, Plan& plan) {
    std::vector<BenefitStep> steps;
    std::vector<SlopeStep> slopes;
    for (const DraftStep& each : draft.steps) {
        BenefitStep step = each.step;
        step.base.terms = put(each.base, plan.terms);
        step.keep_of.terms = put(each.keep_of, plan.terms);
        step.limits = put(each.limits, plan);
        step.deductibles = put(each.deductibles, plan);
        step.caps = put(each.caps, plan);
        step.keep = put(each.keep, plan);
        step.segments = put(each.segments, plan.segments);
        step.adds = put(each.adds, plan.adds);
        for (const DraftSlope& slope : each.slopes) {
            const Range list = list_of(step, slope.list);
            if (slope.place < list.count) { // the cell may be gone
                SlopeStep sloped = slope.slope;
                sloped.step = static_cast<std::uint32_t>(plan.steps.size() + steps.size());
                sloped.cell = list.first + slope.place;
                slopes.push_back(sloped);
            }
        }
        steps.push_back(step);
    }
    PlanRow row;
    row.steps = put(steps, plan.steps);
    row.counts = put(draft.counts, plan.counts);
    row.slopes = put(slopes, plan.slopes);
    return row;
}

std::string content_of(const Draft& draft) {
    Content content;
    for (const DraftStep& each : draft.steps) {
        const BenefitStep& step = each.step;
        add_fixed(content, each);
        content << step.axis_slot << step.paid_slot << number(step.rounding.rounding.mode)
                << number(step.rounding.place) << number(step.covered_used);
        add(content, each.limits);
        add(content, each.deductibles);
        add(content, each.caps);
        add(content, each.keep);
        add_segments(content, each, false);
        content << number(each.adds.size());
        for (const AddStep& more : each.adds) {
            content << more.slot << number(more.part);
        }
    }
    for (const CountStep& count : draft.counts) {
        content << count.slot << count.measure;
    }
    return std::move(content).text();
}

std::string content_of(const Draft& draft, std::span<const std::int64_t> slots) {
    const auto value = [&](std::int32_t slot) {
        return slot < 0 ? 0 : slots[static_cast<std::size_t>(slot)];
    };
    Content content;
    for (const DraftStep& each : draft.steps) {
        const BenefitStep& step = each.step;
        add_fixed(content, each);
        const std::int64_t start = value(step.axis_slot);
        const bool one = each.segments.size() == 1 && each.segments.front().fixed == 0;
        const bool settles_up = step.on_change == OnChange::settle_up;
        RoundingPlace place = step.rounding.place;
        if ((place == RoundingPlace::segment && one) ||
            (place == RoundingPlace::year && start == 0 && !step.includes_deductible)) {
            place = RoundingPlace::claim; // nothing was rounded before, or there is one segment
        }
        content << start << (settles_up ? value(step.paid_slot) : 0) << visible_mode(each)
                << number(place) << least(each.limits, slots)
                << (each.deductibles.empty() ? 0 : least(each.deductibles, slots))
                << least(each.caps, slots) << (each.keep.empty() ? 0 : least(each.keep, slots));
        add_segments(content, each, one);
    }
    return std::move(content).text();
}

} // namespace reimburse::audit
