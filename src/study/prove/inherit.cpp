// SPDX-License-Identifier: MIT
#include "study/prove/tables.hpp"

#include <algorithm>
#include <map>

namespace reimburse::study {

namespace {

/// A sum of registers; the bill as a whole is its eligible part and the rest.
using Sum = std::map<std::uint16_t, Fraction>;

bool add_to(Sum& sum, std::uint16_t source, const Fraction& weight) {
    const auto total = add(sum[source], weight);
    if (!total) {
        return false;
    }
    sum[source] = *total;
    return true;
}

/// Says of a base whether it never falls, and rises by no more than what it is made of, when the
/// bill grows: then what holds of the benefit for every base holds in the settlement.
class Inheritance {
  public:
    Inheritance(const Plan& plan, const RowCells& row) : plan_(plan), row_(row) {}

    bool rises(std::size_t place) {
        Sum sum;
        return spell(row_.benefits[place].base, Fraction::whole(1), sum) && rises(sum, place);
    }

    /// The same of what earlier benefits leave of the bill, which bounds every payment.
    bool rest_rises(std::size_t place) {
        const Fraction one = Fraction::whole(1);
        Sum sum{{eligible_register, one}, {scope_register, one}};
        for (std::size_t earlier = 0; earlier < place; ++earlier) {
            sum[plan_.register_of(row_.benefits[earlier].number, Part::payment)] =
                Fraction::whole(-1);
        }
        return rises(sum, place);
    }

  private:
    /// The base before its limits. `left` is spelled as the base less the payment where the base
    /// has no limit.
    bool spell(const std::vector<TermCells>& terms, const Fraction& factor, Sum& sum) {
        return std::ranges::all_of(terms, [&](const TermCells& term) {
            const auto weight = multiply(term.weight, factor);
            if (!weight) {
                return false;
            }
            if (term.source == total_register) {
                return add_to(sum, eligible_register, *weight) &&
                       add_to(sum, scope_register, *weight);
            }
            const BenefitCells* benefit = benefit_of(term.source);
            if (term.source >= plan_.measure_count && benefit == nullptr) {
                return true; // it is not settled in this row and brings nothing
            }
            if (benefit != nullptr && benefit->limits.empty() &&
                benefit->kind != BenefitKind::given &&
                term.source == plan_.register_of(benefit->number, Part::left)) {
                const auto less = subtract(Fraction{}, *weight);
                return less && spell(benefit->base, *weight, sum) &&
                       add_to(sum, plan_.register_of(benefit->number, Part::payment), *less);
            }
            return add_to(sum, term.source, *weight);
        });
    }

    const BenefitCells* benefit_of(std::uint16_t source) const {
        if (source < plan_.measure_count) {
            return nullptr;
        }
        const std::size_t number = (source - plan_.measure_count) / parts_per_benefit;
        const auto found = std::ranges::find(row_.benefits, number, &BenefitCells::number);
        return found == row_.benefits.end() ? nullptr : &*found;
    }

    /// A payment may be taken off where the base that it was paid on stands in the sum too.
    bool rises(Sum sum, std::size_t place) {
        for (std::size_t earlier = place; earlier-- > 0;) {
            const BenefitCells& benefit = row_.benefits[earlier];
            const std::uint16_t paid = plan_.register_of(benefit.number, Part::payment);
            const Fraction weight = sum[paid];
            if (weight >= Fraction{}) {
                continue;
            }
            sum[paid] = Fraction{};
            if (benefit.kind == BenefitKind::given || !spell(benefit.base, weight, sum)) {
                return false;
            }
        }
        return std::ranges::all_of(sum, [](const auto& term) { return term.second >= Fraction{}; });
    }

    const Plan& plan_;
    const RowCells& row_;
};

} // namespace

std::vector<Limit> inheritance_limits(const Plan& plan, const RowCells& row, std::size_t place) {
    const BenefitCells& benefit = row.benefits[place];
    std::vector<Limit> limits;
    if (!Inheritance(plan, row).rises(place)) {
        limits.push_back(Limit::subtracts_payment);
    }
    if (!Inheritance(plan, row).rest_rises(place)) {
        limits.push_back(Limit::shares_the_bill);
    }
    if (benefit.sloped != Sloped::no) {
        limits.push_back(Limit::grows_with_measure);
    }
    if (!benefit.keep_of.empty()) {
        limits.push_back(Limit::keeps_a_share);
    }
    for (const TermCells& term : benefit.base) {
        const bool covered = term.source >= plan.measure_count &&
                             (term.source - plan.measure_count) % parts_per_benefit ==
                                 static_cast<std::size_t>(Part::covered);
        if (term.weight.den() != 1 || covered) {
            limits.push_back(Limit::parts_of_a_fen);
            break;
        }
    }
    return limits;
}

} // namespace reimburse::study
