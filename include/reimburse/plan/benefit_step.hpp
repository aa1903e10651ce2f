// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/fold.hpp"
#include "reimburse/plan/plan.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::detail {

/// Builds the step of one benefit for one combination: every number folded and in fen.
class StepBuilder {
  public:
    enum class Outcome { built, unspecified, broken };

    StepBuilder(Plan& plan, Lookup& lookup, Problems& problems)
        : plan_(plan), lookup_(lookup), folder_(plan.policy, lookup, problems),
          problems_(problems) {}

    /// Fills `step`; on `unspecified`, `refusal` says which cell is missing.
    Outcome build(const Benefit& benefit, const Combination& at, BenefitStep& step,
                  Problem& refusal) {
        benefit_ = &benefit;
        at_ = &at;
        step_ = &step;
        refusal_ = &refusal;
        outcome_ = Outcome::built;
        step.kind = benefit.kind;
        step.on_change = benefit.on_change;
        step.paid_slot = slot(benefit.paid);
        if (benefit.on_change == OnChange::settle_up && step.paid_slot < 0) {
            fault(Code::unknown_accumulator, {{"name", benefit.paid}, {"suggestion", ""}});
        }
        sum(benefit.base.terms, Fraction::whole(1), step.base);
        step.limits = rooms(benefit.base.limits, "limits", std::nullopt).range;
        const Rooms deductibles =
            rooms(benefit.deductibles, "deductibles", UpliftTarget::deductible);
        step.deductibles = deductibles.range;
        step.cite_deductible = deductibles.cite;
        step.deductible_published = deductibles.published;
        const Rooms caps = rooms(benefit.caps, "caps", UpliftTarget::cap);
        step.caps = caps.range;
        step.cite_cap = caps.cite;
        choose_rounding();
        switch (benefit.kind) {
        case BenefitKind::scheduled:
            schedule();
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
        return outcome_;
    }

    /// Register of a measure of the claim.
    std::uint16_t measure(const std::string& id) const {
        if (id == "total") {
            return total_register;
        }
        if (id == "eligible") {
            return eligible_register;
        }
        const auto& measures = plan_.policy.measures;
        const auto found = std::ranges::find(measures, id, &Measure::id);
        return found == measures.end() ? std::uint16_t{scope_register}
                                       : static_cast<std::uint16_t>(3 + (found - measures.begin()));
    }

  private:
    struct Rooms {
        Range range;
        std::uint32_t cite = 0;
        std::int64_t published = 0;
    };

    std::int32_t slot(const std::string& id) const {
        const auto found = std::ranges::find(plan_.accumulators, id, &Accumulator::id);
        return found == plan_.accumulators.end()
                   ? -1
                   : static_cast<std::int32_t>(found - plan_.accumulators.begin());
    }

    std::string name(const std::string& rest) const { return benefit_->id + "." + rest; }

    /// Notes a cell that is not there; true if the folded cell can be used.
    bool usable(const Folded& folded, const Table& cells, const std::string& table) {
        if (folded.state == Folded::State::broken) {
            outcome_ = Outcome::broken;
            return false;
        }
        if (folded.state == Folded::State::unspecified) {
            if (outcome_ == Outcome::built) {
                outcome_ = Outcome::unspecified;
                *refusal_ = {Code::unspecified,
                             {{"table", table}, {"where", lookup_.where(*at_, cells)}},
                             {},
                             folded.row->clause.empty() ? benefit_->clause : folded.row->clause};
            }
            return false;
        }
        return true;
    }

    std::int64_t fen(const Fraction& value, const std::string& table) {
        if (value.den() != 1) {
            const std::string amount =
                table + ": " + std::to_string(value.num()) + "/" + std::to_string(value.den());
            fault(Code::contradictory_rule, {{"what", amount + " fen is not a whole amount"},
                                             {"what_zh", amount + " 分不是整分"}});
        }
        return value.num();
    }

    void fault(Code code, Problem::Arguments arguments) {
        outcome_ = Outcome::broken;
        for (const Problem& known : problems_) {
            if (known.code == code && known.arguments == arguments) {
                return;
            }
        }
        problems_.push_back({code, std::move(arguments), benefit_->place, benefit_->clause});
    }

    std::uint32_t cite(const Folded& folded) {
        const Cite cite{folded.row->clause.empty() ? benefit_->clause : folded.row->clause,
                        folded.row->origin.empty() ? benefit_->origin : folded.row->origin,
                        folded.uplifts};
        for (std::uint32_t c = 0; c < plan_.cites.size(); ++c) {
            if (plan_.cites[c].clause == cite.clause && plan_.cites[c].origin == cite.origin &&
                plan_.cites[c].uplift == cite.uplift) {
                return c;
            }
        }
        plan_.cites.push_back(cite);
        return static_cast<std::uint32_t>(plan_.cites.size() - 1);
    }

    /// Terms over their common denominator, all multiplied by `factor`.
    void sum(const std::vector<BaseTerm>& terms, const Fraction& factor, SumStep& sum) {
        std::vector<Fraction> weights;
        std::int64_t denominator = 1;
        for (const BaseTerm& term : terms) {
            const std::optional<Fraction> weight = multiply(term.weight, factor);
            const std::int64_t more =
                weight ? weight->den() / std::gcd(denominator, weight->den()) : most;
            if (more > most / denominator) {
                return fault(Code::number_does_not_fit, {{"table", name("base")}});
            }
            weights.push_back(*weight);
            denominator *= more;
        }
        sum.denominator = denominator;
        sum.terms.first = static_cast<std::uint32_t>(plan_.terms.size());
        for (std::size_t t = 0; t < terms.size(); ++t) {
            const std::optional<Fraction> numerator =
                multiply(weights[t], Fraction::whole(denominator));
            const std::optional<std::uint16_t> source = term_register(terms[t]);
            if (!numerator) {
                return fault(Code::number_does_not_fit, {{"table", name("base")}});
            }
            if (source) {
                plan_.terms.push_back({*source, numerator->num()});
                ++sum.terms.count;
            }
        }
    }

    /// None for a benefit that is not settled before: it has brought nothing.
    std::optional<std::uint16_t> term_register(const BaseTerm& term) {
        if (!term.measure.empty()) {
            return measure(term.measure);
        }
        for (std::size_t b = 0; b < step_->benefit; ++b) {
            if (plan_.benefits[b].id == term.benefit) {
                return plan_.register_of(b, term.part);
            }
        }
        fault(Code::not_an_earlier_benefit, {{"name", term.benefit}});
        return std::nullopt;
    }

    bool covered_used() const {
        const auto uses = [&](const std::vector<BaseTerm>& terms) {
            return std::ranges::any_of(terms, [&](const BaseTerm& term) {
                return term.benefit == benefit_->id && term.part == Part::covered;
            });
        };
        return std::ranges::any_of(plan_.benefits, [&](const Benefit& later) {
            return uses(later.base.terms) || uses(later.keep.of);
        });
    }

    RoomStep room(const Room& room, std::int64_t amount) {
        RoomStep built;
        built.amount = amount;
        built.slots.first = static_cast<std::uint32_t>(plan_.room_slots.size());
        for (const std::string& id : room.used) {
            if (const std::int32_t used = slot(id); used >= 0) {
                plan_.room_slots.push_back(static_cast<std::uint32_t>(used));
                ++built.slots.count;
            }
        }
        return built;
    }

    Rooms rooms(const std::vector<Room>& rooms, const std::string& kind,
                std::optional<UpliftTarget> target) {
        Rooms built;
        std::vector<RoomStep> steps;
        for (const Room& each : rooms) {
            if (!holds(each.only, lookup_.selection())) {
                continue;
            }
            const std::string table = name(kind + "." + each.id);
            const Folded folded =
                target ? folder_.cell(each.amount, table, *at_, *benefit_, *target, each.id)
                       : folder_.cell(each.amount, table, *at_);
            if (!usable(folded, each.amount, table)) {
                continue;
            }
            built.cite = cite(folded);
            if (folded.state == Folded::State::value) {
                steps.push_back(room(each, fen(folded.value, table)));
                built.published = folded.published_known ? folded.published.num() : -1;
            }
        }
        built.range = {static_cast<std::uint32_t>(plan_.rooms.size()),
                       static_cast<std::uint32_t>(steps.size())};
        plan_.rooms.insert(plan_.rooms.end(), steps.begin(), steps.end());
        return built;
    }

    void choose_rounding() {
        for (const BenefitRounding& rounding : benefit_->roundings) {
            if (holds(rounding.only, lookup_.selection())) {
                step_->rounding = rounding;
                step_->rounding.only.clear();
            }
        }
    }

    void schedule() {
        const Schedule& schedule = benefit_->schedule;
        step_->laying = schedule.laying;
        step_->includes_deductible = schedule.includes_deductible;
        step_->axis_slot = slot(schedule.axis);
        if (schedule.axis_deductible) {
            const std::string table = name("axis_deductible");
            const Folded folded = folder_.cell(*schedule.axis_deductible, table, *at_, *benefit_,
                                               UpliftTarget::deductible, "axis");
            if (usable(folded, *schedule.axis_deductible, table) &&
                folded.state == Folded::State::value) {
                step_->axis_deductible = fen(folded.value, table);
                step_->cite_deductible = cite(folded);
                step_->deductible_published = folded.published.num();
            }
        }

        struct Rated {
            std::int64_t to;
            Folded rate;
            std::int64_t fixed;
        };

        std::vector<Rated> rated;
        std::int64_t denominator = 1;
        const std::int64_t shift = schedule.edges_from_deductible ? step_->axis_deductible : 0;
        for (std::size_t s = 0; s < schedule.segments.size(); ++s) {
            const Segment& segment = schedule.segments[s];
            const std::string table = name("segments." + std::to_string(s + 1));
            Rated each{most, {}, 0};
            if (segment.up_to) {
                const Folded edge = folder_.cell(*segment.up_to, table + ".up_to", *at_);
                if (usable(edge, *segment.up_to, table + ".up_to") &&
                    edge.state == Folded::State::value) {
                    each.to = fen(edge.value, table + ".up_to") + shift;
                }
            }
            if (segment.rate) {
                each.rate = folder_.cell(*segment.rate, table + ".rate", *at_, *benefit_,
                                         UpliftTarget::rate, {});
                usable(each.rate, *segment.rate, table + ".rate");
            } else if (segment.fixed) {
                each.rate = folder_.cell(*segment.fixed, table + ".fixed", *at_);
                if (usable(each.rate, *segment.fixed, table + ".fixed")) {
                    each.fixed = fen(each.rate.value, table + ".fixed");
                    each.rate.value = each.rate.published = Fraction::whole(0);
                }
            }
            if (!rated.empty() && each.to <= rated.back().to) {
                fault(Code::segments_not_ascending,
                      {{"table", table + ".up_to"}, {"edge", std::to_string(each.to)}});
            }
            for (const Fraction& rate : {each.rate.value, each.rate.published}) {
                const std::int64_t factor = rate.den() / std::gcd(denominator, rate.den());
                if (factor > greatest_denominator / denominator) {
                    return fault(Code::number_does_not_fit, {{"table", table + ".rate"}});
                }
                denominator *= factor;
            }
            rated.push_back(each);
            if (each.to == most) {
                break; // an unlimited edge ends the list for this combination
            }
        }
        if (outcome_ != Outcome::built) {
            return;
        }
        if (rated.empty() || rated.back().to != most) {
            return fault(Code::segment_open, {{"table", name("segments")}});
        }
        step_->denominator = denominator;
        step_->segments.first = static_cast<std::uint32_t>(plan_.segments.size());
        std::int64_t from = step_->axis_deductible;
        std::int64_t paid = 0;
        std::int64_t plain_paid = 0;
        for (const Rated& each : rated) {
            if (each.to <= from) {
                continue; // wholly below the deductible on the axis
            }
            SegmentStep segment;
            segment.from = from;
            segment.to = each.to;
            segment.rate = each.rate.value.num() * (denominator / each.rate.value.den());
            segment.plain_rate =
                each.rate.published.num() * (denominator / each.rate.published.den());
            segment.paid = paid;
            segment.plain_paid = plain_paid;
            segment.fixed = each.fixed;
            segment.cite = cite(each.rate);
            step_->has_uplift = step_->has_uplift || segment.rate != segment.plain_rate;
            plan_.segments.push_back(segment);
            ++step_->segments.count;
            if (each.to != most) {
                const std::int64_t width = each.to - from;
                std::int64_t more = 0;
                std::int64_t plain_more = 0;
                if (__builtin_mul_overflow(width, segment.rate, &more) ||
                    __builtin_add_overflow(paid, more, &paid) ||
                    __builtin_mul_overflow(width, segment.plain_rate, &plain_more) ||
                    __builtin_add_overflow(plain_paid, plain_more, &plain_paid)) {
                    return fault(Code::number_does_not_fit, {{"table", name("segments")}});
                }
                from = each.to;
            }
        }
        plan_.segment_limit = std::max<std::size_t>(plan_.segment_limit, step_->segments.count);
    }

    void keep() {
        const Keep& keep = benefit_->keep;
        sum(keep.of, keep.share, step_->keep_of);
        if (keep.amount) {
            const std::string table = name("keep." + keep.amount->id);
            const Folded folded = folder_.cell(keep.amount->amount, table, *at_);
            if (usable(folded, keep.amount->amount, table)) {
                step_->keeps_amount = true;
                step_->keep = room(*keep.amount, fen(folded.value, table));
                step_->cite_deductible = cite(folded);
            }
        }
    }

    void add_accumulators() {
        step_->adds.first = static_cast<std::uint32_t>(plan_.adds.size());
        for (std::uint32_t s = 0; s < plan_.accumulators.size(); ++s) {
            const Accumulator& accumulator = plan_.accumulators[s];
            if (accumulator.benefit == benefit_->id && lookup_.matches(accumulator.when, *at_)) {
                plan_.adds.push_back({s, accumulator.part});
                ++step_->adds.count;
            }
        }
    }

    static constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    static constexpr std::int64_t greatest_denominator = std::int64_t{1} << 31; ///< of rates

    Plan& plan_;
    Lookup& lookup_;
    Folder folder_;
    Problems& problems_;
    const Benefit* benefit_ = nullptr;
    const Combination* at_ = nullptr;
    BenefitStep* step_ = nullptr;
    Problem* refusal_ = nullptr;
    Outcome outcome_ = Outcome::built;
};

} // namespace reimburse::detail
