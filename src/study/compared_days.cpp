// SPDX-License-Identifier: MIT
#include "study/compared_days.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace reimburse::study {

namespace {

Date day_before(Date day) {
    return Date::from_days(day.days() - 1);
}

Date day_after(Date day) {
    return Date::from_days(day.days() + 1);
}

/// Without the days that no claim can be dated.
DateSpan writable(const DateSpan& span) {
    return {std::max(span.from, *Date::from_ymd(Date::first_year, 1, 1)),
            std::min(span.to, day_after(*Date::from_ymd(Date::last_year, 12, 31)))};
}

DateSpan one_day(Date day) {
    return {day, day_after(day)};
}

class DayChooser {
  public:
    DayChooser(const Plan& a, const Plan& b, const Terms& terms, Comparison& result)
        : a_(a), b_(b), terms_(terms), result_(result) {}

    void run() {
        const DateSpan a = writable(a_.policy.valid);
        const DateSpan b = writable(b_.policy.valid);
        const DateSpan both{std::max(a.from, b.from), std::min(a.to, b.to)};
        if (terms_.day_a || terms_.day_b) {
            const Date day_a = terms_.day_a ? *terms_.day_a : *terms_.day_b;
            const Date day_b = terms_.day_b ? *terms_.day_b : *terms_.day_a;
            check_day(a, day_a);
            check_day(b, day_b);
            result_.days.push_back({one_day(day_a), one_day(day_b)});
        } else if (both.empty()) {
            const bool a_first = a.to <= b.from;
            const Date day_a = a_first ? day_before(a.to) : a.from;
            const Date day_b = a_first ? b.from : day_before(b.to);
            result_.days.push_back({one_day(day_a), one_day(day_b)});
        } else {
            cut(both);
            note_alone(a, both, 0);
            note_alone(b, both, 1);
        }
    }

    Problems& problems() { return problems_; }

  private:
    void check_day(const DateSpan& valid, Date day) {
        if (!valid.contains(day)) {
            problems_.push_back({Code::outside_validity,
                                 {{"date", day.text()},
                                  {"first", valid.from.text()},
                                  {"last", day_before(valid.to).text()}},
                                 {},
                                 {}});
        }
    }

    void note_alone(const DateSpan& valid, const DateSpan& both, std::size_t side) {
        for (const DateSpan& span :
             {DateSpan{valid.from, both.from}, DateSpan{both.to, valid.to}}) {
            if (!span.empty()) {
                result_.days_alone.emplace_back(span, side);
            }
        }
    }

    /// Cuts the common days where a version of one side begins, and where given accumulators may
    /// begin anew.
    void cut(const DateSpan& both) {
        std::set<Date> firsts{both.from};
        for (const Plan* plan : {&a_, &b_}) {
            for (const Date day : plan->versions) {
                firsts.insert(day);
            }
            if (!terms_.accumulators.periods().empty()) {
                cut_periods(*plan, both, firsts);
            }
        }
        std::erase_if(firsts, [&](Date day) { return !both.contains(day); });
        for (auto first = firsts.begin(); first != firsts.end(); ++first) {
            const auto next = std::next(first);
            const DateSpan span{*first, next == firsts.end() ? both.to : *next};
            result_.days.push_back({span, span});
        }
    }

    /// Years and months, and the days that the accumulators name.
    void cut_periods(const Plan& plan, const DateSpan& both, std::set<Date>& firsts) const {
        const int last = std::min(day_before(both.to).year(), Date::last_year);
        for (int year = std::max(both.from.year(), Date::first_year); year <= last; ++year) {
            firsts.insert(plan.policy.benefit_year.span_of(year).from);
            for (unsigned month = 1; month <= 12; ++month) {
                firsts.insert(*Date::from_ymd(year, month, 1));
            }
        }
        for (const auto& [period, sums] : terms_.accumulators.periods()) {
            if (const auto day = Date::parse(period)) {
                firsts.insert(*day);
                firsts.insert(day_after(*day));
            }
        }
    }

    const Plan& a_;
    const Plan& b_;
    const Terms& terms_;
    Comparison& result_;
    Problems problems_;
};

} // namespace

Problems choose_days(const Plan& a, const Plan& b, const Terms& terms, Comparison& result) {
    DayChooser chooser(a, b, terms, result);
    chooser.run();
    return std::move(chooser.problems());
}

} // namespace reimburse::study
