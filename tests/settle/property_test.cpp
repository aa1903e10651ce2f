// SPDX-License-Identifier: MIT
#include "settle/agreement.hpp"
#include "settle/small_policy.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

// What holds for every bill, under every reading.
namespace reimburse {
namespace {

/// Tries a property on two thousand draws.
template <class Property>
void holds_always(Property property) {
    EXPECT_TRUE(rc::check([&] {
        for (int i = 0; i < 20; ++i) {
            property();
        }
    }));
}

/// One bill of a made-up person; amounts in fen.
struct Bill {
    std::int64_t total = 0;
    std::int64_t eligible = 0;
    bool outpatient = false;
    bool in_district = false;
    std::string date;
    std::string level;
};

rc::Gen<std::int64_t> amounts() {
    const auto below = [](std::int64_t most) {
        return rc::gen::resize(100, rc::gen::inRange<std::int64_t>(0, most));
    };
    return rc::gen::oneOf(below(1'000), below(3'000'000), below(60'000'000));
}

rc::Gen<std::string> days() {
    return rc::gen::map(
        rc::gen::resize(100, rc::gen::inRange<std::int32_t>(0, 731)), [](std::int32_t number) {
            return Date::from_days(Date::from_ymd(2019, 1, 1)->days() + number).text();
        });
}

Bill any_bill() {
    Bill bill;
    const std::int64_t first = *amounts();
    const std::int64_t second = *rc::gen::oneOf(rc::gen::just(first), amounts());
    std::tie(bill.eligible, bill.total) = std::minmax(first, second);
    bill.outpatient = *rc::gen::weightedElement<bool>({{3, false}, {1, true}});
    bill.in_district = *rc::gen::arbitrary<bool>();
    bill.date = *days();
    bill.level = *rc::gen::element<std::string>("township", "county", "city", "province");
    return bill;
}

/// Bills in order of their dates.
std::vector<Bill> any_bills(int most) {
    std::vector<Bill> bills(static_cast<std::size_t>(*rc::gen::inRange(1, most + 1)));
    std::ranges::generate(bills, any_bill);
    std::ranges::sort(bills, {}, &Bill::date);
    return bills;
}

const Policy& zhangjiajie() {
    static const Policy policy = agreement::zhangjiajie(true);
    return policy;
}

/// Under the default readings, under one other, or under every last one.
const Plan& any_plan() {
    static const std::vector<Plan> plans = [] {
        Selection last;
        std::vector<Selection> selections{{}};
        for (const Reading& reading : zhangjiajie().readings) {
            for (std::size_t v = 1; v < reading.values.size(); ++v) {
                selections.push_back({{reading.id, reading.values[v].id}});
                last[reading.id] = reading.values[v].id;
            }
        }
        selections.push_back(last);
        std::vector<Plan> compiled;
        for (const Selection& selection : selections) {
            compiled.push_back(compile(zhangjiajie(), selection).value());
        }
        return compiled;
    }();
    return plans[*rc::gen::inRange<std::size_t>(0, plans.size())];
}

/// A bill as a claim; the texts live here and in the bill.
class Form {
  public:
    Form(const Plan& plan, const Bill& bill, const std::string& person_class)
        : total_(format_amount(Money::from_fen(bill.total))),
          eligible_(format_amount(Money::from_fen(bill.eligible))), claim_(plan) {
        Problems problems;
        const char* district = bill.in_district ? "430802" : "";
        claim_.set("claim_id", "c", problems);
        claim_.set("person_id", "p", problems);
        claim_.set("date", bill.date, problems);
        claim_.set("care", bill.outpatient ? "outpatient" : "inpatient", problems);
        claim_.set("facility_level", bill.level, problems);
        claim_.set("person_class", person_class, problems);
        claim_.set("facility_division", district, problems);
        claim_.set("insured_division", district, problems);
        claim_.set("total", total_, problems);
        claim_.set("eligible", eligible_, problems);
    }

    Form(const Form&) = delete;
    Form& operator=(const Form&) = delete;

    const Claim& claim() const { return claim_; }

  private:
    std::string total_;
    std::string eligible_;
    Claim claim_;
};

Settlement settled(const Plan& plan, const Bill& bill, const std::string& person_class,
                   Accumulators& accumulators) {
    const Form form(plan, bill, person_class);
    return settle(plan, form.claim(), accumulators, exact_path).value().settlement;
}

/// Settles the bills of many persons in the same working memory.
class Desk {
  public:
    explicit Desk(const Plan& plan)
        : plan_(plan), classifier_(plan), settler_(plan, exact_path), settlement_(plan),
          slots_(plan.slot_count()) {}

    const Settlement& settle(const Bill& bill, Accumulators& accumulators) {
        const Form form(plan_, bill, "general");
        Problems problems;
        classifier_.read(form.claim(), problems);
        accumulators.load(plan_, classifier_.decided(), form.claim(), slots_);
        const PlanRow& row = classifier_.row(form.claim(), slots_);
        settler_.settle({&row, classifier_.measures()}, slots_, settlement_);
        accumulators.store(plan_, classifier_.decided(), form.claim(), slots_);
        return settlement_;
    }

  private:
    const Plan& plan_;
    Classifier classifier_;
    Settler settler_;
    Settlement settlement_;
    std::vector<std::int64_t> slots_;
};

std::string any_class() {
    return *rc::gen::element<std::string>("general", "registered_poor");
}

TEST(Property, ABillIsSplitToTheFenAndNothingIsNegative) {
    holds_always([] {
        const Plan& plan = any_plan();
        const std::string person_class = any_class();
        Accumulators accumulators;
        for (const Bill& bill : any_bills(6)) {
            const Settlement answer = settled(plan, bill, person_class, accumulators);
            std::int64_t left = bill.total;
            for (const BenefitResult& benefit : answer.benefits) {
                RC_ASSERT(benefit.payment >= Money{});
                RC_ASSERT(benefit.deductible >= Money{});
                RC_ASSERT(benefit.over_cap >= Money{});
                RC_ASSERT(benefit.copayment >= Money{});
                RC_ASSERT(benefit.deductible + benefit.payment + benefit.over_cap +
                              benefit.copayment ==
                          benefit.base);
                RC_ASSERT(benefit.payment.fen() <= left);
                left -= benefit.payment.fen();
            }
            Money parts;
            for (const PatientPart& part : answer.parts) {
                RC_ASSERT(part.amount > Money{});
                parts += part.amount;
            }
            RC_ASSERT(parts.fen() == left);
            RC_ASSERT(answer.patient_pays == parts);
            RC_ASSERT(answer.fund_total + answer.patient_pays == answer.total);
            RC_ASSERT(answer.patient(Reason::out_of_scope).fen() <= bill.total - bill.eligible);
        }
        for (const auto& [period, sums] : accumulators.periods()) {
            for (const auto& [id, sum] : sums) {
                RC_ASSERT(sum >= 0);
            }
        }
    });
}

TEST(Property, MoreEligibleCostNeverLowersAClaimsPaymentsNorItsRest) {
    holds_always([] {
        const Plan& plan = any_plan();
        const std::string person_class = any_class();
        Accumulators accumulators;
        std::vector<Bill> bills = any_bills(5);
        Bill last = bills.back();
        bills.pop_back();
        for (const Bill& bill : bills) {
            settled(plan, bill, person_class, accumulators);
        }
        last.total = std::max<std::int64_t>(last.total, last.eligible + 1);
        Bill more = last;
        more.eligible = *rc::gen::inRange(last.eligible + 1, last.total + 1);
        Accumulators other = accumulators;
        const Settlement less_paid = settled(plan, last, person_class, accumulators);
        const Settlement more_paid = settled(plan, more, person_class, other);
        RC_ASSERT(more_paid.fund_total >= less_paid.fund_total);
        // The eligible cost that neither basic insurance nor critical illness pays.
        const auto rest = [](const Settlement& answer) {
            Money left = answer.eligible;
            for (std::size_t b = 0; b < 2; ++b) {
                left -= answer.benefits[b].payment;
            }
            return left;
        };
        RC_ASSERT(rest(more_paid) >= rest(less_paid));
    });
}

TEST(Property, TheRegisteredPoorAreNeverPaidLessForTheSameBills) {
    holds_always([] {
        const Plan& plan = any_plan();
        Accumulators poor;
        Accumulators general;
        Money paid_poor;
        Money paid_general;
        for (const Bill& bill : any_bills(6)) {
            paid_poor += settled(plan, bill, "registered_poor", poor).fund_total;
            paid_general += settled(plan, bill, "general", general).fund_total;
            RC_ASSERT(paid_poor >= paid_general);
        }
    });
}

TEST(Property, AYearRoundedBenefitPaysTheSameHoweverTheBaseIsCut) {
    Benefit yearly =
        small::benefit("critical", {small::rated("30000", "0.6"), small::rated("80000", "0.65"),
                                    small::rated("150000", "0.75"), small::rated("0.85")});
    yearly.schedule.axis = "laid";
    yearly.schedule.axis_deductible = small::always(small::yuan("10000"));
    for (const RoundingMode mode :
         {RoundingMode::half_up, RoundingMode::half_even, RoundingMode::up, RoundingMode::down}) {
        yearly.roundings = {small::rounding(mode, 1, RoundingSide::payment, RoundingPlace::year)};
        const Policy policy =
            small::policy({yearly}, {small::sum_of("laid", "critical", Part::laid)});
        holds_always([&] {
            const auto cuts = *rc::gen::container<std::vector<std::int64_t>>(amounts());
            const std::int64_t sum = std::accumulate(cuts.begin(), cuts.end(), std::int64_t{0});
            small::Person whole(policy);
            small::Person in_parts(policy);
            const auto pay = [](small::Person& person, std::int64_t fen) {
                return person.settle_bill(format_amount(Money::from_fen(fen)))
                    .settlement.benefits[0]
                    .payment;
            };
            Money paid;
            for (const std::int64_t fen : cuts) {
                paid += pay(in_parts, fen);
            }
            RC_ASSERT(paid == pay(whole, sum));
        });
    }
}

std::string said(const Settlement& settlement) {
    std::string text = small::patient_in_words(settlement);
    for (const BenefitResult& benefit : settlement.benefits) {
        text += " / " + small::in_words(benefit);
    }
    return text;
}

TEST(Property, InterleavingPersonsChangesNothing) {
    holds_always([] {
        const Plan& plan = any_plan();
        const std::array<std::vector<Bill>, 2> bills{any_bills(5), any_bills(5)};
        std::array<Accumulators, 2> alone;
        std::array<std::vector<std::string>, 2> expected;
        for (std::size_t p = 0; p < 2; ++p) {
            for (const Bill& bill : bills[p]) {
                expected[p].push_back(said(settled(plan, bill, "general", alone[p])));
            }
        }
        std::array<Accumulators, 2> mixed;
        Desk desk(plan);
        std::array<std::size_t, 2> next{};
        while (next[0] < bills[0].size() || next[1] < bills[1].size()) {
            const bool second = next[0] == bills[0].size() ||
                                (next[1] < bills[1].size() && *rc::gen::arbitrary<bool>());
            const std::size_t p = second ? 1 : 0;
            const std::size_t i = next[p]++;
            RC_ASSERT(said(desk.settle(bills[p][i], mixed[p])) == expected[p][i]);
        }
        RC_ASSERT(mixed == alone);
    });
}

} // namespace
} // namespace reimburse
