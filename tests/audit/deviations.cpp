// SPDX-License-Identifier: MIT
#include "audit/deviations.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace faulty {

namespace {

constexpr std::array<std::int64_t, 3> powers{10, 100, 10'000};
constexpr std::array level_names{"township", "county", "city"};

void add_flag(std::vector<Deviation>& list, std::string cause, bool Twist::*flag) {
    list.push_back(
        {std::move(cause), [flag](Situation& situation) { situation.twist.*flag = true; }, {}});
}

void add_modes(std::vector<Deviation>& list, const std::string& benefit, Mode Twist::*place) {
    constexpr std::array modes{std::pair{"half_even", Mode::half_even},
                               std::pair{"half_down", Mode::half_down},
                               std::pair{"down", Mode::down}, std::pair{"up", Mode::up}};
    for (const auto& [name, mode] : modes) {
        list.push_back(
            {"rounding:" + benefit + "=" + name,
             [place, chosen = mode](Situation& situation) { situation.twist.*place = chosen; },
             {}});
    }
}

/// Each pair of neighbouring digits of an amount, the other way round.
std::vector<std::int64_t> swapped(std::int64_t amount) {
    std::vector<std::int64_t> results;
    std::string digits = std::to_string(amount);
    while (digits.size() < 3) {
        digits.insert(digits.begin(), '0'); // 5 fen are 0.05
    }
    for (std::size_t d = 0; d + 1 < digits.size(); ++d) {
        if (digits[d] != digits[d + 1]) {
            std::string other = digits;
            std::swap(other[d], other[d + 1]);
            results.push_back(std::stoll(other));
        }
    }
    return results;
}

void add_bill_amount(std::vector<Deviation>& list, const std::string& field,
                     std::int64_t Bill::*place, std::int64_t amount) {
    for (const std::int64_t power : powers) {
        list.push_back({"amount_times:" + field + "*" + std::to_string(power),
                        [place, power](Situation& s) { s.bill.*place *= power; },
                        {}});
        list.push_back(
            {"amount_divided:" + field + "/" + std::to_string(power),
             [place, power](Situation& s) { s.bill.*place = (s.bill.*place + power / 2) / power; },
             {}});
    }
    for (const std::int64_t other : swapped(amount)) {
        list.push_back({"digits_swapped:" + field + "=" + yuan_text(other),
                        [place, other](Situation& s) { s.bill.*place = other; },
                        {}});
    }
}

} // namespace

std::string yuan_text(std::int64_t fen) {
    std::string digits = std::to_string(fen);
    while (digits.size() < 3) {
        digits.insert(digits.begin(), '0');
    }
    digits.insert(digits.end() - 2, '.');
    return digits;
}

std::vector<Deviation> rule_deviations() {
    std::vector<Deviation> list;
    const std::string basic = "basic_inpatient";
    const std::string major = "critical_illness";
    const std::string clinic = "outpatient";
    add_flag(list, "deductible_not_waived:" + basic, &Twist::deductible_not_waived);
    add_flag(list, "uplift_missing:critical_deductible_halved", &Twist::half_deductible_missing);
    add_flag(list, "uplift_missing:basic_rate_points", &Twist::basic_points_missing);
    add_flag(list, "uplift_missing:critical_rate_points", &Twist::major_points_missing);
    add_flag(list, "uplift_missing:critical_uncapped_poor", &Twist::cap_not_lifted);
    add_flag(list, "uplift_doubled:basic_rate_points", &Twist::basic_points_doubled);
    add_flag(list, "uplift_doubled:critical_rate_points", &Twist::major_points_doubled);
    list.push_back({"reading:uplift=factor",
                    [](Situation& s) { s.twist.basic_factor = s.twist.major_factor = true; },
                    {}});
    add_flag(list, "reading:uplift=basic_factor", &Twist::basic_factor);
    add_flag(list, "reading:critical_cap=everyone", &Twist::cap_lifted_for_all);
    add_flag(list, "reading:critical_from=whole_paragraph", &Twist::major_from_october);
    add_flag(list, "reading:basic_cap=expense", &Twist::basic_cap_on_expense);
    add_flag(list, "reading:cumulative_rounding=claim", &Twist::major_rounded_by_claim);
    add_flag(list, "reading:backstop=top_up", &Twist::top_up);
    add_flag(list, "reading:outpatient=poor_only", &Twist::clinic_for_poor_only);
    add_flag(list, "gate_ignored:outpatient.facility_level", &Twist::clinic_anywhere);
    add_flag(list, "layer_skipped:" + basic, &Twist::skip_basic);
    add_flag(list, "layer_skipped:" + major, &Twist::skip_major);
    add_flag(list, "layer_skipped:" + clinic, &Twist::skip_clinic);
    add_flag(list, "layer_doubled:" + basic, &Twist::basic_twice);
    add_flag(list, "layer_doubled:" + major, &Twist::major_twice);
    add_flag(list, "layer_doubled:" + clinic, &Twist::clinic_twice);
    add_flag(list, "cap_ignored:" + basic, &Twist::basic_uncapped);
    add_flag(list, "cap_ignored:" + major, &Twist::major_uncapped);
    add_flag(list, "cap_ignored:" + clinic, &Twist::clinic_uncapped);
    add_flag(list, "cap_per_claim:" + basic, &Twist::basic_cap_by_claim);
    add_flag(list, "cap_per_claim:" + major, &Twist::major_cap_by_claim);
    add_flag(list, "cap_per_claim:" + clinic, &Twist::clinic_cap_by_claim);
    add_flag(list, "deductible_ignored:" + basic, &Twist::basic_deductible_ignored);
    add_flag(list, "deductible_ignored:" + major, &Twist::major_deductible_ignored);
    add_flag(list, "deductible_doubled:" + basic, &Twist::basic_deductible_twice);
    add_flag(list, "deductible_doubled:" + major, &Twist::major_deductible_twice);
    add_flag(list, "flat:" + major, &Twist::major_flat);
    add_flag(list, "per_claim:" + major, &Twist::major_by_claim);
    add_flag(list, "order:" + major + "<" + basic, &Twist::major_first);
    add_modes(list, basic, &Twist::basic_mode);
    add_modes(list, major, &Twist::major_mode);
    add_modes(list, clinic, &Twist::clinic_mode);
    list.push_back({"total_as_eligible", [](Situation& s) { s.bill.eligible = s.bill.total; }, {}});
    list.push_back({"totals_missing", [](Situation& s) { s.year = {}; }, {}});
    constexpr std::array periods{std::pair{"2019-01-01", Period::before_september},
                                 std::pair{"2019-09-01", Period::september},
                                 std::pair{"2019-10-01", Period::from_october}};
    for (const auto& [day, period] : periods) {
        list.push_back({std::string("rules_of:") + day,
                        [chosen = period](Situation& s) { s.bill.period = chosen; },
                        {}});
    }
    return list;
}

std::vector<Deviation> claim_deviations(const Situation& situation) {
    std::vector<Deviation> list;
    const Bill& bill = situation.bill;
    for (std::size_t level = 0; level < level_names.size(); ++level) {
        if (static_cast<Level>(level) != bill.level) {
            list.push_back({std::string("facility_level:") + level_names[level],
                            [level](Situation& s) { s.bill.level = static_cast<Level>(level); },
                            {}});
        }
    }
    list.push_back({bill.poor ? "person_class:general" : "person_class:registered_poor",
                    [](Situation& s) { s.bill.poor = !s.bill.poor; },
                    {}});
    list.push_back({bill.inpatient ? "care:outpatient" : "care:inpatient",
                    [](Situation& s) { s.bill.inpatient = !s.bill.inpatient; },
                    {}});
    for (const Earlier& earlier : situation.earlier) {
        list.push_back({"totals_without:" + earlier.claim_id,
                        [added = earlier.added](Situation& s) { s.year = s.year - added; },
                        {}});
        list.push_back({"totals_twice:" + earlier.claim_id,
                        [added = earlier.added](Situation& s) { s.year += added; },
                        {}});
    }
    add_bill_amount(list, "eligible", &Bill::eligible, bill.eligible);
    add_bill_amount(list, "total", &Bill::total, bill.total);
    return list;
}

std::vector<Deviation> paid_deviations(std::int64_t due) {
    std::vector<Deviation> list;
    for (const std::int64_t power : powers) {
        list.push_back(
            {"amount_times:paid_total*" + std::to_string(power), {}, [power](std::int64_t sum) {
                 return sum * power;
             }});
        list.push_back(
            {"amount_divided:paid_total/" + std::to_string(power), {}, [power](std::int64_t sum) {
                 return (sum + power / 2) / power;
             }});
    }
    const std::string digits = std::to_string(due);
    for (std::size_t place = 0; place + 1 < std::max<std::size_t>(digits.size(), 3); ++place) {
        list.push_back({"digits_swapped:paid_total=",
                        {},
                        [place](std::int64_t sum) {
                            const std::vector<std::int64_t> others = swapped(sum);
                            return others.empty() ? sum : others[place % others.size()];
                        },
                        true});
    }
    return list;
}

} // namespace faulty
