// SPDX-License-Identifier: MIT
#include "explain/document.hpp"

#include "explain/benefit_section.hpp"
#include "explain/check_section.hpp"
#include "explain/pay_chart.hpp"
#include "explain/rule_table.hpp"
#include "explain/sheet_section.hpp"
#include "explain/terms_section.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/rules/switches.hpp"

#include <algorithm>

namespace reimburse::explain {

namespace {

class Document {
  public:
    Document(const Policy& policy, const Selection& selection, Language language)
        : policy_(policy), words_(policy_, selection, language) {
        choose(policy_, words_.selection());
        page_.language = language;
        page_.title = words_.label(policy.title, policy.id);
    }

    Page print() {
        frame();
        sources();
        readings();
        print_terms(page_, words_);
        charts();
        section("待遇", "Benefits", "benefits");
        orders();
        int number = 0;
        for (const Benefit* benefit : in_order()) {
            print_benefit(page_, words_, *benefit, ++number);
        }
        judgements();
        premiums();
        entitlements();
        print_sheets(page_, words_);
        print_check(page_, words_);
        return std::move(page_);
    }

  private:
    void section(std::string_view zh, std::string_view en, const std::string& anchor) {
        page_.heading(2, words_.say(zh, en), anchor);
    }

    void frame() {
        page_.item(Line(words_.lead("编号", "id")).id(policy_.id));
        page_.item(words_.lead("地区", "place") + policy_.place);
        const std::string span = words_.span(policy_.valid);
        page_.item(words_.lead("有效期", "valid") +
                   (span.empty() ? words_.say("不限", "always") : span));
        page_.item(words_.lead("可信度", "trust") + trust());
        page_.item(words_.lead("适用日期", "decided by") + decided_by());
        const BenefitYear& year = policy_.benefit_year;
        const std::string month = std::to_string(year.month);
        const std::string day = std::to_string(year.day);
        page_.item(words_.say("待遇年度：自 " + month + " 月 " + day + " 日起",
                              "benefit year: from month " + month + ", day " + day));
        if (!policy_.overlays.empty()) {
            Line line(
                words_.lead("补充表（其数值以 ◆ 标出）", "overlays (their figures bear a ◆)"));
            for (std::size_t i = 0; i < policy_.overlays.size(); ++i) {
                line.add(i == 0 ? "" : words_.say("、", ", "));
                line.add("◆ " + policy_.overlays[i], Run::Style::mark);
            }
            page_.item(line);
        }
        if (!policy_.hash.empty()) {
            page_.item(Line(words_.lead("校验值", "hash")).id(policy_.hash));
        }
    }

    std::string trust() const {
        if (policy_.trust == "A") {
            return words_.say("A，官方文件", "A, official document");
        }
        if (policy_.trust == "B") {
            return words_.say("B，新闻报道", "B, press report");
        }
        return policy_.trust == "C" ? words_.say("C，网站汇编", "C, collected by a website")
                                    : policy_.trust;
    }

    std::string decided_by() const {
        const std::string& by = policy_.decided_by;
        if (by == "admission_date") {
            return words_.say("入院日期", "date of admission");
        }
        return by == "discharge_date" ? words_.say("出院日期", "date of discharge")
                                      : words_.say("结算日期", "date of settlement");
    }

    void sources() {
        if (policy_.sources.empty()) {
            return;
        }
        section("来源与条款", "Sources and clauses", "sources");
        for (const Source& source : policy_.sources) {
            Line title(source.id + " ");
            title.link(words_.label(source.title, source.url), source.url);
            page_.paragraph(title.add(
                source.published.empty() ? "" : words_.say("，", ", ") + source.published));
            for (const Clause& clause : source.clauses) {
                Line line;
                line.clause(clause.id);
                page_.item(line.add(" " + words_.label(clause.text, "")), "clause-" + clause.id);
            }
        }
    }

    void readings() {
        std::vector<std::vector<Line>> lines;
        for (const Reading& reading : policy_.readings) {
            const auto chosen = words_.selection().find(reading.id);
            Line selected;
            Line others;
            for (const ReadingValue& value : reading.values) {
                const bool is_default = &value == &reading.values.front();
                const bool is_chosen =
                    chosen != words_.selection().end() && chosen->second == value.id;
                Line& line = is_chosen ? selected : others;
                line.add(line.empty() ? "" : words_.say("；", "; ")).id(value.id);
                line.add(value.label.in(words_.language()).empty()
                             ? ""
                             : " " + value.label.in(words_.language()));
                line.add(is_default ? words_.say("（默认）", " (default)") : "");
            }
            lines.push_back({Line().id(reading.id), selected, others,
                             Line(words_.label(reading.why, "")), Line().clause(reading.clause)});
        }
        if (!lines.empty()) {
            section("解读", "Readings", "readings");
        }
        page_.table({words_.say("解读", "reading"), words_.say("本文采用", "chosen here"),
                     words_.say("其他", "others"), words_.say("默认的理由", "why the default"),
                     words_.say("依据", "clause")},
                    std::move(lines));
    }

    void charts() {
        const Result<Plan> plan = compile(policy_, words_.selection());
        auto chart = plan ? pay_chart(*plan, words_) : std::nullopt;
        if (!chart) {
            return;
        }
        section("支付与个人负担", "What is paid, and what is left", "plots");
        page_.paragraph(chart->caption);
        for (ChartPanel& panel : chart->panels) {
            page_.chart(std::move(panel));
        }
    }

    /// As the selected order has them; as listed where the policy declares no order.
    std::vector<const Benefit*> in_order() const {
        std::vector<const Benefit*> benefits;
        const auto order = std::ranges::find_if(policy_.orders, [&](const Order& candidate) {
            return holds(candidate.only, words_.selection());
        });
        if (order != policy_.orders.end()) {
            for (const std::string& id : order->benefits) {
                const auto found = std::ranges::find(policy_.benefits, id, &Benefit::id);
                if (found != policy_.benefits.end()) {
                    benefits.push_back(&*found);
                }
            }
            return benefits;
        }
        for (const Benefit& benefit : policy_.benefits) {
            benefits.push_back(&benefit);
        }
        return benefits;
    }

    /// Which reading brought the order about, and the orders under others.
    void orders() {
        for (const Order& order : policy_.orders) {
            std::string names;
            for (const std::string& id : order.benefits) {
                names += (names.empty() ? "" : " → ") + words_.benefit(id);
            }
            const bool selected = holds(order.only, words_.selection());
            Line line(selected ? words_.say("结算顺序", "order of settlement")
                               : words_.say("其他解读下的顺序", "order under other readings"));
            line.add(words_.reading_note(order.only)).add(words_.say("：", ": ") + names);
            page_.item(line);
        }
    }

    std::string whom(const When& when) const {
        const std::string text = words_.condition(when);
        return text.empty() ? words_.say("任何情形", "every claim") : text;
    }

    void judgements() {
        if (policy_.targets.empty() && policy_.statements.empty()) {
            return;
        }
        section("目标与声明", "Targets and statements", "targets");
        for (const Target& target : policy_.targets) {
            Line line(words_.label(target.label, target.id));
            line.add(words_.say("：全部支付占总费用至少 ", ": all payments are at least ") +
                     Wording::percent(target.ratio) + words_.say("，", " of the total, ") +
                     words_.lead("适用", "for") + whom(target.when));
            page_.item(line.clause(target.clause));
        }
        for (const Statement& statement : policy_.statements) {
            std::string when;
            for (const When& one : statement.yes) {
                when += (when.empty() ? "" : words_.say("，或 ", ", or ")) + whom(one);
            }
            Line line(words_.label(statement.label, statement.id) + words_.say("：", ": "));
            line.add(when.empty() ? words_.say("恒为否", "never")
                                  : words_.say("当 ", "if ") + when);
            page_.item(line.clause(statement.clause));
        }
    }

    void premiums() {
        if (!policy_.premiums.empty()) {
            section("个人缴费", "Premiums", "premiums");
        }
        for (const Premium& premium : policy_.premiums) {
            page_.heading(3, words_.label(premium.label, premium.id));
            RuleTable(words_, premium.contribution, false, none_)
                .print(page_, words_.say("每年缴费", "contribution of a year"), {});
            const RuleTable subsidy(words_, premium.subsidy, false, none_);
            if (!subsidy.rows().empty()) {
                subsidy.print(page_, words_.say("每年补助", "subsidy of a year"), {});
            }
        }
    }

    void entitlements() {
        if (!policy_.entitlements.empty()) {
            section("其他权益", "Entitlements", "entitlements");
        }
        for (const Entitlement& one : policy_.entitlements) {
            const std::string times = std::to_string(one.times_a_year);
            Line line(words_.label(one.label, one.id));
            line.add(words_.say("：每年 " + times + " 次，", ": " + times + " a year, ") +
                     words_.lead("适用", "for") + whom(one.when));
            page_.item(line.clause(one.clause));
        }
    }

    Policy policy_; ///< as the selection has it
    Wording words_;
    Page page_;
    std::string none_;
};

} // namespace

Page document_page(const Policy& policy, const Selection& selection, Language language) {
    return Document(policy, selection, language).print();
}

std::string document_markdown(const Policy& policy, const Selection& selection, Language language) {
    return page_markdown(document_page(policy, selection, language));
}

std::string document_html(const Policy& policy, const Selection& selection, Language language) {
    return page_html(document_page(policy, selection, language));
}

} // namespace reimburse::explain
