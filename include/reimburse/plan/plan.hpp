// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/policy.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace reimburse {

/// A stretch of one of the plan's pools.
struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// Number of parts of a benefit that have a register (see Part).
inline constexpr std::size_t parts_per_benefit = 6;

/// Registers of the claim's own amounts; further measures follow.
enum : std::uint16_t { total_register = 0, eligible_register = 1, scope_register = 2 };

struct TermStep {
    std::uint16_t source = 0; ///< register
    std::int64_t numerator = 1;
};

/// A weighted sum of registers over one denominator.
struct SumStep {
    Range terms;
    std::int64_t denominator = 1;
};

/// max(0, amount - sum of slots), fen.
struct RoomStep {
    std::int64_t amount = 0;
    Range slots;
};

/// A segment of G: above `from`, G(x) = (paid + (x - from) * rate) / denominator, in fen.
struct SegmentStep {
    std::int64_t from = 0;
    std::int64_t to = 0; ///< greatest int64: open
    std::int64_t rate = 0;
    std::int64_t paid = 0;
    std::int64_t plain_rate = 0; ///< as published, before uplifts
    std::int64_t plain_paid = 0;
    std::int64_t fixed = 0; ///< fen, whole bands
    std::uint32_t cite = 0;
};

/// A line along a measure, over a denominator, between limits.
struct LineStep {
    std::int64_t base = 0;
    std::int64_t each = 0;
    std::int64_t at_least = 0;
    std::int64_t at_most = 0;
};

/// A cell that depends on a measure of the claim: written before the claim is settled.
struct SlopeStep {
    enum class Kind : std::uint8_t { rate, fixed, room };

    Kind kind = Kind::rate;
    std::uint32_t step = 0; ///< index into Plan::steps
    std::uint32_t cell = 0; ///< index into Plan::segments or Plan::rooms
    std::uint16_t source = 0;
    std::int64_t every = 1;
    std::int64_t denominator = 1; ///< of an amount; the numerators of a rate are the step's own
    Rounding rounding{RoundingMode::half_up, 1};
    LineStep line;
    LineStep plain; ///< of a rate, as published
};

/// Where a figure of the plan comes from.
struct Cite {
    std::string clause;
    std::string origin;
    std::string uplift; ///< labels' ids, joined by +
};

/// Where the amount of a room comes from.
struct RoomCite {
    std::uint32_t cite = 0;
    std::int64_t published = 0; ///< fen, before uplifts; -1 unspecified
};

struct AddStep {
    std::uint32_t slot = 0;
    Part part = Part::payment;
};

/// One benefit of one combination, folded.
struct BenefitStep {
    std::uint16_t benefit = 0; ///< place in the order of settlement
    BenefitKind kind = BenefitKind::scheduled;
    Laying laying = Laying::marginal;
    OnChange on_change = OnChange::forward;
    BenefitRounding rounding;
    bool includes_deductible = false;
    bool has_uplift = false;
    bool covered_used = false;
    std::int32_t axis_slot = -1;
    std::int32_t paid_slot = -1;
    std::int64_t axis_deductible = 0; ///< fen
    std::int64_t denominator = 1;     ///< of the rates
    SumStep base;
    Range limits;
    Range deductibles;
    Range caps;
    Range segments;
    Range adds;
    Range keep;              ///< backstop: room of the amount, if it has one
    SumStep keep_of;         ///< backstop: share folded into the terms
    std::uint16_t given = 0; ///< register
    RoomCite cite_axis;      ///< of the deductible on the axis
};

/// Something that a settlement states beside its amounts.
struct Note {
    enum class Kind { not_applicable, unspecified, assumed, history };

    Kind kind = Kind::not_applicable;
    std::int32_t benefit = -1; ///< place in the order of settlement; -1: the claim as a whole
    Text text;
    std::string clause;
};

struct CountStep {
    std::uint32_t slot = 0;
    std::int32_t measure = -1; ///< register; -1: one
};

/// What happens to every claim of one combination of dimensions and dates.
struct PlanRow {
    Range steps;
    Range notes;
    Range counts;
    Range slopes;
    std::int32_t refusal = -1; ///< index into Plan::refusals
    std::uint64_t targets = 0;
    std::uint64_t statements = 0;
};

/// A digit of a claim's index.
struct Digit {
    std::uint16_t dimension = 0;
    std::uint32_t stride = 1;
};

/// A run of slots that begin anew together.
struct SlotGroup {
    Period period = Period::year;
    bool of_household = false;
    Range slots;
};

enum class FieldKind { dimension, text, date, money, count };

/// What a claim may say. Numbers of the first ones are fixed (see ClaimField).
struct Field {
    std::string name;
    FieldKind kind = FieldKind::text;
    std::uint16_t dimension = 0;
    std::uint16_t measure = 0; ///< register
    bool required = false;
};

/// Fields that every claim has, in this order.
enum class ClaimField : std::uint16_t {
    claim_id,
    person_id,
    date,
    total,
    eligible,
    facility_id,
    admission_date,
    discharge_date,
    stay_id,
    household_id,
    birth_date,
};

/// A policy under one selection of readings, as the machine runs it: dense tables and numbered
/// slots. Immutable; shared freely between threads.
struct Plan {
    Policy policy;
    Selection selection;
    std::vector<Benefit> benefits; ///< those in force under the selection, in order of settlement
    std::vector<Accumulator> accumulators; ///< by slot
    std::vector<SlotGroup> groups;
    std::vector<Field> fields;
    std::size_t measure_count = 3;
    std::size_t segment_limit = 1; ///< most segments of a step
    std::vector<Digit> digits;
    std::uint32_t combinations = 1;
    std::vector<Date> versions; ///< first day of each
    std::vector<PlanRow> rows;  ///< version * combinations + index
    std::vector<Problem> refusals;
    std::vector<BenefitStep> steps;
    std::vector<TermStep> terms;
    std::vector<RoomStep> rooms;
    std::vector<RoomCite> room_cites; ///< by room
    std::vector<std::uint32_t> room_slots;
    std::vector<SegmentStep> segments;
    std::vector<SlopeStep> slopes;
    std::vector<AddStep> adds;
    std::vector<CountStep> counts;
    std::vector<Note> notes;
    std::vector<Cite> cites;

    std::size_t slot_count() const { return accumulators.size(); }

    std::size_t register_count() const {
        return measure_count + parts_per_benefit * benefits.size();
    }

    std::uint16_t register_of(std::size_t benefit, Part part) const {
        return static_cast<std::uint16_t>(measure_count + parts_per_benefit * benefit +
                                          static_cast<std::size_t>(part));
    }

    /// Precondition: the policy is valid on `day`.
    const PlanRow& row(Date day, std::uint32_t index) const {
        const auto after = std::ranges::upper_bound(versions, day);
        const auto version = static_cast<std::size_t>(after - versions.begin() - 1);
        return rows[version * combinations + index];
    }
};

/// Sorts a few items stably. Unlike std::stable_sort it allocates nothing.
template <class T, class Key>
void sort_few(std::vector<T>& items, Key key) {
    for (auto next = items.begin(); next != items.end(); ++next) {
        const auto place =
            std::ranges::upper_bound(items.begin(), next, key(*next), std::ranges::less{}, key);
        std::rotate(place, next, next + 1);
    }
}

/// Sums up what each segment of a step brings before the next; false if it leaves int64.
inline bool sum_up(std::span<SegmentStep> segments) {
    std::int64_t paid = 0;
    std::int64_t plain_paid = 0;
    bool fits = true;
    for (SegmentStep& segment : segments) {
        segment.paid = paid;
        segment.plain_paid = plain_paid;
        if (segment.to == std::numeric_limits<std::int64_t>::max()) {
            break;
        }
        const std::int64_t width = segment.to - segment.from;
        std::int64_t more = 0;
        std::int64_t plain_more = 0;
        fits = fits && !__builtin_mul_overflow(width, segment.rate, &more) &&
               !__builtin_add_overflow(paid, more, &paid) &&
               !__builtin_mul_overflow(width, segment.plain_rate, &plain_more) &&
               !__builtin_add_overflow(plain_paid, plain_more, &plain_paid);
    }
    return fits;
}

template <class T>
std::span<const T> slice(const std::vector<T>& pool, Range range) {
    return {pool.data() + range.first, range.count};
}

template <class T>
std::span<const T> slice(std::span<const T> pool, Range range) {
    return pool.subspan(range.first, range.count);
}

} // namespace reimburse
