// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"
#include "settle/piecewise.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace reimburse::explain {

/// A dimension that a claim states. Values are tried one by one until it is fixed.
struct ChartAxis {
    std::size_t dimension = 0;
    std::size_t count = 0;             ///< of its values
    std::optional<std::size_t> absent; ///< the value of a claim that does not say
    std::optional<std::size_t> fixed;

    std::size_t width() const { return fixed ? 1 : count; }
};

/// The value of each axis.
using ChartCombination = std::vector<std::size_t>;

/// What the plainest first claim of a year is paid, by the dimensions that it states.
class PayCurves {
  public:
    /// The plan must outlive this object. With `measures_given` the claim says 0 for every measure,
    /// else only for those that it has to give.
    PayCurves(const Plan& plan, bool measures_given);

    const std::vector<ChartAxis>& axes() const { return axes_; }

    void fix(std::size_t axis, std::size_t value) { axes_[axis].fixed = value; }

    /// Number of the curve; none where the claim is refused or no line can be drawn.
    std::optional<std::size_t> curve(const ChartCombination& at) const;

    /// All payments but those from the patient's own account. Equal curves have one number.
    const PiecewiseLinear& paid(std::size_t curve) const { return paid_[curve]; }

    bool nothing_paid(std::size_t curve) const { return paid_[curve].supremum() == 0; }

    /// Of all combinations that were tried, those in which something is paid.
    std::size_t drawn() const;

    /// Calls `visit` with each combination of values that are not fixed.
    template <class Visit>
    void for_each(Visit visit) const {
        ChartCombination at(axes_.size(), 0);
        for (std::size_t i = 0; i < axes_.size(); ++i) {
            at[i] = axes_[i].fixed.value_or(0);
        }
        for (;;) {
            visit(at);
            std::size_t i = axes_.size();
            while (i-- > 0) {
                if (axes_[i].fixed) {
                    continue;
                }
                if (++at[i] < axes_[i].count) {
                    break;
                }
                at[i] = 0;
            }
            if (i >= axes_.size()) {
                return;
            }
        }
    }

    /// Values of the dimensions that the claim does not state but its index holds, where they are
    /// the same for all combinations that are left.
    When derived_alike() const;

    /// Whether another value of the axis pays something else.
    bool matters(std::size_t axis) const;

    /// Whether another value of the axis is refused where this one is not.
    bool may_refuse(std::size_t axis) const;

  private:
    struct Found {
        std::optional<std::size_t> curve;
        std::uint32_t index = 0;
    };

    Date day() const;
    void try_all();
    Found settle(const ChartCombination& at);
    std::size_t number(PiecewiseLinear paid);
    std::size_t place(const ChartCombination& at) const;
    bool follows_amount(const PlanRow& row) const;

    const Plan& plan_;
    bool measures_given_;
    std::vector<ChartAxis> axes_;
    std::vector<Found> found_;
    std::vector<PiecewiseLinear> paid_;
    std::vector<std::pair<const PlanRow*, std::size_t>> known_;
};

} // namespace reimburse::explain
