// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

/// A second opinion on Zhangjiajie 2019: the policy written once more, as plain sentences over
/// exact fractions of a yuan. It knows this one policy by heart, shares no code with the library,
/// and is slow. Where it and the engine differ, one of the two has misread the source.
namespace oracle {

/// An exact fraction. Amounts are in yuan, rates are shares of 1.
using Rational = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend,
                                               boost::multiprecision::et_off>;

enum class Care { inpatient, outpatient };
enum class Level { township, county, city, province };
enum class PersonClass { general, registered_poor };
enum class Injury { none, accident };

/// One visit or admission. Dates are ISO text (2019-10-02), which sorts as dates do; a text that
/// the claim does not give is empty. Precondition: 0 <= eligible <= total, whole fen.
struct Claim {
    std::string id;
    std::string person;
    std::string date; ///< of settlement, which decides rules, class and benefit year (R11, R13)
    Care care = Care::inpatient;
    Level level = Level::county;
    PersonClass person_class = PersonClass::general;
    Rational total = 0;
    Rational eligible = 0;
    std::string facility_id;
    std::string facility_division;
    std::string insured_division;
    bool designated = true;
    Injury injury = Injury::none;
    std::string class_from; ///< first day of the class, included
    std::string class_to;   ///< last day of the class, included
};

enum class Uplift { points, factor, basic_factor };
enum class CriticalCap { poor, everyone };
enum class CriticalFrom { cap_only, whole_paragraph };
enum class BasicCap { payments, expense };
enum class CumulativeRounding { year, claim };
enum class CityAsCounty { target_only, county_rates };
enum class Backstop { target, top_up };
enum class Outpatient { all, poor_only };

/// How the open clauses are read. `layer_order` is missing on purpose: it orders layers without
/// figures, and moves no fen.
struct Readings {
    Uplift uplift = Uplift::points;
    CriticalCap critical_cap = CriticalCap::poor;
    CriticalFrom critical_from = CriticalFrom::cap_only;
    BasicCap basic_cap = BasicCap::payments;
    CumulativeRounding cumulative_rounding = CumulativeRounding::year;
    CityAsCounty city_as_county = CityAsCounty::target_only;
    Backstop backstop = Backstop::target;
    Outpatient outpatient = Outpatient::all;
};

enum class Refusal { outside_validity, not_designated, outside_pooling_area, province_unspecified };

/// What one person has used up in one calendar year.
struct YearTotals {
    Rational basic_expense = 0;   ///< sum of the basic benefit's bases
    Rational basic_paid = 0;      ///< its payments
    Rational critical_burden = 0; ///< T: what was laid on the critical-illness axis
    Rational critical_paid = 0;
    Rational outpatient_paid = 0;
};

/// The numbers that this claim meets, uplifts folded in.
struct Figures {
    Rational basic_deductible;
    Rational basic_rate;
    Rational critical_deductible;
    std::array<Rational, 4> critical_rates;
    std::optional<Rational> critical_cap; ///< nothing: no cap in force
};

/// A benefit's own account: base = deductible + payment + over_cap + copayment.
struct Account {
    bool applies = false;
    Rational base = 0;
    Rational deductible = 0;
    Rational payment = 0;
    Rational over_cap = 0;
    Rational copayment = 0;
};

enum class NamedBy { nobody, basic_inpatient, critical_illness, outpatient };

/// The patient's share by reason. At any moment one benefit has named all of deductible, copayment
/// and over_cap, because the base of critical illness is all that is left of eligible.
struct Share {
    NamedBy named_by = NamedBy::nobody;
    Rational copayment = 0;
    Rational over_cap = 0;
    Rational deductible = 0;
    Rational not_covered = 0;
    Rational out_of_scope = 0;
};

struct Answer {
    std::vector<Refusal> refusals; ///< if any, nothing else is stated and no total has moved
    Account basic;
    Account critical;
    Account outpatient;
    Rational backstop = 0;
    Rational fund_total = 0;
    Rational patient_pays = 0;
    Share share;
    std::optional<Rational> actual_ratio; ///< four decimals, nothing for a total of 0
    bool target_applies = false;
    bool place_assumed = false; ///< in or out of the county was inferred from the level
    Rational shortfall = 0;     ///< whole fen to the 85 % target, after all payments
    bool deposit_required = false;
    YearTotals after;
};

/// Settles claims in the order given and keeps the totals of each person and year.
class Oracle {
  public:
    /// `province_assumed` supplies the two figures that the source lacks for provincial hospitals:
    /// deductible 1500, rate 55 %.
    explicit Oracle(Readings readings = {}, bool province_assumed = false);

    Answer settle(const Claim& claim);

    /// Every ground on which the claim is refused; empty if it settles.
    std::vector<Refusal> refusals(const Claim& claim) const;

    /// Precondition: the claim is not refused.
    Figures figures(const Claim& claim) const;

    /// The totals before the next claim of this person in the year of `date`.
    YearTotals totals(const std::string& person, const std::string& date) const;

  private:
    Account settle_basic(const Claim&, const Figures&, const YearTotals&) const;
    Account settle_critical(const Claim&, const Figures&, const YearTotals&,
                            const Rational& basic_payment) const;
    Account settle_outpatient(const Claim&, const YearTotals&) const;
    void state_target(const Claim&, Answer&) const;
    bool outpatient_applies(const Claim&) const;
    bool critical_in_force(const Claim&) const;
    Level priced_level(const Claim&) const;

    Readings readings_;
    bool province_assumed_;
    std::map<std::pair<std::string, std::string>, YearTotals> years_;
};

/// The class on the day of settlement: a class whose dates do not include it leaves the person
/// general.
PersonClass class_on_the_day(const Claim& claim);

/// A share of 1 from percent.
Rational percent(int value);

/// An amount of whole fen as text, 1234.50. Precondition: it is whole fen and not negative.
std::string money_text(const Rational& amount);

} // namespace oracle
