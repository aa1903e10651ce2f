// SPDX-License-Identifier: MIT
#include "settle/agreement.hpp"
#include "settle/pay_function.hpp"
#include "settle/small_policy.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// Payments as functions of the eligible amount: worked by hand, and beside the kernel on amounts
// whose roundings leave no remainder.
namespace reimburse {
namespace {

using namespace small;

/// Pieces in yuan, "x <= 500: 0; x <= 200500: 3/4 x - 375; above: 150000"; "(" marks an end that is
/// left out.
std::string in_words(const PiecewiseLinear& function) {
    std::string words;
    for (const PiecewiseLinear::Piece& piece : function.pieces()) {
        const bool last = piece.to == function.limit();
        words += (words.empty() ? "" : "; ") +
                 (last ? "above"
                       : (piece.to_included ? "to " : "below ") + Rational(piece.to / 100).str()) +
                 ": " + piece.line.slope.str() + " x + " +
                 Rational(piece.line.intercept / 100).str();
    }
    return words;
}

PayFunction of(const Policy& policy, const Surroundings& fixed = {}) {
    const Plan plan = compile(policy).value();
    return pay_function(plan, plan.rows[0], fixed);
}

TEST(PayFunction, ADeductibleARateAndACap) {
    Benefit basic = benefit("basic", {rated("0.75")});
    basic.deductibles = {room("admission", always(yuan("500")))};
    basic.caps = {room("year", always(yuan("150000")), {"paid"})};
    const Policy rules = policy({basic}, {sum_of("paid", "basic")});
    const PayFunction pays = of(rules);
    EXPECT_EQ(in_words(pays.payments[0]),
              "to 500: 0 x + 0; to 200500: 3/4 x + -375; above: 0 x + 150000");
    EXPECT_EQ(in_words(pays.deductibles[0]), "to 500: 1 x + 0; above: 0 x + 500");
    EXPECT_EQ(pays.fund_total, pays.payments[0]);
    EXPECT_EQ(pays.slots[0], pays.payments[0]);
    EXPECT_EQ(pays.units, std::vector<std::int64_t>{1});
    // 149,700 used of the cap leave 300; the bill has 40 out of scope.
    const PayFunction later = of(rules, {4'000, {}, {14'970'000}});
    EXPECT_EQ(in_words(later.payments[0]),
              "to 500: 0 x + 0; to 900: 3/4 x + -375; above: 0 x + 300");
    EXPECT_EQ(in_words(later.patient_pays),
              "to 500: 1 x + 40; to 900: 1/4 x + 415; above: 1 x + -260");
}

TEST(PayFunction, WholeBandsAndFixedAmountsJumpBehindTheirEdge) {
    Benefit bands = benefit("bands", {rated("1000", "0.5"), fixed("2000", "700"), rated("0.6")});
    bands.schedule.laying = Laying::whole;
    EXPECT_EQ(in_words(of(policy({bands})).payments[0]),
              "to 1000: 1/2 x + 0; to 2000: 0 x + 700; above: 3/5 x + 0");
    Benefit falling = benefit("falling", {rated("1000", "0.9"), rated("0.1")});
    falling.schedule.laying = Laying::whole;
    const PiecewiseLinear pays = of(policy({falling})).payments[0];
    EXPECT_EQ(pays.value(100'000), 90'000);
    EXPECT_EQ(pays.limit_from_right(100'000), 10'000);
}

TEST(PayFunction, AFixedAmountIsAtMostTheBase) {
    Benefit visit = benefit("visit", {fixed("1000", "30"), fixed("2000", "50"), rated("0")});
    visit.schedule.laying = Laying::whole;
    EXPECT_EQ(in_words(of(policy({visit})).payments[0]),
              "to 30: 1 x + 0; to 1000: 0 x + 30; to 2000: 0 x + 50; above: 0 x + 0");
}

TEST(PayFunction, AYearlyDeductibleOnTheAxisOfWhatIsLeft) {
    Benefit basic = benefit("basic", {rated("0.5")});
    Benefit critical = benefit("critical", {rated("30000", "0.6"), rated("0.7")});
    critical.base.terms = {part_of("basic", Part::left)};
    critical.schedule.axis = "laid";
    critical.schedule.axis_deductible = always(yuan("10000"));
    const Policy rules = policy({basic, critical}, {sum_of("laid", "critical", Part::laid)});
    const PayFunction first = of(rules);
    EXPECT_EQ(in_words(first.payments[1]),
              "to 20000: 0 x + 0; to 80000: 3/10 x + -6000; above: 7/20 x + -10000");
    EXPECT_EQ(in_words(first.deductibles[1]), "to 20000: 1/2 x + 0; above: 0 x + 10000");
    const PayFunction later = of(rules, {0, {}, {900'000}});
    EXPECT_EQ(in_words(later.payments[1]),
              "to 2000: 0 x + 0; to 62000: 3/10 x + -600; above: 7/20 x + -3700");
    EXPECT_EQ(in_words(later.slots[0]), "above: 1/2 x + 9000");
}

TEST(PayFunction, SettlingUpTakesOffWhatWasPaid) {
    Benefit basic = benefit("basic", {rated("0.8")});
    basic.schedule.axis = "laid";
    basic.on_change = OnChange::settle_up;
    basic.paid = "paid";
    const PayFunction pays =
        of(policy({basic}, {sum_of("laid", "basic", Part::laid), sum_of("paid", "basic")}),
           {0, {}, {100'000, 90'000}});
    EXPECT_EQ(in_words(pays.payments[0]), "to 125: 0 x + 0; above: 4/5 x + -100");
}

TEST(PayFunction, WhatACapLeftUncoveredGoesOn) {
    Benefit basic = benefit("basic", {rated("1000", "0.5"), rated("0.75")});
    basic.caps = {room("visit", always(yuan("1100")))};
    Benefit second = benefit("second", {rated("0.9")});
    second.base.terms = {part_of("basic", Part::base), part_of("basic", Part::covered, "-1")};
    // 1100 are reached at 1000 + 600/0.75 = 1800
    EXPECT_EQ(in_words(of(policy({basic, second})).payments[1]),
              "to 1800: 0 x + 0; above: 9/10 x + -1620");
}

TEST(PayFunction, ABackstopLeavesTheStatedShare) {
    Benefit basic = benefit("basic", {rated("0.6")});
    Benefit last = benefit("last", {});
    last.kind = BenefitKind::backstop;
    last.base.terms = {measured("total"), part_of("basic", Part::payment, "-1")};
    last.keep.share = number("0.1");
    last.keep.of = {measured("total")};
    last.keep.amount = room("year", always(yuan("300")));
    // 0.4 x + 100 - 0.1 x - 10 - 300 with 100 out of scope
    EXPECT_EQ(in_words(of(policy({basic, last}), {10'000, {}, {}}).payments[1]),
              "to 700: 0 x + 0; above: 3/10 x + -210");
}

TEST(PayFunction, AnAccountPaysBesideTheFund) {
    Benefit basic = benefit("basic", {rated("0.6")});
    Benefit account = benefit("account", {rated("1")});
    account.payer = Payer::account;
    account.base.terms = {part_of("basic", Part::left)};
    account.caps = {room("balance", always(yuan("100")))};
    const PayFunction pays = of(policy({basic, account}));
    EXPECT_EQ(in_words(pays.account_pays), "to 250: 2/5 x + 0; above: 0 x + 100");
    EXPECT_EQ(in_words(pays.fund_total), "above: 3/5 x + 0");
    EXPECT_EQ(in_words(pays.patient_pays), "above: 2/5 x + 0");
}

TEST(PayFunction, EverySegmentThatIsRoundedMayMoveByAUnit) {
    Benefit basic = benefit("basic", {rated("1000", "0.5"), rated("0.6")});
    basic.roundings = {
        rounding(RoundingMode::down, 10, RoundingSide::payment, RoundingPlace::segment)};
    EXPECT_EQ(of(policy({basic})).units, std::vector<std::int64_t>{20});
}

/// The kernel's exact path on the same row, and the functions at the same amount.
void same(const Plan& plan, const PlanRow& row, const Surroundings& fixed,
          const std::vector<std::int64_t>& amounts) {
    const PayFunction pays = pay_function(plan, row, fixed);
    for (const std::int64_t eligible : amounts) {
        const std::array measures{eligible + fixed.out_of_scope, eligible, fixed.out_of_scope};
        std::vector<std::int64_t> slots = fixed.slots;
        std::vector<std::int64_t> payments(plan.benefits.size());
        ASSERT_EQ(exact_path(plan, {&row, measures}, slots, payments, nullptr), Outcome::done);
        for (std::size_t b = 0; b < payments.size(); ++b) {
            ASSERT_EQ(pays.payments[b].value(eligible), payments[b])
                << plan.benefits[b].id << " of " << eligible;
        }
        for (std::size_t s = 0; s < slots.size(); ++s) {
            ASSERT_EQ(pays.slots[s].value(eligible), slots[s])
                << plan.accumulators[s].id << " of " << eligible;
        }
    }
}

TEST(PayFunction, IsTheKernelOnEveryRowOfZhangjiajie) {
    for (const Selection& selection : {Selection{}, Selection{{"uplift", "factor"},
                                                              {"basic_cap", "expense"},
                                                              {"backstop", "top_up"},
                                                              {"critical_cap", "everyone"}}}) {
        const Plan plan = compile(agreement::zhangjiajie(true), selection).value();
        std::mt19937_64 random(3);
        int rows = 0;
        for (const PlanRow& row : plan.rows) {
            if (row.refusal >= 0 || random() % 8 != 0) {
                continue;
            }
            ++rows;
            // Rates have at most four decimals and two of them meet: 10,000 yuan leave no rest.
            const auto any = [&](std::uint64_t most) {
                return static_cast<std::int64_t>(random() % most) * 10'000 * 10'000;
            };
            std::vector<std::int64_t> amounts(6);
            std::ranges::generate(amounts, [&] { return any(60); });
            std::vector<std::int64_t> slots(plan.slot_count());
            std::ranges::generate(slots, [&] { return any(12); });
            ASSERT_NO_FATAL_FAILURE(same(plan, row, {any(3), {}, slots}, amounts));
        }
        EXPECT_GT(rows, 30);
    }
}

/// A policy of the widest shapes: bands, limits, a deductible of the claim and one on the axis,
/// covered, settling up, a shared cap, a backstop. Every amount is a multiple of `grain`.
class Drawn {
  public:
    static constexpr std::int64_t grain = 2'985'984; // 12 to the 6th: halves and thirds of it

    explicit Drawn(std::uint64_t seed) : random_(seed) {}

    Policy next() {
        Benefit first = drawn("first");
        first.base.limits = {room("expense", always(amount(40)), {"expense"})};
        first.caps = {room("year", always(amount(25)), {"paid"}),
                      room("both", always(amount(30)), {"paid", "second_paid"})};
        first.paid = "paid";
        first.on_change = below(3) == 0 ? OnChange::settle_up : OnChange::forward;
        Benefit second = drawn("second");
        second.schedule.axis.clear();
        second.schedule.axis_deductible.reset();
        second.base.terms =
            below(2) == 0
                ? std::vector{part_of("first", Part::base), part_of("first", Part::covered, "-1")}
                : std::vector{part_of("first", Part::left, "2/3"), measured("out_of_scope")};
        second.caps = {room("both", always(amount(30)), {"paid", "second_paid"})};
        Benefit last = benefit("last", {});
        last.kind = BenefitKind::backstop;
        last.base.terms = {measured("total"), part_of("first", Part::payment, "-1"),
                           part_of("second", Part::payment, "-1")};
        last.keep.share = number("1/3");
        last.keep.of = {measured("eligible"), part_of("second", Part::deductible)};
        last.keep.amount = room("year", always(amount(9)), {"borne"});
        return policy({first, second, last},
                      {sum_of("laid", "first", Part::laid), sum_of("paid", "first"),
                       sum_of("expense", "first", Part::base), sum_of("borne", "last", Part::left),
                       sum_of("second_paid", "second"), count_of_claims("claims")});
    }

    std::int64_t below(std::int64_t most) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most));
    }

  private:
    Cell amount(std::int64_t most) { return cell(Fraction::whole(below(most) * grain)); }

    Benefit drawn(const std::string& id) {
        static const std::array<std::string, 5> rates{"0", "1/2", "2/3", "3/4", "1"};
        Benefit made = benefit(id, {});
        made.schedule.laying = below(2) == 0 ? Laying::marginal : Laying::whole;
        made.schedule.includes_deductible = below(2) == 0;
        std::int64_t edge = 0;
        for (std::int64_t segments = below(4); segments > 0; --segments) {
            edge += 1 + below(9);
            Segment segment = rated(rates[static_cast<std::size_t>(below(5))]);
            segment.up_to = always(cell(Fraction::whole(edge * grain)));
            if (made.schedule.laying == Laying::whole && below(3) == 0) {
                segment.rate.reset();
                segment.fixed = always(amount(8));
            }
            made.schedule.segments.push_back(segment);
        }
        made.schedule.segments.push_back(rated(rates[static_cast<std::size_t>(below(5))]));
        if (below(2) == 0) {
            made.deductibles = {room("claim", always(amount(5)))};
        }
        if (below(2) == 0) {
            made.schedule.axis = "laid";
            if (below(2) == 0) {
                made.schedule.axis_deductible = always(amount(8));
                made.schedule.edges_from_deductible = below(2) == 0;
            }
        }
        return made;
    }

    std::mt19937_64 random_;
};

TEST(PayFunction, IsTheKernelUnderDrawnPolicies) {
    Drawn drawn(11);
    for (int p = 0; p < 80; ++p) {
        const Plan plan = compile(drawn.next()).value();
        std::vector<std::int64_t> slots(plan.slot_count());
        std::ranges::generate(slots, [&] { return drawn.below(12) * Drawn::grain; });
        std::vector<std::int64_t> amounts(12);
        std::ranges::generate(amounts, [&] { return drawn.below(60) * Drawn::grain; });
        const std::int64_t out_of_scope = drawn.below(4) * Drawn::grain;
        ASSERT_NO_FATAL_FAILURE(same(plan, plan.rows[0], {out_of_scope, {}, slots}, amounts))
            << "policy " << p;
        ASSERT_NO_FATAL_FAILURE(
            same(plan, plan.rows[0],
                 {out_of_scope, {}, std::vector<std::int64_t>(plan.slot_count())}, amounts))
            << "policy " << p << " at the year's start";
    }
}

} // namespace
} // namespace reimburse
