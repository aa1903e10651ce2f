// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace reimburse {

/// The cells that a claim is settled with: the plan's own, or a copy in which those that depend on
/// a measure have been written for the claim.
struct Cells {
    std::span<const SegmentStep> segments;
    std::span<const RoomStep> rooms;

    Cells() = default;

    explicit Cells(const Plan& plan) : segments(plan.segments), rooms(plan.rooms) {}
};

/// Writes the cells with a slope. Keep one for each thread; it copies the plan's cells once, and
/// only where the plan has a slope.
class CellWriter {
  public:
    explicit CellWriter(const Plan& plan) : plan_(plan) {
        if (!plan.slopes.empty()) {
            segments_ = plan.segments;
            rooms_ = plan.rooms;
        }
    }

    /// False if a cell leaves int64.
    bool write(const PlanRow& row, std::span<const std::int64_t> measures) {
        bool fits = true;
        for (const SlopeStep& slope : slice(plan_.slopes, row.slopes)) {
            const std::int64_t times = measures[slope.source] / slope.every;
            switch (slope.kind) {
            case SlopeStep::Kind::rate:
                segments_[slope.cell].rate = at(slope.line, times, fits);
                segments_[slope.cell].plain_rate = at(slope.plain, times, fits);
                break;
            case SlopeStep::Kind::fixed:
                segments_[slope.cell].fixed = amount(slope, times, fits);
                break;
            case SlopeStep::Kind::room:
                rooms_[slope.cell].amount = amount(slope, times, fits);
                break;
            }
        }
        for (const SlopeStep& slope : slice(plan_.slopes, row.slopes)) {
            if (slope.kind == SlopeStep::Kind::rate) {
                const Range range = plan_.steps[slope.step].segments;
                fits = sum_up(std::span(segments_).subspan(range.first, range.count)) && fits;
            }
        }
        return fits;
    }

    Cells cells() const {
        Cells cells;
        cells.segments = segments_;
        cells.rooms = rooms_;
        return cells;
    }

  private:
    static std::int64_t value(const LineStep& line, std::int64_t times, bool& fits) {
        std::int64_t value = 0;
        fits = fits && !__builtin_mul_overflow(line.each, times, &value) &&
               !__builtin_add_overflow(value, line.base, &value);
        return value;
    }

    static std::int64_t at(const LineStep& line, std::int64_t times, bool& fits) {
        return std::clamp(value(line, times, fits), line.at_least, line.at_most);
    }

    static std::int64_t amount(const SlopeStep& slope, std::int64_t times, bool& fits) {
        const auto rounded =
            round_fen(value(slope.line, times, fits), slope.denominator, slope.rounding);
        fits = fits && rounded.has_value();
        return std::clamp(rounded.value_or(0), slope.line.at_least, slope.line.at_most);
    }

    const Plan& plan_;
    std::vector<SegmentStep> segments_;
    std::vector<RoomStep> rooms_;
};

} // namespace reimburse
