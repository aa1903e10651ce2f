// SPDX-License-Identifier: MIT
// Programs must pay what the kernel pays, and leave the same slots, wherever they take a claim.
#include "reimburse/settle/program.hpp"
#include "settle/agreement.hpp"
#include "settle/small_policy.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace reimburse::small {
namespace {

class Draw {
  public:
    explicit Draw(unsigned seed) : random_(seed) {}

    std::int64_t below(std::int64_t count) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(count));
    }

    bool maybe() { return below(2) == 0; }

    template <class T>
    T of(const std::vector<T>& values) {
        return values[static_cast<std::size_t>(below(static_cast<std::int64_t>(values.size())))];
    }

    /// Small and great amounts alike, among them the edges of segments and what lies beside them.
    std::int64_t fen(const std::vector<std::int64_t>& edges) {
        switch (below(4)) {
        case 0:
            return std::max<std::int64_t>(of(edges) + below(3) - 1, 0);
        case 1:
            return below(200);
        case 2:
            return below(100'000'000);
        default:
            return below(std::int64_t{1} << below(54));
        }
    }

  private:
    std::mt19937_64 random_;
};

std::vector<std::int64_t> edges_of(const Plan& plan) {
    std::vector<std::int64_t> edges{0};
    for (const RoomStep& room : plan.rooms) {
        edges.push_back(room.amount);
    }
    for (const SegmentStep& segment : plan.segments) {
        edges.push_back(segment.from);
    }
    return edges;
}

auto account_of(const BenefitResult& result) {
    std::vector<std::int64_t> account{
        result.applies ? 1 : 0,  std::int64_t{result.step},    result.base.fen(),
        result.deductible.fen(), result.payment.fen(),         result.over_cap.fen(),
        result.copayment.fen(),  result.uplift.fen(),          result.axis_before.fen(),
        result.axis_after.fen(), result.entitled_before.fen(), result.entitled_after.fen()};
    for (const SegmentResult& part : result.segments) {
        account.insert(account.end(),
                       {std::int64_t{part.segment}, part.amount.fen(), part.rate, part.plain_rate});
    }
    return account;
}

/// Everything that a settlement says, as numbers.
std::vector<std::vector<std::int64_t>> said_by(const Settlement& settlement) {
    std::vector<std::vector<std::int64_t>> all;
    for (const BenefitResult& result : settlement.benefits) {
        all.push_back(account_of(result));
    }
    for (const PatientPart& part : settlement.parts) {
        all.push_back({part.benefit, static_cast<std::int64_t>(part.reason), part.amount.fen()});
    }
    for (const TargetResult& target : settlement.targets) {
        all.push_back({std::int64_t{target.target}, target.shortfall.fen()});
    }
    all.push_back({settlement.total.fen(), settlement.eligible.fen(), settlement.fund_total.fen(),
                   settlement.account_pays.fen(), settlement.patient_pays.fen(),
                   settlement.actual_ratio_e4.value_or(-1)});
    return all;
}

/// Claims of each row with a program; how many of them the programs took.
int taken(const Plan& plan, Draw& draw, int claims) {
    const Programs programs(plan);
    Settler settler(plan, exact_path);
    Settler fast(plan, exact_path, &programs);
    Settlement by_kernel(plan);
    Settlement by_program(plan);
    const std::vector<std::int64_t> edges = edges_of(plan);
    int count = 0;
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        for (int claim = 0; claim < claims && programs.has(row); ++claim) {
            std::vector<std::int64_t> measures(plan.measure_count);
            std::ranges::generate(measures, [&] { return draw.fen(edges); });
            measures[eligible_register] = std::min(measures[0], measures[1]);
            measures[scope_register] = measures[0] - measures[1];
            std::vector<std::int64_t> slots(plan.slot_count());
            std::ranges::generate(slots, [&] { return draw.fen(edges); });
            std::vector<std::int64_t> same = slots;
            const std::vector<std::int64_t> before = slots;
            std::vector<std::int64_t> paid(plan.benefits.size(), -1);
            if (!programs.pay(row, measures.data(), slots.data(), paid.data())) {
                EXPECT_EQ(slots, before);
                continue;
            }
            ++count;
            std::vector<std::int64_t> expected(plan.benefits.size());
            EXPECT_EQ(settler.pay({&plan.rows[row], measures}, same, expected), Outcome::done);
            EXPECT_EQ(slots, same);
            same = slots = before;
            EXPECT_EQ(settler.settle({&plan.rows[row], measures}, same, by_kernel), Outcome::done);
            EXPECT_EQ(fast.settle({&plan.rows[row], measures}, slots, by_program), Outcome::done);
            EXPECT_EQ(slots, same);
            EXPECT_EQ(said_by(by_program), said_by(by_kernel)) << "row " << row;
            for (const BenefitStep& step : slice(plan.steps, plan.rows[row].steps)) {
                const auto place =
                    static_cast<std::size_t>(&step - &plan.steps[plan.rows[row].steps.first]);
                EXPECT_EQ(paid[place], expected[step.benefit])
                    << "row " << row << ", total " << measures[0] << ", eligible " << measures[1];
            }
            if (testing::Test::HasFailure()) {
                return count;
            }
        }
    }
    return count;
}

TEST(Programs, PayWhatTheKernelPaysUnderEveryReadingOfTheBundledPolicy) {
    const Policy policy = agreement::zhangjiajie(true);
    Draw draw(1);
    for (const Reading& reading : policy.readings) {
        for (const ReadingValue& value : reading.values) {
            const Plan plan = compile(policy, {{reading.id, value.id}}).value();
            EXPECT_GT(taken(plan, draw, 40), 1'000) << reading.id << "=" << value.id;
        }
    }
}

TEST(Programs, TakeEveryRowOfTheDefaultReadings) {
    const Plan plan = compile(agreement::zhangjiajie(true)).value();
    const Programs programs(plan);
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        EXPECT_EQ(programs.has(row), plan.rows[row].refusal < 0) << row;
    }
}

Segment any_segment(Draw& draw) {
    return rated(draw.of<std::string>({"0", "0.5", "2/3", "0.875", "0.0625", "1"}));
}

BenefitRounding any_rounding(Draw& draw) {
    using enum RoundingMode;
    return rounding(
        draw.of<RoundingMode>({half_up, half_even, half_down, down, up, floor, ceiling}),
        draw.of<std::int64_t>({1, 1, 10, 100}),
        draw.of<RoundingSide>(
            {RoundingSide::payment, RoundingSide::payment, RoundingSide::patient}),
        draw.of<RoundingPlace>({RoundingPlace::segment, RoundingPlace::claim, RoundingPlace::claim,
                                RoundingPlace::year, RoundingPlace::year}));
}

Benefit any_benefit(Draw& draw, const std::string& id) {
    Benefit any = benefit(id, {});
    const bool on_axis = draw.maybe();
    any.schedule.laying = draw.below(8) > 0 ? Laying::marginal : Laying::whole;
    any.schedule.includes_deductible = draw.maybe();
    std::int64_t edge = 0;
    for (std::int64_t more = on_axis || draw.below(8) == 0 ? draw.below(4) : 0; more > 0; --more) {
        edge += 1 + draw.below(20'000);
        any.schedule.segments.push_back(any_segment(draw));
        any.schedule.segments.back().up_to = always(cell(Fraction::whole(edge)));
    }
    any.schedule.segments.push_back(any_segment(draw));
    if (on_axis) {
        any.schedule.axis = id + "_laid";
        if (draw.maybe()) {
            any.schedule.axis_deductible = always(cell(Fraction::whole(draw.below(9'000))));
        }
    }
    any.roundings = {any_rounding(draw)};
    if (draw.maybe()) {
        any.deductibles = {room("claim", always(cell(Fraction::whole(draw.below(8'000)))))};
        if (draw.maybe()) {
            any.deductibles.front().used = {id + "_base"};
        }
    }
    if (draw.maybe()) {
        any.caps = {room("year", always(cell(Fraction::whole(draw.below(90'000)))), {id})};
    }
    return any;
}

TEST(Programs, PayWhatTheKernelPaysForDrawnPolicies) {
    Draw draw(2);
    int count = 0;
    for (int drawn = 0; drawn < 1'500; ++drawn) {
        Benefit first = any_benefit(draw, "first");
        Benefit second = any_benefit(draw, "second");
        Benefit third = any_benefit(draw, "third");
        const Part part = draw.of<Part>({Part::left, Part::left, Part::left, Part::laid});
        second.base.terms = {part_of("first", part, draw.of<std::string>({"1", "1", "1", "0.5"}))};
        third.base.terms = {measured(draw.of<std::string>({"total", "eligible"})),
                            part_of("first", Part::payment, "-1"),
                            part_of("second", Part::payment, "-1")};
        std::vector<Accumulator> sums{count_of_claims("claims")};
        for (const char* id : {"first", "second", "third"}) {
            sums.push_back(sum_of(id, id));
            sums.push_back(sum_of(std::string(id) + "_laid", id, Part::laid));
            sums.push_back(
                sum_of(std::string(id) + "_base", id,
                       draw.of<Part>({Part::base, Part::left, Part::base, Part::deductible})));
        }
        std::vector<Benefit> benefits{first, second, third};
        benefits.resize(static_cast<std::size_t>(1 + draw.below(3)));
        count += taken(compile(policy(benefits, sums)).value(), draw, 20);
        if (HasFailure()) {
            return;
        }
    }
    EXPECT_GT(count, 1'000);
}

TEST(Programs, DivideAsDivisionDoes) {
    Draw draw(3);
    for (int n = 0; n < 200'000; ++n) {
        const std::int64_t divisor = 2 + draw.below(std::int64_t{1} << (1 + draw.below(61)));
        const detail::FastDivision division(std::min(divisor, (std::int64_t{1} << 62) - 1));
        const std::int64_t exact = std::min(divisor, (std::int64_t{1} << 62) - 1);
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        const std::int64_t multiple = draw.below(most / exact) * exact;
        for (const std::int64_t number : {multiple, multiple + exact - 1, most, draw.below(most)}) {
            ASSERT_EQ(division(number), number / exact) << number << " / " << exact;
        }
    }
}

} // namespace
} // namespace reimburse::small
