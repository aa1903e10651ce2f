// SPDX-License-Identifier: MIT
#include "load/case_runner.hpp"

#include "explain/answer_frame.hpp"
#include "load/files.hpp"
#include "load/rule_set.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle_claim.hpp"

#include <algorithm>

namespace reimburse::load {

namespace {

Result<Answer> settle_fields(const Plan& plan, const ClaimFields& fields,
                             Accumulators& accumulators) {
    Problems problems;
    Claim claim(plan);
    for (const auto& [name, text] : fields) {
        claim.set(name, text, problems);
    }
    if (!problems.empty()) {
        return problems;
    }
    return settle(plan, claim, accumulators, exact_path);
}

class Comparison {
  public:
    Comparison(const Plan& plan, std::vector<std::string>& differences)
        : plan_(plan), differences_(differences) {}

    void compare(const Expectation& expect, const Result<Answer>& result) {
        if (!result) {
            const Problem& problem = result.problems().front();
            if (expect.refused != static_cast<int>(problem.code)) {
                differences_.push_back("refused: " + sentence(problem));
            }
            return;
        }
        if (expect.refused) {
            differences_.push_back("expected to be refused with E" +
                                   std::to_string(*expect.refused) + ", but it settled");
            return;
        }
        compare_amounts(expect, result->settlement);
        compare_ratio(expect, result->settlement);
    }

  private:
    void amount(const std::string& what, Money expected, Money found) {
        if (expected != found) {
            differences_.push_back(what + ": expected " + format_amount(expected) + ", found " +
                                   format_amount(found));
        }
    }

    void compare_amounts(const Expectation& expect, const Settlement& settlement) {
        for (const auto& [id, expected] : expect.payments) {
            if (std::ranges::find(plan_.benefits, id, &Benefit::id) == plan_.benefits.end()) {
                differences_.push_back("no benefit " + id);
            }
        }
        for (std::size_t b = 0; b < plan_.benefits.size() && !expect.payments.empty(); ++b) {
            const auto listed = std::ranges::find(expect.payments, plan_.benefits[b].id,
                                                  [](const auto& each) { return each.first; });
            amount(plan_.benefits[b].id, listed == expect.payments.end() ? Money{} : listed->second,
                   settlement.benefits[b].payment);
        }
        for (const auto& [name, expected] : expect.patient) {
            const auto reason = std::ranges::find(explain::reason_names, name);
            if (reason == explain::reason_names.end()) {
                differences_.push_back("no reason " + name);
                continue;
            }
            amount("patient." + name, expected,
                   settlement.patient(static_cast<Reason>(reason - explain::reason_names.begin())));
        }
        if (expect.patient_pays) {
            amount("patient_pays", *expect.patient_pays, settlement.patient_pays);
        }
        if (expect.fund_total) {
            amount("fund_total", *expect.fund_total, settlement.fund_total);
        }
    }

    void compare_ratio(const Expectation& expect, const Settlement& settlement) {
        if (expect.actual_ratio) {
            const auto expected = parse_fraction(*expect.actual_ratio);
            const auto found = settlement.actual_ratio_e4
                                   ? Fraction::of(*settlement.actual_ratio_e4, 10'000)
                                   : std::nullopt;
            if (expected != found) {
                differences_.push_back("actual_ratio: expected " + *expect.actual_ratio +
                                       ", found " + (found ? format_fraction(*found) : "none"));
            }
        }
        if (expect.shortfall) {
            if (settlement.targets.empty()) {
                differences_.push_back("shortfall: no target speaks of this claim");
            } else {
                amount("shortfall", *expect.shortfall, settlement.targets.front().shortfall);
            }
        }
    }

    const Plan& plan_;
    std::vector<std::string>& differences_;
};

} // namespace

Result<CaseReport> run_cases(const std::string& policy_file, const std::string& cases_file) {
    const Result<std::string> text = read_file(cases_file);
    if (!text) {
        return text.problems();
    }
    const Result<Cases> cases = read_cases(*text, cases_file);
    if (!cases) {
        return cases.problems();
    }
    std::vector<std::string> rules{policy_file};
    rules.insert(rules.end(), cases->overlays.begin(), cases->overlays.end());
    const Result<Policy> policy = load_rules(rules);
    if (!policy) {
        return policy.problems();
    }
    const Result<Plan> plan = compile(*policy, cases->readings);
    if (!plan) {
        return plan.problems();
    }
    CaseReport report;
    for (const WorkedCase& each : cases->cases) {
        CaseFailure failure{each.name, each.place, {}};
        Accumulators accumulators;
        for (const ClaimFields& earlier : each.history) {
            if (const auto answer = settle_fields(*plan, earlier, accumulators); !answer) {
                failure.differences.push_back("history: " + sentence(answer.problems().front()));
            }
        }
        Comparison(*plan, failure.differences)
            .compare(each.expect, settle_fields(*plan, each.claim, accumulators));
        if (failure.differences.empty()) {
            ++report.passed;
        } else {
            report.failures.push_back(std::move(failure));
        }
    }
    return report;
}

} // namespace reimburse::load
