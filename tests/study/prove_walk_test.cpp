// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"
#include "study/prove/engine.hpp"
#include "study/prove/programs.hpp"
#include "study/prove/prove.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>

namespace reimburse::study {
namespace {

using namespace reimburse::small;

/// A benefit with all that a schedule can have, and a backstop on what it leaves.
Policy every_term(RoundingMode mode, RoundingSide side, RoundingPlace place, Laying laying) {
    Benefit first = benefit("first", {rated("3", "0.55"), rated("7.01", "2/3"), rated("0.9")});
    first.base.terms = {measured("eligible", "0.7")};
    first.base.limits = {room("limit", always(yuan("20")), {"paid"})};
    first.schedule.laying = laying;
    first.schedule.axis = "axis";
    first.schedule.axis_deductible = always(yuan("1.5"));
    first.schedule.includes_deductible = place == RoundingPlace::claim;
    first.deductibles = {room("visit", always(yuan("2")))};
    first.caps = {room("year", always(yuan("9")), {"paid"})};
    first.roundings = {rounding(mode, mode == RoundingMode::up ? 10 : 1, side, place)};
    Benefit last;
    last.id = "last";
    last.kind = BenefitKind::backstop;
    last.base.terms = {measured("total"), part_of("first", Part::payment, "-1")};
    last.keep.amount = room("keep", always(yuan("4")));
    last.keep.share = number("0.15");
    last.keep.of = {measured("total")};
    last.roundings = {rounding(mode, 1, side)};
    return policy({first, last}, {sum_of("axis", "first", Part::laid), sum_of("paid", "first")});
}

/// Every shape that the walk knows, held against the engine fen by fen.
TEST(ProveWalk, KnowsEveryShape) {
    constexpr std::array modes{
        RoundingMode::half_up, RoundingMode::half_even, RoundingMode::half_down, RoundingMode::down,
        RoundingMode::up,      RoundingMode::floor,     RoundingMode::ceiling};
    std::size_t turn = 0;
    for (int round = 0; round < 2; ++round) {
        for (const RoundingSide side : {RoundingSide::payment, RoundingSide::patient}) {
            for (const RoundingPlace place :
                 {RoundingPlace::segment, RoundingPlace::claim, RoundingPlace::year}) {
                for (const Laying laying : {Laying::marginal, Laying::whole}) {
                    const RoundingMode mode = modes[turn++ % modes.size()];
                    const auto plan = std::make_shared<const Plan>(
                        compile(every_term(mode, side, place, laying)).value());
                    Programs programs;
                    programs.add(plan);
                    EngineProof proof;
                    proof.limit = 2'500;
                    const EngineReport report = prove_engine(programs.programs(), proof);
                    EXPECT_EQ(report.walked_programs, 1U);
                    EXPECT_TRUE(report.one_claim.empty() && report.longer.empty())
                        << to_text(mode) << static_cast<int>(side) << static_cast<int>(place)
                        << static_cast<int>(laying);
                }
            }
        }
    }
}

} // namespace
} // namespace reimburse::study
