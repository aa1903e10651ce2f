// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

// What the compiler of policies refuses, and how it says so; which versions and orders it makes.
namespace reimburse::small {
namespace {

/// The sentences of all problems, one a line.
std::string problems(const Policy& policy, const Selection& selection = {}) {
    const Result<Plan> plan = compile(policy, selection);
    std::string text;
    if (!plan) {
        for (const Problem& problem : plan.problems()) {
            text += (text.empty() ? "" : "\n") + sentence(problem);
        }
    }
    return text;
}

std::vector<Dimension> two_dimensions() {
    return {dimension("level", {"county", "city"}), dimension("class", {"general", "poor"})};
}

/// A benefit whose deductible is this table.
Policy with_deductible(Table table) {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.gates = {{{{"class", {"general", "poor"}}}, {}, {}, {}}};
    basic.deductibles = {room("admission", std::move(table))};
    return policy({basic}, {}, two_dimensions());
}

Date day(int year, unsigned month, unsigned number) {
    return *Date::from_ymd(year, month, number);
}

TEST(Compile, AGapIsAnErrorSaidOnce) {
    EXPECT_EQ(problems(with_deductible(by("level", {{"county", yuan("500")}}))),
              "E309 basic.deductibles.admission: no row matches level=city");
    EXPECT_EQ(
        problems(with_deductible(by("level", {{"county", yuan("500")}, {"city", yuan("900")}}))),
        "");
}

TEST(Compile, AGapInTimeIsAnError) {
    Table table = always(yuan("500"));
    table.rows[0].span.to = day(2020, 1, 1);
    table.rows.push_back(table.rows[0]);
    table.rows[1].span = {day(2020, 1, 2), Date::last_open()};
    EXPECT_NE(problems(with_deductible(table)).find("E309 basic.deductibles.admission"),
              std::string::npos);
    table.rows[1].span.from = day(2020, 1, 1);
    EXPECT_EQ(problems(with_deductible(table)), "");
}

TEST(Compile, AnOverlapIsAnErrorSaidOnceThatNamesBothRows) {
    Table table = by("level", {{"county", yuan("500")}, {"city", yuan("900")}});
    table.rows.push_back(row({{"class", {"poor"}}, {"level", {"city"}}}, yuan("0")));
    table.rows[1].place.pointer = "/a/1";
    table.rows[2].place.pointer = "/a/2";
    table.rows[2].clause = "C2";
    EXPECT_EQ(problems(with_deductible(table)),
              "E308 basic.deductibles.admission: two rows match level=city, class=poor: "
              "/a/1 and /a/2 [C2]");
}

TEST(Compile, AnOverlayStandsBeforeThePolicyAndTwoCollide) {
    Table table = by("level", {{"county", yuan("500")}, {"city", unspecified}});
    table.overrides = {row({{"level", {"city"}}}, yuan("900"))};
    table.overrides[0].origin = "first";
    EXPECT_EQ(Person(with_deductible(table)).pays("1000", {{"level", "city"}}), "50.00");
    table.overrides.push_back(row({{"class", {"poor"}}, {"level", {"city"}}}, yuan("0")));
    table.overrides[1].origin = "second";
    EXPECT_EQ(problems(with_deductible(table)),
              "E333 two overlays set basic.deductibles.admission at level=city, class=poor: "
              "first  and second ");
}

TEST(Compile, EdgesMustRise) {
    const Policy falling =
        policy({benefit("basic", {rated("1000", "0.5"), rated("1000", "0.6"), rated("0.7")})});
    EXPECT_EQ(problems(falling), "E310 basic.segments.2.up_to: edge 100000 does not lie above the "
                                 "edge before it [C1]");
}

TEST(Compile, TheLastSegmentMustBeOpen) {
    EXPECT_EQ(problems(policy({benefit("basic", {rated("1000", "0.5")})})),
              "E311 basic.segments: only the last segment is without an upper edge, and it must "
              "be [C1]");
}

TEST(Compile, UpliftsThatMayNotCombineCollide) {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.uplifts = {uplift("one", UpliftTarget::rate, UpliftChange::points, "0.1"),
                     uplift("two", UpliftTarget::rate, UpliftChange::points, "0.2")};
    basic.uplifts[1].clause = "C5";
    EXPECT_EQ(problems(policy({basic})),
              "E314 basic.segments.1.rate: several uplifts apply at every claim: one, two [C5]");
}

TEST(Compile, ABaseMayUseEarlierBenefitsOnly) {
    Benefit first = benefit("first", {rated("0.5")});
    first.base.terms = {part_of("second", Part::left)};
    const Benefit second = benefit("second", {rated("0.5")});
    EXPECT_EQ(problems(policy({first, second})),
              "E315 benefit \"second\" is not settled before this one [C1]");
    Policy ordered = policy({first, second});
    ordered.orders = {{{}, {"second", "first"}}};
    EXPECT_EQ(problems(ordered), "");
}

TEST(Compile, TooManyCombinationsAreRefused) {
    std::vector<Dimension> dimensions;
    Benefit basic = benefit("basic", {rated("0.5")});
    for (const char* id : {"a", "b", "c", "d"}) {
        Dimension wide = dimension(id, {"v"});
        for (int i = 1; i < 33; ++i) {
            wide.values.push_back({"v" + std::to_string(i), {}});
        }
        dimensions.push_back(wide);
        basic.gates.push_back({{{id, {"v"}}}, {}, {}, {}});
    }
    EXPECT_EQ(problems(policy({basic}, {}, dimensions)),
              "E316 the dimensions give 1185921 combinations, the limit is 1048576");
    basic.gates.pop_back(); // a dimension that nothing depends on gives no combinations
    EXPECT_EQ(problems(policy({basic}, {}, dimensions)), "");
}

TEST(Compile, ADimensionMayHave64Values) {
    Dimension wide = dimension("a", {"v0"});
    for (int i = 1; i < 64; ++i) {
        wide.values.push_back({"v" + std::to_string(i), {}});
    }
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.gates = {{{{"a", {"v63"}}}, {}, {}, {}}};
    Person person(policy({basic}, {}, {wide}));
    EXPECT_EQ(person.pays("100", {{"a", "v63"}}), "50.00");
    EXPECT_EQ(person.pays("100", {{"a", "v62"}}), "0.00");
    wide.values.push_back({"v64", {}});
    EXPECT_EQ(problems(policy({basic}, {}, {wide})),
              "E316 the dimensions give 65 combinations, the limit is 64");
}

TEST(Compile, RatesMayHaveNineDecimals) {
    EXPECT_EQ(Person(policy({benefit("basic", {rated("0.123456789")})})).pays("10000000"),
              "1234567.89");
    const Policy primes =
        policy({benefit("basic", {rated("1", "1/65521"), rated("2", "1/65519"), rated("0.5")})});
    EXPECT_EQ(problems(primes), "E317 basic.segments.2.rate: the numbers do not fit 64 bits [C1]");
}

TEST(Compile, AnAmountOfATableIsWholeFen) {
    EXPECT_EQ(problems(with_deductible(always(yuan("0.005")))),
              "E319 basic.deductibles.admission: 1/2 fen is not a whole amount [C1]");
}

TEST(Compile, SettlingUpNeedsTheSumOfWhatWasPaid) {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.on_change = OnChange::settle_up;
    EXPECT_EQ(problems(policy({basic})), "E303 unknown accumulator \"\" [C1]");
    basic.paid = "paid";
    EXPECT_EQ(problems(policy({basic})), "E303 unknown accumulator \"paid\" [C1]");
    EXPECT_EQ(problems(policy({basic}, {sum_of("paid", "basic")})), "");
}

TEST(Compile, NamesMustBeDeclared) {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.base.terms = {measured("eligable")};
    basic.caps = {room("year", always(yuan("5")), {"payd"})};
    basic.schedule.axis = "lade";
    Dimension level = dimension("level", {"county", "city"});
    level.absent_means = "town";
    EXPECT_EQ(problems(policy({basic}, {}, {level})), "E304 unknown measure \"eligable\" [C1]\n"
                                                      "E303 unknown accumulator \"payd\" [C1]\n"
                                                      "E303 unknown accumulator \"lade\" [C1]\n"
                                                      "E210 level: unknown value \"town\"");
    Benefit gated = benefit("gated", {rated("0.5")});
    gated.gates = {{{{"class", {"poor"}}}, {}, {}, {}}};
    EXPECT_EQ(problems(policy({gated})), "E301 unknown dimension \"class\"");
}

Policy with_reading() {
    Benefit basic = benefit("basic", {rated("0.5")});
    Benefit aid = benefit("aid", {rated("0.5")});
    Policy read = policy({basic, aid});
    read.readings = {{"order", {{"basic_first", {}}, {"aid_first", {}}}, {}, "C6"},
                     {"rate", {{"low", {}}, {"high", {}}}, {}, "C7"}};
    Table rate = {{row({}, share("0.5")), row({}, share("0.8"))}, {}};
    rate.rows[0].only = {{"rate", {"low"}}};
    rate.rows[1].only = {{"rate", {"high"}}};
    read.benefits[0].schedule.segments[0].rate = rate;
    read.orders = {{{{"order", {"basic_first"}}}, {"basic", "aid"}},
                   {{{"order", {"aid_first"}}}, {"aid", "basic"}}};
    return read;
}

TEST(Compile, ReadingsChooseRowsAndOrders) {
    EXPECT_EQ(payments(Person(with_reading()).settle_bill("100").settlement), "50.00 50.00");
    EXPECT_EQ(payments(Person(with_reading(), {{"rate", "high"}}).settle_bill("100").settlement),
              "80.00 20.00");
    Person other(with_reading(), {{"rate", "high"}, {"order", "aid_first"}});
    EXPECT_EQ(other.plan().benefits[0].id, "aid");
    EXPECT_EQ(payments(other.settle_bill("100").settlement), "50.00 50.00");
    EXPECT_EQ(other.plan().selection, (Selection{{"order", "aid_first"}, {"rate", "high"}}));
}

TEST(Compile, UnknownReadingsAreAllNamed) {
    EXPECT_EQ(problems(with_reading(), {{"rat", "low"}, {"rate", "hihg"}}),
              "E601 the policy declares no reading \"rat\"\n"
              "E602 reading rate has no value \"hihg\" [C7]");
}

TEST(Compile, OneOrderMustRemainForASelection) {
    Policy two = with_reading();
    two.orders.push_back(two.orders[0]);
    EXPECT_EQ(problems(two), "E318 orders: 2 alternatives remain for the readings "
                             "order=basic_first, rate=low");
    EXPECT_EQ(problems(two, {{"order", "aid_first"}}), "");
}

TEST(Compile, AVersionBeginsWhereSomethingChanges) {
    Policy dated = with_deductible(always(yuan("500")));
    dated.valid = {day(2019, 1, 1), day(2021, 1, 1)};
    Table& table = dated.benefits[0].deductibles[0].amount;
    table.rows[0].span.to = day(2019, 7, 1);
    table.rows.push_back(table.rows[0]);
    table.rows[1].span = {day(2019, 7, 1), Date::last_open()};
    table.rows[1].cell = yuan("600");
    Uplift late = uplift("late", UpliftTarget::rate, UpliftChange::points, "0.1");
    late.span.from = day(2019, 10, 1);
    dated.benefits[0].uplifts = {late};
    const Plan plan = compile(dated).value();
    EXPECT_EQ(plan.versions, (std::vector{day(2019, 1, 1), day(2019, 7, 1), day(2019, 10, 1)}));
    EXPECT_EQ(plan.rows.size(), 3 * plan.combinations);
    Person person(dated);
    const auto on = [&](const char* text) {
        return person.pays("1000", {{"date", text}});
    };
    EXPECT_EQ(on("2019-01-01"), "250.00");
    EXPECT_EQ(on("2019-06-30"), "250.00");
    EXPECT_EQ(on("2019-07-01"), "200.00");
    EXPECT_EQ(on("2019-10-01"), "240.00");
    EXPECT_EQ(on("2020-12-31"), "240.00");
    for (const char* outside : {"2018-12-31", "2021-01-01"}) {
        const auto refused = person.try_settle("1", {{"date", outside}});
        ASSERT_FALSE(refused);
        EXPECT_EQ(sentence(refused.problems()[0]),
                  std::string("E404 ") + outside +
                      " lies outside the policy, whose first day is "
                      "2019-01-01 and last day 2020-12-31");
    }
}

TEST(Compile, AnotherDateMayDecide) {
    Policy by_discharge = with_deductible(always(yuan("500")));
    by_discharge.decided_by = "discharge_date";
    by_discharge.valid.from = day(2020, 2, 1);
    Person person(by_discharge);
    EXPECT_EQ(person.pays("1000", {{"discharge_date", "2020-02-01"}}), "250.00");
    EXPECT_EQ(person.try_settle("1000").problems()[0].code, Code::missing_field);
}

TEST(Compile, ADimensionOfOthersAloneGivesNoCombinations) {
    Policy derived = with_deductible(by("priced", {{"a", yuan("100")}, {"b", yuan("200")}}));
    Dimension priced = dimension("priced", {"a", "b"});
    priced.absent_means.clear();
    Derivation city;
    city.when = {{"level", {"city"}}};
    city.value = "b";
    Derivation other;
    other.value = "a";
    priced.derive = {city, other};
    derived.dimensions.push_back(priced);
    EXPECT_EQ(compile(derived).value().combinations, 4U);
    Person person(derived);
    EXPECT_EQ(person.pays("1000"), "450.00");
    EXPECT_EQ(person.pays("1000", {{"level", "city"}}), "400.00");
}

} // namespace
} // namespace reimburse::small
