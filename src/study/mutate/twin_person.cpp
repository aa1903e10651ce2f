// SPDX-License-Identifier: MIT
#include "study/mutate/twin_person.hpp"

#include "reimburse/amount/format.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle_claim.hpp"

namespace reimburse::study {

namespace {

std::string settled(const Plan& plan, Accumulators& accumulators, const ClaimTexts& texts, Date day,
                    std::int64_t eligible) {
    const std::string date = day.text();
    const std::string sum = format_amount(Money::from_fen(eligible));
    Problems problems;
    Claim claim(plan);
    for (const Field& field : plan.fields) {
        if (field.required && field.kind != FieldKind::dimension) {
            const bool is_number = field.kind == FieldKind::money || field.kind == FieldKind::count;
            claim.set(field.name, is_number ? "0" : std::string_view(date), problems);
        }
    }
    claim.set("stay_id", "s", problems);
    claim.set("household_id", "h", problems);
    for (const auto& [name, text] : texts) {
        if (Claim::field(plan, name)) {
            claim.set(name, text, problems);
        }
    }
    claim.set("total", sum, problems);
    claim.set("eligible", sum, problems);
    const auto answer = settle(plan, claim, accumulators, exact_path);
    if (!answer) {
        return "E" + std::to_string(static_cast<int>(answer.problems().front().code));
    }
    std::string text;
    for (std::size_t n = 0; n < plan.benefits.size(); ++n) {
        const Money payment = answer->settlement.benefits[n].payment;
        if (payment > Money{}) {
            text += plan.benefits[n].id + " " + format_amount(payment) + " ";
        }
    }
    for (const TargetResult& target : answer->settlement.targets) {
        text += "short by " + format_amount(target.shortfall) + " ";
    }
    return text + "patient " + format_amount(answer->settlement.patient_pays);
}

} // namespace

std::optional<std::pair<std::string, std::string>>
TwinPerson::differ(const ClaimTexts& texts, Date day, std::int64_t eligible) {
    std::array<std::string, 2> paid;
    for (std::size_t s = 0; s < 2; ++s) {
        paid[s] = settled(*plans_[s], accumulators_[s], texts, day, eligible);
    }
    if (paid[0] == paid[1]) {
        return std::nullopt;
    }
    return std::pair(paid[0], paid[1]);
}

} // namespace reimburse::study
