// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/program_step.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace reimburse::detail {

/// Turns the steps of a row into those of a program, where they are of its kinds.
class StepFolder {
  public:
    /// Segments are added to `segments`.
    StepFolder(const Plan& plan, std::vector<FastSegment>& segments)
        : plan_(plan), segments_(segments) {}

    /// The step in place `number` of the row; none if the kernel has to do it.
    std::optional<FastStep> fold(std::span<const BenefitStep> row, std::size_t number) {
        const BenefitStep& step = row[number];
        FastStep fast;
        bool fits = step.kind == BenefitKind::scheduled && step.on_change == OnChange::forward &&
                    !step.covered_used && step.limits.count == 0 && plan_.slot_count() > 0;
        fits = fits && fold_base(row.first(number), step, fast);
        fits = fits && fold_room(step.deductibles, fast.deductible);
        fits = fits && fold_room(step.caps, fast.cap);
        fits = fits && fold_adds(step, fast);
        fits = fits && fold_rounding(step, fast);
        fits = fits && (step.axis_slot < 0 ? fold_flat(step, fast) : fold_axis(step, fast));
        return fits ? std::optional(fast) : std::nullopt;
    }

    /// Amounts and slots below this leave no operation of the step beyond 62 bits.
    std::uint64_t limit(const BenefitStep& step) const {
        std::int64_t rate = step.denominator;
        std::int64_t paid = 0;
        for (const SegmentStep& segment : slice(plan_.segments, step.segments)) {
            rate = std::max(rate, segment.rate);
            paid = std::max(paid, segment.paid);
        }
        constexpr std::int64_t most = std::int64_t{1} << 61;
        if (paid >= most / 4 || rate >= most / 8) {
            return 0;
        }
        // A slot and a base together are below two limits, and a rate may have been doubled.
        return std::bit_floor(static_cast<std::uint64_t>(most / 8 / rate));
    }

  private:
    bool fold_base(std::span<const BenefitStep> earlier, const BenefitStep& step,
                   FastStep& fast) const {
        bool begun = false;
        if (step.base.denominator != 1) {
            return false;
        }
        for (const TermStep& term : slice(plan_.terms, step.base.terms)) {
            if (term.source < plan_.measure_count) {
                if (begun || term.numerator != 1) {
                    return false;
                }
                fast.source = term.source;
                begun = true;
                continue;
            }
            const std::size_t at = term.source - plan_.measure_count;
            const auto part = static_cast<Part>(at % parts_per_benefit);
            const auto found = std::ranges::find(earlier, at / parts_per_benefit,
                                                 [](const BenefitStep& s) { return s.benefit; });
            if (found == earlier.end()) {
                continue; // it does not apply and has brought nothing
            }
            const auto place = static_cast<unsigned>(found - earlier.begin());
            if (part == Part::left && term.numerator == 1 && !begun) {
                fast.after = static_cast<std::uint8_t>(place + 1);
                begun = true;
            } else if (part == Part::payment && term.numerator == -1 &&
                       (unsigned{fast.less} >> place & 1U) == 0) {
                fast.less = static_cast<std::uint8_t>(fast.less | 1U << place);
            } else {
                return false;
            }
        }
        return begun;
    }

    bool fold_room(Range rooms, FastRoom& fast) const {
        if (rooms.count == 0) {
            return true;
        }
        const RoomStep& room = plan_.rooms[rooms.first];
        if (rooms.count > 1 || room.slots.count > 1 || room.amount < 0) {
            return false;
        }
        fast.amount = room.amount;
        if (room.slots.count == 1) {
            fast.slot = plan_.room_slots[room.slots.first];
            fast.counts = -1;
        }
        return true;
    }

    bool fold_adds(const BenefitStep& step, FastStep& fast) const {
        if (step.adds.count > FastStep::most_adds) {
            return false;
        }
        for (const AddStep& add : slice(plan_.adds, step.adds)) {
            if (add.part == Part::deductible || add.part == Part::covered) {
                return false;
            }
            fast.adds[fast.adds_count++] = {add.slot, add.part};
        }
        // The order of sums is of no account; the payment comes first.
        const auto end = fast.adds.begin() + fast.adds_count;
        std::stable_partition(fast.adds.begin(), end,
                              [](const FastAdd& add) { return add.part == Part::payment; });
        const auto is = [&](std::initializer_list<Part> parts) {
            return std::equal(fast.adds.begin(), end, parts.begin(), parts.end(),
                              [](const FastAdd& add, Part part) { return add.part == part; });
        };
        fast.kind.adds = is({Part::payment})               ? Adds::payment
                         : is({Part::payment, Part::base}) ? Adds::payment_base
                         : is({Part::payment, Part::laid}) ? Adds::payment_laid
                                                           : Adds::any;
        return true;
    }

    bool fold_rounding(const BenefitStep& step, FastStep& fast) {
        const Rounding& rounding = step.rounding.rounding;
        std::int64_t divisor = 0;
        if (__builtin_mul_overflow(step.denominator, rounding.unit_fen, &divisor) ||
            divisor >= std::int64_t{1} << 60) {
            return false;
        }
        // A division is one by 2 at least: where all rates are whole they are doubled.
        scale_ = divisor == 1 ? 2 : 1;
        divisor *= scale_;
        switch (rounding.mode) {
        case RoundingMode::half_up:
            fast.half = divisor / 2;
            break;
        case RoundingMode::half_down:
            fast.half = (divisor - 1) / 2;
            break;
        case RoundingMode::down:
        case RoundingMode::floor:
            break;
        case RoundingMode::up:
        case RoundingMode::ceiling:
            fast.half = divisor - 1;
            break;
        case RoundingMode::half_even:
            return false;
        }
        fast.unit = rounding.unit_fen;
        fast.division = FastDivision(divisor);
        return true;
    }

    bool fold_flat(const BenefitStep& step, FastStep& fast) const {
        const bool on_the_year = step.rounding.place == RoundingPlace::year;
        if (step.segments.count != 1 || step.axis_deductible != 0 || step.axis_slot >= 0 ||
            (on_the_year && step.includes_deductible)) {
            return false;
        }
        const SegmentStep& segment = plan_.segments[step.segments.first];
        if (segment.from != 0 || segment.fixed != 0 || segment.paid != 0 || segment.rate < 0) {
            return false;
        }
        fast.kind.shape = Shape::flat;
        fast.patient_side = step.rounding.side == RoundingSide::patient;
        fast.rate = scale_ * (fast.patient_side ? step.denominator - segment.rate : segment.rate);
        fast.includes_deductible = step.includes_deductible;
        // What is laid on an axis that includes the deductible is another amount.
        return fast.rate >= 0 && !(step.includes_deductible && adds_laid(fast));
    }

    static bool adds_laid(const FastStep& fast) {
        return std::ranges::any_of(fast.adds,
                                   [](const FastAdd& add) { return add.part == Part::laid; });
    }

    bool fold_axis(const BenefitStep& step, FastStep& fast) {
        if (step.laying != Laying::marginal || step.segments.count == 0 ||
            step.rounding.place == RoundingPlace::segment ||
            step.rounding.side != RoundingSide::payment) {
            return false;
        }
        fast.kind.shape = Shape::axis;
        fast.axis_slot = static_cast<std::uint32_t>(step.axis_slot);
        fast.by_year = step.rounding.place == RoundingPlace::year;
        fast.includes_deductible = step.includes_deductible;
        fast.first_edge = plan_.segments[step.segments.first].from;
        std::vector<FastSegment> own;
        for (const SegmentStep& segment : slice(plan_.segments, step.segments)) {
            if (segment.fixed != 0 || segment.rate < 0) {
                return false;
            }
            own.push_back({segment.from, scale_ * segment.rate, scale_ * segment.paid});
        }
        const auto known = std::ranges::search(segments_, own);
        fast.first_segment = static_cast<std::uint32_t>(known.begin() - segments_.begin());
        fast.segments = static_cast<std::uint32_t>(own.size());
        if (known.empty()) {
            fast.first_segment = static_cast<std::uint32_t>(segments_.size());
            segments_.insert(segments_.end(), own.begin(), own.end());
        }
        return true;
    }

    const Plan& plan_;
    std::vector<FastSegment>& segments_;
    std::int64_t scale_ = 1;
};

} // namespace reimburse::detail
