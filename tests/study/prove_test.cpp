// SPDX-License-Identifier: MIT
#include "study/prove/prove.hpp"

#include "load/claim_columns.hpp"
#include "load/csv.hpp"
#include "load/rule_set.hpp"
#include "settle/small_policy.hpp"
#include "study/prove/json.hpp"
#include "study/prove/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::study {
namespace {

using namespace reimburse::small;

constexpr std::int64_t bill_limit = 30'000; ///< fen

/// The plan's engine with a bug planted behind it.
class Planted final : public Engine {
  public:
    using Bug =
        std::function<void(const Case& claim, std::int64_t axis_before,
                           std::span<std::int64_t> slots, std::span<std::int64_t> payments)>;

    Planted(const Plan& plan, Bug bug) : engine_(engine_of_plan(plan)), bug_(std::move(bug)) {}

    Outcome pay(const Case& claim, std::span<std::int64_t> slots,
                std::span<std::int64_t> payments) override {
        const std::int64_t before = slots.empty() ? 0 : slots[0];
        const Outcome outcome = engine_->pay(claim, slots, payments);
        bug_(claim, before, slots, payments);
        return outcome;
    }

  private:
    std::unique_ptr<Engine> engine_;
    Bug bug_;
};

EngineMaker planted(const Planted::Bug& bug) {
    return [bug](const Plan& plan) {
        return std::make_unique<Planted>(plan, bug);
    };
}

/// 60 % above a deductible of 100 yuan, 80 % above 200 more, on an axis of the year; rounded by the
/// year and capped at 150 a year. The second benefit pays half of what is left.
Policy two_layers() {
    Benefit first = benefit("first", {rated("200", "0.6"), rated("0.8")});
    first.schedule.axis = "axis";
    first.schedule.axis_deductible = always(yuan("100"));
    first.roundings = {
        rounding(RoundingMode::half_up, 1, RoundingSide::payment, RoundingPlace::year)};
    first.caps = {room("year", always(yuan("150")), {"paid"})};
    Benefit second = benefit("second", {rated("0.5")});
    second.base.terms = {measured("eligible"), part_of("first", Part::payment, "-1")};
    return policy({first, second}, {sum_of("axis", "first", Part::laid), sum_of("paid", "first")});
}

Certificate certificate(const Policy& policy, std::int64_t limit = bill_limit,
                        const EngineMaker& engine = engine_of_plan) {
    ProveOptions options;
    options.limit = limit;
    options.threads = 2;
    options.engine = engine;
    return prove(policy, options).value();
}

std::string sentences(const Certificate& certificate) {
    std::string text;
    for (const Finding& finding : certificate.findings) {
        text += words(finding, Language::en) + "\n";
    }
    return text;
}

const BenefitProof& proof_of(const Certificate& certificate, const std::string& id) {
    return *std::ranges::find(certificate.tables, id, &BenefitProof::id);
}

/// What the engine pays for the first claim of a witness, read as a claims file.
std::vector<std::int64_t> settled(const Policy& policy, const Witness& witness) {
    const Plan plan = compile(policy).value();
    const std::string text = witness_csv(witness);
    load::CsvReader reader(load::source_of(text), "witness.csv");
    load::ClaimColumns columns(plan);
    Problems problems;
    EXPECT_TRUE(columns.read_header(reader, "witness.csv", problems));
    EXPECT_EQ(reader.next(), load::CsvReader::Row::row);
    Claim claim(plan);
    EXPECT_TRUE(columns.fill(reader.fields(), claim, problems));
    Accumulators accumulators;
    for (const auto& [period, values] : witness.accumulators) {
        for (const auto& [id, value] : values) {
            accumulators.set(period, id, value);
        }
    }
    const Result<Answer> answer = settle(plan, claim, accumulators, exact_path);
    std::vector<std::int64_t> payments;
    for (const BenefitResult& each : answer->settlement.benefits) {
        payments.push_back(each.payment.fen());
    }
    return payments;
}

TEST(Prove, TheBundledPolicyHolds) {
    const Certificate proved = certificate(load::load_rules({}).value());
    EXPECT_EQ(sentences(proved), "");
    EXPECT_EQ(proved.selections, 1U);
    EXPECT_GT(proved.refused, 0U);
    EXPECT_LT(proved.functions, proved.programs);
    EXPECT_LT(proved.programs * 10, proved.combinations);
    EXPECT_EQ(proved.engine.settlements, proved.programs * (bill_limit + 1));
    EXPECT_TRUE(proved.engine.unwalked.empty());
    EXPECT_TRUE(proved.engine.all_crossed);
    for (const BenefitProof& benefit : proved.tables) {
        EXPECT_TRUE(benefit.limits.empty()) << benefit.id;
        EXPECT_TRUE(benefit.cliffs.empty()) << benefit.id;
    }
    EXPECT_GT(proof_of(proved, "critical_illness").rounded_by_year, 0U);
}

TEST(Prove, OneFenIsFoundAtAnyAmountOfAOneClaimYear) {
    const Policy policy = two_layers();
    EXPECT_EQ(sentences(certificate(policy)), "");
    for (const std::int64_t at : {0, 1, 9'999, 10'000, 10'001, 12'345, 29'999, 30'000}) {
        for (const std::size_t benefit : {0U, 1U}) {
            const Certificate found = certificate(
                policy, bill_limit,
                planted([&](const Case& claim, std::int64_t before, auto, auto payments) {
                    payments[benefit] += before == 0 && claim.measures[total_register] == at;
                }));
            ASSERT_FALSE(found.proved()) << at;
            const Finding& finding = found.findings.front();
            EXPECT_EQ(finding.kind, Finding::Kind::one_claim);
            EXPECT_EQ(finding.bill, at);
            ASSERT_EQ(finding.payments.size(), 1U);
            EXPECT_EQ(finding.payments[0].benefit, policy.benefits[benefit].id);
            EXPECT_EQ(finding.payments[0].found, finding.payments[0].expected + 1);
            ASSERT_TRUE(finding.witness);
            EXPECT_TRUE(finding.witness->accumulators.empty());
            EXPECT_EQ(settled(policy, *finding.witness)[benefit], finding.payments[0].expected);
        }
    }
}

TEST(Prove, TheSmallestBillIsReportedAcrossStretches) {
    const Policy policy = two_layers();
    for (const std::int64_t at : {stretch - 1, stretch, stretch + 1}) {
        const Certificate found = certificate(
            policy, stretch + 2, planted([&](const Case& claim, std::int64_t, auto, auto payments) {
                payments[1] -= claim.measures[total_register] >= at;
            }));
        ASSERT_FALSE(found.proved());
        EXPECT_EQ(found.findings.front().bill, at);
    }
}

TEST(Prove, AWrongAccumulatorIsFound) {
    const Certificate found = certificate(
        two_layers(), bill_limit, planted([](const Case& claim, std::int64_t, auto slots, auto) {
            slots[1] += claim.measures[total_register] == 20'001;
        }));
    ASSERT_FALSE(found.proved());
    EXPECT_EQ(found.findings.front().bill, 20'001);
    EXPECT_TRUE(found.findings.front().payments.empty());
    EXPECT_TRUE(found.findings.front().accumulators_differ);
}

TEST(Prove, ABugAtAnEdgeLaterInTheYearIsFoundByTheTest) {
    const Policy policy = two_layers();
    const Certificate found = certificate(
        policy, bill_limit, planted([](const Case&, std::int64_t before, auto, auto payments) {
            payments[0] += before == 30'001; // a fen behind the edge 100 + 200
        }));
    ASSERT_FALSE(found.proved());
    for (const Finding& finding : found.findings) {
        EXPECT_EQ(finding.kind, Finding::Kind::longer_years);
    }
    const Finding& finding = found.findings.front();
    ASSERT_TRUE(finding.witness);
    EXPECT_FALSE(finding.witness->accumulators.empty());
    EXPECT_EQ(settled(policy, *finding.witness)[0], finding.payments[0].expected);
}

/// Every figure that the compiler wrote, a unit off: the tables behind it say otherwise.
TEST(Prove, AFigureCompiledWronglyIsFound) {
    const Plan plan = compile(two_layers()).value();
    const auto faulty = [&](const std::function<void(Plan&)>& change) {
        auto changed = std::make_shared<Plan>(plan);
        change(*changed);
        Programs programs;
        programs.add(changed);
        EngineProof proof;
        proof.limit = 40'000;
        return prove_engine(programs.programs(), proof).one_claim.size();
    };
    EXPECT_EQ(faulty([](Plan&) {}), 0U);
    for (std::size_t s = 0; s < plan.segments.size(); ++s) {
        EXPECT_EQ(faulty([&](Plan& p) { ++p.segments[s].rate; }), 1U) << s;
        EXPECT_EQ(faulty([&](Plan& p) { ++p.segments[s].from; }), 1U) << s;
    }
    EXPECT_EQ(faulty([](Plan& p) { p.segments[1].paid += 5; }), 1U);
    for (std::size_t r = 0; r < plan.rooms.size(); ++r) {
        EXPECT_EQ(faulty([&](Plan& p) { --p.rooms[r].amount; }), 1U) << r;
    }
    EXPECT_EQ(faulty([](Plan& p) { p.terms.back().numerator = 1; }), 1U);
    EXPECT_EQ(faulty([](Plan& p) { p.steps[0].rounding.rounding.mode = RoundingMode::down; }), 1U);
    EXPECT_EQ(faulty([](Plan& p) { p.steps[1].rounding.rounding.mode = RoundingMode::floor; }), 1U);
    EXPECT_EQ(faulty([](Plan& p) { p.adds.back().part = Part::base; }), 1U);
}

TEST(Prove, ACombinationRefusedWithoutCauseIsFound) {
    auto changed = std::make_shared<Plan>(compile(two_layers()).value());
    changed->rows[0].refusal = 0;
    changed->refusals.push_back({Code::unspecified, {}, {}, {}});
    Programs programs;
    programs.add(changed);
    EXPECT_EQ(programs.refusal_differences().size(), 1U);
}

TEST(Prove, ARateAboveOneIsFoundWithTheSmallestClaim) {
    Benefit first = benefit("first", {rated("0.9")});
    first.uplifts = {uplift("more", UpliftTarget::rate, UpliftChange::points, "0.2")};
    first.rate_limit = number("2");
    const Certificate above = certificate(policy({first}));
    ASSERT_EQ(above.findings.size(), 2U) << sentences(above);
    EXPECT_EQ(above.findings[0].property, Property::within_base);
    EXPECT_EQ(above.findings[0].bill, 5); // 1.1 times 5 fen rounds to 6
    EXPECT_EQ(above.findings[0].payments[0].expected, 5);
    EXPECT_EQ(above.findings[0].payments[0].found, 6);

    first.deductibles = {room("visit", always(yuan("50")))};
    const Policy deducted = policy({first});
    const Certificate falls = certificate(deducted);
    ASSERT_EQ(falls.findings.size(), 2U) << sentences(falls);
    EXPECT_EQ(falls.findings[1].property, Property::remainder_never_falls);
    EXPECT_EQ(falls.findings[1].bill, 5'005);
    ASSERT_TRUE(falls.findings[1].witness);
    EXPECT_EQ(settled(deducted, *falls.findings[1].witness)[0], 6);
}

TEST(Prove, ARoundingThatMakesTheRemainderFallIsFound) {
    Benefit first = benefit("first", {rated("0.01", "0.5"), rated("1")});
    first.roundings = {rounding(RoundingMode::half_even, 1)};
    const Certificate found = certificate(policy({first}));
    ASSERT_EQ(found.findings.size(), 1U) << sentences(found);
    EXPECT_EQ(found.findings[0].property, Property::remainder_never_falls);
    EXPECT_EQ(found.findings[0].bill, 2); // 0.5 fen to 0, 1.5 fen to 2
    first.roundings = {rounding(RoundingMode::half_up, 1)};
    EXPECT_EQ(sentences(certificate(policy({first}))), "");
}

TEST(Prove, ARoundingFaultLaterInTheYearComesWithItsAccumulators) {
    Benefit first = benefit("first", {rated("10.01", "0.5"), rated("20", "0.3"), rated("1")});
    first.schedule.axis = "axis";
    first.roundings = {rounding(RoundingMode::half_even, 1)};
    const Policy later = policy({first}, {sum_of("axis", "first", Part::laid)});
    const Certificate found = certificate(later, 5'000);
    ASSERT_EQ(found.findings.size(), 1U) << sentences(found);
    const Finding& finding = found.findings[0];
    EXPECT_EQ(finding.property, Property::remainder_never_falls);
    ASSERT_TRUE(finding.witness);
    EXPECT_EQ(settled(later, *finding.witness)[0], finding.payments[0].found);
    EXPECT_LT(finding.payments[0].expected, finding.payments[0].found);
}

TEST(Prove, CliffsOfWholeBandsAreListedWithTheirAmounts) {
    const auto banded = [](const char* edge) {
        Benefit first = benefit("first", {rated(edge, "0.8"), rated("0.5")});
        first.schedule.laying = Laying::whole;
        return certificate(policy({first}));
    };
    const Certificate listed = banded("100");
    EXPECT_EQ(sentences(listed), "");
    const Cliff fall{10'000, 8'000, 5'001};
    EXPECT_EQ(proof_of(listed, "first").cliffs, std::vector{fall});
    // A cell that is a fen off moves the cliff that the certificate lists.
    const Cliff moved{10'001, 8'001, 5'001};
    EXPECT_EQ(proof_of(banded("100.01"), "first").cliffs, std::vector{moved});
}

TEST(Prove, AYearThatDependsOnTheCutIsFound) {
    const auto year = [](Part part) {
        Benefit first = benefit("first", {rated("0.5")});
        first.schedule.axis = "axis";
        first.deductibles = {room("visit", always(yuan("1")))};
        first.roundings = {
            rounding(RoundingMode::half_up, 1, RoundingSide::payment, RoundingPlace::year)};
        return policy({first}, {sum_of("axis", "first", part)});
    };
    const Certificate whole = certificate(year(Part::laid));
    EXPECT_EQ(sentences(whole), "");
    EXPECT_EQ(proof_of(whole, "first").limits, std::vector{Limit::deductible_first});
    const Certificate found = certificate(year(Part::payment));
    ASSERT_EQ(found.findings.size(), 1U);
    EXPECT_EQ(found.findings[0].property, Property::independent_of_cut);
    ASSERT_TRUE(found.findings[0].bill);
    EXPECT_NE(found.findings[0].payments[0].expected, found.findings[0].payments[0].found);
}

TEST(Prove, WhatLiesOutsideIsListed) {
    const auto limits = [](const Policy& policy, const char* id) {
        return proof_of(certificate(policy), id).limits;
    };
    Benefit first = benefit("first", {rated("0.6")});
    Benefit coarse = first;
    coarse.roundings = {rounding(RoundingMode::half_up, 100)};
    EXPECT_EQ(limits(policy({coarse}), "first"), std::vector{Limit::greater_unit});

    Benefit second = benefit("second", {rated("0.5")});
    second.base.terms = {measured("eligible", "0.5"), part_of("first", Part::payment, "-1")};
    EXPECT_EQ(limits(policy({first, second}), "second"),
              (std::vector{Limit::subtracts_payment, Limit::parts_of_a_fen}));
    second.base.terms = {part_of("first", Part::left)};
    EXPECT_EQ(limits(policy({first, second}), "second"), std::vector<Limit>{});
    second.base.terms = {measured("total"), part_of("first", Part::payment, "-1")};
    EXPECT_EQ(limits(policy({first, second}), "second"), std::vector<Limit>{});
    second.base.terms = {measured("eligible")};
    Benefit third = benefit("third", {rated("0.5")});
    EXPECT_EQ(limits(policy({first, second}), "second"), std::vector<Limit>{});
    EXPECT_EQ(limits(policy({first, second, third}), "third"), std::vector{Limit::shares_the_bill});
    second.base.terms = {part_of("first", Part::base, "2"), part_of("first", Part::payment, "-3")};
    EXPECT_EQ(limits(policy({first, second}), "second"), std::vector{Limit::subtracts_payment});
}

TEST(Prove, ABaseOfWhatWasUsedUpIsLeftToTheExactPath) {
    Benefit first = benefit("first", {rated("0.6")});
    first.caps = {room("visit", always(yuan("50")))};
    Benefit second = benefit("second", {rated("0.5")});
    second.base.terms = {measured("eligible"), part_of("first", Part::covered, "-1")};
    const Certificate listed = certificate(policy({first, second}));
    EXPECT_EQ(sentences(listed), "");
    EXPECT_EQ(listed.exact_only, (std::vector<std::string>{"first", "second"}));
    EXPECT_EQ(listed.engine.settlements, 0U);
    EXPECT_GT(listed.engine.exact_points, 0U);
}

TEST(Prove, TheCertificateNamesThePolicyAndItsReadings) {
    ProveOptions options;
    options.limit = 100;
    options.all_readings = true;
    options.chosen = {{"layer_order", "aid_first"},   {"city_as_county", "target_only"},
                      {"outpatient", "all"},          {"uplift", "points"},
                      {"critical_cap", "poor"},       {"critical_from", "cap_only"},
                      {"cumulative_rounding", "year"}};
    const Policy policy = load::load_rules({}).value();
    const Certificate all = prove(policy, options).value();
    EXPECT_EQ(all.selections, 4U); // basic_cap and backstop
    EXPECT_EQ(sentences(all), "");
    EXPECT_EQ(proof_of(all, "fiscal_backstop").limits, std::vector{Limit::keeps_a_share});
    const std::string text = certificate_text(all, Language::en);
    EXPECT_NE(text.find(policy.hash), std::string::npos);
    EXPECT_NE(text.find("a test, not a proof"), std::string::npos);
    options.all_readings = false;
    std::string json_text;
    load::JsonWriter json(json_text);
    write_certificate(json, prove(policy, options).value(), Language::zh);
    EXPECT_TRUE(json.complete());
    EXPECT_NE(json_text.find("\"basic_cap\":\"payments\""), std::string::npos);
    EXPECT_NE(json_text.find("\"hash\":\"" + policy.hash + "\""), std::string::npos);
    EXPECT_NE(json_text.find("\"proved\":true"), std::string::npos);
}

} // namespace
} // namespace reimburse::study
