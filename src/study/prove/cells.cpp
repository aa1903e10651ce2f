// SPDX-License-Identifier: MIT
#include "study/prove/cells.hpp"

#include "reimburse/plan/combination.hpp"

#include <algorithm>

namespace reimburse::study {

detail::Combination CellReader::combination(std::uint32_t row) {
    return detail::combination_at(plan_, lookup_, row % plan_.combinations,
                                  plan_.versions[row / plan_.combinations]);
}

RowCells CellReader::read(std::uint32_t row) {
    const detail::Combination at = combination(row);
    RowCells cells;
    for (std::size_t b = 0; b < plan_.benefits.size(); ++b) {
        if (applies(plan_.benefits[b], at)) {
            cells.benefits.push_back(benefit(static_cast<std::uint16_t>(b), at, cells.refused));
        }
    }
    for (std::size_t s = 0; s < plan_.accumulators.size(); ++s) {
        const Accumulator& accumulator = plan_.accumulators[s];
        if (accumulator.benefit.empty() && lookup_.matches(accumulator.when, at)) {
            cells.counts.emplace_back(static_cast<std::uint32_t>(s),
                                      accumulator.is_count ? -1 : measure(accumulator.measure));
        }
    }
    return cells;
}

bool CellReader::applies(const Benefit& benefit, const detail::Combination& at) {
    const bool gated = std::ranges::any_of(benefit.gates, [&](const Gate& gate) {
        return holds(gate.only, plan_.selection) && !lookup_.matches(gate.when, at);
    });
    const bool silent = std::ranges::any_of(benefit.silences, [&](const Silence& silence) {
        return lookup_.in_force(silence.when, silence.span, silence.only, at);
    });
    return benefit.valid.contains(at.day) && !gated && !silent;
}

BenefitCells CellReader::benefit(std::uint16_t number, const detail::Combination& at,
                                 bool& refused) {
    const Benefit& benefit = plan_.benefits[number];
    BenefitCells cells;
    cells.number = number;
    cells.kind = benefit.kind;
    cells.on_change = benefit.on_change;
    cells.paid_slot = slot(benefit.paid);
    for (const BenefitRounding& rounding : benefit.roundings) {
        if (holds(rounding.only, plan_.selection)) {
            cells.rounding = {rounding.rounding, rounding.side, rounding.place, {}};
        }
    }
    sloped_ = Sloped::no;
    cells.base = terms(benefit.base.terms, Fraction::whole(1), at, refused);
    cells.limits = rooms(benefit, benefit.base.limits, std::nullopt, at, refused);
    cells.deductibles = rooms(benefit, benefit.deductibles, UpliftTarget::deductible, at, refused);
    cells.caps = rooms(benefit, benefit.caps, UpliftTarget::cap, at, refused);
    cells.covered_used = covered_used(benefit.id);
    if (benefit.kind == BenefitKind::scheduled) {
        schedule(benefit, at, cells, refused);
    } else if (benefit.kind == BenefitKind::given) {
        cells.given = measure(benefit.given);
    } else {
        cells.keep_of = terms(benefit.keep.of, benefit.keep.share, at, refused);
        if (benefit.keep.amount) {
            const auto keep = rooms(benefit, {*benefit.keep.amount}, std::nullopt, at, refused);
            cells.keep = keep.empty() ? std::nullopt : std::optional(keep.front());
        }
    }
    cells.sloped = sloped_;
    for (std::size_t s = 0; s < plan_.accumulators.size(); ++s) {
        const Accumulator& accumulator = plan_.accumulators[s];
        if (accumulator.benefit == benefit.id && lookup_.matches(accumulator.when, at)) {
            cells.adds.emplace_back(static_cast<std::uint32_t>(s), accumulator.part);
        }
    }
    return cells;
}

void CellReader::schedule(const Benefit& benefit, const detail::Combination& at,
                          BenefitCells& cells, bool& refused) {
    const Schedule& schedule = benefit.schedule;
    cells.laying = schedule.laying;
    cells.includes_deductible = schedule.includes_deductible;
    cells.axis_slot = slot(schedule.axis);
    if (schedule.axis_deductible) {
        const auto line = number(folder_.cell(*schedule.axis_deductible, {}, at, benefit,
                                              UpliftTarget::deductible, "axis"),
                                 refused);
        cells.line = line ? line->num() : 0;
    }
    for (const Segment& segment : schedule.segments) {
        SegmentCells each;
        if (segment.up_to) {
            const auto edge = number(folder_.cell(*segment.up_to, {}, at), refused);
            if (edge) {
                each.to = edge->num() + (schedule.edges_from_deductible ? cells.line : 0);
            }
        }
        if (segment.rate) {
            const auto rate = number(
                folder_.cell(*segment.rate, {}, at, benefit, UpliftTarget::rate, {}), refused);
            each.rate = rate.value_or(Fraction{});
        } else if (segment.fixed) {
            const auto fixed = number(folder_.cell(*segment.fixed, {}, at), refused);
            each.fixed = fixed ? fixed->num() : 0;
        }
        cells.segments.push_back(each);
        if (each.to == open_edge) {
            break;
        }
    }
}

/// An unlimited room is none; an unlimited deductible takes all of the base.
std::vector<RoomCells> CellReader::rooms(const Benefit& benefit, const std::vector<Room>& rooms,
                                         std::optional<UpliftTarget> target,
                                         const detail::Combination& at, bool& refused) {
    std::vector<RoomCells> built;
    for (const Room& room : rooms) {
        if (!holds(room.only, plan_.selection)) {
            continue;
        }
        const detail::Folded folded =
            target ? folder_.cell(room.amount, {}, at, benefit, *target, room.id)
                   : folder_.cell(room.amount, {}, at);
        if (const auto amount = number(folded, refused)) {
            built.push_back({amount->num(), slots(room.used)});
        } else if (folded.state == detail::Folded::State::unlimited &&
                   target == UpliftTarget::deductible) {
            built.push_back({open_edge, {}});
        }
    }
    return built;
}

/// A cell with a slope is read where its measure is 0.
std::optional<Fraction> CellReader::number(const detail::Folded& folded, bool& refused) {
    refused = refused || folded.state == detail::Folded::State::unspecified;
    if (folded.state != detail::Folded::State::value) {
        return std::nullopt;
    }
    if (!folded.incline) {
        return folded.value;
    }
    const Slope& slope = *folded.row->cell.slope;
    const bool of_bill = measure(slope.measure) <= scope_register;
    sloped_ = of_bill || sloped_ == Sloped::along_bill ? Sloped::along_bill : Sloped::along_measure;
    Fraction value = folded.incline->base;
    if (slope.rounding) {
        value = Fraction::whole(*round_fen(value.num(), value.den(), *slope.rounding));
    }
    value = std::max(value, folded.incline->at_least.value_or(Fraction{}));
    return folded.incline->at_most ? std::min(value, *folded.incline->at_most) : value;
}

std::vector<TermCells> CellReader::terms(const std::vector<BaseTerm>& terms, const Fraction& factor,
                                         const detail::Combination& at, bool& refused) {
    std::vector<TermCells> built;
    for (const BaseTerm& term : terms) {
        const auto written = term.weights ? number(folder_.cell(*term.weights, {}, at), refused)
                                          : std::optional(term.weight);
        const auto weight = written ? multiply(*written, factor) : std::nullopt;
        if (!weight || *weight == Fraction{}) {
            continue;
        }
        if (!term.measure.empty()) {
            built.push_back({*weight, measure(term.measure)});
            continue;
        }
        const auto benefit = std::ranges::find(plan_.benefits, term.benefit, &Benefit::id);
        if (benefit != plan_.benefits.end()) {
            const auto number = static_cast<std::size_t>(benefit - plan_.benefits.begin());
            built.push_back({*weight, plan_.register_of(number, term.part)});
        }
    }
    return built;
}

std::uint16_t CellReader::measure(const std::string& id) const {
    const auto& measures = plan_.policy.measures;
    const auto found = std::ranges::find(measures, id, &Measure::id);
    if (found != measures.end()) {
        return static_cast<std::uint16_t>(3 + (found - measures.begin()));
    }
    return id == "total" ? total_register : id == "eligible" ? eligible_register : scope_register;
}

std::int32_t CellReader::slot(const std::string& id) const {
    const auto found = std::ranges::find(plan_.accumulators, id, &Accumulator::id);
    return found == plan_.accumulators.end()
               ? -1
               : static_cast<std::int32_t>(found - plan_.accumulators.begin());
}

std::vector<std::uint32_t> CellReader::slots(const std::vector<std::string>& ids) const {
    std::vector<std::uint32_t> numbers;
    for (const std::string& id : ids) {
        if (const std::int32_t number = slot(id); number >= 0) {
            numbers.push_back(static_cast<std::uint32_t>(number));
        }
    }
    return numbers;
}

bool CellReader::covered_used(const std::string& id) const {
    const auto uses = [&](const std::vector<BaseTerm>& terms) {
        return std::ranges::any_of(terms, [&](const BaseTerm& term) {
            return term.benefit == id && term.part == Part::covered;
        });
    };
    return std::ranges::any_of(plan_.benefits, [&](const Benefit& later) {
        return uses(later.base.terms) || uses(later.keep.of);
    });
}

} // namespace reimburse::study
