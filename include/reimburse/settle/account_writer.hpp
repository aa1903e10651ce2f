// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/schedule_pay.hpp"
#include "reimburse/settle/settlement.hpp"

#include <algorithm>
#include <cstdint>

namespace reimburse {

/// Listens to a settlement and keeps the account of each benefit, over one arithmetic.
template <class Arithmetic>
class AccountWriter {
  public:
    using Number = typename Arithmetic::Number;

    AccountWriter(const Cells& cells, SchedulePay<Arithmetic>& schedule, Settlement& settlement)
        : cells_(cells), schedule_(schedule), settlement_(settlement) {}

    /// A benefit has paid. `number`: of the step in the plan; `paid_before`: by earlier claims, for
    /// one that settles up; `uncapped`: what it would have paid without a cap.
    void operator()(const BenefitStep& step, std::uint32_t number, Account<Number>& account,
                    std::int64_t paid_before, std::int64_t uncapped, std::int64_t payment) {
        BenefitResult& result = settlement_.benefits[step.benefit];
        result.applies = true;
        result.step = number;
        // A payment rounded up to a greater unit may reach into the deductible.
        const std::int64_t base = Arithmetic::fen(account.base);
        const std::int64_t deductible =
            std::min(Arithmetic::fen(account.deductible), base - uncapped);
        result.base = Money::from_fen(base);
        result.deductible = Money::from_fen(deductible);
        result.payment = Money::from_fen(payment);
        result.over_cap = Money::from_fen(uncapped - payment);
        result.copayment = Money::from_fen(base - deductible - uncapped);
        result.axis_before = Money::from_fen(Arithmetic::fen(account.start));
        result.axis_after = Money::from_fen(Arithmetic::fen(account.end));
        result.entitled_before = Money::from_fen(account.entitled_lo);
        result.entitled_after = Money::from_fen(account.entitled_hi);
        result.uplift = Money{};
        if (step.has_uplift) {
            const std::int64_t plain =
                std::clamp<std::int64_t>(schedule_.between(step, account, paid_before, true), 0,
                                         std::max<std::int64_t>(uncapped, 0));
            result.uplift = Money::from_fen(uncapped - plain);
        }
        const Number line = Arithmetic::of(step.axis_deductible);
        const bool on_axis = std::min(account.hi, line) > std::min(account.lo, line);
        const bool keeps = step.kind == BenefitKind::backstop;
        result.deductible_room = on_axis ? -1 : only(keeps ? step.keep : step.deductibles);
        result.cap_room = only(step.caps);
        result.segments.clear();
        for (std::uint32_t s = step.segments.first; s < step.segments.first + step.segments.count;
             ++s) {
            const SegmentStep& segment = cells_.segments[s];
            const Number part = schedule_.overlap(step, segment, account.lo, account.hi);
            if (part > Arithmetic::of(0)) {
                result.segments.push_back(
                    {s, Money::from_fen(Arithmetic::fen(part)), segment.rate, segment.plain_rate});
            }
        }
    }

  private:
    /// The first room; of several the kernel, which knows what is used of them, chooses.
    static std::int32_t only(Range rooms) {
        return rooms.count == 0 ? -1 : static_cast<std::int32_t>(rooms.first);
    }

    const Cells& cells_;
    SchedulePay<Arithmetic>& schedule_;
    Settlement& settlement_;
};

} // namespace reimburse
