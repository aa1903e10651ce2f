// SPDX-License-Identifier: MIT
#include "oracle/generator.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <optional>
#include <utility>

namespace oracle {

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::denominator;
using boost::multiprecision::numerator;

constexpr std::int64_t fen = 1;
constexpr std::int64_t yuan = 100 * fen;
constexpr std::int64_t largest_amount = 9'999'999'999'999'999 * fen;
/// Above this, aiming stops: products of an amount and a rate would leave 64 bits.
constexpr std::int64_t too_large_to_aim = 1'000'000'000'000 * fen;
constexpr std::int64_t rate_one = 1'000'000;

std::int64_t scaled(const Rational& value, std::int64_t units) {
    const Rational product = value * units;
    const cpp_int whole = numerator(product) / denominator(product);
    return whole > std::numeric_limits<std::int64_t>::max()
               ? std::numeric_limits<std::int64_t>::max()
               : static_cast<std::int64_t>(whole);
}

std::int64_t to_fen(const Rational& amount) {
    return scaled(amount, yuan);
}

Rational from_fen(std::int64_t amount) {
    return Rational(amount, yuan);
}

/// The oracle's figures and a person's state in whole fen and millionths: good enough to aim. A bad
/// aim makes a test weaker, never wrong.
struct Sights {
    std::int64_t deductible;
    std::int64_t rate;
    std::int64_t basic_room;
    std::int64_t expense_room;
    std::int64_t axis;
    std::int64_t axis_start;
    std::array<std::int64_t, 4> rates;
    std::optional<std::int64_t> critical_room;
};

constexpr std::array<std::int64_t, 4> segment_starts{0, 30'000 * yuan, 80'000 * yuan,
                                                     150'000 * yuan};

Sights sights(const Figures& figures, const YearTotals& year) {
    Sights s{};
    s.deductible = to_fen(figures.basic_deductible);
    s.rate = scaled(figures.basic_rate, rate_one);
    s.basic_room = std::max<std::int64_t>(0, 150'000 * yuan - to_fen(year.basic_paid));
    s.expense_room = std::max<std::int64_t>(0, 150'000 * yuan - to_fen(year.basic_expense));
    s.axis = to_fen(year.critical_burden);
    s.axis_start = to_fen(figures.critical_deductible);
    for (std::size_t i = 0; i < s.rates.size(); ++i) {
        s.rates[i] = scaled(figures.critical_rates[i], rate_one);
    }
    if (figures.critical_cap) {
        s.critical_room =
            std::max<std::int64_t>(0, to_fen(*figures.critical_cap) - to_fen(year.critical_paid));
    }
    return s;
}

/// An eligible amount that leaves about `burden` with the patient after the basic benefit.
std::int64_t eligible_for_burden(const Sights& s, std::int64_t burden) {
    if (burden <= s.deductible) {
        return burden;
    }
    if (s.rate < rate_one) {
        const std::int64_t paid_part = (burden - s.deductible) * rate_one / (rate_one - s.rate);
        if (paid_part * s.rate / rate_one <= s.basic_room) {
            return s.deductible + paid_part;
        }
    }
    return burden + s.basic_room;
}

/// What critical illness has granted once the axis stands at `position`.
std::int64_t granted_at(const Sights& s, std::int64_t position) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < s.rates.size(); ++i) {
        const std::int64_t excess = position - s.axis_start - segment_starts[i];
        const std::int64_t width = i + 1 < s.rates.size()
                                       ? segment_starts[i + 1] - segment_starts[i]
                                       : std::numeric_limits<std::int64_t>::max();
        sum += std::clamp<std::int64_t>(excess, 0, width) * s.rates[i] / rate_one;
    }
    return sum;
}

/// Where the axis must stand for critical illness to have granted `amount`.
std::int64_t position_granting(const Sights& s, std::int64_t amount) {
    std::size_t i = s.rates.size() - 1;
    while (i > 0 && granted_at(s, s.axis_start + segment_starts[i]) > amount) {
        --i;
    }
    const std::int64_t start = s.axis_start + segment_starts[i];
    return start + (amount - granted_at(s, start)) * rate_one / s.rates[i];
}

} // namespace

Generator::Generator(std::uint64_t seed) : random_(seed) {}

/// 0 to count - 1, evenly; the standard distributions differ from library to library.
std::uint64_t Generator::below(std::uint64_t count) {
    const std::uint64_t surplus = (std::numeric_limits<std::uint64_t>::max() % count + 1) % count;
    std::uint64_t drawn = random_();
    while (drawn > std::numeric_limits<std::uint64_t>::max() - surplus) {
        drawn = random_();
    }
    return drawn % count;
}

std::int64_t Generator::between(std::int64_t first, std::int64_t last) {
    return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first + 1)));
}

bool Generator::chance(unsigned in_hundred) {
    return below(100) < in_hundred;
}

template <class T, std::size_t N>
const T& Generator::pick(const T (&items)[N]) {
    return items[below(N)];
}

std::string Generator::any_day(unsigned year) {
    static const char* const turning_days[] = {"01-01", "08-31", "09-01", "09-02",
                                               "09-30", "10-01", "10-02", "12-31"};
    const std::string prefix = std::to_string(year) + "-";
    if (chance(40)) {
        return prefix + pick(turning_days);
    }
    std::array<char, 8> text{};
    const auto month = static_cast<unsigned>(between(1, 12));
    const auto day = static_cast<unsigned>(between(1, 28));
    std::snprintf(text.data(), text.size(), "%02u-%02u", month % 100, day % 100);
    return prefix + text.data();
}

void Generator::start_person() {
    static const char* const homes[] = {"", "", "430802", "430811", "430821", "430822"};
    person_ = "p" + std::to_string(++persons_);
    home_ = pick(homes);
    expensive_ = chance(50);
    const unsigned first_year = chance(75) ? 2019 : 2020;
    const unsigned last_year = chance(20) ? 2020 : first_year;
    dates_.clear();
    const std::int64_t visits = between(1, 12);
    for (std::int64_t i = 0; i < visits; ++i) {
        dates_.push_back(any_day(chance(50) ? first_year : last_year));
        if (chance(1)) {
            dates_.back() = chance(50) ? "2018-12-31" : "2021-01-01";
        }
    }
    if (!chance(5)) { // now and then a file that is out of order
        std::sort(dates_.begin(), dates_.end());
    }
    next_date_ = 0;

    static const ClassPlan plans[] = {ClassPlan::general, ClassPlan::poor, ClassPlan::poor,
                                      ClassPlan::poor_between_dates, ClassPlan::changing};
    class_plan_ = pick(plans);
    class_from_ = chance(60) ? any_day(first_year) : "";
    class_to_ = chance(60) ? any_day(last_year) : "";
    if (!class_to_.empty() && class_to_ < class_from_) {
        std::swap(class_from_, class_to_);
    }
}

Level Generator::any_level(Care care) {
    if (care == Care::outpatient && chance(80)) {
        return Level::township;
    }
    const std::uint64_t drawn = below(100);
    return drawn < 20   ? Level::township
           : drawn < 62 ? Level::county
           : drawn < 95 ? Level::city
                        : Level::province;
}

void Generator::place(Claim& claim) {
    static const char* const districts[] = {"430802", "430811", "430821", "430822"};
    claim.insured_division = chance(80) ? home_ : "";
    if (claim.level == Level::city && chance(50)) {
        claim.facility_id = chance(50) ? "city_peoples_hospital" : "city_tcm_hospital";
        claim.facility_division = chance(50) ? "430802" : "";
    } else if (chance(40)) {
        claim.facility_division = chance(60) ? home_ : pick(districts);
    }
    if (chance(2)) {
        claim.facility_id.clear();
        claim.facility_division = "430102";
    }
    claim.designated = !chance(2);
}

void Generator::classify(Claim& claim) {
    const bool poor = class_plan_ == ClassPlan::poor ||
                      class_plan_ == ClassPlan::poor_between_dates ||
                      (class_plan_ == ClassPlan::changing && chance(50));
    claim.person_class = poor ? PersonClass::registered_poor : PersonClass::general;
    if (class_plan_ == ClassPlan::poor_between_dates) {
        claim.class_from = class_from_;
        claim.class_to = class_to_;
    }
}

/// Spread evenly over the number of binary digits, from a fen to ten million yuan.
std::int64_t Generator::plain_amount() {
    const std::int64_t digits = expensive_ ? between(18, 30) : between(6, 26);
    return between(1, std::int64_t{1} << digits);
}

/// Above the deductible by an amount of which some rate of this policy takes an exact half fen.
std::int64_t Generator::half_of_a_fen(std::int64_t deductible) {
    static const std::int64_t residues[] = {2, 5, 10, 20, 50, 100, 130, 150};
    const std::int64_t multiple = plain_amount() / 200 * 200;
    return deductible + multiple + pick(residues);
}

std::int64_t Generator::inpatient_amount(const Claim& claim, const Oracle& oracle) {
    const YearTotals year = oracle.totals(claim.person, claim.date);
    const bool lost = year.critical_burden * yuan > too_large_to_aim;
    if (lost || !oracle.refusals(claim).empty()) {
        return plain_amount();
    }
    const Sights s = sights(oracle.figures(claim), year);
    const std::int64_t near = between(-1, 1);
    std::int64_t position = 0;
    switch (below(8)) {
    case 0:
        return plain_amount();
    case 1:
        return half_of_a_fen(s.deductible);
    case 2:
        return s.deductible + near;
    case 3: // the basic cap on payments
        return s.deductible + s.basic_room * rate_one / s.rate + between(-3, 3);
    case 4: // the basic ceiling on expense
        return s.expense_room + near;
    case 5: // an edge of the critical-illness segments
        position = s.axis_start + segment_starts[below(segment_starts.size())];
        break;
    case 6: // inside a segment, where its rate takes a half fen
        position = half_of_a_fen(s.axis_start + segment_starts[below(segment_starts.size())]);
        break;
    default: // the critical-illness cap
        if (s.critical_room) {
            position = position_granting(s, granted_at(s, s.axis) + *s.critical_room);
        }
        break;
    }
    if (position <= s.axis) {
        return plain_amount();
    }
    return eligible_for_burden(s, position - s.axis) + between(-4, 4);
}

std::int64_t Generator::outpatient_amount(const Claim& claim, const Oracle& oracle) {
    const YearTotals year = oracle.totals(claim.person, claim.date);
    const std::int64_t room = 350 * yuan - to_fen(year.outpatient_paid);
    switch (below(4)) {
    case 0:
        return between(1, 50 * yuan);
    case 1: // a half fen at 70 %
        return between(0, 1'000) * 10 + 5;
    case 2: // the yearly cap
        return room * 10 / 7 + between(-2, 2);
    default:
        return between(1, 700 * yuan);
    }
}

std::int64_t Generator::total_for(std::int64_t eligible) {
    switch (below(6)) {
    case 0:
    case 1:
        return eligible;
    case 2:
        return eligible + between(0, 3);
    case 3: // halves in the fourth decimal of the ratio
        return eligible + 200 * yuan - eligible % (200 * yuan);
    case 4:
        return eligible + between(0, eligible / 4 + 1);
    default:
        return eligible + between(0, eligible * 2 + 100 * yuan);
    }
}

Claim Generator::next(const Oracle& oracle) {
    if (next_date_ == dates_.size()) {
        start_person();
    }
    Claim claim;
    claim.id = "c" + std::to_string(++claims_);
    claim.person = person_;
    claim.date = dates_[next_date_++];
    claim.care = chance(70) ? Care::inpatient : Care::outpatient;
    claim.level = any_level(claim.care);
    claim.injury = chance(10) ? Injury::accident : Injury::none;
    classify(claim);
    place(claim);

    std::int64_t eligible = claim.care == Care::inpatient ? inpatient_amount(claim, oracle)
                                                          : outpatient_amount(claim, oracle);
    const std::uint64_t rare = below(200);
    if (rare < 6) {
        eligible = 0;
    } else if (rare < 12) {
        eligible = between(0, 20);
    } else if (rare == 12) {
        eligible = between(1, std::int64_t{1} << between(40, 53));
    } else if (rare == 13 && chance(20)) {
        eligible = largest_amount - between(0, 1);
    }
    eligible = std::clamp<std::int64_t>(eligible, 0, largest_amount);
    std::int64_t total = std::min(total_for(eligible), largest_amount);
    if (eligible == 0 && chance(50)) {
        total = 0;
    }
    claim.eligible = from_fen(eligible);
    claim.total = from_fen(total);
    return claim;
}

std::string csv_header() {
    return "claim_id,person_id,date,care,facility_level,person_class,total,eligible,facility_id,"
           "facility_division,insured_division,designated,injury,class_from,class_to";
}

std::string csv_row(const Claim& claim) {
    static constexpr std::array<const char*, 4> levels{"township", "county", "city", "province"};
    std::string row = claim.id + ',' + claim.person + ',' + claim.date;
    row += claim.care == Care::inpatient ? ",inpatient," : ",outpatient,";
    row += levels[static_cast<std::size_t>(claim.level)];
    row += claim.person_class == PersonClass::general ? ",general," : ",registered_poor,";
    row += money_text(claim.total) + ',' + money_text(claim.eligible) + ',';
    row += claim.facility_id + ',' + claim.facility_division + ',' + claim.insured_division;
    row += claim.designated ? ",yes" : ",no";
    row += claim.injury == Injury::none ? ",none," : ",accident,";
    return row + claim.class_from + ',' + claim.class_to;
}

} // namespace oracle
