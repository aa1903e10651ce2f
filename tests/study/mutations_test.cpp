// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"
#include "study/mutate/effects.hpp"
#include "study/mutate/mutations.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

// Small changes of a table, and whether any claim is paid otherwise for them.
namespace reimburse::study {
namespace {

using namespace small;

Policy capped() {
    Benefit basic = benefit("basic", {rated("0.75")});
    basic.deductibles = {room("admission", always(yuan("500")))};
    basic.caps = {room("year", always(yuan("2000")), {"paid"})};
    return policy({basic}, {sum_of("paid", "basic")});
}

/// An example of what the change does; "" if it does nothing.
std::string effect(const Policy& rules, const std::string& place, const std::string& change) {
    Policy changed = rules;
    EXPECT_TRUE(mutate(changed, {place, change, {}})) << place << ": " << change;
    const Plan before = compile(rules).value();
    Effects::Seen seen;
    return Effects(before).of(compile(changed).value(), seen).value_or("");
}

TEST(Mutations, EachHasAPlaceOfItsOwnAndCanBeMade) {
    const Policy rules = capped();
    std::set<std::string> names;
    for (const Mutation& each : mutations(rules)) {
        EXPECT_TRUE(names.insert(each.place + ": " + each.change).second) << each.place;
        Policy changed = rules;
        EXPECT_TRUE(mutate(changed, each)) << each.place;
    }
    for (const char* known :
         {"basic.deductibles.admission: 500.00 -> 501.00", "basic.segments.1.rate: 0.75 -> 0.76",
          "basic.caps.year: 2000.00 -> 2001.00", "basic.year: paid left out",
          "basic.rounding: half_up -> half_even", "accumulators.paid: year -> month"}) {
        EXPECT_TRUE(names.contains(known)) << known;
    }
}

TEST(Mutations, AnotherPolicyHasNoSuchPlace) {
    Policy other = policy({benefit("other", {rated("0.5")})});
    EXPECT_FALSE(mutate(other, mutations(capped()).back()));
    EXPECT_FALSE(mutate(other, {"basic.caps.year", "2000.00 -> 2001.00", {}}));
}

TEST(Mutations, AFigureHasAnEffectInOneClaim) {
    EXPECT_NE(effect(capped(), "basic.deductibles.admission", "500.00 -> 501.00"), "");
    EXPECT_NE(effect(capped(), "basic.segments.1.rate", "0.75 -> 0.76"), "");
    EXPECT_NE(effect(capped(), "basic.caps.year", "2000.00 -> 2001.00"), "");
}

TEST(Mutations, ARoundingShowsOnATieAlone) {
    EXPECT_NE(effect(capped(), "basic.rounding", "half_up -> half_even"), "");
    EXPECT_NE(effect(capped(), "basic.rounding", "half_up -> half_down"), "");
    EXPECT_EQ(effect(capped(), "basic.rounding", "claim -> segment"), "");
}

TEST(Mutations, WhatIsKeptForTheYearShowsInTheSecondClaim) {
    const std::string example = effect(capped(), "basic.year", "paid left out");
    EXPECT_NE(example.find(", then "), std::string::npos) << example;
    EXPECT_NE(effect(capped(), "accumulators.paid", "year -> month"), "");
}

TEST(Mutations, OfASwitchThatReadingsChooseEachAlternative) {
    Policy rules = capped();
    rules.readings = {{"way", {{"first", {}}, {"second", {}}}, {}, {}}};
    rules.benefits[0].open.includes_deductible = {{{{"way", {"first"}}}, true},
                                                  {{{"way", {"second"}}}, false}};
    const auto all = mutations(rules);
    const auto of = [&](const std::string& place) {
        return std::ranges::find(all, place, &Mutation::place);
    };
    EXPECT_EQ(of("basic.includes_deductible"), all.end()) << "the plain value is not looked at";
    const auto second = of("basic.includes_deductible way=second");
    ASSERT_NE(second, all.end());
    EXPECT_EQ(second->only.at(0).values, std::vector<std::string>{"second"});
    Policy changed = rules;
    EXPECT_TRUE(mutate(changed, *second));
    EXPECT_TRUE(changed.benefits[0].open.includes_deductible[1].value);
    EXPECT_TRUE(changed.benefits[0].open.includes_deductible[0].value);
}

} // namespace
} // namespace reimburse::study
