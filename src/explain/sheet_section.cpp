// SPDX-License-Identifier: MIT
#include "explain/sheet_section.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace reimburse::explain {

namespace {

class SheetSection {
  public:
    SheetSection(const Wording& words, const Sheet& sheet) : words_(words), sheet_(sheet) {}

    void print(Page& page) const {
        page.heading(3, Line(words_.label(sheet_.label, sheet_.id) + " ").id(sheet_.id));
        if (!sheet_.clause.empty() || !sheet_.origin.empty()) {
            page.paragraph(Line().clause(sheet_.clause).origin(sheet_.origin));
        }
        std::vector<std::vector<Line>> rows;
        rows.reserve(sheet_.lines.size());
        for (const SheetLine& line : sheet_.lines) {
            std::string amount = sum(line.of);
            if (!line.over.empty()) {
                amount = "(" + amount + ") ÷ (" + sum(line.over) + ")";
            }
            rows.push_back({Line(line.section),
                            Line(words_.label(line.label, line.id) + " ").id(line.id),
                            Line(line.code), Line(amount + remarks(line))});
        }
        page.table({words_.say("部分", "section"), words_.say("行", "line"),
                    words_.say("代码", "code"), words_.say("金额来自", "amount")},
                   std::move(rows));
    }

  private:
    std::string remarks(const SheetLine& line) const {
        const std::string text =
            line.words ? words_.say("；附大写", "; also in capital numerals") : "";
        return text + (line.hide_zero ? words_.say("；为 0 时不印", "; not printed where 0") : "");
    }

    std::string sum(const std::vector<SheetTerm>& terms) const {
        std::string text;
        for (const SheetTerm& term : terms) {
            const bool negative = term.weight < 0;
            text += text.empty() ? (negative ? "−" : "") : (negative ? " − " : " + ");
            const std::string weight = std::to_string(term.weight).substr(negative ? 1 : 0);
            text += (weight == "1" ? "" : weight + " × ") + source(term);
        }
        return text;
    }

    std::string source(const SheetTerm& term) const {
        switch (term.kind) {
        case SheetTerm::Kind::measure:
            return measure(term.name);
        case SheetTerm::Kind::part:
            return words_.say(words_.benefit(term.name) + "的" + words_.part(term.part),
                              words_.part(term.part) + " of " + words_.benefit(term.name));
        case SheetTerm::Kind::reason:
            return reason(term);
        case SheetTerm::Kind::accumulator:
            return words_.accumulator(term.name) +
                   (term.before ? words_.say("（不含本次）", " (without this claim)")
                                : words_.say("（含本次）", " (with this claim)"));
        case SheetTerm::Kind::line:
            break;
        }
        const auto line = std::ranges::find(sheet_.lines, term.name, &SheetLine::id);
        return line == sheet_.lines.end() ? term.name : words_.label(line->label, line->id);
    }

    std::string measure(const std::string& name) const {
        if (name == "patient_pays") {
            return words_.say("个人负担", "what the patient pays");
        }
        if (name == "fund_total") {
            return words_.say("支付合计", "all payments");
        }
        return name == "account_pays" ? words_.say("个人账户支付", "what the account pays")
                                      : words_.measure(name);
    }

    std::string reason(const SheetTerm& term) const {
        using Names = std::pair<std::string_view, Text>;
        static const std::array<Names, 5> names{
            Names{"copayment", {"按比例自付", "co-payment"}},
            Names{"over_cap", {"超封顶线", "cost over the cap"}},
            Names{"deductible", {"起付线", "deductible"}},
            Names{"not_covered", {"未纳入报销", "cost that is not covered"}},
            Names{"out_of_scope", {"政策范围外", "cost out of scope"}}};
        const auto* const found = std::ranges::find(names, term.name, &Names::first);
        const std::string& name = found->second.in(words_.language());
        const std::string borne =
            words_.say("个人负担中的" + name, name + " that the patient bears");
        return term.benefit.empty() ? borne
                                    : borne + words_.say("（", " (") +
                                          words_.benefit(term.benefit) + words_.say("）", ")");
    }

    const Wording& words_;
    const Sheet& sheet_;
};

} // namespace

void print_sheets(Page& page, const Wording& words) {
    const std::vector<Sheet>& sheets = words.policy().sheets;
    if (!sheets.empty()) {
        page.heading(2, words.say("结算单", "Printed sheets"), "sheets");
    }
    for (const Sheet& sheet : sheets) {
        SheetSection(words, sheet).print(page);
    }
}

} // namespace reimburse::explain
