// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/format.hpp"
#include "reimburse/explain/room_cite.hpp"
#include "reimburse/settle/settlement.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse {

/// What a step does.
enum class Operation : std::uint8_t { base, deductible, axis, segment, entitlement, cap, payment };

inline std::string_view to_text(Operation operation) {
    constexpr std::array<std::string_view, 7> names{
        "base", "deductible", "axis", "segment", "entitlement", "cap", "payment"};
    return names[static_cast<std::size_t>(operation)];
}

/// One step of how a benefit came to its payment. Amounts re-add: within a benefit, base less
/// deductible less the amounts of its segments is 0, and the entitlement less the cut is the
/// payment. Texts belong to the plan.
struct TraceStep {
    std::uint16_t benefit = 0;
    Operation operation = Operation::base;
    std::uint32_t part = 0; ///< segment: its place in the benefit's account
    Money amount;
    const std::string* clause = nullptr;
    const std::string* origin = nullptr; ///< overlay that supplied the figure; empty: the policy
};

/// "0.85" for a rate over the step's denominator.
inline std::string rate_text(std::int64_t numerator, std::int64_t denominator) {
    return format_fraction(*Fraction::of(numerator, denominator));
}

namespace detail {

inline std::string term_name(const Plan& plan, std::uint16_t source) {
    if (source < plan.measure_count) {
        switch (source) {
        case total_register:
            return "total";
        case eligible_register:
            return "eligible";
        case scope_register:
            return "out_of_scope";
        default:
            return plan.policy.measures[source - 3U].id;
        }
    }
    constexpr std::string_view parts[] = {"base", "deductible", "payment",
                                          "left", "covered",    "laid"};
    const std::size_t offset = source - plan.measure_count;
    return plan.benefits[offset / parts_per_benefit].id + "." +
           std::string(parts[offset % parts_per_benefit]);
}

/// Writes the steps of one benefit after another; takes figures from the account, and no text.
class TraceWriter {
  public:
    TraceWriter(const Plan& plan, std::vector<TraceStep>& steps) : plan_(plan), steps_(steps) {}

    void add(std::uint16_t number, const BenefitResult& result) {
        number_ = number;
        const BenefitStep& step = plan_.steps[result.step];
        own(Operation::base, result.base);
        if (step.kind == BenefitKind::scheduled) {
            if (const RoomCite* room = deductible_cite(plan_, result)) {
                cited(Operation::deductible, result.deductible, room->cite);
            }
            if (step.axis_slot >= 0) {
                own(Operation::axis, result.axis_after - result.axis_before);
            }
            for (std::uint32_t part = 0; part < result.segments.size(); ++part) {
                const SegmentResult& segment = result.segments[part];
                cited(Operation::segment, segment.amount, plan_.segments[segment.segment].cite,
                      part);
            }
        }
        own(Operation::entitlement, result.payment + result.over_cap);
        const RoomCite* cap = cap_cite(plan_, result);
        if (result.over_cap > Money{} && cap != nullptr) {
            cited(Operation::cap, -result.over_cap, cap->cite);
        }
        own(Operation::payment, result.payment);
    }

  private:
    void own(Operation operation, Money amount) {
        const Benefit& benefit = plan_.benefits[number_];
        steps_.push_back({number_, operation, 0, amount, &benefit.clause, &benefit.origin});
    }

    void cited(Operation operation, Money amount, std::uint32_t place, std::uint32_t part = 0) {
        const Cite& cite = plan_.cites[place];
        steps_.push_back({number_, operation, part, amount, &cite.clause, &cite.origin});
    }

    const Plan& plan_;
    std::vector<TraceStep>& steps_;
    std::uint16_t number_ = 0;
};

/// Tells what a step was made from: names and texts.
template <class Visit>
void visit_axis(const BenefitResult& result, Visit visit) {
    visit("before", format_amount(result.axis_before));
    visit("after", format_amount(result.axis_after));
    visit("entitled_before", format_amount(result.entitled_before));
    visit("entitled_after", format_amount(result.entitled_after));
}

template <class Visit>
void visit_segment(const Plan& plan, const BenefitStep& step, const SegmentResult& part,
                   Visit visit) {
    const SegmentStep& segment = plan.segments[part.segment];
    visit("rate", rate_text(part.rate, step.denominator));
    if (part.rate != part.plain_rate) {
        visit("published_rate", rate_text(part.plain_rate, step.denominator));
        visit("uplift", plan.cites[segment.cite].uplift);
    }
    visit("from", format_amount(Money::from_fen(segment.from)));
    if (segment.to != std::numeric_limits<std::int64_t>::max()) {
        visit("to", format_amount(Money::from_fen(segment.to)));
    }
}

} // namespace detail

/// The steps of every benefit that applies, in order of settlement, after what `steps` holds. Reads
/// the settlement's accounts; recomputes nothing, and allocates only where `steps` has to grow.
inline void trace(const Plan& plan, const Settlement& settlement, std::vector<TraceStep>& steps) {
    detail::TraceWriter writer(plan, steps);
    for (const BenefitStep& step : slice(plan.steps, settlement.row->steps)) {
        writer.add(step.benefit, settlement.benefits[step.benefit]);
    }
}

inline std::vector<TraceStep> trace_steps(const Plan& plan, const Settlement& settlement) {
    std::vector<TraceStep> steps;
    trace(plan, settlement, steps);
    return steps;
}

/// Calls `visit(name, text)` for each input of a step of `settlement`'s trace.
template <class Visit>
void visit_inputs(const Plan& plan, const Settlement& settlement, const TraceStep& traced,
                  Visit visit) {
    const BenefitResult& result = settlement.benefits[traced.benefit];
    const BenefitStep& step = plan.steps[result.step];
    switch (traced.operation) {
    case Operation::base:
        for (const TermStep& term : slice(plan.terms, step.base.terms)) {
            visit(detail::term_name(plan, term.source),
                  rate_text(term.numerator, step.base.denominator));
        }
        break;
    case Operation::deductible:
        if (const RoomCite* room = deductible_cite(plan, result)) {
            if (const Cite& cite = plan.cites[room->cite]; !cite.uplift.empty()) {
                visit("uplift", cite.uplift);
            }
        }
        break;
    case Operation::axis:
        detail::visit_axis(result, visit);
        break;
    case Operation::segment:
        detail::visit_segment(plan, step, result.segments[traced.part], visit);
        break;
    case Operation::entitlement:
        visit("uplift", format_amount(result.uplift));
        break;
    case Operation::cap:
    case Operation::payment:
        break;
    }
}

} // namespace reimburse
