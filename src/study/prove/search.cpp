// SPDX-License-Identifier: MIT
#include "study/prove/search.hpp"

#include "study/prove/points.hpp"
#include "study/prove/walk.hpp"

#include <algorithm>

namespace reimburse::study {

namespace {

class Search {
  public:
    Search(const Program& program, std::size_t place, std::int64_t limit)
        : program_(program), place_(place), limit_(limit),
          walk_(Walk::over(*program.plan, program.cells)) {}

    std::optional<Break> run(const TableFault& fault) {
        if (!walk_) {
            return std::nullopt;
        }
        std::vector<std::int64_t> slots(program_.plan->slot_count(), 0);
        if (fault.property == Property::independent_of_cut) {
            return by_cut(slots);
        }
        auto found = from(slots, fault.property);
        const std::int32_t axis = program_.cells.benefits[place_].axis_slot;
        if (!found && axis >= 0 && fault.lo > 0) {
            slots[static_cast<std::size_t>(axis)] = fault.lo;
            found = from(slots, fault.property);
        }
        return found;
    }

  private:
    struct At {
        std::int64_t base;
        std::int64_t entitled;
        std::int64_t payment;
    };

    At at(std::int64_t bill) {
        walk_->to(bill);
        return {walk_->base(place_), walk_->entitled(place_), payment()};
    }

    std::int64_t payment() const {
        return walk_->payments()[program_.cells.benefits[place_].number];
    }

    std::optional<Break> from(const std::vector<std::int64_t>& slots, Property property) {
        walk_->start(slots);
        At before = at(0);
        for (std::int64_t bill = 1; bill <= limit_; ++bill) {
            const At now = at(bill);
            if (const auto well = expected(property, before, now)) {
                const bool schedule = property == Property::within_base;
                return Break{bill, slots, *well, schedule ? now.entitled : now.payment};
            }
            before = now;
        }
        return std::nullopt;
    }

    /// The nearest payment that would be well; none where it is.
    static std::optional<std::int64_t> expected(Property property, const At& before,
                                                const At& now) {
        switch (property) {
        case Property::within_base:
            return now.entitled > now.base ? std::optional(now.base)
                   : now.entitled < 0      ? std::optional<std::int64_t>(0)
                                           : std::nullopt;
        case Property::payment_never_falls:
            return now.base >= before.base && now.payment < before.payment
                       ? std::optional(before.payment)
                       : std::nullopt;
        case Property::remainder_never_falls:
            return now.base >= before.base && now.base - now.payment < before.base - before.payment
                       ? std::optional(before.payment + now.base - before.base)
                       : std::nullopt;
        case Property::independent_of_cut:
            break;
        }
        return std::nullopt;
    }

    /// A bill settled at once and in two parts.
    std::optional<Break> by_cut(const std::vector<std::int64_t>& none) {
        walk_->start(none);
        for (const std::int64_t point : breakpoints(*walk_, program_.cells, none, limit_)) {
            for (std::int64_t all = std::max<std::int64_t>(point, 2);
                 all <= std::min(point + 200, limit_); ++all) {
                for (const std::int64_t first : {all / 2, all - 1}) {
                    walk_->start(none);
                    walk_->to(all);
                    const std::int64_t at_once = payment();
                    walk_->to(first);
                    const std::int64_t before = payment();
                    const auto after = walk_->slots();
                    const std::vector<std::int64_t> slots(after.begin(), after.end());
                    walk_->start(slots);
                    walk_->to(all - first);
                    if (before + payment() != at_once) {
                        return Break{all - first, slots, at_once - before, payment()};
                    }
                }
            }
        }
        return std::nullopt;
    }

    const Program& program_;
    std::size_t place_;
    std::int64_t limit_;
    std::optional<Walk> walk_;
};

} // namespace

std::optional<Break> smallest_break(const Program& program, std::size_t place,
                                    const TableFault& fault, std::int64_t limit) {
    return Search(program, place, limit).run(fault);
}

} // namespace reimburse::study
