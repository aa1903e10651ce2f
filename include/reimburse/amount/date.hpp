// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reimburse {

/// A day of the Gregorian calendar, in 4 bytes. Nothing here asks what day it is.
class Date {
  public:
    static constexpr int first_year = 1900; ///< dates from text or year, month, day start here
    static constexpr int last_year = 2200;  ///< and end here, both years included

    /// 1970-01-01
    constexpr Date() = default;

    /// nullopt where there is no such day, or its year lies outside first_year to last_year.
    static constexpr std::optional<Date> from_ymd(int year, unsigned month, unsigned day) {
        if (year < first_year || year > last_year || month > 12 || day > 31) {
            return std::nullopt;
        }
        const auto date = calendar(year, month, day);
        if (!date.ok()) {
            return std::nullopt;
        }
        return Date{date};
    }

    /// Days since 1970-01-01. Precondition: from first() to last_open().
    static constexpr Date from_days(std::int32_t days) {
        Date date;
        date.days_ = days;
        return date;
    }

    /// Exactly YYYY-MM-DD; nullopt as from_ymd().
    static constexpr std::optional<Date> parse(std::string_view text) {
        if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
            return std::nullopt;
        }
        bool all_digits = true;
        const auto number = [&](std::size_t from, std::size_t to) {
            unsigned value = 0;
            for (; from < to; ++from) {
                const auto digit = static_cast<unsigned>(text[from] - '0');
                all_digits &= digit <= 9;
                value = value * 10 + digit;
            }
            return value;
        };
        const unsigned year = number(0, 4);
        const unsigned month = number(5, 7);
        const unsigned day = number(8, 10);
        if (!all_digits) {
            return std::nullopt;
        }
        return from_ymd(static_cast<int>(year), month, day);
    }

    /// Before every date from text: the start of a span without a first day (0001-01-01).
    static constexpr Date first() { return Date{calendar(1, 1, 1)}; }

    /// After every date from text: the end of a span without a last day (9999-12-31).
    static constexpr Date last_open() { return Date{calendar(9999, 12, 31)}; }

    constexpr std::int32_t days() const { return days_; }

    constexpr int year() const { return static_cast<int>(calendar().year()); }

    constexpr unsigned month() const { return static_cast<unsigned>(calendar().month()); }

    constexpr unsigned day() const { return static_cast<unsigned>(calendar().day()); }

    /// YYYY-MM-DD
    std::string text() const {
        const std::chrono::year_month_day date = calendar();
        std::string result = "0000-00-00";
        const auto put = [&result](unsigned number, std::size_t last, std::size_t count) {
            for (; count > 0; --count, --last, number /= 10) {
                result[last] = static_cast<char>('0' + number % 10);
            }
        };
        put(static_cast<unsigned>(static_cast<int>(date.year())), 3, 4);
        put(static_cast<unsigned>(date.month()), 6, 2);
        put(static_cast<unsigned>(date.day()), 9, 2);
        return result;
    }

    constexpr auto operator<=>(const Date&) const = default;

  private:
    explicit constexpr Date(std::chrono::year_month_day date)
        : days_(static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())) {
    }

    static constexpr std::chrono::year_month_day calendar(int year, unsigned month, unsigned day) {
        return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    }

    constexpr std::chrono::year_month_day calendar() const {
        return std::chrono::sys_days{std::chrono::days{days_}};
    }

    std::int32_t days_ = 0;
};

static_assert(sizeof(Date) == 4);

/// The days from `from` up to but without `to`; unbounded where nothing is set.
struct DateSpan {
    Date from = Date::first();
    Date to = Date::last_open();

    constexpr bool contains(Date date) const { return from <= date && date < to; }

    constexpr bool empty() const { return to <= from; }

    constexpr bool operator==(const DateSpan&) const = default;
};

/// The year over which accumulators run, by the day on which it starts. Precondition: a day that
/// some year has. A year that starts on 29 February starts on 1 March where there is none.
struct BenefitYear {
    unsigned month = 1;
    unsigned day = 1;

    /// The calendar year in which the benefit year of `date` starts.
    constexpr int year_of(Date date) const {
        const bool started = date.month() != month ? date.month() > month : date.day() >= day;
        return started ? date.year() : date.year() - 1;
    }

    /// The benefit year that starts in `year`. Precondition: `year` and the year after lie within
    /// Date::first() to Date::last_open().
    constexpr DateSpan span_of(int year) const { return {start_in(year), start_in(year + 1)}; }

    constexpr bool operator==(const BenefitYear&) const = default;

  private:
    constexpr Date start_in(int year) const {
        using namespace std::chrono;
        const year_month_day start{std::chrono::year{year}, std::chrono::month{month},
                                   std::chrono::day{day}};
        // sys_days counts 29 February of a common year as the day after the 28th.
        return Date::from_days(
            static_cast<std::int32_t>(sys_days{start}.time_since_epoch().count()));
    }
};

/// Completed years from birth to `on`, below 0 where `on` lies before birth. Who is born on
/// 29 February completes a year on 1 March where the year has no such day.
constexpr int years_between(Date birth, Date on) {
    const bool before_birthday =
        on.month() != birth.month() ? on.month() < birth.month() : on.day() < birth.day();
    return on.year() - birth.year() - (before_birthday ? 1 : 0);
}

} // namespace reimburse
