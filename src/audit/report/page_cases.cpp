// SPDX-License-Identifier: MIT
#include "audit/findings_csv.hpp"
#include "audit/report/context.hpp"
#include "audit/state_words.hpp"
#include "explain/slip.hpp"
#include "reimburse/amount/parse.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

/// The faults with the largest differences, the earlier row first where two are as large.
std::vector<const Finding*> largest(const ReportContext& context) {
    std::vector<const Finding*> list;
    for (const Finding& finding : context.result.findings.all()) {
        if (is_fault(finding.state) && finding.largest() > context.options.tolerance) {
            list.push_back(&finding);
        }
    }
    std::ranges::sort(list, {}, [](const Finding* finding) {
        return std::pair(-finding->largest(), finding->row);
    });
    if (list.size() > context.options.cases) {
        list.resize(context.options.cases);
    }
    return list;
}

class CaseSection {
  public:
    CaseSection(std::string& out, const ReportContext& context, const Finding& finding)
        : out_(out), context_(context), finding_(finding) {}

    void print() {
        out_ += "<details class=\"case\"><summary>";
        const std::int64_t difference = finding_.difference();
        out_ += std::string("<span class=\"amount ") + (difference > 0 ? "is-over" : "is-under") +
                "\">" + ReportWords::signed_yuan(difference) + "</span><span class=\"id\">" +
                explain::escaped_html(finding_.claim_id) + "</span><span class=\"where\">" +
                (finding_.facility.empty() ? "" : explain::escaped_html(finding_.facility) + " ") +
                explain::escaped_html(finding_.month) + "</span><span class=\"why\">" +
                explain::escaped_html(cause()) + "</span></summary>\n<div class=\"body\">\n";
        facts();
        ReportContext::paragraph(out_, explanation_of(finding_, context_.options.language));
        if (finding_.file != nullptr) {
            const Account* paid =
                finding_.answers.empty() ? nullptr : finding_.answers.front().account.get();
            print_accounts(out_, context_, finding_, paid);
            if (paid != nullptr && finding_.answers.size() > 1) {
                ReportContext::paragraph(
                    out_,
                    context_.say("“如所付”一栏按最可能的原因结算。",
                                 "The column \"as paid\" follows the likeliest of the causes."),
                    "note");
            }
        } else {
            amounts();
        }
        out_ += "</div></details>\n";
    }

  private:
    std::string cause() const {
        return finding_.answers.empty()
                   ? words_of(finding_.state).label.in(context_.options.language)
                   : sentence_of(finding_.answers.front().names.front(), context_.options.language);
    }

    void fact(const std::string& name, const std::string& value) {
        out_ += "<div><dt>" + explain::escaped_html(name) + "</dt><dd>" +
                explain::escaped_html(value) + "</dd></div>\n";
    }

    /// A value as the page may show it: who it was stays with the file.
    std::string shown(const std::string& field, const std::string& text) const {
        if (!context_.options.show_ids) {
            if (field == "person_id" || field == "household_id") {
                return shortened(text);
            }
            if (field == "birth_date") {
                return text.substr(0, 4);
            }
        }
        const auto said = std::ranges::find(context_.plan.fields, field, &Field::name);
        if (said != context_.plan.fields.end() && said->kind == FieldKind::money) {
            const ParsedAmount amount = parse_amount(text);
            const Money* money = std::get_if<Money>(&amount);
            return money != nullptr ? explain::grouped(*money) : text;
        }
        const auto& dimensions = context_.plan.policy.dimensions;
        const bool known = std::ranges::find(dimensions, field, &Dimension::id) != dimensions.end();
        return known ? context_.words.rules().value(field, text) : text;
    }

    void facts() {
        out_ += "<dl class=\"facts small\">\n";
        fact(context_.say("行", "row"), ReportWords::count(finding_.row));
        if (finding_.file == nullptr) {
            fact(context_.words.field("person_id"), shown("person_id", finding_.person_id));
        } else {
            for (const auto& [field, text] : finding_.file->said) {
                fact(context_.words.field(field), shown(field, text));
            }
        }
        out_ += "</dl>\n";
    }

    /// Of a row that has no settlement of its own: one that takes another back, or comes twice.
    void amounts() {
        ReportContext::paragraph(
            out_, context_.say("应为 " + ReportWords::yuan(finding_.expected) + " 元，实为 " +
                                   ReportWords::yuan(finding_.paid) + " 元。",
                               "Due " + ReportWords::yuan(finding_.expected) + " yuan, paid " +
                                   ReportWords::yuan(finding_.paid) + "."));
    }

    std::string& out_;
    const ReportContext& context_;
    const Finding& finding_;
};

} // namespace

void print_cases(std::string& out, const ReportContext& context) {
    const std::vector<const Finding*> list = largest(context);
    if (list.empty()) {
        return;
    }
    context.heading(out, "cases", context.say("差额最大的结算", "Largest cases"));
    const std::string count = std::to_string(list.size());
    ReportContext::paragraph(
        out, context.say(
                 "差额最大的 " + count + " 笔。点开可见按规则与如所付的逐项对照，不同之处有底色。",
                 "The " + count +
                     " largest differences. Each opens to the settlement by the rules beside "
                     "the one that was paid; what differs is tinted."));
    for (const Finding* finding : list) {
        CaseSection(out, context, *finding).print();
    }
}

} // namespace reimburse::audit
