// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

// What holds for every policy that the language can say: policies are drawn, not chosen.
namespace reimburse::small {
namespace {

template <class T>
T one_of(std::initializer_list<T> values) {
    return *rc::gen::elementOf(std::vector<T>(values));
}

bool maybe() {
    return *rc::gen::arbitrary<bool>();
}

std::int64_t below(std::int64_t most) {
    return *rc::gen::resize(100, rc::gen::inRange<std::int64_t>(0, most));
}

Cell any_amount(std::int64_t most) {
    return cell(Fraction::whole(below(most)));
}

BenefitRounding any_rounding() {
    using enum RoundingMode;
    return rounding(one_of({half_up, half_even, half_down, down, up, floor, ceiling}),
                    one_of<std::int64_t>({1, 10, 100}),
                    one_of({RoundingSide::payment, RoundingSide::patient}),
                    one_of({RoundingPlace::segment, RoundingPlace::claim, RoundingPlace::year}));
}

Schedule any_schedule() {
    Schedule schedule;
    schedule.laying = one_of({Laying::marginal, Laying::whole});
    schedule.includes_deductible = maybe();
    std::int64_t edge = 0;
    for (std::int64_t segments = below(3); segments > 0; --segments) {
        edge += 1 + below(2'000);
        Segment segment = rated(one_of<std::string>({"0", "0.5", "2/3", "0.875", "1"}));
        segment.up_to = always(cell(Fraction::whole(edge)));
        if (schedule.laying == Laying::whole && maybe()) {
            segment.rate.reset();
            segment.fixed = always(any_amount(900));
        }
        schedule.segments.push_back(segment);
    }
    schedule.segments.push_back(rated(one_of<std::string>({"0.3", "0.85", "1"})));
    if (maybe()) {
        schedule.axis = "laid";
        if (maybe()) {
            schedule.axis_deductible = always(any_amount(1'500));
            schedule.edges_from_deductible = maybe();
        }
    }
    return schedule;
}

/// A capped benefit on the eligible amount, a second on something of the first, and a backstop.
Policy any_policy() {
    Benefit first = benefit("first", {});
    first.schedule = any_schedule();
    first.roundings = {any_rounding()};
    if (maybe()) {
        first.deductibles = {room("claim", always(any_amount(800)))};
    }
    if (maybe()) {
        first.base.limits = {room("expense", always(any_amount(9'000)), {"expense"})};
    }
    first.caps = {room("year", always(any_amount(4'000)), {"paid"})};
    first.on_change = one_of({OnChange::forward, OnChange::settle_up});
    first.paid = "paid";
    Benefit second = benefit("second", {});
    second.schedule = any_schedule();
    second.schedule.axis.clear();
    second.roundings = {any_rounding()};
    const Part part = one_of({Part::left, Part::base, Part::deductible});
    second.base.terms = {part_of("first", part, one_of<std::string>({"1", "2/3", "0.05"}))};
    if (maybe()) {
        second.base.terms = {part_of("first", Part::base), part_of("first", Part::covered, "-1")};
    }
    Benefit last = benefit("last", {});
    last.kind = BenefitKind::backstop;
    last.roundings = {any_rounding()};
    last.base.terms = {measured("total"), part_of("first", Part::payment, "-1"),
                       part_of("second", Part::payment, "-1")};
    last.keep.share = number(one_of<std::string>({"0", "0.1", "1/3"}));
    last.keep.of = {measured("total")};
    if (maybe()) {
        last.keep.amount = room("year", always(any_amount(5'000)), {"borne"});
    }
    return policy({first, second, last},
                  {sum_of("laid", "first", Part::laid), sum_of("paid", "first"),
                   sum_of("expense", "first", Part::base), sum_of("borne", "last", Part::left)});
}

/// Amounts of the account of one benefit that do not fit together; empty if all do.
std::string fault_of(const BenefitResult& account, Money left) {
    const bool negative = std::min({account.base, account.deductible, account.payment,
                                    account.over_cap, account.copayment}) < Money{};
    const bool adds_up =
        account.deductible + account.payment + account.over_cap + account.copayment == account.base;
    return negative || !adds_up || account.payment > left ? in_words(account) : "";
}

void settle_a_year(const Policy& policy, std::int64_t most) {
    Person person(policy);
    Money paid;
    for (std::int64_t claims = 1 + below(5); claims > 0; --claims) {
        const Money eligible = Money::from_fen(below(most));
        const Money total = eligible + Money::from_fen(below(2) * below(1'000));
        const Settlement answer =
            person.settle_bill(format_amount(eligible), {{"total", format_amount(total)}})
                .settlement;
        Money left = total;
        for (const BenefitResult& account : answer.benefits) {
            RC_ASSERT(fault_of(account, left) == "");
            left -= account.payment;
        }
        Money parts;
        for (const PatientPart& part : answer.parts) {
            RC_ASSERT(part.amount > Money{});
            parts += part.amount;
        }
        RC_ASSERT(parts == left);
        RC_ASSERT(answer.patient_pays == left);
        RC_ASSERT(answer.patient(Reason::out_of_scope) <= total - eligible);
        paid += answer.benefits[0].payment;
        RC_ASSERT(person.accumulators().periods().at("2020").at("paid") == paid.fen());
    }
    // The cap of the year holds.
    RC_ASSERT(paid.fen() <= policy.benefits[0].caps[0].amount.rows[0].cell.value.num());
}

TEST(AnyPolicy, SplitsEveryBillToTheFen) {
    EXPECT_TRUE(rc::check([] {
        for (int i = 0; i < 100; ++i) {
            settle_a_year(any_policy(), 5'000);
        }
    }));
}

TEST(AnyPolicy, SplitsTheGreatestBillsToTheFen) {
    EXPECT_TRUE(rc::check([] {
        for (int i = 0; i < 20; ++i) {
            settle_a_year(any_policy(), 9'999'999'999'990'000);
        }
    }));
}

} // namespace
} // namespace reimburse::small
