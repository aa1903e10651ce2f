// SPDX-License-Identifier: MIT
#include "load/settlement_json.hpp"

#include "reimburse/amount/format.hpp"

#include <array>
#include <map>

namespace reimburse::load {

namespace {

using Word = SettlementField::Word;

/// The amounts that a settlement's fields are made of.
class Amounts {
  public:
    Amounts(const Plan& plan, const Settlement& settlement) {
        at(Word::total) = settlement.total;
        at(Word::eligible) = settlement.eligible;
        at(Word::patient_pays) = settlement.patient_pays;
        bool first = true;
        for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
            const Benefit& benefit = plan.benefits[b];
            const BenefitResult& result = settlement.benefits[b];
            at(word_of(benefit.payer)) += result.payment;
            if (!benefit.national.empty()) {
                gathered_[benefit.national] += result.payment;
            }
            if (first && result.applies && benefit.payer == Payer::fund) {
                at(Word::first_deductible) = result.deductible;
                first = false;
            }
        }
    }

    Money sum(const SettlementField& field) const {
        Money sum;
        for (const auto& [word, minus] : field.terms) {
            const Money amount = amounts_[static_cast<std::size_t>(word)];
            sum = minus ? sum - amount : sum + amount;
        }
        return sum;
    }

    /// By the field that gathers them.
    const std::map<std::string_view, Money>& gathered() const { return gathered_; }

  private:
    static Word word_of(Payer payer) {
        switch (payer) {
        case Payer::fund:
            return Word::fund;
        case Payer::hospital:
            return Word::hospital;
        case Payer::employer:
            return Word::employer;
        case Payer::account:
            break;
        }
        return Word::account;
    }

    Money& at(Word word) { return amounts_[static_cast<std::size_t>(word)]; }

    std::array<Money, 8> amounts_{};
    std::map<std::string_view, Money> gathered_;
};

} // namespace

void write_settlement(JsonWriter& json, const Vocabulary& vocabulary, const Plan& plan,
                      const Answer& answer, const explain::AnswerFrame& frame) {
    const Amounts amounts(plan, answer.settlement);
    json.begin_object().key(vocabulary.settlement_object).begin_object();
    for (const SettlementField& field : vocabulary.settlement) {
        switch (field.kind) {
        case SettlementField::Kind::claim_id:
            json.key(field.name).string(frame.claim_id);
            break;
        case SettlementField::Kind::date:
            json.key(field.name).string(answer.decided.text());
            break;
        case SettlementField::Kind::sum:
            json.key(field.name).string(format_amount(amounts.sum(field)));
            break;
        case SettlementField::Kind::gathered:
            for (const auto& [name, sum] : amounts.gathered()) {
                json.key(name).string(format_amount(sum));
            }
            break;
        }
    }
    json.end_object().end_object();
}

} // namespace reimburse::load
