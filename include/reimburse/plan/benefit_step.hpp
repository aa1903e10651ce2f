// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/schedule_step.hpp"
#include "reimburse/plan/step_frame.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::detail {

/// Builds the step of one benefit for one combination: every number folded and in fen.
class StepBuilder {
  public:
    using Outcome = StepFrame::Outcome;

    StepBuilder(Plan& plan, Lookup& lookup, Problems& problems) : frame_(plan, lookup, problems) {}

    /// Fills `step`; on `unspecified`, `refusal` says which cell is missing.
    Outcome build(const Benefit& benefit, const Combination& at, BenefitStep& step,
                  Problem& refusal) {
        frame_.begin(benefit, at, step, refusal);
        step.kind = benefit.kind;
        step.on_change = benefit.on_change;
        step.paid_slot = frame_.slot(benefit.paid);
        if (benefit.on_change == OnChange::settle_up && step.paid_slot < 0) {
            frame_.fault(Code::unknown_accumulator, {{"name", benefit.paid}, {"suggestion", ""}});
        }
        sum(benefit.base.terms, Fraction::whole(1), "base", step.base);
        step.limits = rooms(benefit.base.limits, "limits", std::nullopt);
        step.deductibles = rooms(benefit.deductibles, "deductibles", UpliftTarget::deductible);
        step.caps = rooms(benefit.caps, "caps", UpliftTarget::cap);
        choose_rounding();
        switch (benefit.kind) {
        case BenefitKind::scheduled:
            ScheduleBuilder(frame_).build();
            break;
        case BenefitKind::backstop:
            keep();
            break;
        case BenefitKind::given:
            step.given = measure(benefit.given);
            break;
        }
        add_accumulators();
        step.covered_used = covered_used();
        return frame_.outcome();
    }

    /// Register of a measure of the claim.
    std::uint16_t measure(const std::string& id) const { return frame_.measure(id); }

  private:
    /// The weight of a term, folded; none if it cannot be used.
    std::optional<Fraction> weight(const BaseTerm& term, const std::string& table) {
        if (!term.weights) {
            return term.weight;
        }
        const Folded folded = frame_.fold(*term.weights, table);
        return frame_.usable(folded, *term.weights, table) ? std::optional(folded.value)
                                                           : std::nullopt;
    }

    /// Terms over their common denominator, all multiplied by `factor`.
    void sum(const std::vector<BaseTerm>& terms, const Fraction& factor, const std::string& of,
             SumStep& sum) {
        std::vector<Fraction> weights;
        std::optional<std::int64_t> denominator = 1;
        for (std::size_t t = 0; t < terms.size(); ++t) {
            if (!holds(terms[t].only, frame_.selection())) {
                weights.push_back(Fraction::whole(0));
                continue;
            }
            const auto written =
                weight(terms[t], frame_.name(of + "." + std::to_string(t + 1) + ".weight"));
            if (!written) {
                return;
            }
            const std::optional<Fraction> product = multiply(*written, factor);
            denominator = product ? StepFrame::common(*denominator, product->den()) : std::nullopt;
            if (!denominator) {
                frame_.fault(Code::number_does_not_fit, {{"table", frame_.name(of)}});
                return;
            }
            weights.push_back(*product);
        }
        Plan& plan = frame_.plan();
        sum.denominator = *denominator;
        sum.terms.first = static_cast<std::uint32_t>(plan.terms.size());
        for (std::size_t t = 0; t < terms.size(); ++t) {
            if (weights[t] == Fraction::whole(0)) {
                continue;
            }
            const auto numerator = multiply(weights[t], Fraction::whole(*denominator));
            const std::optional<std::uint16_t> source = term_register(terms[t]);
            if (!numerator) {
                frame_.fault(Code::number_does_not_fit, {{"table", frame_.name(of)}});
                return;
            }
            if (source) {
                plan.terms.push_back({*source, numerator->num()});
                ++sum.terms.count;
            }
        }
    }

    /// None for a benefit that is not settled before: it has brought nothing.
    std::optional<std::uint16_t> term_register(const BaseTerm& term) {
        if (!term.measure.empty()) {
            return measure(term.measure);
        }
        const Plan& plan = frame_.plan();
        for (std::size_t b = 0; b < frame_.step().benefit; ++b) {
            if (plan.benefits[b].id == term.benefit) {
                return plan.register_of(b, term.part);
            }
        }
        frame_.fault(Code::not_an_earlier_benefit, {{"name", term.benefit}});
        return std::nullopt;
    }

    bool covered_used() const {
        const auto uses = [&](const std::vector<BaseTerm>& terms) {
            return std::ranges::any_of(terms, [&](const BaseTerm& term) {
                return term.benefit == frame_.benefit().id && term.part == Part::covered &&
                       holds(term.only, frame_.selection());
            });
        };
        return std::ranges::any_of(frame_.plan().benefits, [&](const Benefit& later) {
            return uses(later.base.terms) || uses(later.keep.of);
        });
    }

    Range rooms(const std::vector<Room>& rooms, const std::string& kind,
                std::optional<UpliftTarget> target) {
        Range built;
        Plan& plan = frame_.plan();
        built.first = static_cast<std::uint32_t>(plan.rooms.size());
        for (const Room& each : rooms) {
            if (!holds(each.only, frame_.selection())) {
                continue;
            }
            const std::string table = frame_.name(kind + "." + each.id);
            const Folded folded = target ? frame_.fold(each.amount, table, *target, each.id)
                                         : frame_.fold(each.amount, table);
            if (!frame_.usable(folded, each.amount, table)) {
                continue;
            }
            if (folded.state == Folded::State::unlimited && target == UpliftTarget::deductible) {
                plan.rooms.push_back({StepFrame::most, {}}); // all of the base
                cite_room(folded);
                ++built.count;
            } else if (folded.state == Folded::State::value) {
                add_room(each, folded, table);
                ++built.count;
            }
        }
        return built;
    }

    void add_room(const Room& room, const Folded& folded, const std::string& table) {
        Plan& plan = frame_.plan();
        if (folded.incline) {
            frame_.slope_of_amount(folded, SlopeStep::Kind::room, plan.rooms.size(), table);
            plan.rooms.push_back(frame_.room(room, 0));
        } else {
            plan.rooms.push_back(frame_.room(room, frame_.fen(folded.value, table)));
        }
        cite_room(folded);
    }

    void cite_room(const Folded& folded) {
        frame_.plan().room_cites.push_back(
            {frame_.cite(folded), folded.published_known ? folded.published.num() : -1});
    }

    void choose_rounding() {
        for (const BenefitRounding& rounding : frame_.benefit().roundings) {
            if (holds(rounding.only, frame_.selection())) {
                frame_.step().rounding = rounding;
                frame_.step().rounding.only.clear();
            }
        }
    }

    void keep() {
        const Keep& keep = frame_.benefit().keep;
        BenefitStep& step = frame_.step();
        sum(keep.of, keep.share, "keep.of", step.keep_of);
        if (!keep.amount) {
            return;
        }
        const std::string table = frame_.name("keep." + keep.amount->id);
        const Folded folded = frame_.fold(keep.amount->amount, table);
        if (frame_.usable(folded, keep.amount->amount, table)) {
            step.keep = {static_cast<std::uint32_t>(frame_.plan().rooms.size()), 1};
            add_room(*keep.amount, folded, table);
        }
    }

    void add_accumulators() {
        Plan& plan = frame_.plan();
        BenefitStep& step = frame_.step();
        step.adds.first = static_cast<std::uint32_t>(plan.adds.size());
        for (std::uint32_t s = 0; s < plan.accumulators.size(); ++s) {
            const Accumulator& accumulator = plan.accumulators[s];
            if (accumulator.benefit == frame_.benefit().id &&
                frame_.lookup().matches(accumulator.when, frame_.at())) {
                plan.adds.push_back({s, accumulator.part});
                ++step.adds.count;
            }
        }
    }

    StepFrame frame_;
};

} // namespace reimburse::detail
