// SPDX-License-Identifier: MIT
#include "reimburse/explain/room_cite.hpp"
#include "reimburse/explain/trace.hpp"
#include "settle/small_policy.hpp"

#include <gtest/gtest.h>

// Of several rooms the explanation names the clause of the least, which is the one that bound.
namespace reimburse::small {
namespace {

Room of_clause(std::string id, const std::string& amount, const std::string& clause,
               std::vector<std::string> used = {}) {
    Room made = room(std::move(id), always(yuan(amount)), std::move(used));
    made.amount.rows[0].clause = clause;
    return made;
}

Policy two_rooms() {
    Benefit basic = benefit("basic", {rated("0.5")});
    basic.deductibles = {of_clause("visit", "300", "D-visit"),
                         of_clause("year", "400", "D-year", {"borne"})};
    basic.caps = {of_clause("year", "500", "K-year", {"paid"}),
                  of_clause("visit", "300", "K-visit")};
    return policy({basic}, {sum_of("borne", "basic", Part::deductible), sum_of("paid", "basic")});
}

/// "clause of the deductible, clause of the cap" as the trace has them; the patient's
/// parts must say the same.
std::string cited(Person& person, const std::string& bill) {
    const Answer answer = person.settle_bill(bill);
    const Settlement& settled = answer.settlement;
    std::string deductible;
    std::string cap;
    for (const TraceStep& step : trace_steps(person.plan(), settled)) {
        deductible = step.operation == Operation::deductible ? *step.clause : deductible;
        cap = step.operation == Operation::cap ? *step.clause : cap;
    }
    for (const PatientPart& part : settled.parts) {
        const std::string& clause = clause_of(person.plan(), 0, settled.benefits[0], part.reason);
        if (part.reason == Reason::deductible) {
            EXPECT_EQ(clause, deductible);
        } else if (part.reason == Reason::over_cap) {
            EXPECT_EQ(clause, cap);
        } else {
            EXPECT_EQ(clause, "C1");
        }
    }
    return deductible + ", " + cap;
}

TEST(RoomCite, TheLeastRoomIsNamed) {
    Person person(two_rooms());
    EXPECT_EQ(cited(person, "1300"), "D-visit, K-visit"); // 300 and 300; 500 are due
    EXPECT_EQ(cited(person, "1300"), "D-year, K-year");   // 100 are left of 400, 200 of 500
}

TEST(RoomCite, OfEqualRoomsTheFirst) {
    Policy rules = two_rooms();
    rules.benefits[0].deductibles[1] = of_clause("year", "300", "D-year");
    rules.benefits[0].caps[0] = of_clause("year", "300", "K-year");
    Person person(rules);
    EXPECT_EQ(cited(person, "1300"), "D-visit, K-year");
}

TEST(RoomCite, ADeductibleOnTheAxisIsNamedWhileItTakesSomething) {
    Policy rules = two_rooms();
    Benefit& basic = rules.benefits[0];
    basic.caps.clear();
    basic.deductibles.pop_back();
    basic.schedule.axis = "laid";
    basic.schedule.axis_deductible = always(yuan("200"));
    basic.schedule.axis_deductible->rows[0].clause = "D-axis";
    rules.accumulators.push_back(sum_of("laid", "basic", Part::laid));
    Person person(rules);
    EXPECT_EQ(cited(person, "1300"), "D-axis, ");
    EXPECT_EQ(cited(person, "1300"), "D-visit, ");
}

TEST(RoomCite, ABackstopThatKeepsAShareOnlyCitesItself) {
    Benefit last = benefit("last", {});
    last.kind = BenefitKind::backstop;
    last.keep.share = number("0.1");
    last.keep.of = {measured("total")};
    Person person(policy({last}));
    const Answer answer = person.settle_bill("100");
    EXPECT_EQ(deductible_cite(person.plan(), answer.settlement.benefits[0]), nullptr);
    EXPECT_EQ(cap_cite(person.plan(), answer.settlement.benefits[0]), nullptr);
}

TEST(RoomCite, AnUpliftIsSaidOfTheRoomThatItChanged) {
    Policy rules = two_rooms();
    rules.benefits[0].uplifts = {
        uplift("half", UpliftTarget::deductible, UpliftChange::factor, "0.5")};
    rules.benefits[0].uplifts[0].room = "visit";
    Person person(rules);
    const Answer first = person.settle_bill("1300");
    const RoomCite* cite = deductible_cite(person.plan(), first.settlement.benefits[0]);
    ASSERT_NE(cite, nullptr);
    EXPECT_EQ(cite->published, 30'000);
    EXPECT_EQ(person.plan().cites[cite->cite].uplift, "half");
    EXPECT_EQ(person.plan().cites[cite->cite].clause, "D-visit");
}

} // namespace
} // namespace reimburse::small
