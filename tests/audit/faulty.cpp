// SPDX-License-Identifier: MIT
#include "audit/faulty.hpp"

#include <algorithm>
#include <limits>

namespace faulty {

namespace {

constexpr std::int64_t yuan = 100;
constexpr std::int64_t whole = 10'000; ///< rates are ten-thousandths
constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max() / 4;

std::int64_t rounded(std::int64_t parts, Mode mode) {
    const std::int64_t fen = parts / whole;
    const std::int64_t rest = parts % whole;
    const std::int64_t half = whole / 2;
    switch (mode) {
    case Mode::half_up:
        return fen + (rest >= half ? 1 : 0);
    case Mode::half_even:
        return fen + (rest > half || (rest == half && fen % 2 == 1) ? 1 : 0);
    case Mode::half_down:
        return fen + (rest > half ? 1 : 0);
    case Mode::down:
        return fen;
    case Mode::up:
        break;
    }
    return fen + (rest > 0 ? 1 : 0);
}

std::int64_t raised(std::int64_t rate, bool poor, std::int64_t points, std::int64_t factor,
                    bool missing, bool doubled, bool by_factor) {
    if (!poor || missing) {
        return rate;
    }
    const std::int64_t rise = by_factor ? rate * (factor - whole) / whole : points;
    return std::min(whole, rate + (doubled ? 2 : 1) * rise);
}

/// The basic benefit for inpatients.
class Basic {
  public:
    Basic(const Bill& bill, const Year& year, const Twist& twist)
        : bill_(bill), year_(year), twist_(twist) {}

    std::int64_t base() const {
        const std::int64_t room =
            twist_.basic_cap_on_expense ? 150'000 * yuan - year_.basic_expense : endless;
        return std::min(bill_.eligible, std::max<std::int64_t>(room, 0));
    }

    std::int64_t payment() const {
        const std::int64_t above = std::max<std::int64_t>(base() - deductible(), 0);
        const std::int64_t due = rounded(above * rate(), twist_.basic_mode);
        return std::min(due, cap());
    }

  private:
    std::int64_t deductible() const {
        static constexpr std::array<std::int64_t, 3> by_level{200 * yuan, 500 * yuan, 1000 * yuan};
        if (twist_.basic_deductible_ignored || (bill_.poor && !twist_.deductible_not_waived)) {
            return 0;
        }
        return by_level[static_cast<std::size_t>(bill_.level)] *
               (twist_.basic_deductible_twice ? 2 : 1);
    }

    std::int64_t rate() const {
        static constexpr std::array<std::int64_t, 3> by_level{10'000, 7'500, 6'500};
        return raised(by_level[static_cast<std::size_t>(bill_.level)], bill_.poor, 1'000, 11'000,
                      twist_.basic_points_missing, twist_.basic_points_doubled,
                      twist_.basic_factor);
    }

    std::int64_t cap() const {
        if (twist_.basic_uncapped || twist_.basic_cap_on_expense) {
            return endless;
        }
        const std::int64_t used = twist_.basic_cap_by_claim ? 0 : year_.basic_paid;
        return std::max<std::int64_t>(150'000 * yuan - used, 0);
    }

    const Bill& bill_;
    const Year& year_;
    const Twist& twist_;
};

/// Critical-illness insurance: segments above a deductible, over the year's sum.
class Major {
  public:
    Major(const Bill& bill, const Year& year, const Twist& twist)
        : bill_(bill), year_(year), twist_(twist) {}

    std::int64_t payment(std::int64_t base) const {
        const std::int64_t start = twist_.major_by_claim ? 0 : year_.axis;
        const std::int64_t end = start + base;
        const std::int64_t before = twist_.major_flat ? flat(start, end) : marginal(start);
        const std::int64_t after = twist_.major_flat ? flat(end, end) : marginal(end);
        const std::int64_t due =
            twist_.major_rounded_by_claim
                ? rounded(after - before, twist_.major_mode)
                : rounded(after, twist_.major_mode) - rounded(before, twist_.major_mode);
        return std::clamp<std::int64_t>(due, 0, std::min(base, cap()));
    }

  private:
    static constexpr std::array<std::int64_t, 4> edges{30'000 * yuan, 80'000 * yuan, 150'000 * yuan,
                                                       endless};
    static constexpr std::array<std::int64_t, 4> rates{6'000, 6'500, 7'500, 8'500};

    std::int64_t deductible() const {
        if (twist_.major_deductible_ignored) {
            return 0;
        }
        const bool halved = bill_.poor && !twist_.half_deductible_missing;
        return (halved ? 5'000 : 10'000) * yuan * (twist_.major_deductible_twice ? 2 : 1);
    }

    std::int64_t rate(std::size_t segment) const {
        return raised(rates[segment], bill_.poor, 500, 10'500, twist_.major_points_missing,
                      twist_.major_points_doubled, twist_.major_factor);
    }

    std::int64_t marginal(std::int64_t axis) const {
        const std::int64_t above = axis - deductible();
        std::int64_t parts = 0;
        std::int64_t from = 0;
        for (std::size_t s = 0; s < edges.size() && above > from; ++s) {
            parts += (std::min(above, edges[s]) - from) * rate(s);
            from = edges[s];
        }
        return parts;
    }

    /// All that lies above the deductible at the one rate of the segment in which `end` lies.
    std::int64_t flat(std::int64_t axis, std::int64_t end) const {
        const std::int64_t above = std::max<std::int64_t>(axis - deductible(), 0);
        std::size_t s = 0;
        while (end - deductible() > edges[s]) {
            ++s;
        }
        return above * rate(s);
    }

    std::int64_t cap() const {
        const bool lifted = bill_.period == Period::from_october &&
                            ((bill_.poor && !twist_.cap_not_lifted) || twist_.cap_lifted_for_all);
        if (lifted || twist_.major_uncapped) {
            return endless;
        }
        const std::int64_t used = twist_.major_cap_by_claim ? 0 : year_.major_paid;
        return std::max<std::int64_t>(300'000 * yuan - used, 0);
    }

    const Bill& bill_;
    const Year& year_;
    const Twist& twist_;
};

void settle_inpatient(const Bill& bill, const Year& year, const Twist& twist, Result& result) {
    std::int64_t left = bill.total;
    const auto basic = [&] {
        if (!twist.skip_basic) {
            const Basic benefit(bill, year, twist);
            const std::int64_t once = std::min(benefit.payment(), left);
            result.basic = std::min(twist.basic_twice ? 2 * once : once, left);
            result.added.basic_paid = result.basic;
            result.added.basic_expense = benefit.base();
            left -= result.basic;
        }
    };
    const auto major = [&] {
        const bool in_force = !twist.major_from_october || bill.period == Period::from_october;
        if (!twist.skip_major && in_force) {
            const std::int64_t base = std::max<std::int64_t>(bill.eligible - result.basic, 0);
            const std::int64_t once = std::min(Major(bill, year, twist).payment(base), left);
            result.major = std::min(twist.major_twice ? 2 * once : once, left);
            result.added.axis = base;
            result.added.major_paid = result.major;
            left -= result.major;
        }
    };
    if (twist.major_first) {
        major();
        basic();
    } else {
        basic();
        major();
    }
    const bool in_county = bill.level != Level::city;
    if (twist.top_up && bill.poor && in_county) {
        // 85 % of the bill, what is missing rounded up to the fen
        const std::int64_t missing = bill.total * 85 - (result.basic + result.major) * 100;
        result.backstop = missing <= 0 ? 0 : std::min((missing + 99) / 100, left);
    }
}

void settle_outpatient(const Bill& bill, const Year& year, const Twist& twist, Result& result) {
    const bool applies = bill.period != Period::before_september && bill.level == Level::township &&
                         (!twist.clinic_for_poor_only || bill.poor);
    if (!applies || twist.skip_clinic) {
        return;
    }
    const std::int64_t used = twist.clinic_cap_by_claim ? 0 : year.clinic_paid;
    const std::int64_t room =
        twist.clinic_uncapped ? endless : std::max<std::int64_t>(350 * yuan - used, 0);
    const std::int64_t once =
        std::min({rounded(bill.eligible * 7'000, twist.clinic_mode), room, bill.total});
    result.clinic = std::min(twist.clinic_twice ? 2 * once : once, bill.total);
    result.added.clinic_paid = result.clinic;
}

} // namespace

Year& Year::operator+=(const Year& more) {
    basic_paid += more.basic_paid;
    basic_expense += more.basic_expense;
    axis += more.axis;
    major_paid += more.major_paid;
    clinic_paid += more.clinic_paid;
    return *this;
}

Year operator+(Year a, const Year& b) {
    return a += b;
}

Year operator-(const Year& a, const Year& b) {
    return {a.basic_paid - b.basic_paid, a.basic_expense - b.basic_expense, a.axis - b.axis,
            a.major_paid - b.major_paid, a.clinic_paid - b.clinic_paid};
}

bool Result::same_payments(const Result& other) const {
    return basic == other.basic && major == other.major && backstop == other.backstop &&
           clinic == other.clinic;
}

Result settle(const Bill& bill, const Year& year, const Twist& twist) {
    Result result;
    if (bill.inpatient) {
        settle_inpatient(bill, year, twist, result);
    } else {
        settle_outpatient(bill, year, twist, result);
    }
    return result;
}

} // namespace faulty
