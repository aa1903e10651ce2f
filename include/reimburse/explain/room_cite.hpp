// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/settlement.hpp"

#include <cstddef>
#include <string>

namespace reimburse {

/// Where the deductible of a settled benefit comes from: the deductible on its axis, or the room
/// that was the least. Null: it has none.
inline const RoomCite* deductible_cite(const Plan& plan, const BenefitResult& result) {
    if (result.deductible_room >= 0) {
        return &plan.room_cites[static_cast<std::size_t>(result.deductible_room)];
    }
    const BenefitStep& step = plan.steps[result.step];
    return step.axis_deductible > 0 ? &step.cite_axis : nullptr;
}

/// Where the cap that was the least comes from; null: there is none.
inline const RoomCite* cap_cite(const Plan& plan, const BenefitResult& result) {
    return result.cap_room < 0 ? nullptr
                               : &plan.room_cites[static_cast<std::size_t>(result.cap_room)];
}

/// The clause of the figure that left a part to the patient, named by the benefit of that place in
/// the order of settlement.
inline const std::string& clause_of(const Plan& plan, std::size_t benefit,
                                    const BenefitResult& result, Reason reason) {
    const RoomCite* cite = reason == Reason::deductible ? deductible_cite(plan, result)
                           : reason == Reason::over_cap ? cap_cite(plan, result)
                                                        : nullptr;
    return cite == nullptr ? plan.benefits[benefit].clause : plan.cites[cite->cite].clause;
}

} // namespace reimburse
