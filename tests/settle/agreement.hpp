// SPDX-License-Identifier: MIT
#pragma once

#include "load/rule_set.hpp"
#include "oracle/generator.hpp"
#include "oracle/oracle.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle_claim.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The engine beside the oracle: the same claim, and what differs between the two answers.
namespace reimburse::agreement {

/// The bundled policy, with the assumed figures for provincial hospitals or without.
inline Policy zhangjiajie(bool province_assumed = false) {
    const std::string root = REIMBURSE_SOURCE_DIR;
    std::vector<std::string> paths{root + "/rules/zhangjiajie-2019/policy.json"};
    if (province_assumed) {
        paths.push_back(root + "/examples/rules/province-assumed.json");
    }
    return load::load_rules(paths).value();
}

inline oracle::Readings readings_of(const Selection& selection) {
    const auto place = [&](const char* reading, std::initializer_list<const char*> values) {
        const auto chosen = selection.find(reading);
        int found = 0;
        for (int number = 0; const char* value : values) {
            found = chosen != selection.end() && chosen->second == value ? number : found;
            ++number;
        }
        return found;
    };
    oracle::Readings readings;
    readings.uplift =
        static_cast<oracle::Uplift>(place("uplift", {"points", "factor", "basic_factor"}));
    readings.critical_cap =
        static_cast<oracle::CriticalCap>(place("critical_cap", {"poor", "everyone"}));
    readings.critical_from =
        static_cast<oracle::CriticalFrom>(place("critical_from", {"cap_only", "whole_paragraph"}));
    readings.basic_cap = static_cast<oracle::BasicCap>(place("basic_cap", {"payments", "expense"}));
    readings.cumulative_rounding =
        static_cast<oracle::CumulativeRounding>(place("cumulative_rounding", {"year", "claim"}));
    readings.city_as_county =
        static_cast<oracle::CityAsCounty>(place("city_as_county", {"target_only", "county_rates"}));
    readings.backstop = static_cast<oracle::Backstop>(place("backstop", {"target", "top_up"}));
    readings.outpatient =
        static_cast<oracle::Outpatient>(place("outpatient", {"all", "poor_only"}));
    return readings;
}

/// The engine as a hospital uses it: a claim as texts, one person's accumulators beside it.
class Engine {
  public:
    explicit Engine(const Plan& plan)
        : plan_(plan), claim_(plan), classifier_(plan), settler_(plan, exact_path), answer_(plan),
          slots_(plan.slot_count()) {
        const auto number = [&](const char* id) {
            return static_cast<std::size_t>(std::ranges::find(plan.benefits, id, &Benefit::id) -
                                            plan.benefits.begin());
        };
        basic_ = number("basic_inpatient");
        critical_ = number("critical_illness");
        outpatient_ = number("outpatient");
        backstop_ = number("fiscal_backstop");
    }

    /// Every difference between the two answers to one claim, as text; empty if they agree.
    std::string differences(const oracle::Claim& claim, const oracle::Answer& expected) {
        differences_.clear();
        Problems problems;
        const bool settled = settle(claim, problems);
        compare_refusals(settled, problems, expected);
        if (settled && expected.refusals.empty()) {
            compare(claim, expected);
        }
        return differences_;
    }

  private:
    bool settle(const oracle::Claim& claim, Problems& problems) {
        give(claim, problems);
        if (!classifier_.read(claim_, problems) || !problems.empty()) {
            return false;
        }
        if (claim.person != person_) {
            person_ = claim.person;
            accumulators_ = Accumulators{};
        }
        accumulators_.load(plan_, classifier_.decided(), claim_, slots_);
        const PlanRow& row = classifier_.row(claim_, slots_);
        if (row.refusal >= 0) {
            problems.push_back(plan_.refusals[static_cast<std::size_t>(row.refusal)]);
            return false;
        }
        const Outcome outcome = settler_.settle({&row, classifier_.measures()}, slots_, answer_);
        if (outcome != Outcome::done) {
            problems.push_back(problem_of(outcome, true));
            return false;
        }
        accumulators_.store(plan_, classifier_.decided(), claim_, slots_);
        assumed_ = !classifier_.assumed().empty();
        return true;
    }

    void give(const oracle::Claim& claim, Problems& problems) {
        static constexpr std::array levels{"township", "county", "city", "province"};
        total_ = oracle::money_text(claim.total);
        eligible_ = oracle::money_text(claim.eligible);
        claim_.clear();
        claim_.set("claim_id", claim.id, problems);
        claim_.set("person_id", claim.person, problems);
        claim_.set("date", claim.date, problems);
        claim_.set("care", claim.care == oracle::Care::inpatient ? "inpatient" : "outpatient",
                   problems);
        claim_.set("facility_level", levels[static_cast<std::size_t>(claim.level)], problems);
        claim_.set("person_class",
                   claim.person_class == oracle::PersonClass::general ? "general"
                                                                      : "registered_poor",
                   problems);
        claim_.set("total", total_, problems);
        claim_.set("eligible", eligible_, problems);
        claim_.set("facility_id", claim.facility_id, problems);
        claim_.set("facility_division", claim.facility_division, problems);
        claim_.set("insured_division", claim.insured_division, problems);
        claim_.set("designated", claim.designated ? "yes" : "no", problems);
        claim_.set("injury", claim.injury == oracle::Injury::none ? "none" : "accident", problems);
        claim_.set("class_from", claim.class_from, problems);
        claim_.set("class_to", claim.class_to, problems);
    }

    /// E404 outside the validity; E501 whatever figure is missing.
    void compare_refusals(bool settled, const Problems& problems, const oracle::Answer& expected) {
        equal("refused", !settled, !expected.refusals.empty());
        if (settled || expected.refusals.empty()) {
            return;
        }
        const bool outside = expected.refusals.front() == oracle::Refusal::outside_validity;
        equal("code", static_cast<int>(problems.front().code),
              static_cast<int>(outside ? Code::outside_validity : Code::unspecified));
        equal("problems", problems.size(), std::size_t{1});
    }

    void compare(const oracle::Claim& claim, const oracle::Answer& expected) {
        compare_account("basic", basic_, expected.basic);
        compare_account("critical", critical_, expected.critical);
        compare_account("outpatient", outpatient_, expected.outpatient);
        amount("backstop", answer_.benefits[backstop_].payment, expected.backstop);
        amount("total", answer_.total, claim.total);
        amount("fund_total", answer_.fund_total, expected.fund_total);
        amount("patient_pays", answer_.patient_pays, expected.patient_pays);
        compare_share(expected.share);
        compare_statements(expected);
        const oracle::YearTotals& after = expected.after;
        accumulator("basic_expense", after.basic_expense);
        accumulator("basic_paid", after.basic_paid);
        accumulator("critical_axis", after.critical_burden);
        accumulator("critical_paid", after.critical_paid);
        accumulator("outpatient_paid", after.outpatient_paid);
    }

    void compare_account(const std::string& name, std::size_t number,
                         const oracle::Account& expected) {
        const BenefitResult& result = answer_.benefits[number];
        equal(name + ".applies", result.applies, expected.applies);
        amount(name + ".base", result.base, expected.base);
        amount(name + ".deductible", result.deductible, expected.deductible);
        amount(name + ".payment", result.payment, expected.payment);
        amount(name + ".over_cap", result.over_cap, expected.over_cap);
        amount(name + ".copayment", result.copayment, expected.copayment);
    }

    void compare_share(const oracle::Share& expected) {
        amount("share.deductible", answer_.patient(Reason::deductible), expected.deductible);
        amount("share.copayment", answer_.patient(Reason::copayment), expected.copayment);
        amount("share.over_cap", answer_.patient(Reason::over_cap), expected.over_cap);
        amount("share.not_covered", answer_.patient(Reason::not_covered), expected.not_covered);
        amount("share.out_of_scope", answer_.patient(Reason::out_of_scope), expected.out_of_scope);
    }

    void compare_statements(const oracle::Answer& expected) {
        equal("actual_ratio given", answer_.actual_ratio_e4.has_value(),
              expected.actual_ratio.has_value());
        if (expected.actual_ratio && answer_.actual_ratio_e4) {
            const oracle::Rational ratio = *expected.actual_ratio * 10000;
            equal("actual_ratio", *answer_.actual_ratio_e4, whole(ratio));
        }
        equal("targets", answer_.targets.size(), std::size_t{expected.target_applies ? 1U : 0U});
        if (expected.target_applies && !answer_.targets.empty()) {
            amount("shortfall", answer_.targets.front().shortfall, expected.shortfall);
        }
        equal("deposit_required", (answer_.row->statements & 1U) != 0, expected.deposit_required);
        equal("place_assumed", assumed_, expected.place_assumed);
    }

    void accumulator(const char* id, const oracle::Rational& expected) {
        const auto slot = std::ranges::find(plan_.accumulators, id, &Accumulator::id);
        const auto number = static_cast<std::size_t>(slot - plan_.accumulators.begin());
        amount(id, Money::from_fen(slots_[number]), expected);
    }

    static std::int64_t whole(const oracle::Rational& value) {
        return denominator(value) == 1 ? numerator(value).convert_to<std::int64_t>() : -1;
    }

    void amount(const std::string& name, Money found, const oracle::Rational& yuan) {
        equal(name, found.fen(), whole(yuan * 100));
    }

    template <class T>
    void equal(const std::string& name, const T& found, const T& expected) {
        if (found != expected) {
            differences_ += name + ": " + std::to_string(found) + ", the oracle says " +
                            std::to_string(expected) + "\n";
        }
    }

    const Plan& plan_;
    reimburse::Claim claim_;
    Classifier classifier_;
    Settler settler_;
    Settlement answer_;
    Accumulators accumulators_;
    std::vector<std::int64_t> slots_;
    std::string person_;
    std::string total_;
    std::string eligible_;
    std::string differences_;
    bool assumed_ = false;
    std::size_t basic_ = 0;
    std::size_t critical_ = 0;
    std::size_t outpatient_ = 0;
    std::size_t backstop_ = 0;
};

} // namespace reimburse::agreement
