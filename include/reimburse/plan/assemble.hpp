// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/benefit_step.hpp"
#include "reimburse/plan/combination.hpp"
#include "reimburse/plan/layout.hpp"
#include "reimburse/plan/row_memory.hpp"

#include <map>
#include <string>
#include <utility>

namespace reimburse::detail {

/// The second half of compiling: a row for every combination of digits and every version.
class Assembler {
  public:
    Assembler(Plan& plan, Problems& problems)
        : plan_(plan), lookup_(plan_.policy, plan_.selection, problems),
          builder_(plan_, lookup_, problems) {}

    void run() {
        plan_.rows.reserve(plan_.versions.size() * plan_.combinations);
        for (const Date day : plan_.versions) {
            RowMemory known;
            for (std::uint32_t index = 0; index < plan_.combinations; ++index) {
                const Combination at = combination_at(plan_, lookup_, index, day);
                if (const PlanRow* const same = known.find(at)) {
                    plan_.rows.push_back(*same);
                    continue;
                }
                lookup_.watch();
                plan_.rows.push_back(row(at));
                known.add(lookup_.looked_at(), at, plan_.rows.back());
            }
        }
    }

    /// Builds the row of one combination and puts its steps into the plan's pools.
    PlanRow row(const Combination& at) {
        PlanRow row;
        row.steps.first = static_cast<std::uint32_t>(plan_.steps.size());
        row.notes.first = static_cast<std::uint32_t>(plan_.notes.size());
        row.slopes.first = static_cast<std::uint32_t>(plan_.slopes.size());
        for (std::size_t b = 0; b < plan_.benefits.size(); ++b) {
            const Benefit& benefit = plan_.benefits[b];
            if (!applies(benefit, b, at)) {
                continue;
            }
            BenefitStep step;
            step.benefit = static_cast<std::uint16_t>(b);
            Problem refusal;
            switch (builder_.build(benefit, at, step, refusal)) {
            case StepBuilder::Outcome::built:
                plan_.steps.push_back(step);
                break;
            case StepBuilder::Outcome::unspecified:
                if (row.refusal < 0) {
                    row.refusal = static_cast<std::int32_t>(plan_.refusals.size());
                    plan_.refusals.push_back(std::move(refusal));
                }
                break;
            case StepBuilder::Outcome::broken:
                break;
            }
        }
        row.steps.count = static_cast<std::uint32_t>(plan_.steps.size()) - row.steps.first;
        row.slopes.count = static_cast<std::uint32_t>(plan_.slopes.size()) - row.slopes.first;
        row.notes.count = static_cast<std::uint32_t>(plan_.notes.size()) - row.notes.first;
        count(row, at);
        state(row, at);
        return row;
    }

  private:
    bool applies(const Benefit& benefit, std::size_t number, const Combination& at) {
        const auto note = [&](Note::Kind kind, const Text& text, const std::string& clause) {
            plan_.notes.push_back({kind, static_cast<std::int32_t>(number), text,
                                   clause.empty() ? benefit.clause : clause});
            return false;
        };
        if (!benefit.valid.contains(at.day)) {
            const bool before = at.day < benefit.valid.from;
            const std::string day = (before ? benefit.valid.from : benefit.valid.to).text();
            return note(Note::Kind::not_applicable,
                        before ? Text{"自 " + day + " 起施行", "in force from " + day}
                               : Text{"至 " + day + " 止（不含当日）", "in force until " + day},
                        {});
        }
        for (const Gate& gate : benefit.gates) {
            if (holds(gate.only, plan_.selection) && !lookup_.matches(gate.when, at)) {
                return note(Note::Kind::not_applicable, gate.otherwise, gate.clause);
            }
        }
        for (const Silence& silence : benefit.silences) {
            if (lookup_.in_force(silence.when, silence.span, silence.only, at)) {
                return note(Note::Kind::unspecified, silence.note, silence.clause);
            }
        }
        return true;
    }

    void count(PlanRow& row, const Combination& at) {
        row.counts.first = static_cast<std::uint32_t>(plan_.counts.size());
        for (std::uint32_t slot = 0; slot < plan_.accumulators.size(); ++slot) {
            const Accumulator& accumulator = plan_.accumulators[slot];
            if (!accumulator.benefit.empty() || !lookup_.matches(accumulator.when, at)) {
                continue;
            }
            plan_.counts.push_back(
                {slot, accumulator.is_count
                           ? -1
                           : static_cast<std::int32_t>(builder_.measure(accumulator.measure))});
            ++row.counts.count;
        }
    }

    void state(PlanRow& row, const Combination& at) {
        for (std::size_t t = 0; t < plan_.policy.targets.size(); ++t) {
            row.targets |=
                lookup_.matches(plan_.policy.targets[t].when, at) ? std::uint64_t{1} << t : 0U;
        }
        for (std::size_t s = 0; s < plan_.policy.statements.size(); ++s) {
            for (const When& when : plan_.policy.statements[s].yes) {
                row.statements |= lookup_.matches(when, at) ? std::uint64_t{1} << s : 0U;
            }
        }
    }

    Plan& plan_;
    Lookup lookup_;
    StepBuilder builder_;
};

} // namespace reimburse::detail
