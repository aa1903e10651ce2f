// SPDX-License-Identifier: MIT
#include "audit/causes/row_edit.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

/// The uplift's id where no other of the policy has it; else with its benefit.
std::string name_of(const Plan& plan, const Benefit& benefit, const Uplift& uplift) {
    std::ptrdiff_t same = 0;
    for (const Benefit& each : plan.benefits) {
        same += std::ranges::count(each.uplifts, uplift.id, &Uplift::id);
    }
    return same > 1 ? benefit.id + "." + uplift.id : uplift.id;
}

bool waives(const Uplift& uplift) {
    return uplift.target == UpliftTarget::deductible && uplift.change == UpliftChange::factor &&
           uplift.value == Fraction::whole(0);
}

/// The change once more: points twice, a factor's rise or fall twice.
std::optional<Fraction> twice(const Uplift& uplift) {
    const std::optional<Fraction> two = multiply(uplift.value, Fraction::whole(2));
    if (!two || uplift.change == UpliftChange::points) {
        return two;
    }
    const std::optional<Fraction> factor = subtract(*two, Fraction::whole(1));
    return factor ? std::optional(std::max(*factor, Fraction::whole(0))) : std::nullopt;
}

void add_missing(const Plan& plan, std::size_t b, RowEdits& edits) {
    const Benefit& benefit = plan.benefits[b];
    for (const Uplift& uplift : benefit.uplifts) {
        if (waives(uplift)) {
            continue;
        }
        RowEdit edit;
        edit.deviation = {Cause::uplift_missing, name_of(plan, benefit, uplift), uplift.label};
        edit.benefit = static_cast<std::int32_t>(b);
        edit.only = uplift.only;
        edit.change = [id = uplift.id](Benefit& changed) {
            std::erase_if(changed.uplifts, [&](const Uplift& each) { return each.id == id; });
        };
        edits.push_back(std::move(edit));
    }
}

void add_not_waived(const Plan& plan, std::size_t b, RowEdits& edits) {
    const Benefit& benefit = plan.benefits[b];
    if (std::ranges::none_of(benefit.uplifts, waives)) {
        return;
    }
    RowEdit edit;
    edit.deviation = {Cause::deductible_not_waived, benefit.id, benefit.label};
    edit.benefit = static_cast<std::int32_t>(b);
    edit.change = [](Benefit& changed) {
        std::erase_if(changed.uplifts, waives);
    };
    edits.push_back(std::move(edit));
}

void add_doubled(const Plan& plan, std::size_t b, RowEdits& edits) {
    const Benefit& benefit = plan.benefits[b];
    for (const Uplift& uplift : benefit.uplifts) {
        const std::optional<Fraction> value = twice(uplift);
        if (uplift.change == UpliftChange::remove || waives(uplift) || !value) {
            continue;
        }
        RowEdit edit;
        edit.deviation = {Cause::uplift_doubled, name_of(plan, benefit, uplift), uplift.label};
        edit.benefit = static_cast<std::int32_t>(b);
        edit.only = uplift.only;
        edit.change = [id = uplift.id, value = *value](Benefit& changed) {
            for (Uplift& each : changed.uplifts) {
                if (each.id == id) {
                    each.value = value;
                }
            }
        };
        edits.push_back(std::move(edit));
    }
}

} // namespace

/// Each uplift left out, and each applied twice.
void add_uplifts(const Plan& plan, RowEdits& edits) {
    for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
        add_not_waived(plan, b, edits);
        add_missing(plan, b, edits);
        add_doubled(plan, b, edits);
    }
}

} // namespace reimburse::audit
