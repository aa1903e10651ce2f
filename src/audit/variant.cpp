// SPDX-License-Identifier: MIT
#include "audit/variant.hpp"

#include "reimburse/rules/switches.hpp"

#include <algorithm>
#include <ranges>

namespace reimburse::audit {

Variant::Variant(const Plan& base, const Selection& selection, const RowStore& store) {
    plan_.policy = base.policy;
    plan_.policy.sources.clear(); // not looked at, and there may be many facilities
    plan_.policy.facilities.clear();
    plan_.selection = selection;
    choose(plan_.policy, selection);
    Problems problems;
    detail::Layout(plan_, problems).run();
    sound_ = problems.empty() && plan_.versions == base.versions;
    for (const Benefit& benefit : plan_.benefits) {
        const auto known = std::ranges::find(store.pool().benefits, benefit.id, &Benefit::id);
        benefits_.push_back(static_cast<std::uint16_t>(known - store.pool().benefits.begin()));
    }
    for (const Accumulator& accumulator : plan_.accumulators) {
        const auto known = std::ranges::find(base.accumulators, accumulator.id, &Accumulator::id);
        slots_.push_back(known == base.accumulators.end()
                             ? store.spare_slot()
                             : static_cast<std::uint32_t>(known - base.accumulators.begin()));
    }
}

std::optional<Draft> Variant::build(const detail::Combination& at,
                                    std::span<const RowEdit* const> edits) {
    const auto meaningless = [&](const RowEdit* edit) {
        return !holds(edit->only, plan_.selection) ||
               (edit->change && std::ranges::find(benefits_, edit->benefit) == benefits_.end());
    };
    if (std::ranges::any_of(edits, meaningless)) {
        return std::nullopt;
    }
    detail::Combination forced = at;
    std::vector<std::pair<std::size_t, Benefit>> saved;
    for (const RowEdit* edit : edits) {
        if (edit->dimension >= 0) {
            forced.values[static_cast<std::size_t>(edit->dimension)] = edit->dimension_value;
        }
        if (edit->change) {
            const auto b = static_cast<std::size_t>(std::ranges::find(benefits_, edit->benefit) -
                                                    benefits_.begin());
            saved.emplace_back(b, plan_.benefits[b]);
            edit->change(plan_.benefits[b]);
        }
    }
    std::optional<Draft> draft = assemble(std::move(forced));
    for (auto& [b, benefit] : saved | std::views::reverse) {
        plan_.benefits[b] = std::move(benefit);
    }
    return draft;
}

std::optional<Draft> Variant::assemble(detail::Combination at) {
    const bool known = std::ranges::all_of(plan_.digits, [&](const Digit& digit) {
        return at.values[digit.dimension] != detail::no_value;
    });
    if (!sound_ || !known) {
        return std::nullopt;
    }
    Problems problems;
    detail::Lookup lookup(plan_.policy, plan_.selection, problems);
    detail::derive(plan_, lookup, at);
    const PlanRow row = detail::Assembler(plan_, problems).row(at);
    std::optional<Draft> draft;
    if (problems.empty() && row.refusal < 0) {
        draft = take_apart(plan_, row);
        renumber(*draft);
    }
    plan_.refusals.clear();
    plan_.steps.clear();
    plan_.terms.clear();
    plan_.rooms.clear();
    plan_.room_cites.clear();
    plan_.room_slots.clear();
    plan_.segments.clear();
    plan_.slopes.clear();
    plan_.adds.clear();
    plan_.counts.clear();
    plan_.notes.clear();
    plan_.cites.clear();
    return draft;
}

void Variant::renumber(Draft& draft) const {
    const auto rooms = [&](std::vector<DraftRoom>& list) {
        for (DraftRoom& room : list) {
            std::ranges::for_each(room.slots, [&](std::uint32_t& slot) { slot = slots_[slot]; });
        }
    };
    for (DraftStep& each : draft.steps) {
        each.step.benefit = benefits_[each.step.benefit];
        each.step.axis_slot = renumber(each.step.axis_slot);
        each.step.paid_slot = renumber(each.step.paid_slot);
        renumber(each.base);
        renumber(each.keep_of);
        rooms(each.limits);
        rooms(each.deductibles);
        rooms(each.caps);
        rooms(each.keep);
        std::ranges::for_each(each.adds, [&](AddStep& add) { add.slot = slots_[add.slot]; });
    }
    std::ranges::for_each(draft.counts, [&](CountStep& count) { count.slot = slots_[count.slot]; });
}

void Variant::renumber(std::vector<TermStep>& terms) const {
    for (TermStep& term : terms) {
        if (term.source >= plan_.measure_count) {
            const std::size_t part = term.source - plan_.measure_count;
            term.source = static_cast<std::uint16_t>(
                plan_.measure_count + parts_per_benefit * benefits_[part / parts_per_benefit] +
                part % parts_per_benefit);
        }
    }
}

std::int32_t Variant::renumber(std::int32_t slot) const {
    return slot < 0 ? slot : static_cast<std::int32_t>(slots_[static_cast<std::size_t>(slot)]);
}

} // namespace reimburse::audit
