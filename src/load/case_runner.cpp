// SPDX-License-Identifier: MIT
#include "load/case_runner.hpp"

#include "explain/answer_frame.hpp"
#include "explain/sheet.hpp"
#include "load/files.hpp"
#include "load/rule_set.hpp"
#include "load/table_reader.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/plan/parameter.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle_claim.hpp"

#include <algorithm>

namespace reimburse::load {

namespace {

Result<Answer> settle_fields(const Plan& plan, const CaseClaim& written,
                             Accumulators& accumulators) {
    Problems problems;
    ClaimFields fields = written.fields;
    sum_item_lines(plan, written.lines, fields, problems);
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
        for (const ExpectedParameter& each : expect.parameters) {
            compare_parameter(each, *result);
        }
        compare_ratio(expect, result->settlement);
        for (const ExpectedFigure& each : expect.figures) {
            each.sheet.empty() ? compare_accumulator(each, *result) : compare_line(each, *result);
        }
        for (const auto& [id, expected] : expect.statements) {
            compare_statement(id, expected, result->settlement);
        }
    }

  private:
    void amount(const std::string& what, Money expected, Money found) {
        if (expected != found) {
            differences_.push_back(what + ": expected " + format_amount(expected) + ", found " +
                                   format_amount(found));
        }
    }

    void compare_payments(const std::vector<std::pair<std::string, Money>>& expected,
                          const Settlement& settlement) {
        for (const auto& [id, payment] : expected) {
            if (std::ranges::find(plan_.benefits, id, &Benefit::id) == plan_.benefits.end()) {
                differences_.push_back("no benefit " + id);
            }
        }
        for (std::size_t b = 0; b < plan_.benefits.size(); ++b) {
            const auto listed = std::ranges::find(expected, plan_.benefits[b].id,
                                                  [](const auto& each) { return each.first; });
            amount(plan_.benefits[b].id, listed == expected.end() ? Money{} : listed->second,
                   settlement.benefits[b].payment);
        }
    }

    void compare_amounts(const Expectation& expect, const Settlement& settlement) {
        if (expect.payments) {
            compare_payments(*expect.payments, settlement);
        }
        for (const auto& [name, expected] : expect.patient) {
            const auto* const reason = std::ranges::find(explain::reason_names, name);
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

    void compare_parameter(const ExpectedParameter& expect, const Answer& answer) {
        const auto row = static_cast<std::size_t>(answer.settlement.row - plan_.rows.data());
        const Result<Parameter> found =
            parameter(plan_, expect.table, static_cast<std::uint32_t>(row % plan_.combinations),
                      answer.decided);
        if (!found) {
            differences_.push_back(sentence(found.problems().front()));
            return;
        }
        const bool share = figure_of(expect.table) == Figure::rate;
        std::string text = "unlimited";
        if (found->state == detail::Folded::State::value) {
            text = share ? format_fraction(found->value)
                         : format_amount(Money::from_fen(found->value.num()));
        } else if (found->state == detail::Folded::State::unspecified) {
            text = "unspecified";
        }
        exact(expect.table, expect.value, text);
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
                differences_.emplace_back("shortfall: no target speaks of this claim");
            } else {
                amount("shortfall", *expect.shortfall, settlement.targets.front().shortfall);
            }
        }
    }

    void exact(const std::string& what, const std::string& expected, const std::string& found) {
        const auto number = parse_fraction(found);
        if (number ? parse_fraction(expected) != number : expected != found) {
            differences_.push_back(what + ": expected " + expected + ", found " + found);
        }
    }

    void compare_accumulator(const ExpectedFigure& expect, const Answer& answer) {
        const auto known = std::ranges::find(plan_.accumulators, expect.id, &Accumulator::id);
        if (known == plan_.accumulators.end()) {
            differences_.push_back("no accumulator " + expect.id);
            return;
        }
        const std::int64_t value =
            answer.after[static_cast<std::size_t>(known - plan_.accumulators.begin())];
        exact("accumulators." + expect.id, expect.value,
              known->is_count ? std::to_string(value) : format_amount(Money::from_fen(value)));
    }

    void compare_line(const ExpectedFigure& expect, const Answer& answer) {
        const auto& sheets = plan_.policy.sheets;
        const auto sheet = std::ranges::find(sheets, expect.sheet, &Sheet::id);
        if (sheet == sheets.end()) {
            differences_.push_back("no sheet " + expect.sheet);
            return;
        }
        const auto line = std::ranges::find(sheet->lines, expect.id, &SheetLine::id);
        if (line == sheet->lines.end()) {
            differences_.push_back("no line " + expect.id + " in sheet " + expect.sheet);
            return;
        }
        const auto figures = explain::figures_of(*sheet, plan_, answer);
        const std::string found =
            explain::text_of(figures[static_cast<std::size_t>(line - sheet->lines.begin())]);
        exact("sheets." + expect.sheet + "." + expect.id, expect.value,
              found.empty() ? "none" : found);
    }

    void compare_statement(const std::string& id, bool expected, const Settlement& settlement) {
        const auto& statements = plan_.policy.statements;
        const auto known = std::ranges::find(statements, id, &Statement::id);
        if (known == statements.end()) {
            differences_.push_back("no statement " + id);
            return;
        }
        const bool found = (settlement.row->statements >> (known - statements.begin()) & 1U) != 0;
        if (found != expected) {
            differences_.push_back("statements." + id + ": expected " +
                                   (expected ? "true" : "false") + ", found " +
                                   (found ? "true" : "false"));
        }
    }

    const Plan& plan_;
    std::vector<std::string>& differences_;
};

} // namespace

CaseReport run_cases(const Plan& plan, const Cases& cases) {
    CaseReport report;
    for (const WorkedCase& each : cases.cases) {
        CaseFailure failure{each.name, each.place, {}};
        Accumulators accumulators;
        for (const CaseClaim& earlier : each.history) {
            if (const auto answer = settle_fields(plan, earlier, accumulators); !answer) {
                failure.differences.push_back("history: " + sentence(answer.problems().front()));
            }
        }
        Comparison(plan, failure.differences)
            .compare(each.expect, settle_fields(plan, each.claim, accumulators));
        if (failure.differences.empty()) {
            ++report.passed;
        } else {
            report.failures.push_back(std::move(failure));
        }
    }
    return report;
}

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
    return run_cases(*plan, *cases);
}

} // namespace reimburse::load
