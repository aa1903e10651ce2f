// SPDX-License-Identifier: MIT
#include "study/diff.hpp"

#include <utility>

namespace reimburse::study {

namespace {

/// Names in place of numbers, since two plans number differently.
class RowText {
  public:
    RowText(const Plan& plan, bool with_rounding) : plan_(plan), with_rounding_(with_rounding) {}

    std::vector<std::string> of(const PlanRow& row) {
        std::vector<std::string> texts;
        texts.reserve(row.steps.count + 1);
        for (std::uint32_t s = 0; s < row.steps.count; ++s) {
            add(plan_.steps[row.steps.first + s]);
            for (const SlopeStep& slope : slice(plan_.slopes, row.slopes)) {
                if (slope.step == row.steps.first + s) {
                    add(slope, row);
                }
            }
            texts.push_back(std::exchange(text_, {}));
        }
        for (const CountStep& count : slice(plan_.counts, row.counts)) {
            slot(static_cast<std::int32_t>(count.slot));
            number(count.measure);
        }
        texts.push_back(std::move(text_));
        return texts;
    }

  private:
    void word(const std::string& word) {
        text_ += word;
        text_ += ' ';
    }

    void number(std::int64_t value) { word(std::to_string(value)); }

    void slot(std::int32_t slot) {
        if (slot < 0) {
            word("-");
            return;
        }
        const Accumulator& accumulator = plan_.accumulators[static_cast<std::size_t>(slot)];
        word(accumulator.id);
        number(static_cast<int>(accumulator.period));
        number(static_cast<int>(accumulator.of_household));
    }

    void add(const BenefitStep& step) {
        const Benefit& benefit = plan_.benefits[step.benefit];
        word("\n" + benefit.id);
        number(static_cast<int>(benefit.payer == Payer::account));
        for (const int flag :
             {static_cast<int>(step.kind), static_cast<int>(step.laying),
              static_cast<int>(step.on_change), static_cast<int>(step.includes_deductible),
              static_cast<int>(step.covered_used)}) {
            number(flag);
        }
        if (with_rounding_) {
            number(static_cast<int>(step.rounding.rounding.mode));
            number(step.rounding.rounding.unit_fen);
            number(static_cast<int>(step.rounding.side));
            number(static_cast<int>(step.rounding.place));
        }
        slot(step.axis_slot);
        slot(step.on_change == OnChange::settle_up ? step.paid_slot : -1);
        number(step.axis_deductible);
        sum(step.base);
        for (const Range& range : {step.limits, step.deductibles, step.caps, step.keep}) {
            word("|");
            for (const RoomStep& each : slice(plan_.rooms, range)) {
                room(each);
            }
        }
        segments(step);
        if (step.kind == BenefitKind::backstop) {
            sum(step.keep_of);
        }
        if (step.kind == BenefitKind::given) {
            source(step.given);
        }
        for (const AddStep& each : slice(plan_.adds, step.adds)) {
            slot(static_cast<std::int32_t>(each.slot));
            number(static_cast<int>(each.part));
        }
    }

    void add(const SlopeStep& slope, const PlanRow& row) {
        number(static_cast<int>(slope.kind));
        number(slope.step - row.steps.first);
        const BenefitStep& step = plan_.steps[slope.step];
        number(slope.kind == SlopeStep::Kind::room ? place(step, slope.cell)
                                                   : slope.cell - step.segments.first);
        source(slope.source);
        for (const std::int64_t value :
             {slope.every, slope.denominator, slope.line.base, slope.line.each, slope.line.at_least,
              slope.line.at_most, slope.rounding.unit_fen}) {
            number(value);
        }
        number(static_cast<int>(slope.rounding.mode));
    }

    /// Which of the step's rooms it is.
    static std::int64_t place(const BenefitStep& step, std::uint32_t room) {
        std::int64_t before = 0;
        for (const Range& range : {step.limits, step.deductibles, step.caps, step.keep}) {
            if (range.first <= room && room < range.first + range.count) {
                return before + room - range.first;
            }
            before += range.count;
        }
        return before;
    }

    void segments(const BenefitStep& step) {
        for (const SegmentStep& segment : slice(plan_.segments, step.segments)) {
            number(segment.from);
            const auto rate = Fraction::of(segment.rate, step.denominator);
            number(rate->num());
            number(rate->den());
            number(segment.fixed);
        }
    }

    void room(const RoomStep& room) {
        number(room.amount);
        for (const std::uint32_t used : slice(plan_.room_slots, room.slots)) {
            slot(static_cast<std::int32_t>(used));
        }
    }

    void sum(const SumStep& sum) {
        word("(");
        for (const TermStep& term : slice(plan_.terms, sum.terms)) {
            const auto weight = Fraction::of(term.numerator, sum.denominator);
            number(weight->num());
            number(weight->den());
            source(term.source);
        }
        word(")");
    }

    void source(std::size_t number) {
        if (number < plan_.measure_count) {
            word(number < 3 ? std::to_string(number) : plan_.policy.measures[number - 3].id);
            return;
        }
        const std::size_t of_benefit = number - plan_.measure_count;
        word(plan_.benefits[of_benefit / parts_per_benefit].id);
        word(std::to_string(of_benefit % parts_per_benefit));
    }

    const Plan& plan_;
    bool with_rounding_;
    std::string text_;
};

} // namespace

std::vector<std::string> step_texts(const Plan& plan, const PlanRow& row, bool with_rounding) {
    return RowText(plan, with_rounding).of(row);
}

std::string row_text(const Plan& plan, const PlanRow& row, bool with_rounding) {
    if (row.refusal >= 0) {
        return "refused";
    }
    std::string text;
    for (const std::string& step : step_texts(plan, row, with_rounding)) {
        text += step;
    }
    return text;
}

} // namespace reimburse::study
