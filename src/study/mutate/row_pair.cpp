// SPDX-License-Identifier: MIT
#include "study/mutate/row_pair.hpp"

#include "study/diff.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace reimburse::study {

namespace {

bool reads_slot(const Plan& plan, const BenefitStep& step, std::uint32_t slot) {
    const auto number = static_cast<std::int32_t>(slot);
    if (step.axis_slot == number ||
        (step.on_change == OnChange::settle_up && step.paid_slot == number)) {
        return true;
    }
    for (const Range& range : {step.limits, step.deductibles, step.caps, step.keep}) {
        for (const RoomStep& room : slice(plan.rooms, range)) {
            const auto slots = slice(plan.room_slots, room.slots);
            if (std::ranges::find(slots, slot) != slots.end()) {
                return true;
            }
        }
    }
    return false;
}

/// Whether a step reads what another brings: this part of it, or a sum of this part.
bool reads(const Plan& plan, const BenefitStep& reader, const BenefitStep& of, Part part) {
    const std::uint16_t source = plan.register_of(of.benefit, part);
    for (const SumStep& sum : {reader.base, reader.keep_of}) {
        const auto terms = slice(plan.terms, sum.terms);
        if (std::ranges::find(terms, source, &TermStep::source) != terms.end()) {
            return true;
        }
    }
    return std::ranges::any_of(slice(plan.adds, of.adds), [&](const AddStep& add) {
        return add.part == part && reads_slot(plan, reader, add.slot);
    });
}

/// Whether a step may pay something else because another does, though that one's payment, by
/// which effects are told, is the same.
bool reads_beside_payment(const Plan& plan, const BenefitStep& reader, const BenefitStep& of) {
    for (std::size_t part = 0; part < parts_per_benefit; ++part) {
        if (static_cast<Part>(part) != Part::payment &&
            reads(plan, reader, of, static_cast<Part>(part))) {
            return true;
        }
    }
    return false;
}

/// A row with the texts of its steps.
struct Side {
    const Plan& plan;
    const PlanRow& row;
    std::vector<std::string> texts = step_texts(plan, row, true);

    std::span<const BenefitStep> steps() const { return slice(plan.steps, row.steps); }

    std::string first(std::size_t count) const {
        std::string text = texts.back(); // what is counted
        for (std::size_t s = 0; s < count; ++s) {
            text += texts[s];
        }
        return text;
    }
};

/// The steps that may pay otherwise, grown by those that read them beside their payment.
void grow(const Side& a, const Side& b, std::vector<bool>& otherwise) {
    const auto read_beside = [](const Side& side, std::size_t reader, std::size_t of) {
        return reads_beside_payment(side.plan, side.steps()[reader], side.steps()[of]);
    };
    for (bool grown = true; grown;) {
        grown = false;
        for (std::size_t of = 0; of < otherwise.size(); ++of) {
            for (std::size_t reader = 0; otherwise[of] && reader < otherwise.size(); ++reader) {
                if (!otherwise[reader] &&
                    (read_beside(a, reader, of) || read_beside(b, reader, of))) {
                    otherwise[reader] = grown = true;
                }
            }
        }
    }
}

/// How many first steps decide: no sum that they read is fed by a later one.
std::size_t closed(const Side& side, std::size_t count) {
    const auto steps = side.steps();
    for (std::size_t later = steps.size(); later > count; --later) {
        for (const AddStep& add : slice(side.plan.adds, steps[later - 1].adds)) {
            if (std::ranges::any_of(steps.first(count), [&](const BenefitStep& step) {
                    return reads_slot(side.plan, step, add.slot);
                })) {
                return closed(side, later);
            }
        }
    }
    return count;
}

} // namespace

bool reads_slot(const Plan& plan, const PlanRow& row, std::uint32_t slot) {
    return std::ranges::any_of(slice(plan.steps, row.steps), [&](const BenefitStep& step) {
        return reads_slot(plan, step, slot);
    });
}

std::pair<std::string, std::string> deciding_texts(const Plan& a, const PlanRow& row_a,
                                                   const Plan& b, const PlanRow& row_b) {
    const Side first{a, row_a};
    const Side second{b, row_b};
    std::size_t count = row_a.steps.count;
    if (first.texts == second.texts || count != row_b.steps.count ||
        first.texts.back() != second.texts.back()) {
        return {first.first(count), second.first(row_b.steps.count)};
    }
    std::vector<bool> otherwise(count);
    for (std::size_t s = 0; s < count; ++s) {
        otherwise[s] = first.texts[s] != second.texts[s];
    }
    grow(first, second, otherwise);
    while (!otherwise[count - 1]) {
        --count;
    }
    count = std::max(closed(first, count), closed(second, count));
    return {first.first(count), second.first(count)};
}

} // namespace reimburse::study
