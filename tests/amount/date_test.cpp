// SPDX-License-Identifier: MIT
#include "reimburse/amount/date.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>

namespace reimburse {
namespace {

using namespace std::string_view_literals;

constexpr Date date(std::string_view text) {
    return Date::parse(text).value();
}

TEST(Date, CountsDaysFrom1970) {
    EXPECT_EQ(Date{}.text(), "1970-01-01");
    EXPECT_EQ(date("1970-01-01").days(), 0);
    EXPECT_EQ(date("1969-12-31").days(), -1);
    EXPECT_EQ(date("2019-10-02").days(), 18171);
    EXPECT_EQ(date("2000-03-01").days(), 11017);
    EXPECT_EQ(Date::from_days(18171), Date::from_ymd(2019, 10, 2));
    EXPECT_LT(date("2019-09-30"), date("2019-10-01"));
}

TEST(Date, HasItsParts) {
    constexpr Date day = date("2020-02-29");
    static_assert(day.year() == 2020 && day.month() == 2 && day.day() == 29);
    EXPECT_EQ(day.text(), "2020-02-29");
    EXPECT_EQ(Date::from_days(day.days() + 1).text(), "2020-03-01");
}

TEST(Date, KnowsLeapYears) {
    for (const std::string_view text : {"2020-02-29"sv, "2000-02-29"sv, "1904-02-29"sv}) {
        EXPECT_EQ(date(text).text(), text);
    }
    for (const std::string_view text : {"2019-02-29"sv, "1900-02-29"sv, "2100-02-29"sv}) {
        EXPECT_EQ(Date::parse(text), std::nullopt) << text;
    }
}

TEST(Date, IsRefusedWhereTheCalendarHasNoSuchDay) {
    for (const std::string_view text :
         {"2019-02-30"sv, "2019-04-31"sv, "2019-06-31"sv, "2019-09-31"sv, "2019-11-31"sv,
          "2019-01-32"sv, "2019-01-00"sv, "2019-00-01"sv, "2019-13-01"sv, "2019-99-99"sv,
          "0000-00-00"sv, "1899-12-31"sv, "2201-01-01"sv, "9999-12-31"sv}) {
        EXPECT_EQ(Date::parse(text), std::nullopt) << text;
    }
    EXPECT_EQ(Date::from_ymd(2019, 2, 30), std::nullopt);
    EXPECT_EQ(Date::from_ymd(2019, 1, 257), std::nullopt);
    EXPECT_EQ(Date::from_ymd(2019, 257, 1), std::nullopt);
    EXPECT_EQ(Date::from_ymd(-2019, 1, 1), std::nullopt);
    EXPECT_EQ(Date::from_ymd(65536 + 2019, 1, 1), std::nullopt);
    EXPECT_EQ(date("1900-01-01").text(), "1900-01-01");
    EXPECT_EQ(date("2200-12-31").text(), "2200-12-31");
}

TEST(Date, IsReadFromOneFormOnly) {
    for (const std::string_view text :
         {""sv, "2019"sv, "20191002"sv, "2019-10-2"sv, "2019-1-02"sv, "2019/10/02"sv,
          "02-10-2019"sv, " 2019-10-02"sv, "2019-10-02 "sv, "2019-10-0 "sv, "2019-10-+2"sv,
          "2019-10-02T00:00"sv, "2019-1O-02"sv, "２019-10-0"sv, "-019-10-02"sv, "2019-10\0002"sv,
          "2019-10:02"sv, "2019.10-02"sv, "201\xff-10-02"sv}) {
        EXPECT_EQ(Date::parse(text), std::nullopt) << text;
    }
}

TEST(Date, EveryDayFrom1900To2200ReadsBack) {
    int count = 0;
    for (Date day = date("1900-01-01"); day <= date("2200-12-31");
         day = Date::from_days(day.days() + 1), ++count) {
        ASSERT_EQ(Date::parse(day.text()), day) << day.text();
        ASSERT_EQ(Date::from_ymd(day.year(), day.month(), day.day()), day);
    }
    EXPECT_EQ(count, 301 * 365 + 73); // 1900, 2100 and 2200 are common years
}

TEST(DateSpan, HoldsItsFirstDayAndNotItsEnd) {
    constexpr DateSpan year{date("2019-01-01"), date("2020-01-01")};
    EXPECT_TRUE(year.contains(date("2019-01-01")));
    EXPECT_TRUE(year.contains(date("2019-12-31")));
    EXPECT_FALSE(year.contains(date("2020-01-01")));
    EXPECT_FALSE(year.contains(date("2018-12-31")));
    EXPECT_FALSE(year.empty());
    EXPECT_TRUE((DateSpan{date("2019-01-01"), date("2019-01-01")}).empty());
    EXPECT_TRUE((DateSpan{date("2019-01-02"), date("2019-01-01")}).empty());
}

TEST(DateSpan, IsUnboundedWhereNothingIsSet) {
    constexpr DateSpan always;
    EXPECT_EQ(always, (DateSpan{Date::first(), Date::last_open()}));
    EXPECT_TRUE(always.contains(date("1900-01-01")));
    EXPECT_TRUE(always.contains(date("2200-12-31")));
    EXPECT_FALSE(always.empty());
    EXPECT_LT(Date::first(), date("1900-01-01"));
    EXPECT_GT(Date::last_open(), date("2200-12-31"));
    EXPECT_EQ(Date::first().text(), "0001-01-01");
    EXPECT_EQ(Date::last_open().text(), "9999-12-31");
}

TEST(BenefitYear, IsTheCalendarYearByDefault) {
    constexpr BenefitYear year;
    EXPECT_EQ(year.year_of(date("2019-01-01")), 2019);
    EXPECT_EQ(year.year_of(date("2019-12-31")), 2019);
    EXPECT_EQ(year.span_of(2019), (DateSpan{date("2019-01-01"), date("2020-01-01")}));
}

TEST(BenefitYear, MayStartInAnotherMonth) {
    constexpr BenefitYear july{7, 1};
    EXPECT_EQ(july.year_of(date("2020-06-30")), 2019);
    EXPECT_EQ(july.year_of(date("2020-07-01")), 2020);
    EXPECT_EQ(july.year_of(date("2020-01-01")), 2019);
    EXPECT_EQ(july.span_of(2019), (DateSpan{date("2019-07-01"), date("2020-07-01")}));
    constexpr BenefitYear late{9, 15};
    EXPECT_EQ(late.year_of(date("2020-09-14")), 2019);
    EXPECT_EQ(late.year_of(date("2020-09-15")), 2020);
    EXPECT_EQ(late.year_of(date("2020-10-01")), 2020);
}

TEST(BenefitYear, ThatStartsOnALeapDayStartsOnMarch1Otherwise) {
    constexpr BenefitYear leap{2, 29};
    EXPECT_EQ(leap.span_of(2019), (DateSpan{date("2019-03-01"), date("2020-02-29")}));
    EXPECT_EQ(leap.span_of(2020), (DateSpan{date("2020-02-29"), date("2021-03-01")}));
    EXPECT_EQ(leap.year_of(date("2021-02-28")), 2020);
    EXPECT_EQ(leap.year_of(date("2021-03-01")), 2021);
}

RC_GTEST_PROP(BenefitYear, HoldsTheDatesThatItIsTheYearOf, ()) {
    const Date start = Date::from_days(*rc::gen::inRange(18262, 18628)); // a day of 2020
    const BenefitYear year{start.month(), start.day()};
    const Date day = Date::from_days(*rc::gen::inRange(-20000, 80000));
    const DateSpan span = year.span_of(year.year_of(day));
    RC_ASSERT(span.contains(day));
    RC_ASSERT(span.to == year.span_of(year.year_of(day) + 1).from);
}

TEST(YearsBetween, CountsCompletedYears) {
    EXPECT_EQ(years_between(date("1960-05-17"), date("2020-05-16")), 59);
    EXPECT_EQ(years_between(date("1960-05-17"), date("2020-05-17")), 60);
    EXPECT_EQ(years_between(date("1960-05-17"), date("2020-04-30")), 59);
    EXPECT_EQ(years_between(date("1960-05-17"), date("2020-06-01")), 60);
    EXPECT_EQ(years_between(date("2020-01-01"), date("2020-12-31")), 0);
    EXPECT_EQ(years_between(date("2020-01-02"), date("2020-01-01")), -1);
}

TEST(YearsBetween, BirthdaysOfTheLeapDayFallOnMarch1InCommonYears) {
    const Date birth = date("2000-02-29");
    EXPECT_EQ(years_between(birth, date("2018-02-28")), 17);
    EXPECT_EQ(years_between(birth, date("2018-03-01")), 18);
    EXPECT_EQ(years_between(birth, date("2020-02-28")), 19);
    EXPECT_EQ(years_between(birth, date("2020-02-29")), 20);
}

} // namespace
} // namespace reimburse
