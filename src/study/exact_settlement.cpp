// SPDX-License-Identifier: MIT
#include "study/exact_settlement.hpp"

#include "reimburse/settle/exact.hpp"

#include <algorithm>
#include <limits>

namespace reimburse::study {

namespace {

constexpr std::int64_t open = std::numeric_limits<std::int64_t>::max();

/// A plan of one row whose amounts are multiples of what was published.
class Scaled {
  public:
    explicit Scaled(std::int64_t scale) : scale_(scale) {}

    Plan plan(const Plan& plan, const PlanRow& row, const Cells& cells) {
        Plan scaled;
        scaled.benefits.resize(plan.benefits.size());
        scaled.accumulators.resize(plan.accumulators.size());
        scaled.measure_count = plan.measure_count;
        scaled.terms = plan.terms;
        scaled.rooms.assign(cells.rooms.begin(), cells.rooms.end());
        scaled.room_slots = plan.room_slots;
        scaled.segments.assign(cells.segments.begin(), cells.segments.end());
        scaled.adds = plan.adds;
        scaled.steps = plan.steps;
        for (std::uint32_t s = row.steps.first; s < row.steps.first + row.steps.count; ++s) {
            BenefitStep& step = scaled.steps[s];
            for (const Range& rooms : {step.limits, step.deductibles, step.caps, step.keep}) {
                for (std::uint32_t r = rooms.first; r < rooms.first + rooms.count; ++r) {
                    scaled.rooms[r].amount = of(scaled.rooms[r].amount);
                }
            }
            step.axis_deductible = of(step.axis_deductible);
            for (std::uint32_t g = 0; g < step.segments.count; ++g) {
                SegmentStep& segment = scaled.segments[step.segments.first + g];
                segment.from = of(segment.from);
                segment.to = segment.to == open ? open : of(segment.to);
                segment.paid = of(segment.paid);
                segment.fixed = of(segment.fixed);
            }
        }
        return scaled;
    }

    std::int64_t of(std::int64_t amount) {
        std::int64_t product = 0;
        failed_ |= __builtin_mul_overflow(amount, scale_, &product);
        return product;
    }

    bool failed() const { return failed_; }

  private:
    std::int64_t scale_;
    bool failed_ = false;
};

std::optional<std::int64_t> scale_for(const PayFunction& functions, std::int64_t eligible) {
    Integer scale = 100;
    const auto include = [&](const PiecewiseLinear& function) {
        scale = lcm(scale, Integer(100 * denominator(function.value(eligible))));
    };
    std::ranges::for_each(functions.payments, include);
    std::ranges::for_each(functions.bases, include);
    std::ranges::for_each(functions.slots, include);
    if (scale > std::int64_t{1'000'000'000'000}) {
        return std::nullopt;
    }
    return scale.convert_to<std::int64_t>();
}

} // namespace

std::optional<std::vector<Rational>> exact_payments(const Plan& plan, const PlanRow& row,
                                                    const Surroundings& fixed,
                                                    std::int64_t eligible, std::int64_t scale) {
    std::vector<std::int64_t> measures{eligible + fixed.out_of_scope, eligible, fixed.out_of_scope};
    measures.insert(measures.end(), fixed.measures.begin(), fixed.measures.end());
    measures.resize(plan.measure_count);
    CellWriter writer(plan);
    const bool sloped = row.slopes.count > 0;
    if (sloped && !writer.write(row, measures)) {
        return std::nullopt;
    }
    Scaled scaled(scale);
    const Plan multiple = scaled.plan(plan, row, sloped ? writer.cells() : Cells(plan));
    for (std::int64_t& measure : measures) {
        measure = scaled.of(measure);
    }
    std::vector<std::int64_t> slots(plan.slot_count());
    for (std::size_t s = 0; s < fixed.slots.size(); ++s) {
        slots[s] = scaled.of(fixed.slots[s]);
    }
    std::vector<std::int64_t> payments(plan.benefits.size());
    PlanRow alone = row;
    alone.counts.count = alone.slopes.count = 0;
    if (scaled.failed() ||
        exact_path(multiple, {&alone, measures}, slots, payments, nullptr) != Outcome::done) {
        return std::nullopt;
    }
    std::vector<Rational> result;
    result.reserve(payments.size());
    for (const std::int64_t payment : payments) {
        result.emplace_back(payment, scale);
    }
    return result;
}

std::optional<bool> agrees(const Plan& plan, const PlanRow& row, const Surroundings& fixed,
                           const PayFunction& functions, std::int64_t eligible) {
    const std::optional<std::int64_t> scale = scale_for(functions, eligible);
    const auto found = scale ? exact_payments(plan, row, fixed, eligible, *scale) : std::nullopt;
    if (!found) {
        return std::nullopt;
    }
    for (std::size_t b = 0; b < found->size(); ++b) {
        if (functions.payments[b].value(eligible) != (*found)[b]) {
            return false;
        }
    }
    return true;
}

} // namespace reimburse::study
