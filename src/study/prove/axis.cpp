// SPDX-License-Identifier: MIT
#include "study/prove/axis.hpp"

#include <algorithm>
#include <numeric>

namespace reimburse::study {

namespace {

/// Far above every amount of a claim, far below what 64 bits hold.
constexpr std::int64_t greatest_den = std::int64_t{1} << 40U;

} // namespace

std::optional<Axis> axis_of(const BenefitCells& cells, std::int64_t scale) {
    Axis axis;
    axis.scale = scale;
    for (const SegmentCells& segment : cells.segments) {
        axis.rate_den = std::lcm(axis.rate_den, segment.rate.den());
        if (axis.rate_den > greatest_den / scale) {
            return std::nullopt;
        }
    }
    axis.den = axis.rate_den * scale;
    if (cells.line > open_edge / scale) {
        return std::nullopt;
    }
    axis.line = cells.line * scale;
    axis.pieces.push_back({-open_edge, axis.line, 0, 0});
    for (const SegmentCells& segment : cells.segments) {
        if (segment.to <= cells.line) {
            continue;
        }
        const std::int64_t to = segment.to > open_edge / scale ? open_edge : segment.to * scale;
        const std::int64_t rate = segment.rate.num() * (axis.rate_den / segment.rate.den());
        axis.pieces.push_back({axis.pieces.back().to, to, rate, segment.fixed});
    }
    return axis;
}

} // namespace reimburse::study
