// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/step_frame.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace reimburse::detail {

/// Lays the rates of a benefit along its axis: edges in fen, rates over one denominator, and what
/// is paid up to each edge.
class ScheduleBuilder {
  public:
    explicit ScheduleBuilder(StepFrame& frame)
        : frame_(frame), schedule_(frame.benefit().schedule) {}

    void build() {
        BenefitStep& step = frame_.step();
        step.laying = schedule_.laying;
        step.includes_deductible = schedule_.includes_deductible;
        step.axis_slot = frame_.slot(schedule_.axis);
        fold_deductible();
        if (!fold_segments()) {
            return;
        }
        if (rated_.empty() || rated_.back().to != StepFrame::most) {
            frame_.fault(Code::segment_open, {{"table", frame_.name("segments")}});
            return;
        }
        step.denominator = denominator_;
        lay_segments();
    }

  private:
    struct Rated {
        std::string table;
        std::int64_t to = StepFrame::most;
        Folded rate;
        std::int64_t fixed = 0;
    };

    void fold_deductible() {
        if (!schedule_.axis_deductible) {
            return;
        }
        BenefitStep& step = frame_.step();
        const Table& cells = *schedule_.axis_deductible;
        const std::string table = frame_.name("axis_deductible");
        const Folded folded = frame_.fold(cells, table, UpliftTarget::deductible, "axis");
        if (frame_.usable(folded, cells, table) && folded.state == Folded::State::value) {
            step.axis_deductible = frame_.fen(folded.value, table);
            step.cite_axis = {frame_.cite(folded), folded.published.num()};
        }
    }

    /// True if every cell can be used.
    bool fold_segments() {
        for (std::size_t s = 0; s < schedule_.segments.size(); ++s) {
            Rated each;
            each.table = frame_.name("segments." + std::to_string(s + 1));
            fold_edge(schedule_.segments[s], each);
            fold_rate(schedule_.segments[s], each);
            if (!rated_.empty() && each.to <= rated_.back().to) {
                frame_.fault(Code::segments_not_ascending,
                             {{"table", each.table + ".up_to"}, {"edge", std::to_string(each.to)}});
            }
            rated_.push_back(each);
            if (each.to == StepFrame::most) {
                break; // an unlimited edge ends the list for this combination
            }
        }
        return frame_.outcome() == StepFrame::Outcome::built;
    }

    void fold_edge(const Segment& segment, Rated& each) {
        if (!segment.up_to) {
            return;
        }
        const std::string table = each.table + ".up_to";
        const Folded edge = frame_.fold(*segment.up_to, table);
        if (frame_.usable(edge, *segment.up_to, table) && edge.state == Folded::State::value) {
            const std::int64_t shift =
                schedule_.edges_from_deductible ? frame_.step().axis_deductible : 0;
            each.to = frame_.fen(edge.value, table) + shift;
        }
    }

    void fold_rate(const Segment& segment, Rated& each) {
        if (segment.fixed) {
            const std::string table = each.table + ".fixed";
            each.rate = frame_.fold(*segment.fixed, table);
            if (frame_.usable(each.rate, *segment.fixed, table) && !each.rate.incline) {
                each.fixed = frame_.fen(each.rate.value, table);
            }
            each.rate.value = each.rate.published = Fraction::whole(0);
            return;
        }
        if (!segment.rate) {
            return;
        }
        const std::string table = each.table + ".rate";
        each.rate = frame_.fold(*segment.rate, table, UpliftTarget::rate, {});
        if (!frame_.usable(each.rate, *segment.rate, table)) {
            return;
        }
        share_denominator(each.rate.value, table);
        share_denominator(each.rate.published, table);
        for (const auto* line : {&each.rate.incline, &each.rate.published_incline}) {
            if (*line) {
                share_denominator((*line)->each, table);
                share_denominator((*line)->at_least.value_or(Fraction{}), table);
                share_denominator((*line)->at_most.value_or(Fraction{}), table);
            }
        }
    }

    void share_denominator(const Fraction& rate, const std::string& table) {
        const auto common = StepFrame::common(denominator_, rate.den());
        if (!common || *common > greatest_denominator) {
            frame_.fault(Code::number_does_not_fit, {{"table", table}});
        } else {
            denominator_ = *common;
        }
    }

    void lay_segments() {
        Plan& plan = frame_.plan();
        BenefitStep& step = frame_.step();
        step.segments.first = static_cast<std::uint32_t>(plan.segments.size());
        std::int64_t from = step.axis_deductible;
        for (const Rated& each : rated_) {
            if (each.to <= from) {
                continue; // wholly below the deductible on the axis
            }
            SegmentStep segment;
            segment.from = from;
            segment.to = each.to;
            segment.rate = each.rate.value.num() * (denominator_ / each.rate.value.den());
            segment.plain_rate =
                each.rate.published.num() * (denominator_ / each.rate.published.den());
            segment.fixed = each.fixed;
            segment.cite = frame_.cite(each.rate);
            step.has_uplift = step.has_uplift || segment.rate != segment.plain_rate ||
                              (each.rate.incline && !each.rate.uplifts.empty());
            incline(each, plan.segments.size());
            plan.segments.push_back(segment);
            ++step.segments.count;
            from = each.to;
        }
        plan.segment_limit = std::max<std::size_t>(plan.segment_limit, step.segments.count);
        const std::span<SegmentStep> laid(plan.segments.data() + step.segments.first,
                                          step.segments.count);
        if (!sum_up(laid)) {
            frame_.fault(Code::number_does_not_fit, {{"table", frame_.name("segments")}});
        }
    }

    void incline(const Rated& each, std::size_t segment) {
        if (!each.rate.incline) {
            return;
        }
        const auto number = static_cast<std::size_t>(&each - rated_.data());
        if (schedule_.segments[number].fixed) {
            frame_.slope_of_amount(each.rate, SlopeStep::Kind::fixed, segment, each.table);
        } else {
            frame_.slope_of_rate(each.rate, segment, denominator_, each.table);
        }
    }

    static constexpr std::int64_t greatest_denominator = std::int64_t{1} << 31;

    StepFrame& frame_;
    const Schedule& schedule_;
    std::vector<Rated> rated_;
    std::int64_t denominator_ = 1;
};

} // namespace reimburse::detail
