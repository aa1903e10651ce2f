// SPDX-License-Identifier: MIT
#include "study/prove/points.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace reimburse::study {

namespace {

constexpr std::size_t most_states = 4096;

std::int64_t room_of(const RoomCells& room, std::span<const std::int64_t> slots) {
    std::int64_t left = room.amount;
    for (const std::uint32_t slot : room.slots) {
        left -= slots[slot];
    }
    return left;
}

/// Finds where something first holds; the amounts of interest rise with the bill, or nearly so.
class Finder {
  public:
    Finder(Walk& walk, std::int64_t limit, std::set<std::int64_t>& found)
        : walk_(walk), limit_(limit), found_(found) {}

    /// The first bill at which an amount reaches a threshold.
    template <class Amount>
    void reach(std::int64_t threshold, Amount amount) {
        walk_.to(limit_);
        if (threshold <= 0 || amount() < threshold) {
            return;
        }
        std::int64_t below = 0;
        std::int64_t at = limit_;
        while (at - below > 1) {
            const std::int64_t middle = below + (at - below) / 2;
            walk_.to(middle);
            (amount() >= threshold ? at : below) = middle;
        }
        found_.insert(at);
    }

  private:
    Walk& walk_;
    std::int64_t limit_;
    std::set<std::int64_t>& found_;
};

std::set<std::int64_t> edges_of(const BenefitCells& benefit) {
    std::set<std::int64_t> edges;
    if (benefit.line > 0) {
        edges.insert(benefit.line);
    }
    for (const SegmentCells& segment : benefit.segments) {
        if (segment.to != open_edge) {
            edges.insert(segment.to);
        }
    }
    return edges;
}

} // namespace

std::vector<std::int64_t> breakpoints(Walk& walk, const RowCells& cells,
                                      std::span<const std::int64_t> slots, std::int64_t limit) {
    std::set<std::int64_t> found{0, limit};
    Finder finder(walk, limit, found);
    for (std::size_t place = 0; place < cells.benefits.size(); ++place) {
        const BenefitCells& benefit = cells.benefits[place];
        const auto base = [&] {
            return walk.base(place);
        };
        const auto entitled = [&] {
            return walk.entitled(place);
        };
        for (const std::int64_t edge : edges_of(benefit)) {
            finder.reach(edge, [&] { return walk.end_on_axis(place); });
        }
        for (const auto* rooms : {&benefit.limits, &benefit.deductibles}) {
            for (const RoomCells& room : *rooms) {
                finder.reach(room_of(room, slots), base);
            }
        }
        for (const RoomCells& room : benefit.caps) {
            finder.reach(room_of(room, slots), entitled);
        }
        if (benefit.keep) {
            finder.reach(room_of(*benefit.keep, slots), base);
        }
        finder.reach(1, entitled);
    }
    return {found.begin(), found.end()};
}

std::vector<std::int64_t> named_amounts(const RowCells& cells, std::int64_t limit) {
    std::set<std::int64_t> named{0, limit};
    const auto name = [&](std::int64_t amount) {
        if (amount <= limit) {
            named.insert(amount);
        }
    };
    for (const BenefitCells& benefit : cells.benefits) {
        std::ranges::for_each(edges_of(benefit), name);
        for (const auto* rooms : {&benefit.limits, &benefit.deductibles, &benefit.caps}) {
            for (const RoomCells& room : *rooms) {
                if (room.amount == open_edge) {
                    continue;
                }
                name(room.amount);
                for (const SegmentCells& segment : benefit.segments) {
                    const Fraction rate = segment.rate;
                    if (rate.num() > 0 && room.amount < limit) {
                        name(static_cast<std::int64_t>(detail::Wide{room.amount} * rate.den() /
                                                       rate.num()));
                    }
                }
            }
        }
    }
    return {named.begin(), named.end()};
}

std::int64_t rounding_period(const RowCells& cells, std::int64_t most) {
    std::int64_t period = 1;
    const auto widen = [&](std::int64_t factor) {
        period = period > most / factor ? most : period * factor;
    };
    for (const BenefitCells& benefit : cells.benefits) {
        std::int64_t den = 1;
        for (const SegmentCells& segment : benefit.segments) {
            if (segment.rate.den() > most) {
                return most;
            }
            den = std::min(std::lcm(den, segment.rate.den()), most);
        }
        for (const auto* terms : {&benefit.base, &benefit.keep_of}) {
            for (const TermCells& term : *terms) {
                widen(std::min(term.weight.den(), most));
            }
        }
        widen(den);
        widen(benefit.rounding.rounding.unit_fen);
        widen(benefit.rounding.rounding.mode == RoundingMode::half_even ? 2 : 1);
    }
    return period;
}

States states_of_year(const Plan& plan, const RowCells& cells) {
    std::vector<std::set<std::int64_t>> values(plan.slot_count(), {0});
    const auto near = [&](std::int64_t slot, std::int64_t value) {
        for (const std::int64_t each : {value - 1, value, value + 1}) {
            if (slot >= 0 && each >= 0) {
                values[static_cast<std::size_t>(slot)].insert(each);
            }
        }
    };
    for (const BenefitCells& benefit : cells.benefits) {
        std::vector<RoomCells> rooms = benefit.caps;
        rooms.insert(rooms.end(), benefit.limits.begin(), benefit.limits.end());
        rooms.insert(rooms.end(), benefit.deductibles.begin(), benefit.deductibles.end());
        if (benefit.keep) {
            rooms.push_back(*benefit.keep);
        }
        for (const RoomCells& room : rooms) {
            for (const std::uint32_t slot : room.slots) {
                near(slot, room.amount);
            }
        }
        const auto axis = axis_of(benefit, 1);
        for (const std::int64_t edge : edges_of(benefit)) {
            near(benefit.axis_slot, edge);
            if (benefit.on_change == OnChange::settle_up && axis) {
                AxisCursor cursor(*axis);
                cursor.to(edge);
                near(benefit.paid_slot, cursor.value().rounded(benefit.rounding.rounding));
            }
        }
    }
    States states;
    std::size_t product = 1;
    for (const auto& each : values) {
        product = product > most_states ? product : product * each.size();
    }
    states.crossed = product <= most_states;
    states.slots.emplace_back(values.size(), 0);
    for (std::size_t slot = 0; slot < values.size(); ++slot) {
        const std::size_t so_far = states.crossed ? states.slots.size() : 1;
        for (const std::int64_t value : values[slot]) {
            for (std::size_t s = 0; s < so_far && value != 0; ++s) {
                states.slots.push_back(states.slots[s]);
                states.slots.back()[slot] = value;
            }
        }
    }
    return states;
}

} // namespace reimburse::study
