// SPDX-License-Identifier: MIT
#include "oracle/oracle.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace oracle {

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::denominator;
using boost::multiprecision::numerator;

// S1-2.2.1.1
const Rational basic_year_limit = 150000;
// S1-2.2.1.2: the upper edges of the first three segments, counted after the deductible (R3)
const std::array<Rational, 3> critical_edges{30000, 80000, 150000};
const Rational critical_year_limit = 300000;
// S1-2.2.2
const Rational outpatient_year_limit = 350;
const Rational outpatient_rate = percent(70);
// S1-2.2.1
const Rational target_ratio = percent(85);

constexpr std::string_view first_day = "2019-01-01";      // R20
constexpr std::string_view day_after_last = "2021-01-01"; // R20
constexpr std::string_view first_outpatient_day = "2019-09-01";
constexpr std::string_view first_day_of_new_critical = "2019-10-01";

/// The whole number at or below, at or above. Precondition: value is not negative.
Rational whole_below(const Rational& value) {
    return Rational(cpp_int(numerator(value) / denominator(value)));
}

Rational whole_above(const Rational& value) {
    return Rational(cpp_int((numerator(value) + denominator(value) - 1) / denominator(value)));
}

/// R12. Precondition: value is not negative.
Rational half_up(const Rational& value, int units) {
    return whole_below(value * units + Rational(1, 2)) / units;
}

Rational half_up_to_fen(const Rational& value) {
    return half_up(value, 100);
}

Rational up_to_fen(const Rational& value) {
    return whole_above(value * 100) / 100;
}

Rational never_below_zero(const Rational& value) {
    return value < 0 ? Rational(0) : value;
}

bool is_poor(const Claim& claim) {
    return class_on_the_day(claim) == PersonClass::registered_poor;
}

/// R10: the two city hospitals, for the people of the two districts.
bool on_the_place_list(const Claim& claim) {
    const bool hospital =
        claim.facility_id == "city_peoples_hospital" || claim.facility_id == "city_tcm_hospital";
    const bool person = claim.insured_division == "430802" || claim.insured_division == "430811";
    return hospital && person;
}

bool says_the_place(const Claim& claim) {
    return on_the_place_list(claim) ||
           (!claim.facility_division.empty() && !claim.insured_division.empty());
}

/// R10. The place list speaks first; where the claim does not say, the level does.
bool inside_the_county(const Claim& claim) {
    if (on_the_place_list(claim)) {
        return true;
    }
    if (says_the_place(claim)) {
        return claim.facility_division == claim.insured_division;
    }
    return claim.level == Level::township || claim.level == Level::county;
}

/// R7. The divisions of Zhangjiajie are those whose code begins with 4308; a claim that does not
/// say where the hospital lies is taken to be inside.
bool inside_the_pooling_area(const Claim& claim) {
    return claim.facility_division.empty() || claim.facility_division.rfind("4308", 0) == 0;
}

/// What a year's burden entitles to in all: the marginal segments, laid from the deductible on.
Rational critical_entitlement(const Rational& burden, const Figures& figures) {
    const Rational excess = burden - figures.critical_deductible;
    Rational sum = 0;
    Rational from = 0;
    for (std::size_t i = 0; i < figures.critical_rates.size() && excess > from; ++i) {
        const bool last = i == critical_edges.size();
        const Rational to = last ? excess : std::min(excess, critical_edges[i]);
        sum += figures.critical_rates[i] * (to - from);
        from = to;
    }
    return sum;
}

/// The least of what the schedule gives, the room under the cap, the base and what is left of the
/// bill; then what the cap took away, and the rest of the base.
void pay(Account& account, const Rational& by_schedule, const std::optional<Rational>& room,
         const Rational& left_of_bill) {
    const Rational uncapped = std::min({by_schedule, account.base, left_of_bill});
    account.payment = room ? std::min(uncapped, *room) : uncapped;
    account.over_cap = uncapped - account.payment;
    account.copayment = account.base - account.deductible - uncapped;
}

/// "The first benefit that applies names what it leaves of its base." Read: what lies outside the
/// base (the expense above the yearly ceiling, under basic_cap=expense) stays without a benefit's
/// name, which is not_covered.
void give_first_names(Share& share, const Account& account, NamedBy benefit) {
    share.named_by = benefit;
    share.deductible = account.deductible;
    share.over_cap = account.over_cap;
    share.copayment = account.copayment;
    share.not_covered -= account.base;
}

/// "A later benefit gives its own names to what it leaves only if it pays something." Read:
/// critical illness works on all that is left of eligible, so if it pays, its names replace every
/// in-scope name, not_covered too; if it pays nothing, for whatever cause (burden below its
/// deductible, cap used up), every name stays, not_covered too. "Out-of-scope cost keeps its name."
void give_later_names(Share& share, const Account& account, NamedBy benefit) {
    if (account.payment == 0) {
        return;
    }
    share.named_by = benefit;
    share.deductible = account.deductible;
    share.over_cap = account.over_cap;
    share.copayment = account.copayment;
    share.not_covered = 0;
}

/// "A backstop renames nothing", "a base takes co-payment first, then over_cap, deductible,
/// out_of_scope; a payment comes off in-scope parts first." Read: the top-up shortens the parts in
/// that order. The sentence does not place not_covered: it is in scope, so it stands before
/// out_of_scope, and no benefit had it in hand, so it stands after what benefits have named.
void take_off(Share& share, Rational payment) {
    for (Rational* part : {&share.copayment, &share.over_cap, &share.deductible, &share.not_covered,
                           &share.out_of_scope}) {
        const Rational taken = std::min(*part, payment);
        *part -= taken;
        payment -= taken;
    }
}

void check_conservation(const Claim& claim, const Answer& answer) {
    const Share& share = answer.share;
    const Rational patient = share.deductible + share.copayment + share.over_cap +
                             share.not_covered + share.out_of_scope;
    if (patient != answer.patient_pays || answer.fund_total + patient != claim.total) {
        throw std::logic_error("the oracle lost a fen in claim " + claim.id);
    }
}

} // namespace

Rational percent(int value) {
    return Rational(value, 100);
}

std::string money_text(const Rational& amount) {
    const Rational fen = amount * 100;
    if (denominator(fen) != 1 || fen < 0) {
        throw std::logic_error("not an amount of whole fen: " + amount.str());
    }
    std::string digits = cpp_int(numerator(fen)).str();
    if (digits.size() < 3) {
        digits.insert(0, 3 - digits.size(), '0');
    }
    return digits.insert(digits.size() - 2, 1, '.');
}

PersonClass class_on_the_day(const Claim& claim) {
    const bool begun = claim.class_from.empty() || claim.class_from <= claim.date;
    const bool not_over = claim.class_to.empty() || claim.date <= claim.class_to;
    return begun && not_over ? claim.person_class : PersonClass::general;
}

Oracle::Oracle(Readings readings, bool province_assumed)
    : readings_(readings), province_assumed_(province_assumed) {}

/// city_as_county=county_rates prices the two city hospitals as county hospitals.
Level Oracle::priced_level(const Claim& claim) const {
    const bool as_county =
        readings_.city_as_county == CityAsCounty::county_rates && on_the_place_list(claim);
    return as_county ? Level::county : claim.level;
}

/// R15, R16. Whether the figures of S1-2.2.2 are for this claim.
bool Oracle::outpatient_applies(const Claim& claim) const {
    const bool covered = readings_.outpatient == Outpatient::all || is_poor(claim);
    return claim.care == Care::outpatient && claim.level == Level::township && covered &&
           claim.date >= first_outpatient_day;
}

/// R2. critical_from=whole_paragraph: before its first day the benefit as a whole has no figures.
bool Oracle::critical_in_force(const Claim& claim) const {
    return readings_.critical_from == CriticalFrom::cap_only ||
           claim.date >= first_day_of_new_critical;
}

/// R6, R7, R20. Read: a claim is refused where a benefit that applies to it needs a figure which
/// the source does not give. So outpatient care at a hospital for which the outpatient benefit is
/// not meant settles to zero wherever that hospital is, province included; a village clinic outside
/// the pooling area is refused.
std::vector<Refusal> Oracle::refusals(const Claim& claim) const {
    if (claim.date < first_day || claim.date >= day_after_last) {
        return {Refusal::outside_validity};
    }
    std::vector<Refusal> found;
    if (claim.care == Care::inpatient || outpatient_applies(claim)) {
        if (!claim.designated) {
            found.push_back(Refusal::not_designated);
        }
        // The assumption speaks of designated provincial hospitals wherever they lie.
        const bool assumed =
            province_assumed_ && claim.care == Care::inpatient && claim.level == Level::province;
        if (!inside_the_pooling_area(claim) && !assumed) {
            found.push_back(Refusal::outside_pooling_area);
        }
    }
    if (claim.care == Care::inpatient && priced_level(claim) == Level::province &&
        !province_assumed_) {
        found.push_back(Refusal::province_unspecified);
    }
    return found;
}

Figures Oracle::figures(const Claim& claim) const {
    // In the order of Level; the last of each is the assumption for provincial hospitals.
    static const std::array<Rational, 4> deductibles{200, 500, 1000, 1500};
    static const std::array<Rational, 4> rates{percent(100), percent(75), percent(65), percent(55)};
    static const std::array<Rational, 4> segment_rates{percent(60), percent(65), percent(75),
                                                       percent(85)};
    const auto level = static_cast<std::size_t>(priced_level(claim));
    const bool poor = is_poor(claim);
    Figures figures{deductibles[level], rates[level], 10000, segment_rates, critical_year_limit};
    if (poor) {
        const Rational whole = 1;
        figures.basic_deductible = 0;
        figures.basic_rate = readings_.uplift == Uplift::points
                                 ? std::min<Rational>(figures.basic_rate + percent(10), whole)
                                 : std::min<Rational>(figures.basic_rate * percent(110), whole);
        figures.critical_deductible *= percent(50);
        for (Rational& rate : figures.critical_rates) {
            rate = readings_.uplift == Uplift::factor
                       ? std::min<Rational>(rate * percent(105), whole)
                       : std::min<Rational>(rate + percent(5), whole);
        }
    }
    const bool freed = poor || readings_.critical_cap == CriticalCap::everyone;
    if (freed && claim.date >= first_day_of_new_critical) {
        figures.critical_cap.reset();
    }
    return figures;
}

YearTotals Oracle::totals(const std::string& person, const std::string& date) const {
    const auto found = years_.find({person, date.substr(0, 4)});
    return found == years_.end() ? YearTotals{} : found->second;
}

/// S1-2.2.1.1 with R5.
Account Oracle::settle_basic(const Claim& claim, const Figures& figures,
                             const YearTotals& year) const {
    const bool limits_expense = readings_.basic_cap == BasicCap::expense;
    Account account;
    account.applies = true;
    account.base = claim.eligible;
    std::optional<Rational> room;
    if (limits_expense) {
        account.base =
            std::min(claim.eligible, never_below_zero(basic_year_limit - year.basic_expense));
    } else {
        room = never_below_zero(basic_year_limit - year.basic_paid);
    }
    account.deductible = std::min(figures.basic_deductible, account.base);
    pay(account, half_up_to_fen(figures.basic_rate * (account.base - account.deductible)), room,
        claim.total);
    return account;
}

/// S1-2.2.1.2 with R2, R3, R4, R12, R14: the claim's own schedule on the year's whole burden.
Account Oracle::settle_critical(const Claim& claim, const Figures& figures, const YearTotals& year,
                                const Rational& basic_payment) const {
    Account account;
    account.applies = true;
    account.base = claim.eligible - basic_payment;
    const Rational& before = year.critical_burden;
    const Rational after = before + account.base;
    account.deductible = never_below_zero(std::min(after, figures.critical_deductible) - before);
    const Rational entitled_before = critical_entitlement(before, figures);
    const Rational entitled_after = critical_entitlement(after, figures);
    const Rational by_schedule =
        readings_.cumulative_rounding == CumulativeRounding::year
            ? half_up_to_fen(entitled_after) - half_up_to_fen(entitled_before)
            : half_up_to_fen(entitled_after - entitled_before);
    std::optional<Rational> room;
    if (figures.critical_cap) {
        room = never_below_zero(*figures.critical_cap - year.critical_paid);
    }
    pay(account, by_schedule, room, claim.total - basic_payment);
    return account;
}

/// S1-2.2.2.
Account Oracle::settle_outpatient(const Claim& claim, const YearTotals& year) const {
    Account account;
    account.applies = true;
    account.base = claim.eligible;
    pay(account, half_up_to_fen(outpatient_rate * claim.eligible),
        never_below_zero(outpatient_year_limit - year.outpatient_paid), claim.total);
    return account;
}

/// R9. The shortfall is taken after every payment made so far; under backstop=top_up the fiscal
/// backstop pays it, and none is left. Called once the other payments stand.
void Oracle::state_target(const Claim& claim, Answer& answer) const {
    answer.target_applies =
        claim.care == Care::inpatient && is_poor(claim) && inside_the_county(claim);
    answer.place_assumed =
        claim.care == Care::inpatient && is_poor(claim) && !says_the_place(claim);
    if (answer.target_applies) {
        answer.shortfall =
            up_to_fen(never_below_zero(target_ratio * claim.total - answer.fund_total));
        if (readings_.backstop == Backstop::top_up) {
            answer.backstop = std::min(answer.shortfall, claim.total - answer.fund_total);
            answer.shortfall -= answer.backstop;
            answer.fund_total += answer.backstop;
            take_off(answer.share, answer.backstop);
        }
    }
    if (claim.total > 0) {
        answer.actual_ratio = half_up(answer.fund_total / claim.total, 10000);
    }
}

Answer Oracle::settle(const Claim& claim) {
    Answer answer;
    answer.refusals = refusals(claim);
    if (!answer.refusals.empty()) {
        return answer;
    }
    YearTotals& year = years_[{claim.person, claim.date.substr(0, 4)}];
    answer.share.not_covered = claim.eligible; // until a benefit takes it into its base
    answer.share.out_of_scope = claim.total - claim.eligible;

    if (claim.care == Care::inpatient) {
        const Figures in_force = figures(claim);
        answer.basic = settle_basic(claim, in_force, year);
        give_first_names(answer.share, answer.basic, NamedBy::basic_inpatient);
        year.basic_expense += answer.basic.base;
        year.basic_paid += answer.basic.payment;
        if (critical_in_force(claim)) {
            answer.critical = settle_critical(claim, in_force, year, answer.basic.payment);
            give_later_names(answer.share, answer.critical, NamedBy::critical_illness);
            year.critical_burden += answer.critical.base;
            year.critical_paid += answer.critical.payment;
        }
    } else if (outpatient_applies(claim)) {
        answer.outpatient = settle_outpatient(claim, year);
        give_first_names(answer.share, answer.outpatient, NamedBy::outpatient);
        year.outpatient_paid += answer.outpatient.payment;
    }
    answer.fund_total = answer.basic.payment + answer.critical.payment + answer.outpatient.payment;
    state_target(claim, answer);

    answer.patient_pays = claim.total - answer.fund_total;
    answer.deposit_required = claim.injury == Injury::accident || !is_poor(claim); // R18
    answer.after = year;
    check_conservation(claim, answer);
    return answer;
}

} // namespace oracle
