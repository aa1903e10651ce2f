// SPDX-License-Identifier: MIT
#include "explain/terms_section.hpp"

#include "explain/rule_table.hpp"

namespace reimburse::explain {

namespace {

class TermsSection {
  public:
    TermsSection(Page& page, const Wording& words)
        : page_(page), words_(words), policy_(words.policy()) {}

    void print() {
        dimensions();
        measures();
        items();
        lists();
        facilities();
        accumulators();
        indices();
    }

  private:
    void section(std::string_view zh, std::string_view en, const std::string& anchor) {
        page_.heading(2, words_.say(zh, en), anchor);
    }

    void dimensions() {
        std::vector<std::vector<Line>> lines;
        for (const Dimension& dimension : policy_.dimensions) {
            Line values;
            for (const DimensionValue& value : dimension.values) {
                const std::string& label = value.label.in(words_.language());
                values.add(values.empty() ? "" : words_.say("；", "; "));
                values.add(label.empty() ? "" : label + " ").id(value.id);
            }
            lines.push_back({Line(words_.dimension(dimension.id) + " ").id(dimension.id), values,
                             Line(origin(dimension))});
        }
        if (!lines.empty()) {
            section("维度", "Dimensions", "dimensions");
        }
        page_.table({words_.say("维度", "dimension"), words_.say("取值", "values"),
                     words_.say("由来", "comes from")},
                    std::move(lines));
        for (const Dimension& dimension : policy_.dimensions) {
            decision_list(dimension);
        }
    }

    std::string origin(const Dimension& dimension) const {
        if (!dimension.derive.empty()) {
            return words_.say("推定，见下", "derived, see below");
        }
        std::string text = words_.say("申请", "the claim");
        if (!dimension.absent_means.empty()) {
            const std::string value = words_.value(dimension.id, dimension.absent_means);
            text += words_.say("；未填为" + value, "; if absent: " + value);
        }
        if (!dimension.in_force_from.empty()) {
            const std::string span = dimension.in_force_from + "–" + dimension.in_force_to;
            const std::string value = words_.value(dimension.id, dimension.otherwise);
            text += words_.say("；限于 " + span + "（含），此外为" + value,
                               "; within " + span + " (incl.), outside: " + value);
        }
        return text;
    }

    void decision_list(const Dimension& dimension) {
        bool begun = false;
        for (const Derivation& line : dimension.derive) {
            if (!begun) {
                page_.paragraph(words_.dimension(dimension.id) +
                                words_.say("，取第一个成立的：", ", the first that holds:"));
                begun = true;
            }
            const std::string tests = words_.tests(line);
            Line text(holds(line.only, words_.selection())
                          ? ""
                          : words_.say("（本文未采用）", "(not chosen here) "));
            text.add(tests.empty() ? words_.say("其余", "otherwise") : tests);
            text.add(" → " + words_.value(dimension.id, line.value));
            const std::string& assumed = line.assumption.in(words_.language());
            text.add(assumed.empty()
                         ? ""
                         : words_.say("（假定：" + assumed + "）", " (assumed: " + assumed + ")"));
            page_.item(text.add(words_.reading_note(line.only)).clause(line.clause));
        }
    }

    void measures() {
        std::vector<std::vector<Line>> lines;
        lines.reserve(policy_.measures.size());
        for (const Measure& measure : policy_.measures) {
            lines.push_back({Line(words_.label(measure.label, measure.id) + " ").id(measure.id),
                             Line(measure.is_count ? words_.say("个数", "count")
                                                   : words_.say("金额", "amount")),
                             Line(measure.required ? words_.say("必填", "required")
                                                   : words_.say("未填为 0", "if absent: 0"))});
        }
        if (!lines.empty()) {
            section("计量", "Measures", "measures");
        }
        page_.table({words_.say("计量", "measure"), words_.say("种类", "kind"),
                     words_.say("填写", "given")},
                    std::move(lines));
    }

    void items() {
        if (!policy_.items) {
            return;
        }
        const Items& items = *policy_.items;
        section("费用明细", "Item lines", "items");
        page_.item(Line(words_.lead("取整", "rounding") + words_.rounding(items.rounding))
                       .clause(items.clause));
        std::vector<std::vector<Line>> sums;
        sums.reserve(items.sums.size());
        for (const ItemSum& sum : items.sums) {
            sums.push_back({Line(words_.measure(sum.measure)), Line(item_part(sum.part)),
                            Line(line_condition(sum.when))});
        }
        page_.table({words_.say("汇总为", "becomes"), words_.say("部分", "part"),
                     words_.say("明细", "lines")},
                    std::move(sums));
        std::vector<std::vector<Line>> shares;
        for (const Row& row : items.self_first.rows) {
            if (holds(row.only, words_.selection())) {
                shares.push_back({Line(line_condition(row.when)), Line(words_.span(row.span)),
                                  Line(words_.cell(row.cell, true, false)),
                                  Line().clause(row.clause)});
            }
        }
        if (!shares.empty()) {
            page_.table({words_.say("明细", "lines"), words_.say("时间", "time"),
                         words_.say("先行自付比例", "paid first"), words_.say("依据", "clause")},
                        std::move(shares));
        }
    }

    std::string item_part(ItemPart part) const {
        switch (part) {
        case ItemPart::amount:
            return words_.say("金额", "amount");
        case ItemPart::over_limit:
            return words_.say("超限价部分", "above the price limit");
        case ItemPart::self_first:
            return words_.say("先行自付部分", "paid first");
        case ItemPart::in_scope:
            return words_.say("其余", "the rest");
        }
        return {};
    }

    std::string line_condition(const When& when) const {
        std::string text;
        for (const DimensionIs& condition : when) {
            std::string values;
            for (const std::string& value : condition.values) {
                values += (values.empty() ? "" : words_.say("、", ", ")) + value;
            }
            text +=
                (text.empty() ? "" : words_.say("；", "; ")) + condition.dimension + " = " + values;
        }
        return text.empty() ? words_.say("全部", "all") : text;
    }

    void lists() {
        std::vector<std::vector<Line>> lines;
        for (const NamedList& list : policy_.lists) {
            Line entries;
            for (const std::string& entry : list.entries) {
                entries.add(entries.empty() ? "" : words_.say("、", ", ")).id(entry);
            }
            lines.push_back({Line(words_.label(list.label, list.id) + " ").id(list.id), entries,
                             Line().clause(list.clause)});
        }
        if (!lines.empty()) {
            section("名单", "Lists", "lists");
        }
        page_.table({words_.say("名单", "list"),
                     words_.say("内容（* 代表其后任意）", "entries (* stands for any ending)"),
                     words_.say("依据", "clause")},
                    std::move(lines));
    }

    void facilities() {
        std::vector<std::vector<Line>> lines;
        for (const Facility& facility : policy_.facilities) {
            std::string fields;
            for (const auto& [dimension, value] : facility.fields) {
                fields += (fields.empty() ? "" : words_.say("；", "; ")) +
                          words_.condition({{dimension, {value}}});
            }
            lines.push_back({Line(words_.label(facility.label, facility.id) + " ").id(facility.id),
                             Line(fields)});
        }
        if (!lines.empty()) {
            section("机构", "Facilities", "facilities");
        }
        page_.table({words_.say("机构", "facility"), words_.say("确定", "fixes")},
                    std::move(lines));
    }

    void accumulators() {
        std::vector<std::vector<Line>> lines;
        for (const Accumulator& accumulator : policy_.accumulators) {
            if (!holds(accumulator.only, words_.selection())) {
                continue;
            }
            std::string adds = words_.say("申请数", "number of claims");
            if (!accumulator.benefit.empty()) {
                adds =
                    words_.sum({{Fraction::whole(1), {}, accumulator.benefit, accumulator.part}});
            } else if (!accumulator.is_count) {
                adds = words_.measure(accumulator.measure);
            }
            const std::string when = words_.condition(accumulator.when);
            adds += when.empty() ? "" : words_.say("（" + when + "）", " (" + when + ")");
            lines.push_back(
                {Line(words_.accumulator(accumulator.id) + " ").id(accumulator.id), Line(adds),
                 Line(words_.period(accumulator.period) +
                      (accumulator.of_household ? words_.say("，按户", ", of the household")
                                                : ""))});
        }
        if (!lines.empty()) {
            section("累计", "Accumulators", "accumulators");
        }
        page_.table({words_.say("累计", "accumulator"), words_.say("累加", "adds"),
                     words_.say("期间", "period")},
                    std::move(lines));
    }

    void indices() {
        if (!policy_.indices.empty()) {
            section("指数", "Indices", "indices");
        }
        for (const Index& index : policy_.indices) {
            RuleTable(words_, index.amount, false, none_)
                .print(page_, words_.label(index.label, index.id), {});
        }
    }

    Page& page_;
    const Wording& words_;
    const Policy& policy_;
    std::string none_;
};

} // namespace

void print_terms(Page& page, const Wording& words) {
    TermsSection(page, words).print();
}

} // namespace reimburse::explain
