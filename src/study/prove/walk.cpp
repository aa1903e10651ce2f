// SPDX-License-Identifier: MIT
#include "study/prove/walk.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace reimburse::study {

namespace {

constexpr std::int64_t greatest_scale = std::int64_t{1} << 24U;

std::int64_t floor_of(std::int64_t parts, std::int64_t scale) {
    if (scale == 1) {
        return parts;
    }
    return parts >= 0 ? parts / scale : -((-parts + scale - 1) / scale);
}

/// A share of `whole` (in parts of a fen), rounded on its side, in fen.
std::int64_t rounded(const BenefitRounding& rounding, const RunningQuotient& share,
                     std::int64_t whole, std::int64_t scale) {
    if (rounding.side == RoundingSide::payment) {
        return share.rounded(rounding.rounding);
    }
    RunningQuotient all(share.den());
    all.set(detail::Wide{whole} * (share.den() / scale));
    const std::int64_t patient = all.less(share).rounded(rounding.rounding);
    return floor_of(whole - patient * scale, scale);
}

} // namespace

/// max(0, amount - what the slots hold); earlier benefits of the claim have added to some.
struct Walk::LiveRoom {
    std::int64_t amount = 0;
    std::vector<std::uint32_t> slots;
    std::vector<std::uint16_t> added; ///< registers of earlier benefits
    std::int64_t before = 0;          ///< sum of the slots before the claim
};

struct Walk::Layer {
    BenefitCells cells;
    std::int64_t scale = 1;
    std::vector<std::pair<std::uint16_t, std::int64_t>> terms;
    std::vector<LiveRoom> limits;
    std::vector<LiveRoom> deductibles;
    std::vector<LiveRoom> caps;
    LiveRoom start; ///< T
    LiveRoom paid;
    std::unique_ptr<Axis> axis;
    std::optional<AxisCursor> upper;
    std::optional<AxisCursor> lower;
    std::optional<BandCursor> band_upper;
    std::optional<BandCursor> band_lower;
    std::vector<BandCursor> shares; ///< by piece
    std::optional<LiveRoom> keep;
    std::vector<std::pair<std::uint16_t, std::int64_t>> keep_terms;
    std::int64_t keep_den = 1;
    RunningQuotient above;
    std::int64_t above_parts = 0;
    std::uint16_t first_register = 0;
    std::int64_t base = 0;
    std::int64_t deductible = 0;
    std::int64_t begin = 0;
    std::int64_t lo = 0;
    std::int64_t hi = 0;
    std::int64_t entitled = 0;
};

Walk::Walk() = default;
Walk::Walk(Walk&&) noexcept = default;
Walk& Walk::operator=(Walk&&) noexcept = default;
Walk::~Walk() = default;

std::optional<Walk> Walk::over(const Plan& plan, const RowCells& cells) {
    Walk walk;
    walk.registers_.assign(plan.register_count(), 0);
    walk.scales_.assign(plan.register_count(), 1);
    walk.payments_.assign(plan.benefits.size(), 0);
    walk.before_.assign(plan.slot_count(), 0);
    walk.counts_ = cells.counts;
    for (const BenefitCells& benefit : cells.benefits) {
        if (!walk.add_layer(plan, benefit, cells)) {
            return std::nullopt;
        }
    }
    walk.start(std::vector<std::int64_t>(plan.slot_count(), 0));
    return walk;
}

bool Walk::add_layer(const Plan& plan, const BenefitCells& cells, const RowCells& row) {
    Layer layer;
    layer.cells = cells;
    layer.first_register = plan.register_of(cells.number, Part::base);
    const auto covered = plan.register_of(cells.number, Part::covered);
    const auto used = [&](const std::vector<TermCells>& terms) {
        return std::ranges::find(terms, covered, &TermCells::source) != terms.end();
    };
    const bool covered_matters =
        !cells.caps.empty() && std::ranges::any_of(row.benefits, [&](const BenefitCells& later) {
            return used(later.base) || used(later.keep_of);
        });
    if (covered_matters || cells.sloped == Sloped::along_bill ||
        !weigh(cells.base, layer.scale, layer.terms)) {
        return false;
    }
    layer.keep_den = layer.scale;
    if (!weigh(cells.keep_of, layer.keep_den, layer.keep_terms)) {
        return false;
    }
    layer.above = RunningQuotient(layer.keep_den);
    for (const auto& [from, to] :
         {std::pair(&cells.limits, &layer.limits),
          std::pair(&cells.deductibles, &layer.deductibles), std::pair(&cells.caps, &layer.caps)}) {
        for (const RoomCells& each : *from) {
            to->push_back(live(each.amount, each.slots));
        }
    }
    if (cells.keep) {
        layer.keep = live(cells.keep->amount, cells.keep->slots);
    }
    if (cells.axis_slot >= 0) {
        layer.start = live(0, {static_cast<std::uint32_t>(cells.axis_slot)});
    }
    if (cells.on_change == OnChange::settle_up) {
        layer.paid = live(0, {static_cast<std::uint32_t>(cells.paid_slot)});
    }
    if (cells.kind == BenefitKind::scheduled) {
        const auto axis = axis_of(cells, layer.scale);
        if (!axis) {
            return false;
        }
        layer.axis = std::make_unique<Axis>(*axis);
    }
    for (const Part part : {Part::base, Part::deductible, Part::left, Part::covered, Part::laid}) {
        scales_[plan.register_of(cells.number, part)] = layer.scale;
    }
    layers_.push_back(std::move(layer));
    return true;
}

/// Weights over one denominator, which starts at `den`; false where they do not fit.
bool Walk::weigh(const std::vector<TermCells>& cells, std::int64_t& den,
                 std::vector<std::pair<std::uint16_t, std::int64_t>>& terms) const {
    for (const TermCells& term : cells) {
        const std::int64_t scale = scales_[term.source];
        if (term.weight.den() > greatest_scale / scale) {
            return false;
        }
        den = std::lcm(den, term.weight.den() * scale);
        if (den > greatest_scale) {
            return false;
        }
    }
    for (const TermCells& term : cells) {
        terms.emplace_back(term.source,
                           den / (term.weight.den() * scales_[term.source]) * term.weight.num());
    }
    return true;
}

Walk::LiveRoom Walk::live(std::int64_t amount, std::vector<std::uint32_t> slots) const {
    LiveRoom room{amount, std::move(slots), {}, 0};
    for (const Layer& earlier : layers_) {
        for (const auto& [slot, part] : earlier.cells.adds) {
            for (std::ptrdiff_t times = std::ranges::count(room.slots, slot); times > 0; --times) {
                room.added.push_back(
                    static_cast<std::uint16_t>(earlier.first_register + static_cast<int>(part)));
            }
        }
    }
    return room;
}

void Walk::start(std::span<const std::int64_t> slots) {
    before_.assign(slots.begin(), slots.end());
    after_ = before_;
    const auto sum = [&](LiveRoom& room) {
        room.before = 0;
        for (const std::uint32_t slot : room.slots) {
            room.before += before_[slot];
        }
    };
    for (Layer& layer : layers_) {
        for (auto* rooms : {&layer.limits, &layer.deductibles, &layer.caps}) {
            std::ranges::for_each(*rooms, sum);
        }
        if (layer.keep) {
            sum(*layer.keep);
        }
        sum(layer.start);
        sum(layer.paid);
        layer.above.set(0);
        layer.above_parts = 0;
        if (layer.axis) {
            layer.upper.emplace(*layer.axis);
            layer.lower.emplace(*layer.axis);
            layer.band_upper.emplace(*layer.axis);
            layer.band_lower.emplace(*layer.axis);
            layer.shares.assign(layer.axis->pieces.size(), BandCursor(*layer.axis));
        }
    }
    to(0);
}

std::int64_t Walk::whole_fen(std::uint16_t source) const {
    const std::int64_t scale = scales_[source];
    const std::int64_t parts = registers_[source];
    return scale == 1 ? parts : floor_of(2 * parts + scale, 2 * scale); // halves up
}

std::int64_t Walk::used(const LiveRoom& room) const {
    std::int64_t sum = room.before;
    for (const std::uint16_t source : room.added) {
        sum += whole_fen(source);
    }
    return sum;
}

std::int64_t Walk::room(const LiveRoom& room) const {
    return std::max<std::int64_t>(room.amount - used(room), 0);
}

void Walk::to(std::int64_t fen) {
    registers_[total_register] = registers_[eligible_register] = left_ = fen;
    std::ranges::copy(before_, after_.begin());
    for (Layer& layer : layers_) {
        settle(layer);
    }
    for (const auto& [slot, source] : counts_) {
        after_[slot] += source < 0 ? 1 : registers_[static_cast<std::size_t>(source)];
    }
}

void Walk::settle(Layer& layer) {
    std::int64_t base = 0;
    for (const auto& [source, weight] : layer.terms) {
        base += registers_[source] * weight;
    }
    base = std::max<std::int64_t>(base, 0);
    for (const LiveRoom& limit : layer.limits) {
        base = std::min(base, room(limit) * layer.scale);
    }
    layer.base = base;
    layer.deductible = layer.begin = layer.lo = layer.hi = 0;
    switch (layer.cells.kind) {
    case BenefitKind::scheduled:
        place(layer);
        layer.entitled = scheduled(layer);
        break;
    case BenefitKind::backstop:
        layer.entitled = backstop(layer);
        break;
    case BenefitKind::given:
        layer.entitled = registers_[layer.cells.given];
        layer.base = std::max(base, layer.entitled * layer.scale);
        break;
    }
    const std::int64_t most = std::min(floor_of(layer.base, layer.scale), left_);
    std::int64_t payment = std::clamp<std::int64_t>(layer.entitled, 0, most);
    for (const LiveRoom& cap : layer.caps) {
        payment = std::min(payment, room(cap));
    }
    left_ -= payment;
    payments_[layer.cells.number] = payment;
    std::int64_t* registers = registers_.data() + layer.first_register;
    const auto put = [&](Part part, std::int64_t value) {
        registers[static_cast<std::size_t>(part)] = value;
    };
    put(Part::base, layer.base);
    put(Part::deductible, layer.deductible);
    put(Part::payment, payment);
    put(Part::left, layer.base - payment * layer.scale);
    put(Part::covered, layer.base);
    put(Part::laid, layer.hi - layer.begin);
    for (const auto& [slot, part] : layer.cells.adds) {
        after_[slot] +=
            whole_fen(static_cast<std::uint16_t>(layer.first_register + static_cast<int>(part)));
    }
}

/// Where the claim lies on the axis, and what the patient bears first.
void Walk::place(Layer& layer) {
    std::int64_t borne = 0;
    if (!layer.deductibles.empty()) {
        borne = layer.base;
        for (const LiveRoom& each : layer.deductibles) {
            if (each.amount != open_edge) {
                borne = std::min(borne, room(each) * layer.scale);
            }
        }
    }
    layer.begin = layer.cells.axis_slot >= 0 ? used(layer.start) * layer.scale : 0;
    const bool includes = layer.cells.includes_deductible;
    layer.lo = layer.begin + (includes ? borne : 0);
    layer.hi = layer.begin + layer.base - (includes ? 0 : borne);
    const std::int64_t line = layer.axis->line;
    layer.deductible = borne + std::min(layer.hi, line) - std::min(layer.lo, line);
    if (line == 0) {
        layer.deductible = borne;
    }
}

std::int64_t Walk::scheduled(Layer& layer) {
    const BenefitCells& cells = layer.cells;
    const bool settles_up = cells.on_change == OnChange::settle_up;
    const std::int64_t paid = settles_up ? used(layer.paid) : 0;
    const std::int64_t from = settles_up ? 0 : layer.lo;
    if (cells.rounding.place == RoundingPlace::segment) {
        return by_segment(layer, from) - paid;
    }
    const std::int64_t width = layer.hi - from;
    if (width <= 0) {
        return -paid;
    }
    const RunningQuotient* end = nullptr;
    const RunningQuotient* begin = nullptr;
    RunningQuotient with_fixed;
    if (cells.laying == Laying::marginal) {
        layer.upper->to(layer.hi);
        layer.lower->to(from);
        end = &layer.upper->value();
        begin = &layer.lower->value();
    } else {
        const auto& pieces = layer.axis->pieces;
        std::size_t band = 0;
        while (layer.hi > pieces[band].to) {
            ++band;
        }
        const std::int64_t line = layer.axis->line;
        layer.band_upper->to(band, std::max(layer.hi, line) - line);
        layer.band_lower->to(band, std::max(from, line) - line);
        with_fixed = layer.band_upper->value();
        with_fixed.jump(detail::Wide{pieces[band].fixed} * with_fixed.den());
        end = &with_fixed;
        begin = &layer.band_lower->value();
    }
    if (cells.rounding.place == RoundingPlace::claim && !settles_up) {
        return rounded(cells.rounding, end->less(*begin), width, layer.scale);
    }
    return rounded(cells.rounding, *end, layer.hi, layer.scale) -
           (settles_up ? paid : rounded(cells.rounding, *begin, from, layer.scale));
}

std::int64_t Walk::by_segment(Layer& layer, std::int64_t from) {
    const Axis& axis = *layer.axis;
    std::int64_t sum = 0;
    for (std::size_t p = 1; p < axis.pieces.size(); ++p) {
        const Piece& piece = axis.pieces[p];
        std::int64_t part = 0;
        if (layer.cells.laying == Laying::marginal) {
            part = std::min(layer.hi, piece.to) - std::max(from, piece.from);
        } else if (piece.from < layer.hi && layer.hi <= piece.to) {
            part = layer.hi - std::max(from, axis.line);
        }
        if (part <= 0) {
            continue;
        }
        layer.shares[p].to(p, part);
        RunningQuotient share = layer.shares[p].value();
        share.jump(detail::Wide{piece.fixed} * share.den());
        sum += rounded(layer.cells.rounding, share, part, layer.scale);
    }
    return sum;
}

std::int64_t Walk::backstop(Layer& layer) {
    std::int64_t parts = layer.base * (layer.keep_den / layer.scale);
    if (layer.keep) {
        parts -= room(*layer.keep) * layer.keep_den;
    }
    for (const auto& [source, weight] : layer.keep_terms) {
        parts -= registers_[source] * weight;
    }
    layer.above.add(parts - layer.above_parts);
    layer.above_parts = parts;
    if (parts <= 0) {
        return 0;
    }
    const BenefitRounding& rounding = layer.cells.rounding;
    return rounded(rounding, layer.above, layer.base, layer.scale);
}

std::int64_t Walk::base(std::size_t place) const {
    return floor_of(layers_[place].base, layers_[place].scale);
}

std::int64_t Walk::entitled(std::size_t place) const {
    return layers_[place].entitled;
}

std::int64_t Walk::end_on_axis(std::size_t place) const {
    return floor_of(layers_[place].hi, layers_[place].scale);
}

} // namespace reimburse::study
