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
    {"gap", "未覆盖的组合", "combinations that nothing covers", gaps,
     "请补写一行，或说明此处未规定",
     "add a line that holds for these claims, or say that it is unspecified"},
    {"unreachable", "不可达的规则", "rules that no claim reaches", unreachable,
     "请核对其条件、日期、解读和先后次序，确属多余则删去",
     "check its conditions, dates, readings and place in the list against the notice; remove it if "
     "it is not needed"},
    {"without_effect", "不起作用的数值", "figures that change nothing", without_effect,
     "请核对数值，以及使它不起作用的条件、倾斜或其他行；文件确有此数的，在 allow 中说明理由",
     "check the figure, and the condition, uplift or row that hides it; where the notice says it "
     "all the same, allow it with the reason"},
    {"cliff", "负担突增", "one fen more that costs more than a fen", cliffs,
     "请对照文件核对比例与分段方式；文件确系全额分档的，在 allow 中说明理由",
     "check rates and laying against the notice; where it does pay by whole bands, allow it with "
     "the reason"},
    {"worse_class", "受照顾者反而更差", "a favoured class that is paid less", worse_classes,
     "请对照文件核对该人群的各行与倾斜；文件确系如此的，在 allow 中说明理由",
     "check the rows and uplifts of the class against the notice; where it does say so, allow it "
     "with the reason"},
    {"idle_cap", "永不触及的封顶线", "caps that never bind", idle_caps,
     "请核对其金额和计入的累计（used）；文件确有此线的，在 allow 中说明理由",
     "check its amount and what counts against it (used); where the notice states it all the same, "
     "allow it with the reason"},
    {"unspecified", "未规定之处", "what is unspecified, and whom it touches", unspecified,
     "来源有标准的请填上，没有的请在此写明原因（{\"zh\": …} 代替 true），或另用补充表给出",
     "fill in the figure; where the source gives none, say why in its place ({\"en\": …} for "
     "true), or leave it to an overlay"},
    {"uncited", "未被引用的条款", "clauses that nothing cites", uncited_clauses,
     "请在依据它的数值处写上该条款；与结算无关的，在 allow 中说明它规定了什么",
     "cite it at the figures that rest on it; where it settles nothing, allow it and say what it "
     "fixes"},
    {"no_source", "没有依据的数值", "figures without a clause", figures_without_source,
     "请在此写明“clause”，没有依据的按假定处理（用补充表，assumption 为 true）",
     "write its \"clause\" here; a figure without a source belongs in an overlay that is an "
     "assumption"},
    {"idle_reading", "不起作用的解读", "readings that change nothing", idle_readings,
     "请用“if”写出它改变什么，不改变结算的解读则删去",
     "say by \"if\" what it changes, or remove it"},
    {"unused", "未使用的声明", "declarations that nothing uses", unused,
     "请在条件或数值中使用它，不需要的删去", "use it in a condition or a figure, or remove it"},
    {"bound", "上位规定", "cells against higher rules", broken_bounds,
     "请对照两份文件核对数值；地方规定确与上位规定不同的，在 allow 中说明理由",
     "check the figure against both documents; where the local notice does differ, allow it with "
     "the reason"},
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
        finding.advice = {"请改用 check 输出的检查项名称", "use a name that check prints"};
        return finding;
    }
    const std::string where = allow.at.empty() ? "" : " " + allow.at;
    finding.text = {"豁免 " + allow.lint + where + " 没有对应的警告",
                    "allow " + allow.lint + where + " silences nothing"};
    finding.advice = {"请删去，或更正“at”", "remove it, or correct \"at\""};
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
            if (finding.advice.en.empty() && !finding.is_note) {
                finding.advice = {std::string(lint.advice_zh), std::string(lint.advice_en)};
            }
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
