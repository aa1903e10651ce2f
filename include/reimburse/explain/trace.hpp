// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/format.hpp"
#include "reimburse/explain/room_cite.hpp"
#include "reimburse/settle/settlement.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse {

/// One step of how a benefit came to its payment. Amounts re-add: within a benefit, base less
/// deductible less the amounts of its segments is 0, and the entitlement less the cut is the
/// payment.
struct TraceStep {
    std::size_t benefit = 0;
    std::string operation; ///< base, deductible, axis, segment, entitlement, cap, payment
    std::vector<std::pair<std::string, std::string>> inputs;
    Money amount;
    std::string clause;
    std::string origin; ///< overlay that supplied the figure; empty: the policy itself
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

/// Writes the steps of one benefit after another.
class TraceWriter {
  public:
    TraceWriter(const Plan& plan, std::vector<TraceStep>& steps) : plan_(plan), steps_(steps) {}

    void add(std::size_t number, const BenefitResult& result) {
        number_ = number;
        const BenefitStep& step = plan_.steps[result.step];
        const std::string& clause = plan_.benefits[number].clause;
        const std::string& origin = plan_.benefits[number].origin;
        TraceStep base{number, "base", {}, result.base, clause, origin};
        for (const TermStep& term : slice(plan_.terms, step.base.terms)) {
            base.inputs.emplace_back(term_name(plan_, term.source),
                                     rate_text(term.numerator, step.base.denominator));
        }
        steps_.push_back(std::move(base));
        if (step.kind == BenefitKind::scheduled) {
            scheduled(step, result);
        }
        steps_.push_back({number,
                          "entitlement",
                          {{"uplift", format_amount(result.uplift)}},
                          result.payment + result.over_cap,
                          clause,
                          origin});
        const RoomCite* cap = cap_cite(plan_, result);
        if (result.over_cap > Money{} && cap != nullptr) {
            const Cite& cite = plan_.cites[cap->cite];
            steps_.push_back({number, "cap", {}, -result.over_cap, cite.clause, cite.origin});
        }
        steps_.push_back({number, "payment", {}, result.payment, clause, origin});
    }

  private:
    void scheduled(const BenefitStep& step, const BenefitResult& result) {
        if (const RoomCite* known = deductible_cite(plan_, result)) {
            const Cite& cite = plan_.cites[known->cite];
            TraceStep deductible{number_,           "deductible", {},
                                 result.deductible, cite.clause,  cite.origin};
            if (!cite.uplift.empty()) {
                deductible.inputs.emplace_back("uplift", cite.uplift);
            }
            steps_.push_back(std::move(deductible));
        }
        if (step.axis_slot >= 0) {
            steps_.push_back({number_,
                              "axis",
                              {{"before", format_amount(result.axis_before)},
                               {"after", format_amount(result.axis_after)},
                               {"entitled_before", format_amount(result.entitled_before)},
                               {"entitled_after", format_amount(result.entitled_after)}},
                              result.axis_after - result.axis_before,
                              plan_.benefits[number_].clause,
                              plan_.benefits[number_].origin});
        }
        for (const SegmentResult& part : result.segments) {
            segment(step, part);
        }
    }

    void segment(const BenefitStep& step, const SegmentResult& part) {
        const SegmentStep& segment = plan_.segments[part.segment];
        const Cite& cite = plan_.cites[segment.cite];
        TraceStep line{number_, "segment", {}, part.amount, cite.clause, cite.origin};
        line.inputs.emplace_back("rate", rate_text(part.rate, step.denominator));
        if (part.rate != part.plain_rate) {
            line.inputs.emplace_back("published_rate",
                                     rate_text(part.plain_rate, step.denominator));
            line.inputs.emplace_back("uplift", cite.uplift);
        }
        line.inputs.emplace_back("from", format_amount(Money::from_fen(segment.from)));
        if (segment.to != std::numeric_limits<std::int64_t>::max()) {
            line.inputs.emplace_back("to", format_amount(Money::from_fen(segment.to)));
        }
        steps_.push_back(std::move(line));
    }

    const Plan& plan_;
    std::vector<TraceStep>& steps_;
    std::size_t number_ = 0;
};

} // namespace detail

/// The steps of every benefit that applies, in order of settlement. Reads the settlement's
/// accounts; recomputes nothing.
inline std::vector<TraceStep> trace_steps(const Plan& plan, const Settlement& settlement) {
    std::vector<TraceStep> steps;
    detail::TraceWriter writer(plan, steps);
    for (std::size_t b = 0; b < settlement.benefits.size(); ++b) {
        if (settlement.benefits[b].applies) {
            writer.add(b, settlement.benefits[b]);
        }
    }
    return steps;
}

} // namespace reimburse
