// SPDX-License-Identifier: MIT
#include "check/claims.hpp"
#include "check/lints.hpp"
#include "check/payer.hpp"
#include "check/plan_rows.hpp"
#include "settle/pay_function.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace reimburse::check {

namespace {

/// One place of the bill where a fen costs more than a fen, at its worst.
struct Cliff {
    std::int64_t before = 0; ///< fen of the bill
    std::int64_t at_before = 0;
    std::int64_t at_after = 0;
    std::size_t rows = 0;
    Text whom;

    std::int64_t step() const { return at_after - at_before; }
};

class Cliffs {
  public:
    explicit Cliffs(const Subject& subject) : subject_(subject) {}

    Findings run() {
        for (const Plan& plan : subject_.plans) {
            for (std::size_t r = 0; r < plan.rows.size(); ++r) {
                const PlanRow& row = plan.rows[r];
                if (row.refusal < 0 && !rises(plan, row) &&
                    seen_.insert(amounts_of(plan, row)).second) {
                    look(plan, r);
                }
            }
        }
        Findings findings;
        for (const auto& [key, cliff] : cliffs_) {
            findings.push_back(finding(key.first, cliff));
        }
        return findings;
    }

  private:
    /// Whether more is paid of more at a glance: marginal segments and backstops, each on what all
    /// before it left of one amount. Most rows of most tables are so.
    static bool rises(const Plan& plan, const PlanRow& row) {
        const auto steps = slice(plan.steps, row.steps);
        for (std::size_t s = 0; s < steps.size(); ++s) {
            const BenefitStep& step = steps[s];
            const auto terms = slice(plan.terms, step.base.terms);
            const auto weighs = [&](std::uint16_t source, std::int64_t weight) {
                return std::ranges::any_of(terms, [&](const TermStep& term) {
                    return term.source == source && term.numerator == weight;
                });
            };
            const bool one_amount =
                step.base.denominator == 1 &&
                (weighs(eligible_register, 1) || weighs(total_register, 1)) &&
                std::ranges::count(terms, 1, &TermStep::numerator) == 1 &&
                std::ranges::count(terms, -1, &TermStep::numerator) + 1 == std::ssize(terms);
            const bool of_payments = std::ranges::all_of(terms, [&](const TermStep& term) {
                return term.numerator == 1 ||
                       (term.source >= plan.measure_count &&
                        (term.source - plan.measure_count) % parts_per_benefit ==
                            static_cast<std::size_t>(Part::payment));
            });
            const bool all_before =
                std::ranges::all_of(steps.first(s), [&](const BenefitStep& earlier) {
                    return weighs(plan.register_of(earlier.benefit, Part::payment), -1);
                });
            if (!one_amount || !of_payments || !all_before || row.slopes.count > 0 ||
                step.kind == BenefitKind::given || step.laying == Laying::whole ||
                step.on_change == OnChange::settle_up) {
                return false;
            }
        }
        return true;
    }

    void look(const Plan& plan, std::size_t number) {
        const PlanRow& row = plan.rows[number];
        const PayFunction function = pay_function(plan, row);
        const PiecewiseLinear& patient = function.patient_pays;
        for (const Rational& x : patient.breakpoints()) {
            const bool jumps = patient.limit_from_left(x) < patient.value(x) ||
                               patient.value(x) < patient.limit_from_right(x);
            if (jumps && x < patient.limit()) {
                note(plan, number, function, x);
            }
        }
        for (const PiecewiseLinear::Piece& piece : patient.pieces()) {
            if (piece.line.slope > 1 && piece.from < piece.to) {
                note(plan, number, function, piece.from);
            }
        }
    }

    /// The benefit that pays less for more, the first if there are several.
    static std::string culprit(const Plan& plan, const PayFunction& function, const Rational& x) {
        for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
            const PiecewiseLinear& payment = function.payments[b];
            if (payment.limit_from_left(x) > payment.value(x) ||
                payment.value(x) > payment.limit_from_right(x)) {
                return plan.benefits[b].id;
            }
        }
        for (std::size_t b = 0; b < plan.benefits.size(); ++b) {
            const PiecewiseLinear& payment = function.payments[b];
            if (payment.limit_from_right(x) > payment.value(x + 1)) {
                return plan.benefits[b].id;
            }
        }
        return {};
    }

    void note(const Plan& plan, std::size_t number, const PayFunction& function,
              const Rational& x) {
        Payer payer(plan);
        const std::int64_t fen = static_cast<std::int64_t>(numerator(x) / denominator(x));
        const auto before = payer.patient(plan.rows[number], fen);
        const auto after = payer.patient(plan.rows[number], fen + 1);
        const std::string benefit = culprit(plan, function, x);
        if (!before || !after || *after - *before <= 1 || benefit.empty()) {
            return; // less than a unit of rounding
        }
        Cliff& cliff = cliffs_[{benefit, fen}];
        ++cliff.rows;
        if (*after - *before > cliff.step()) {
            cliff = {fen, *before, *after, cliff.rows, words_of_row(plan, number)};
        }
    }

    Finding finding(const std::string& id, const Cliff& cliff) const {
        const auto benefit = std::ranges::find(subject_.policy.benefits, id, &Benefit::id);
        const auto amount = [](std::int64_t fen) {
            return amount_text(Fraction::whole(fen));
        };
        const Text bill = amount(cliff.before);
        const Text low = amount(cliff.at_before);
        const Text high = amount(cliff.at_after);
        const Text step = amount(cliff.step());
        Finding finding{id, benefit->place, benefit->clause, {}};
        finding.text = {"费用 " + bill.zh + " 时个人负担 " + low.zh + "，再多一分即 " + high.zh +
                            "，多付 " + step.zh + "（" + cliff.whom.zh + "）",
                        "of " + bill.en + " the patient bears " + low.en + ", of a fen more " +
                            high.en + ": " + step.en + " more (" + cliff.whom.en + ")"};
        return finding;
    }

    const Subject& subject_;
    std::set<std::vector<std::int64_t>> seen_;
    std::map<std::pair<std::string, std::int64_t>, Cliff> cliffs_;
};

} // namespace

Findings cliffs(const Subject& subject) {
    return Cliffs(subject).run();
}

} // namespace reimburse::check
