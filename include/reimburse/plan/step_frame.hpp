// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/fold.hpp"
#include "reimburse/plan/plan.hpp"

#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::detail {

/// The step of one benefit for one combination while it is built: cells are folded, cited and
/// brought to fen, and what is missing or does not fit is noted.
class StepFrame {
  public:
    enum class Outcome { built, unspecified, broken };

    static constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

    StepFrame(Plan& plan, Lookup& lookup, Problems& problems)
        : plan_(plan), lookup_(lookup), folder_(plan.policy, lookup, problems),
          problems_(problems) {}

    void begin(const Benefit& benefit, const Combination& at, BenefitStep& step, Problem& refusal) {
        benefit_ = &benefit;
        at_ = &at;
        step_ = &step;
        refusal_ = &refusal;
        outcome_ = Outcome::built;
    }

    Plan& plan() { return plan_; }

    const Plan& plan() const { return plan_; }

    BenefitStep& step() { return *step_; }

    const Benefit& benefit() const { return *benefit_; }

    const Combination& at() const { return *at_; }

    Lookup& lookup() { return lookup_; }

    const Selection& selection() const { return lookup_.selection(); }

    Outcome outcome() const { return outcome_; }

    std::string name(const std::string& rest) const { return benefit_->id + "." + rest; }

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

    /// Number of an accumulator; -1: the plan has none of that name.
    std::int32_t slot(const std::string& id) const {
        const auto found = std::ranges::find(plan_.accumulators, id, &Accumulator::id);
        return found == plan_.accumulators.end()
                   ? -1
                   : static_cast<std::int32_t>(found - plan_.accumulators.begin());
    }

    Folded fold(const Table& table, const std::string& name) {
        return folder_.cell(table, name, *at_);
    }

    Folded fold(const Table& table, const std::string& name, UpliftTarget target,
                const std::string& room) {
        return folder_.cell(table, name, *at_, *benefit_, target, room);
    }

    /// Notes a cell that is not there; true if the folded cell can be used.
    bool usable(const Folded& folded, const Table& cells, const std::string& table) {
        if (folded.state == Folded::State::broken) {
            outcome_ = Outcome::broken;
            return false;
        }
        if (folded.state == Folded::State::unspecified) {
            if (outcome_ == Outcome::built) {
                outcome_ = Outcome::unspecified;
                const Text& note = folded.row->cell.note;
                *refusal_ = {Code::unspecified,
                             {{"table", table},
                              {"where", lookup_.where(*at_, cells)},
                              {"note", in_brackets(note, Language::en)},
                              {"note_zh", in_brackets(note, Language::zh)}},
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
            contradict(amount + " fen is not a whole amount", amount + " 分不是整分");
        }
        return value.num();
    }

    void contradict(std::string english, std::string chinese) {
        fault(Code::contradictory_rule,
              {{"what", std::move(english)}, {"what_zh", std::move(chinese)}});
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

    /// The room of a folded amount, at the end of the plan's rooms or soon there.
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

    /// Has the amount of a cell with a slope written for each claim: yuan become fen.
    void slope_of_amount(const Folded& folded, SlopeStep::Kind kind, std::size_t cell,
                         const std::string& table) {
        SlopeStep slope = slope_to(folded, kind, cell);
        const Slope& written = *folded.row->cell.slope;
        const Fraction unit = Fraction::whole(counts(written) ? 100 : 1);
        std::optional<Incline> line = folded.incline;
        const auto each = multiply(line->each, unit);
        const auto denominator = each ? common(line->base.den(), each->den()) : std::nullopt;
        if (!denominator) {
            fault(Code::number_does_not_fit, {{"table", table}});
            return;
        }
        line->each = *each;
        slope.denominator = *denominator;
        slope.rounding = written.rounding.value_or(slope.rounding);
        if (*denominator != 1 && !written.rounding) {
            contradict(table + ": the sum may be no whole fen and names no rounding",
                       table + "：合计可能不是整分，须写明取整");
        }
        if (!counts(written) && written.every != 1) {
            contradict(table + ": only a count has \"every\"", table + "：“every”只用于计数");
        }
        slope.line = over(*line, *denominator, table);
        // The limits hold for the rounded amount.
        slope.line.at_least = line->at_least ? fen(*line->at_least, table) : 0;
        slope.line.at_most = line->at_most ? fen(*line->at_most, table) : most;
        plan_.slopes.push_back(slope);
    }

    void slope_of_rate(const Folded& folded, std::size_t cell, std::int64_t denominator,
                       const std::string& table) {
        SlopeStep slope = slope_to(folded, SlopeStep::Kind::rate, cell);
        slope.line = over(*folded.incline, denominator, table);
        slope.plain = over(*folded.published_incline, denominator, table);
        if (!counts(*folded.row->cell.slope)) {
            contradict(table + ": a rate depends on a count, not on an amount",
                       table + "：比例只能随计数变化，不能随金额变化");
        }
        plan_.slopes.push_back(slope);
    }

    static std::optional<std::int64_t> common(std::int64_t a, std::int64_t b) {
        const std::int64_t factor = b / std::gcd(a, b);
        return factor > most / a ? std::nullopt : std::optional(a * factor);
    }

  private:
    bool counts(const Slope& slope) const {
        return std::ranges::any_of(plan_.policy.measures, [&](const Measure& measure) {
            return measure.id == slope.measure && measure.is_count;
        });
    }

    SlopeStep slope_to(const Folded& folded, SlopeStep::Kind kind, std::size_t cell) const {
        SlopeStep slope;
        slope.kind = kind;
        slope.step = static_cast<std::uint32_t>(plan_.steps.size());
        slope.cell = static_cast<std::uint32_t>(cell);
        slope.source = measure(folded.row->cell.slope->measure);
        slope.every = folded.row->cell.slope->every;
        return slope;
    }

    LineStep over(const Incline& line, std::int64_t denominator, const std::string& table) {
        const auto numerator = [&](const Fraction& value) {
            const auto product = multiply(value, Fraction::whole(denominator));
            if (!product || product->den() != 1) {
                fault(Code::number_does_not_fit, {{"table", table}});
                return std::int64_t{0};
            }
            return product->num();
        };
        LineStep step{numerator(line.base), numerator(line.each), 0, denominator};
        if (line.at_least) {
            step.at_least = numerator(*line.at_least);
        }
        if (line.at_most) {
            step.at_most = numerator(*line.at_most);
        }
        return step;
    }

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
