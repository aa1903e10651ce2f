// SPDX-License-Identifier: MIT
#include "load/answer_json.hpp"

#include "explain/capital.hpp"
#include "explain/sheet.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/explain/trace.hpp"

#include <algorithm>
#include <array>

namespace reimburse::load {

namespace {

using explain::AnswerFrame;
using explain::name_of;

/// The order in which an answer lists them.
constexpr std::array<Reason, reason_count> listed{Reason::deductible, Reason::copayment,
                                                  Reason::over_cap, Reason::not_covered,
                                                  Reason::out_of_scope};

constexpr std::array<std::string_view, 4> note_names{"not_applicable", "unspecified", "assumed",
                                                     "history"};

std::string ratio_text(std::int64_t e4) {
    std::string digits = std::to_string(e4);
    digits.insert(0, digits.size() < 5 ? 5 - digits.size() : 0, '0');
    digits.insert(digits.size() - 4, ".");
    return digits;
}

void amount(JsonWriter& json, std::string_view key, Money value) {
    json.key(key).string(format_amount(value));
}

class AnswerWriter {
  public:
    AnswerWriter(JsonWriter& json, const Plan& plan, const Answer& answer, const AnswerFrame& frame)
        : json_(json), plan_(plan), answer_(answer), settlement_(answer.settlement), frame_(frame) {
    }

    void write() {
        json_.begin_object().key("claim_id").string(frame_.claim_id);
        for (const auto& [name, text] : frame_.carried) {
            json_.key(name).string(text);
        }
        policy();
        amount(json_, "total", settlement_.total);
        amount(json_, "eligible", settlement_.eligible);
        json_.key("payments").begin_object();
        for (std::size_t b = 0; b < plan_.benefits.size(); ++b) {
            amount(json_, plan_.benefits[b].id, settlement_.benefits[b].payment);
        }
        json_.end_object();
        amount(json_, "fund_total", settlement_.fund_total);
        if (settlement_.account_pays > Money{}) {
            amount(json_, "account_pays", settlement_.account_pays);
        }
        amount(json_, "patient_pays", settlement_.patient_pays);
        patient();
        benefits();
        ratio();
        for (std::size_t s = 0; s < plan_.policy.statements.size(); ++s) {
            json_.key(plan_.policy.statements[s].id)
                .boolean((settlement_.row->statements >> s & 1U) != 0);
        }
        accumulators();
        sheets();
        notes();
        if (frame_.trace) {
            trace();
        }
        json_.end_object();
    }

  private:
    void policy() {
        json_.key("policy").begin_object();
        json_.key("id").string(plan_.policy.id).key("hash").string(plan_.policy.hash);
        json_.key("readings").begin_object();
        for (const auto& [id, value] : plan_.selection) {
            json_.key(id).string(value);
        }
        json_.end_object();
        if (!plan_.policy.overlays.empty()) {
            json_.key("overlays").begin_array();
            for (const std::string& overlay : plan_.policy.overlays) {
                json_.string(overlay);
            }
            json_.end_array();
        }
        json_.end_object();
    }

    void patient() {
        json_.key("patient").begin_object();
        for (const Reason reason : listed) {
            amount(json_, name_of(reason), settlement_.patient(reason));
        }
        json_.key("parts").begin_array();
        for (const PatientPart& part : settlement_.parts) {
            json_.begin_object();
            const bool named = part.benefit >= 0;
            const auto number = static_cast<std::size_t>(named ? part.benefit : 0);
            json_.key("benefit");
            named ? json_.string(plan_.benefits[number].id) : json_.null();
            json_.key("reason").string(name_of(part.reason));
            amount(json_, "amount", part.amount);
            json_.key("clause").string(
                named ? clause_of(plan_, number, settlement_.benefits[number], part.reason) : "");
            json_.end_object();
        }
        json_.end_array().end_object();
    }

    void benefits() {
        json_.key("benefits").begin_array();
        for (std::size_t b = 0; b < plan_.benefits.size(); ++b) {
            const BenefitResult& result = settlement_.benefits[b];
            if (!result.applies) {
                continue;
            }
            json_.begin_object().key("benefit").string(plan_.benefits[b].id);
            amount(json_, "base", result.base);
            amount(json_, "deductible", result.deductible);
            amount(json_, "payment", result.payment);
            amount(json_, "over_cap", result.over_cap);
            amount(json_, "copayment", result.copayment);
            amount(json_, "uplift", result.uplift);
            json_.key("segments").begin_array();
            const BenefitStep& step = plan_.steps[result.step];
            for (const SegmentResult& part : result.segments) {
                json_.begin_object();
                amount(json_, "amount", part.amount);
                json_.key("rate").string(rate_text(part.rate, step.denominator));
                json_.end_object();
            }
            json_.end_array().end_object();
        }
        json_.end_array();
    }

    void ratio() {
        json_.key("actual_ratio");
        settlement_.actual_ratio_e4 ? json_.string(ratio_text(*settlement_.actual_ratio_e4))
                                    : json_.null();
        json_.key("targets").begin_array();
        for (const TargetResult& result : settlement_.targets) {
            const Target& target = plan_.policy.targets[result.target];
            json_.begin_object().key("target").string(target.id);
            json_.key("ratio").string(format_fraction(target.ratio));
            json_.key("met").boolean(result.shortfall == Money{});
            amount(json_, "shortfall", result.shortfall);
            json_.key("clause").string(target.clause).end_object();
        }
        json_.end_array();
    }

    void accumulators() {
        if (frame_.accumulators == nullptr) {
            return;
        }
        json_.key("accumulators").begin_object();
        for (const auto& [period, values] : frame_.accumulators->periods()) {
            json_.key(period).begin_object();
            for (const auto& [id, value] : values) {
                const bool count = is_count(id);
                json_.key(id);
                count ? json_.number(value) : json_.string(format_amount(Money::from_fen(value)));
            }
            json_.end_object();
        }
        json_.end_object();
    }

    void sheets() {
        if (plan_.policy.sheets.empty()) {
            return;
        }
        json_.key("sheets").begin_object();
        for (const Sheet& sheet : plan_.policy.sheets) {
            json_.key(sheet.id).begin_array();
            const auto figures = explain::figures_of(sheet, plan_, answer_);
            for (std::size_t i = 0; i < figures.size(); ++i) {
                sheet_line(sheet.lines[i], figures[i]);
            }
            json_.end_array();
        }
        json_.end_object();
    }

    void sheet_line(const SheetLine& line, const explain::SheetFigure& figure) {
        json_.begin_object().key("id").string(line.id);
        if (!line.code.empty()) {
            json_.key("code").string(line.code);
        }
        json_.key(line.over.empty() ? "amount" : "ratio");
        const std::string text = explain::text_of(figure);
        text.empty() ? json_.null() : json_.string(text);
        if (line.words && figure.amount) {
            json_.key("words").string(explain::capital_amount(*figure.amount));
        }
        json_.end_object();
    }

    bool is_count(std::string_view id) const {
        const auto found = std::ranges::find(plan_.accumulators, id, &Accumulator::id);
        return found != plan_.accumulators.end() && found->is_count;
    }

    void notes() {
        json_.key("notes").begin_array();
        for (const Note& note : answer_.notes) {
            json_.begin_object();
            json_.key("kind").string(note_names[static_cast<std::size_t>(note.kind)]);
            if (note.benefit >= 0) {
                json_.key("benefit").string(
                    plan_.benefits[static_cast<std::size_t>(note.benefit)].id);
            }
            json_.key("text").string(note.text.in(frame_.language));
            json_.key("clause").string(note.clause).end_object();
        }
        json_.end_array();
    }

    void trace() {
        json_.key("trace").begin_array();
        for (const TraceStep& step : trace_steps(plan_, settlement_)) {
            json_.begin_object().key("benefit").string(plan_.benefits[step.benefit].id);
            json_.key("operation").string(to_text(step.operation));
            json_.key("inputs").begin_object();
            visit_inputs(plan_, settlement_, step,
                         [&](std::string_view name, std::string_view text) {
                             json_.key(name).string(text);
                         });
            json_.end_object();
            amount(json_, "amount", step.amount);
            json_.key("clause").string(*step.clause);
            if (!step.origin->empty()) {
                json_.key("origin").string(*step.origin);
            }
            json_.end_object();
        }
        json_.end_array();
    }

    JsonWriter& json_;
    const Plan& plan_;
    const Answer& answer_;
    const Settlement& settlement_;
    const AnswerFrame& frame_;
};

} // namespace

void write_answer(JsonWriter& json, const Plan& plan, const Answer& answer,
                  const AnswerFrame& frame) {
    AnswerWriter(json, plan, answer, frame).write();
}

} // namespace reimburse::load
