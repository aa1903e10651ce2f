// SPDX-License-Identifier: MIT
#include "check/claims.hpp"
#include "check/decision.hpp"
#include "check/lints.hpp"
#include "reimburse/amount/format.hpp"

#include <algorithm>
#include <string>

namespace reimburse::check {

namespace {

/// "as with age 60": numbers for which no line holds.
Text said(const Policy& policy, const Reach& open) {
    std::string list;
    for (const auto& [name, number] : open.numbers) {
        const auto measure = std::ranges::find(policy.measures, name, &Measure::id);
        const auto sum = std::ranges::find(policy.accumulators, name, &Accumulator::id);
        const bool is_amount = (measure != policy.measures.end() && !measure->is_count) ||
                               (sum != policy.accumulators.end() && !sum->is_count);
        list += (list.empty() ? "" : ", ") + name + " " +
                (is_amount ? format_amount(Money::from_fen(number)) : std::to_string(number));
    }
    return list.empty() ? Text{} : Text{"如 " + list, "as with " + list};
}

/// A decision list that ends without a line: the first value would be taken without a word.
void check_dimension(const Policy& policy, const Dimension& dimension, Findings& findings) {
    Scope scope(policy);
    for (const Derivation& line : dimension.derive) {
        scope.add(line.when);
        scope.add(line.only);
    }
    Claims claims(policy);
    Text numbers;
    scope.walk([&](const Situation& situation) {
        const Reach here = reach(dimension, situation);
        claims.visit(situation, here.open);
        if (here.open && numbers.en.empty()) {
            numbers = said(policy, here);
        }
    });
    if (claims.any()) {
        Text where = claims.text();
        append(where, numbers);
        findings.push_back(
            {dimension.id,
             dimension.place,
             {},
             {"维度 " + dimension.id + " 的推定可能没有一行成立：" + where.zh,
              "it can be that no line of dimension " + dimension.id + " holds: " + where.en}});
    }
}

/// Tables of premiums are no part of a plan, so the compiler does not see their gaps and overlaps.
void check_premium(const Policy& policy, const std::string& name, const Table& table,
                   const Place& place, Findings& findings) {
    Scope scope(policy);
    scope.add(table);
    Claims missing(policy);
    Claims twice(policy);
    scope.walk([&](const Situation& situation) {
        std::size_t own = 0;
        std::size_t set = 0;
        for (const Row& row : table.rows) {
            own += situation.in_force(row.when, row.span, row.only) ? 1U : 0U;
        }
        for (const Row& row : table.overrides) {
            set += situation.in_force(row.when, row.span, row.only) ? 1U : 0U;
        }
        missing.visit(situation, own + set == 0);
        twice.visit(situation, set > 1 || (set == 0 && own > 1));
    });
    if (missing.any()) {
        const Text where = missing.text();
        findings.push_back(
            {name,
             place,
             {},
             {name + " 没有匹配的行：" + where.zh, name + ": no row matches " + where.en},
             false,
             {"请补写一行，或标为 unspecified", "add a row, or mark it unspecified"}});
    }
    if (twice.any()) {
        const Text where = twice.text();
        findings.push_back(
            {name,
             place,
             {},
             {name + " 有多行匹配：" + where.zh, name + ": several rows match " + where.en},
             false,
             {"请缩小其中一行的范围", "narrow one of the rows"}});
    }
}

} // namespace

Findings gaps(const Subject& subject) {
    Findings findings;
    for (const Dimension& dimension : subject.policy.dimensions) {
        if (!dimension.derive.empty()) {
            check_dimension(subject.policy, dimension, findings);
        }
    }
    for (const Premium& premium : subject.policy.premiums) {
        const std::string name = "premiums." + premium.id;
        check_premium(subject.policy, name + ".contribution", premium.contribution, premium.place,
                      findings);
        check_premium(subject.policy, name + ".subsidy", premium.subsidy, premium.place, findings);
    }
    return findings;
}

} // namespace reimburse::check
