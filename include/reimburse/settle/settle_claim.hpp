// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/accumulators.hpp"
#include "reimburse/settle/classify.hpp"
#include "reimburse/settle/settle.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace reimburse {

/// A settlement with what it states beside its amounts.
struct Answer {
    Settlement settlement;
    std::vector<Note> notes;
    Date decided;
    std::vector<std::int64_t> measures; ///< of the claim, by register
    std::vector<std::int64_t> before;   ///< accumulators by slot, without the claim
    std::vector<std::int64_t> after;    ///< and with it

    explicit Answer(const Plan& plan) : settlement(plan) {}
};

/// The problem that an outcome of the kernel is; precondition: not `done`.
inline Problem problem_of(Outcome outcome, bool exact_linked) {
    if (outcome == Outcome::given_exceeds) {
        return {Code::given_exceeds_bill, {}, {}, {}};
    }
    return {exact_linked ? Code::amount_overflow : Code::needs_exact_path, {}, {}, {}};
}

/// The notes of a row and of what was assumed to find it.
inline std::vector<Note> notes_of(const Plan& plan, const PlanRow& row,
                                  const Classifier& classifier) {
    const auto prepared = slice(plan.notes, row.notes);
    std::vector<Note> notes(prepared.begin(), prepared.end());
    for (const Derivation* line : classifier.assumed()) {
        notes.push_back({Note::Kind::assumed, -1, line->assumption, line->clause});
    }
    return notes;
}

/// Settles one claim and adds it to the person's accumulators; they stay as they are where the
/// claim is refused. Problems: those of Classifier::read, E501 unspecified, E502 to E505.
inline Result<Answer> settle(const Plan& plan, const Claim& claim, Accumulators& accumulators,
                             ExactPath exact = nullptr) {
    Problems problems;
    Classifier classifier(plan);
    classifier.read(claim, problems);
    if (!problems.empty()) {
        return problems;
    }
    std::vector<std::int64_t> slots(plan.slot_count());
    accumulators.load(plan, classifier.decided(), claim, slots);
    const PlanRow& row = classifier.row(claim, slots);
    if (row.refusal >= 0) {
        return plan.refusals[static_cast<std::size_t>(row.refusal)];
    }
    Answer answer(plan);
    answer.before = slots;
    Settler settler(plan, exact);
    const Outcome outcome = settler.settle({&row, classifier.measures()}, slots, answer.settlement);
    if (outcome != Outcome::done) {
        return problem_of(outcome, exact != nullptr);
    }
    accumulators.store(plan, classifier.decided(), claim, slots);
    answer.notes = notes_of(plan, row, classifier);
    answer.decided = classifier.decided();
    const auto measures = classifier.measures();
    answer.measures.assign(measures.begin(), measures.end());
    answer.after = std::move(slots);
    return answer;
}

} // namespace reimburse
