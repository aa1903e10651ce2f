// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/format.hpp"
#include "reimburse/amount/parse.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle_claim.hpp"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

/// Policies of one or two benefits, built in C++, and persons whose bills they settle.
namespace reimburse::small {

inline Fraction number(const std::string& text) {
    return parse_fraction(text).value();
}

inline Cell cell(Fraction value) {
    Cell cell;
    cell.value = value;
    return cell;
}

/// An amount in fen, given in yuan.
inline Cell yuan(const std::string& text) {
    return cell(multiply(number(text), Fraction::whole(100)).value());
}

inline Cell share(const std::string& text) {
    return cell(number(text));
}

inline Cell of_kind(Cell::Kind kind) {
    Cell cell;
    cell.kind = kind;
    return cell;
}

inline const Cell unlimited = of_kind(Cell::Kind::unlimited);
inline const Cell unspecified = of_kind(Cell::Kind::unspecified);

inline Row row(When when, Cell cell) {
    Row row;
    row.when = std::move(when);
    row.cell = std::move(cell);
    return row;
}

inline Table always(Cell cell) {
    return {{row({}, std::move(cell))}, {}};
}

/// A table by the values of one dimension.
inline Table by(const std::string& dimension,
                std::initializer_list<std::pair<std::string, Cell>> cells) {
    Table table;
    for (const auto& [value, cell] : cells) {
        table.rows.push_back(row({{dimension, {value}}}, cell));
    }
    return table;
}

inline Room room(std::string id, Table amount, std::vector<std::string> used = {}) {
    return {std::move(id), std::move(amount), std::move(used), {}};
}

inline Segment rated(const std::string& rate) {
    return {std::nullopt, always(share(rate)), std::nullopt};
}

inline Segment rated(const std::string& up_to, const std::string& rate) {
    return {always(yuan(up_to)), always(share(rate)), std::nullopt};
}

inline Segment fixed(const std::string& up_to, const std::string& amount) {
    return {always(yuan(up_to)), std::nullopt, always(yuan(amount))};
}

inline BaseTerm measured(std::string measure, const std::string& weight = "1") {
    return {number(weight), std::move(measure), {}, Part::left};
}

inline BaseTerm part_of(std::string benefit, Part part, const std::string& weight = "1") {
    return {number(weight), {}, std::move(benefit), part};
}

inline BenefitRounding rounding(RoundingMode mode, std::int64_t unit_fen,
                                RoundingSide side = RoundingSide::payment,
                                RoundingPlace place = RoundingPlace::claim) {
    return {{mode, unit_fen}, side, place, {}};
}

/// A scheduled benefit on the eligible amount, rounded half up to fen.
inline Benefit benefit(std::string id, std::vector<Segment> segments) {
    Benefit benefit;
    benefit.id = std::move(id);
    benefit.clause = "C1";
    benefit.base.terms = {measured("eligible")};
    benefit.schedule.segments = std::move(segments);
    benefit.roundings = {rounding(RoundingMode::half_up, 1)};
    return benefit;
}

inline Uplift uplift(std::string id, UpliftTarget target, UpliftChange change,
                     const std::string& value, When when = {}) {
    Uplift uplift;
    uplift.id = std::move(id);
    uplift.when = std::move(when);
    uplift.target = target;
    uplift.change = change;
    uplift.value = number(value);
    return uplift;
}

inline Dimension dimension(std::string id, std::initializer_list<const char*> values) {
    Dimension dimension;
    dimension.id = std::move(id);
    for (const char* value : values) {
        dimension.values.push_back({value, {}});
    }
    dimension.absent_means = dimension.values.front().id;
    return dimension;
}

/// A sum over the year of a part of a benefit.
inline Accumulator sum_of(std::string id, std::string benefit, Part part = Part::payment,
                          Period period = Period::year) {
    Accumulator accumulator;
    accumulator.id = std::move(id);
    accumulator.period = period;
    accumulator.benefit = std::move(benefit);
    accumulator.part = part;
    return accumulator;
}

inline Accumulator count_of_claims(std::string id, Period period = Period::year) {
    Accumulator accumulator;
    accumulator.id = std::move(id);
    accumulator.period = period;
    accumulator.is_count = true;
    return accumulator;
}

inline Policy policy(std::vector<Benefit> benefits, std::vector<Accumulator> accumulators = {},
                     std::vector<Dimension> dimensions = {}) {
    Policy policy;
    policy.id = "small";
    policy.benefits = std::move(benefits);
    policy.accumulators = std::move(accumulators);
    policy.dimensions = std::move(dimensions);
    return policy;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

/// One person under one plan; fields that a bill does not give are p, 2020-01-15 and the eligible
/// amount as total.
class Person {
  public:
    explicit Person(const Policy& policy, const Selection& selection = {},
                    ExactPath exact = exact_path)
        : plan_(compile(policy, selection).value()), exact_(exact) {}

    Result<Answer> try_settle(const std::string& eligible, const Fields& fields = {}) {
        Fields all{{"claim_id", "c"},
                   {"person_id", "p"},
                   {"date", "2020-01-15"},
                   {"total", eligible},
                   {"eligible", eligible}};
        all.insert(all.end(), fields.begin(), fields.end());
        Claim claim(plan_);
        Problems problems;
        for (const auto& [name, text] : all) {
            claim.set(name, text, problems);
        }
        if (!problems.empty()) {
            return problems;
        }
        return settle(plan_, claim, accumulators_, exact_);
    }

    Answer settle_bill(const std::string& eligible, const Fields& fields = {}) {
        return std::move(try_settle(eligible, fields).value());
    }

    /// The payment of the benefit settled first.
    std::string pays(const std::string& eligible, const Fields& fields = {}) {
        return format_amount(settle_bill(eligible, fields).settlement.benefits[0].payment);
    }

    const Accumulators& accumulators() const { return accumulators_; }

    const Plan& plan() const { return plan_; }

  private:
    Plan plan_;
    ExactPath exact_;
    Accumulators accumulators_;
};

/// "base deductible payment over_cap copayment"
inline std::string in_words(const BenefitResult& account) {
    return format_amount(account.base) + " " + format_amount(account.deductible) + " " +
           format_amount(account.payment) + " " + format_amount(account.over_cap) + " " +
           format_amount(account.copayment);
}

/// Payments in order of settlement.
inline std::string payments(const Settlement& settlement) {
    std::string text;
    for (const BenefitResult& benefit : settlement.benefits) {
        text += (text.empty() ? "" : " ") + format_amount(benefit.payment);
    }
    return text;
}

/// "deductible copayment over_cap not_covered out_of_scope"
inline std::string patient_in_words(const Settlement& settlement) {
    std::string text;
    for (const Reason reason : {Reason::deductible, Reason::copayment, Reason::over_cap,
                                Reason::not_covered, Reason::out_of_scope}) {
        text += (text.empty() ? "" : " ") + format_amount(settlement.patient(reason));
    }
    return text;
}

} // namespace reimburse::small
