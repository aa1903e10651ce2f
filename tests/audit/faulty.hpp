// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace faulty {

// A small system that settles claims of Zhangjiajie's policy of 2019 and 2020 in plain integers,
// and that can be told to err. It knows nothing of the project's tables, plans or causes.

enum class Level : std::uint8_t { township, county, city };
enum class Mode : std::uint8_t { half_up, half_even, half_down, down, up };
enum class Period : std::uint8_t { before_september, september, from_october };

/// What one bill says; amounts in fen.
struct Bill {
    bool inpatient = true;
    Level level = Level::county;
    bool poor = false;
    Period period = Period::from_october;
    std::int64_t total = 0;
    std::int64_t eligible = 0;
};

/// Sums of a person's year, fen.
struct Year {
    std::int64_t basic_paid = 0;
    std::int64_t basic_expense = 0;
    std::int64_t axis = 0; ///< eligible cost that the person bore
    std::int64_t major_paid = 0;
    std::int64_t clinic_paid = 0;

    Year& operator+=(const Year& more);
    bool operator==(const Year&) const = default;
};

Year operator+(Year a, const Year& b);
Year operator-(const Year& a, const Year& b);

/// Everything that can be done otherwise than the rules say.
struct Twist {
    bool deductible_not_waived = false;
    bool half_deductible_missing = false;
    bool basic_points_missing = false;
    bool major_points_missing = false;
    bool basic_points_doubled = false;
    bool major_points_doubled = false;
    bool basic_factor = false; ///< the rise of the basic rate is a factor
    bool major_factor = false;
    bool cap_lifted_for_all = false;
    bool cap_not_lifted = false;
    bool major_from_october = false;
    bool basic_cap_on_expense = false;
    bool major_rounded_by_claim = false;
    bool top_up = false;
    bool clinic_for_poor_only = false;
    bool clinic_anywhere = false;
    bool skip_basic = false;
    bool skip_major = false;
    bool skip_clinic = false;
    bool basic_twice = false;
    bool major_twice = false;
    bool clinic_twice = false;
    bool basic_uncapped = false;
    bool major_uncapped = false;
    bool clinic_uncapped = false;
    bool basic_cap_by_claim = false;
    bool major_cap_by_claim = false;
    bool clinic_cap_by_claim = false;
    bool basic_deductible_ignored = false;
    bool major_deductible_ignored = false;
    bool basic_deductible_twice = false;
    bool major_deductible_twice = false;
    bool major_flat = false;
    bool major_by_claim = false;
    bool major_first = false;
    Mode basic_mode = Mode::half_up;
    Mode major_mode = Mode::half_up;
    Mode clinic_mode = Mode::half_up;
};

/// Payments, fen, and what they add to the year.
struct Result {
    std::int64_t basic = 0;
    std::int64_t major = 0; ///< critical illness
    std::int64_t backstop = 0;
    std::int64_t clinic = 0; ///< outpatient
    Year added;

    std::int64_t sum() const { return basic + major + backstop + clinic; }

    bool same_payments(const Result& other) const;
};

Result settle(const Bill& bill, const Year& year, const Twist& twist);

} // namespace faulty
