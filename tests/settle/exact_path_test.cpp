// SPDX-License-Identifier: MIT
#include "settle/agreement.hpp"
#include "settle/small_policy.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>

// The same claims over int64 and over rationals.
namespace reimburse {
namespace {

#ifdef NDEBUG
constexpr int cases_a_row = 60;
#else
constexpr int cases_a_row = 3;
#endif

constexpr std::int64_t largest = 9'999'999'999'999'999;
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// Everything that a path says of the benefits.
std::string accounts(const Settlement& settlement) {
    std::string text;
    const auto say = [&](Money amount) {
        text += std::to_string(amount.fen()) + ' ';
    };
    for (const BenefitResult& b : settlement.benefits) {
        text += (b.applies ? '+' : '-') + std::to_string(b.step) + ": ";
        for (const Money amount :
             {b.base, b.deductible, b.payment, b.over_cap, b.copayment, b.uplift, b.axis_before,
              b.axis_after, b.entitled_before, b.entitled_after}) {
            say(amount);
        }
        for (const SegmentResult& segment : b.segments) {
            text += '#' + std::to_string(segment.segment) + ' ';
            say(segment.amount);
        }
        text += '\n';
    }
    return text;
}

/// Amounts of which many lie on an edge, a cap or a deductible, or within a fen of one.
class Amounts {
  public:
    std::int64_t next() {
        static constexpr std::array edges{0,          20'000,     50'000,     100'000,
                                          150'000,    500'000,    1'000'000,  3'500'000,
                                          4'000'000,  8'500'000,  9'000'000,  15'500'000,
                                          16'000'000, 15'000'000, 30'000'000, 35'000};
        const auto kind = random_() % 4;
        if (kind == 0) {
            const std::int64_t edge = edges[random_() % edges.size()];
            return std::max<std::int64_t>(edge + static_cast<std::int64_t>(random_() % 5) - 2, 0);
        }
        const std::uint64_t bits = 1 + random_() % (kind == 1 ? 53U : 26U);
        return std::min(static_cast<std::int64_t>(random_() >> (64U - bits)), largest);
    }

  private:
    std::mt19937_64 random_{20191017};
};

void same_on_every_row(const Selection& selection) {
    const Plan plan = compile(agreement::zhangjiajie(true), selection).value();
    Amounts amounts;
    Settler fast(plan);
    Settlement by_integers(plan);
    Settlement by_rationals(plan);
    int settled = 0;
    for (const PlanRow& row : plan.rows) {
        for (int i = 0; row.refusal < 0 && i < cases_a_row; ++i) {
            const auto [eligible, total] = std::minmax({amounts.next(), amounts.next()});
            const std::array measures{total, eligible, total - eligible};
            std::vector<std::int64_t> slots(plan.slot_count());
            std::ranges::generate(slots, [&] { return amounts.next(); });
            std::vector<std::int64_t> exact_slots = slots;
            std::vector<std::int64_t> payments(plan.benefits.size());
            const Case claim{&row, measures};
            const std::vector<std::int64_t> before = slots;
            ASSERT_EQ(fast.settle(claim, slots, by_integers), Outcome::done);
            for (BenefitResult& result : by_rationals.benefits) {
                result = BenefitResult{};
            }
            ASSERT_EQ(exact_path(plan, claim, exact_slots, payments, &by_rationals), Outcome::done);
            ASSERT_EQ(accounts(by_integers), accounts(by_rationals));
            ASSERT_EQ(slots, exact_slots);
            std::vector<std::int64_t> alone(plan.benefits.size());
            slots = before;
            ASSERT_EQ(fast.pay(claim, slots, alone), Outcome::done);
            ASSERT_EQ(alone, payments);
            ASSERT_EQ(slots, exact_slots);
            exact_slots = before;
            ASSERT_EQ(exact_path(plan, claim, exact_slots, payments, nullptr), Outcome::done);
            ASSERT_EQ(alone, payments);
            ++settled;
        }
    }
    EXPECT_GT(settled, 300 * cases_a_row);
}

TEST(ExactPath, IsTheFastPathOnEveryRowOfZhangjiajie) {
    same_on_every_row({});
}

TEST(ExactPath, IsTheFastPathUnderOtherReadings) {
    same_on_every_row({{"uplift", "factor"},
                       {"basic_cap", "expense"},
                       {"cumulative_rounding", "claim"},
                       {"backstop", "top_up"},
                       {"critical_cap", "everyone"}});
}

using Integer = boost::multiprecision::cpp_int;

/// fen * num / den, half up.
std::int64_t half_up(std::int64_t fen, const Fraction& rate) {
    const Integer twice = Integer(fen) * rate.num() * 2 + rate.den();
    return Integer(twice / (Integer(rate.den()) * 2)).convert_to<std::int64_t>();
}

TEST(ExactPath, EveryAmountThatAClaimMayCarrySettlesExactly) {
    std::mt19937_64 random(7);
    for (const char* text : {"0.123456789", "0.999999999", "2/3", "1", "0.7", "1/1999999999"}) {
        Benefit basic = small::benefit("basic", {small::rated(text)});
        small::Person person(small::policy({basic}));
        const Fraction rate = small::number(text);
        std::vector<std::int64_t> amounts{largest, largest - 1, 5'000'000'000'000'000};
        for (int i = 0; i < 200; ++i) {
            amounts.push_back(
                static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(largest)));
        }
        for (const std::int64_t fen : amounts) {
            const std::string bill = format_amount(Money::from_fen(fen));
            ASSERT_EQ(person.pays(bill), format_amount(Money::from_fen(half_up(fen, rate))))
                << text << " of " << bill;
        }
    }
}

TEST(ExactPath, AYearOfTheLargestAmountsSettlesExactly) {
    Benefit critical =
        small::benefit("critical", {small::rated("1000", "0.123457"), small::rated("0.654321")});
    critical.schedule.axis = "laid";
    critical.roundings[0].place = RoundingPlace::year;
    small::Person person(
        small::policy({critical}, {small::sum_of("laid", "critical", Part::laid)}));
    const Fraction first = small::number("0.123457");
    const Fraction above = small::number("0.654321");
    const auto entitled = [&](std::int64_t fen) {
        const Integer millionths = Integer(100'000) * first.num() * (1'000'000 / first.den()) +
                                   Integer(fen - 100'000) * above.num() * (1'000'000 / above.den());
        return Integer((millionths + 500'000) / 1'000'000).convert_to<std::int64_t>();
    };
    std::int64_t before = 0;
    for (std::int64_t claims = 1; claims <= 900; ++claims) {
        const std::int64_t after = entitled(claims * largest);
        ASSERT_EQ(person.pays("99999999999999.99"), format_amount(Money::from_fen(after - before)));
        before = after;
    }
}

Policy summed() {
    Benefit basic = small::benefit("basic", {small::rated("0.5")});
    basic.caps = {small::room("year", small::always(small::unlimited), {"paid"})};
    return small::policy({basic},
                         {small::sum_of("expense", "basic", Part::base),
                          small::sum_of("paid", "basic"), small::count_of_claims("claims")});
}

TEST(ExactPath, AnOverflowOfASumIsRefusedAndChangesNothing) {
    const Plan plan = compile(summed()).value();
    for (const ExactPath exact : {ExactPath{nullptr}, ExactPath{exact_path}}) {
        Accumulators accumulators;
        accumulators.set("2020", "expense", 7);
        accumulators.set("2020", "paid", most - 49);
        accumulators.set("2020", "claims", 3);
        const Accumulators before = accumulators;
        Claim claim(plan);
        Problems problems;
        for (const auto& [name, text] : small::Fields{{"claim_id", "c"},
                                                      {"person_id", "p"},
                                                      {"date", "2020-01-15"},
                                                      {"total", "1.00"},
                                                      {"eligible", "1.00"}}) {
            claim.set(name, text, problems);
        }
        const auto refused = settle(plan, claim, accumulators, exact);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.problems()[0].code,
                  exact != nullptr ? Code::amount_overflow : Code::needs_exact_path);
        EXPECT_EQ(accumulators, before);
        claim.set("eligible", "0.98", problems);
        ASSERT_TRUE(settle(plan, claim, accumulators, exact));
        EXPECT_EQ(accumulators.periods().at("2020").at("paid"), most);
        EXPECT_EQ(accumulators.periods().at("2020").at("claims"), 4);
    }
}

TEST(ExactPath, ARefusedClaimLeavesTheSlots) {
    const Plan plan = compile(summed()).value();
    Settler settler(plan, exact_path);
    Settlement settlement(plan);
    const std::array<std::int64_t, 3> measures{100, 100, 0};
    std::vector<std::int64_t> slots{1, most, 5};
    const std::vector<std::int64_t> before = slots;
    const Case claim{&plan.rows[0], measures};
    EXPECT_EQ(settler.settle(claim, slots, settlement), Outcome::inexact);
    EXPECT_EQ(slots, before);
    std::vector<std::int64_t> payments(1);
    EXPECT_EQ(settler.pay(claim, slots, payments), Outcome::inexact);
    EXPECT_EQ(slots, before);
}

} // namespace
} // namespace reimburse
