// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/benefit.hpp"

#include <string>
#include <vector>

namespace reimburse {

namespace detail {

template <class Rooms, class Visit>
void visit_rooms(Rooms& rooms, const std::string& prefix, Visit& visit) {
    for (auto& room : rooms) {
        visit(prefix + room.id, room.amount);
    }
}

template <class Terms, class Visit>
void visit_weights(Terms& terms, const std::string& prefix, Visit& visit) {
    for (std::size_t t = 0; t < terms.size(); ++t) {
        if (terms[t].weights) {
            visit(prefix + std::to_string(t + 1) + ".weight", *terms[t].weights);
        }
    }
}

} // namespace detail

/// Calls `visit(name, table)` for every table of a benefit, with the name that overlays, worked
/// cases and problems use. `AnyBenefit`: Benefit or const Benefit.
template <class AnyBenefit, class Visit>
void visit_tables(AnyBenefit& benefit, Visit visit) {
    const std::string prefix = benefit.id + ".";
    detail::visit_weights(benefit.base.terms, prefix + "base.", visit);
    detail::visit_rooms(benefit.base.limits, prefix + "limits.", visit);
    detail::visit_rooms(benefit.deductibles, prefix + "deductibles.", visit);
    detail::visit_rooms(benefit.caps, prefix + "caps.", visit);
    if (benefit.schedule.axis_deductible) {
        visit(prefix + "axis_deductible", *benefit.schedule.axis_deductible);
    }
    for (std::size_t s = 0; s < benefit.schedule.segments.size(); ++s) {
        auto& segment = benefit.schedule.segments[s];
        const std::string name = prefix + "segments." + std::to_string(s + 1);
        if (segment.up_to) {
            visit(name + ".up_to", *segment.up_to);
        }
        if (segment.rate) {
            visit(name + ".rate", *segment.rate);
        }
        if (segment.fixed) {
            visit(name + ".fixed", *segment.fixed);
        }
    }
    if (benefit.keep.amount) {
        visit(prefix + "keep." + benefit.keep.amount->id, benefit.keep.amount->amount);
    }
    detail::visit_weights(benefit.keep.of, prefix + "keep.of.", visit);
}

} // namespace reimburse
