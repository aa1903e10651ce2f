// SPDX-License-Identifier: MIT
#include "check/lints.hpp"

#include "check/scope.hpp"
#include "load/suggest.hpp"
#include "reimburse/plan/compile.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace reimburse::check {

namespace {

constexpr std::array<Lint, 12> table{{
    {"gap", "未覆盖的组合", "combinations that nothing covers", gaps},
    {"unreachable", "不可达的规则", "rules that no claim reaches", unreachable},
    {"without_effect", "不起作用的数值", "figures that change nothing", without_effect},
    {"cliff", "负担突增", "one fen more that costs more than a fen", cliffs},
    {"worse_class", "受照顾者反而更差", "a favoured class that is paid less", worse_classes},
    {"idle_cap", "永不触及的封顶线", "caps that never bind", idle_caps},
    {"unspecified", "未规定之处", "what is unspecified, and whom it touches", unspecified},
    {"uncited", "未被引用的条款", "clauses that nothing cites", uncited_clauses},
    {"no_source", "没有依据的数值", "figures without a clause", figures_without_source},
    {"idle_reading", "不起作用的解读", "readings that change nothing", idle_readings},
    {"unused", "未使用的声明", "declarations that nothing uses", unused},
    {"bound", "上位规定", "cells against higher rules", broken_bounds},
}};

/// Of every selection, those of one benefit with the others at their defaults.
constexpr std::size_t selections_of_a_benefit = 256;

/// The readings that a part of a policy tells apart, each set walked by itself.
std::vector<Selection> selections(const Policy& policy) {
    std::set<Selection> all;
    std::vector<Selection> list;
    const auto add = [&](const std::set<std::string, std::less<>>& readings, std::size_t limit) {
        for (const Selection& selection : selections_of(policy, readings, limit)) {
            if (all.insert(selection).second) {
                list.push_back(selection);
            }
        }
    };
    std::set<std::string, std::less<>> every;
    for (const Reading& reading : policy.readings) {
        every.insert(reading.id);
    }
    add(every, 0);
    for (const Benefit& benefit : policy.benefits) {
        Scope scope(policy);
        scope.add(benefit);
        for (const BenefitRounding& rounding : benefit.roundings) {
            scope.add(rounding.only);
        }
        add(scope.readings(), selections_of_a_benefit);
    }
    return list;
}

bool lies_at(std::string_view at, std::string_view named) {
    return named.empty() ||
           (at.starts_with(named) && (at.size() == named.size() || at[named.size()] == '.'));
}

/// An allow that silenced nothing. Those of the policy itself may speak of what an overlay mends.
Finding in_vain(const Allow& allow) {
    std::vector<std::string_view> ids;
    for (const Lint& lint : table) {
        ids.push_back(lint.id);
    }
    Finding finding;
    finding.lint = "idle_allow";
    finding.at = allow.lint;
    finding.place = allow.place;
    if (std::ranges::find(ids, allow.lint) == ids.end()) {
        const std::string name = "\"" + allow.lint + "\"";
        finding.text = {"没有名为“" + allow.lint + "”的检查项",
                        "there is no lint " + name + load::suggestion(allow.lint, ids)};
        return finding;
    }
    const std::string where = allow.at.empty() ? "" : " " + allow.at;
    finding.text = {"豁免 " + allow.lint + where + " 没有对应的警告",
                    "allow " + allow.lint + where + " silences nothing"};
    return finding;
}

} // namespace

std::span<const Lint> lints() {
    return table;
}

Result<Subject> compile_all(const Policy& policy) {
    Subject subject{policy, {}};
    Problems problems;
    for (const Selection& selection : selections(policy)) {
        Result<Plan> plan = compile(policy, selection);
        if (plan) {
            subject.plans.push_back(*std::move(plan));
            continue;
        }
        for (const Problem& problem : plan.problems()) {
            const bool known = std::ranges::any_of(problems, [&](const Problem& other) {
                return other.code == problem.code && other.arguments == problem.arguments;
            });
            if (!known) {
                problems.push_back(problem);
            }
        }
    }
    if (!problems.empty()) {
        return problems;
    }
    return subject;
}

Findings run_lints(const Subject& subject) {
    const std::vector<Allow>& allows = subject.policy.allows;
    std::vector<bool> silences(allows.size());
    Findings all;
    for (const Lint& lint : table) {
        for (Finding& finding : lint.find(subject)) {
            finding.lint = lint.id;
            bool silent = false;
            for (std::size_t a = 0; a < allows.size(); ++a) {
                if (allows[a].lint == lint.id && lies_at(finding.at, allows[a].at)) {
                    silences[a] = silent = true;
                }
            }
            if (!silent) {
                all.push_back(std::move(finding));
            }
        }
    }
    for (std::size_t a = 0; a < allows.size(); ++a) {
        const bool judged = !allows[a].origin.empty() || subject.policy.overlays.empty();
        if (!silences[a] && judged) {
            all.push_back(in_vain(allows[a]));
        }
    }
    std::ranges::stable_sort(all, {}, [](const Finding& finding) {
        return std::tie(finding.place.file, finding.place.line, finding.place.column);
    });
    return all;
}

} // namespace reimburse::check
