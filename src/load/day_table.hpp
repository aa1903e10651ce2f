// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/plan.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace reimburse::load {

/// The days on which a plan is valid, numbered from 0 in their order, each with its version.
class DayTable {
  public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    explicit DayTable(const Plan& plan) {
        const Date first = *Date::from_ymd(Date::first_year, 1, 1);
        const Date last = *Date::from_ymd(Date::last_year, 12, 31);
        first_ = std::max(first.days(), plan.policy.valid.from.days());
        const std::int32_t end = std::min(last.days() + 1, plan.policy.valid.to.days());
        first_year_ = Date::from_days(first_).year();
        for (std::int32_t days = first_; days < end; ++days) {
            const Date date = Date::from_days(days);
            const std::size_t place =
                place_of(static_cast<unsigned>(date.year()), date.month(), date.day());
            if (numbers_.size() <= place) {
                numbers_.resize(place + place_of_year, none);
            }
            numbers_[place] = static_cast<std::uint32_t>(days - first_);
            const auto after = std::ranges::upper_bound(plan.versions, date);
            const auto version = static_cast<std::uint32_t>(after - plan.versions.begin() - 1);
            rows_.push_back(version * plan.combinations);
        }
    }

    /// `none` where there is no such day, or the plan is not valid on it. Month and day may be any
    /// number below 100.
    std::uint32_t number(unsigned year, unsigned month, unsigned day) const {
        const std::size_t place = place_of(year, month, day);
        return month < 16 && day < 32 && place < numbers_.size() ? numbers_[place] : none;
    }

    /// Precondition: the plan is valid on the day.
    std::uint32_t number(Date date) const {
        return static_cast<std::uint32_t>(date.days() - first_);
    }

    Date date(std::uint32_t number) const {
        return Date::from_days(first_ + static_cast<std::int32_t>(number));
    }

    std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }

    /// Index into Plan::rows of the first row of the version that holds on the day.
    std::uint32_t first_row(std::uint32_t number) const { return rows_[number]; }

  private:
    static constexpr std::size_t place_of_year = std::size_t{16} * 32;

    std::size_t place_of(unsigned year, unsigned month, unsigned day) const {
        // A year before the first wraps round to a place beyond the last.
        return (std::size_t{year} - static_cast<std::size_t>(first_year_)) * place_of_year +
               std::size_t{month} * 32 + day;
    }

    std::int32_t first_ = 0;
    int first_year_ = 0;
    std::vector<std::uint32_t> numbers_;
    std::vector<std::uint32_t> rows_;
};

} // namespace reimburse::load
