// SPDX-License-Identifier: MIT
#include "explain/check_section.hpp"

#include "reimburse/amount/format.hpp"

namespace reimburse::explain {

namespace {

class CheckSection {
  public:
    CheckSection(Page& page, const Wording& words)
        : page_(page), words_(words), policy_(words.policy()) {}

    void print() {
        bounds();
        allows();
    }

  private:
    void bounds() {
        if (!policy_.bounds.empty()) {
            page_.heading(2, words_.say("上位规定", "Bounds set by higher rules"), "bounds");
        }
        for (const Bound& bound : policy_.bounds) {
            Line line;
            line.id(bound.table).add(" " + demand(bound));
            for (const std::string& scope :
                 {words_.condition(bound.when), words_.span(bound.span)}) {
                line.add(scope.empty() ? "" : words_.say("，", ", ") + scope);
            }
            line.add(words_.say("：", ": ") + words_.label(bound.label, bound.id));
            line.add(words_.reading_note(bound.only)).clause(bound.clause);
            page_.item(line.origin(bound.origin));
        }
    }

    std::string demand(const Bound& bound) const {
        const bool least = bound.side == Bound::Side::at_least;
        const std::string side =
            least ? words_.say("不低于 ", "at least ") : words_.say("不高于 ", "at most ");
        return side + (bound.limit ? absolute(*bound.limit, bound) : relative(bound));
    }

    static bool is_rate(const Bound& bound) { return bound.table.ends_with(".rate"); }

    std::string absolute(const Table& limit, const Bound& bound) const {
        std::string text;
        for (const auto* rows : {&limit.overrides, &limit.rows}) {
            for (const Row& row : *rows) {
                text += text.empty() ? "" : words_.say("；", "; ");
                text += words_.cell(row.cell, is_rate(bound), true);
                for (const std::string& scope :
                     {words_.condition(row.when), words_.span(row.span)}) {
                    text +=
                        scope.empty() ? "" : words_.say("（" + scope + "）", " (" + scope + ")");
                }
            }
        }
        return text;
    }

    std::string relative(const Bound& bound) const {
        std::string change;
        if (bound.change == UpliftChange::factor) {
            change = " × " + format_fraction(bound.value);
        } else if (bound.change) {
            change = words_.say(" 加 ", " plus ") + Wording::percent(bound.value);
        }
        const std::string where = words_.condition(bound.compared_to);
        return words_.say("（" + where + "）的数值", "the figure where " + where) + change;
    }

    void allows() {
        std::vector<std::vector<Line>> lines;
        for (const Allow& allow : policy_.allows) {
            lines.push_back(
                {Line().id(allow.lint),
                 allow.at.empty() ? Line(words_.say("全部", "everything")) : Line().id(allow.at),
                 Line(words_.label(allow.reason, "")).origin(allow.origin)});
        }
        if (!lines.empty()) {
            page_.heading(2, words_.say("已说明的警告", "Warnings that are right as they are"),
                          "allow");
        }
        page_.table(
            {words_.say("检查项", "lint"), words_.say("位置", "at"), words_.say("理由", "reason")},
            std::move(lines));
    }

    Page& page_;
    const Wording& words_;
    const Policy& policy_;
};

} // namespace

void print_check(Page& page, const Wording& words) {
    CheckSection(page, words).print();
}

} // namespace reimburse::explain
