// SPDX-License-Identifier: MIT
#include "explain/benefit_section.hpp"

#include "explain/rule_table.hpp"

#include <algorithm>

namespace reimburse::explain {

namespace {

class BenefitSection {
  public:
    BenefitSection(Page& page, const Wording& words, const Benefit& benefit)
        : page_(page), words_(words), benefit_(benefit) {}

    void print(int number) {
        Line title(std::to_string(number) + ". " + words_.label(benefit_.label, benefit_.id) + " ");
        page_.heading(3, title.id(benefit_.id).origin(benefit_.origin), "benefit-" + benefit_.id);
        frame();
        silences();
        if (!benefit_.given.empty()) {
            page_.item(words_.lead("支付额由申请给出", "the payment is given by the claim") +
                       words_.measure(benefit_.given));
        }
        if (benefit_.base.terms.empty()) {
            return;
        }
        if (is_silent()) {
            page_.heading(4, words_.say("计算（仅在其他解读下适用）",
                                        "Calculation, under other readings only"));
        }
        calculation();
        unspecified_cells();
    }

  private:
    void frame() {
        page_.item(Line(words_.lead("支付方", "paid by") + words_.payer(benefit_.payer))
                       .clause(benefit_.clause));
        const std::string span = words_.span(benefit_.valid);
        if (!span.empty()) {
            page_.item(words_.lead("时间", "time") + span);
        }
        for (const Gate& gate : benefit_.gates) {
            if (holds(gate.only, words_.selection())) {
                page_.item(gate_line(gate));
            }
        }
    }

    Line gate_line(const Gate& gate) const {
        const std::string& why = gate.otherwise.in(words_.language());
        Line line(words_.lead("条件", "only if") + words_.condition(gate.when));
        line.add(why.empty() ? "" : words_.say("（" + why + "）", " (" + why + ")"));
        return line.add(words_.reading_note(gate.only)).clause(gate.clause);
    }

    void silences() {
        for (const Silence& silence : benefit_.silences) {
            if (!holds(silence.only, words_.selection())) {
                continue;
            }
            Line line;
            line.strong(words_.say("未规定", "unspecified"));
            const std::string when = words_.condition(silence.when);
            const std::string span = words_.span(silence.span);
            line.add(when.empty() ? "" : words_.say("，", ", ") + when);
            line.add(span.empty() ? "" : words_.say("，", ", ") + span);
            line.add(words_.say("：不支付，结算中注明", ": pays nothing, and settlements say so"));
            const std::string& note = silence.note.in(words_.language());
            line.add(note.empty() ? "" : words_.say("。", ". ") + note);
            page_.item(line.add(words_.reading_note(silence.only)).clause(silence.clause));
        }
    }

    /// Nothing is ever paid under the selection.
    bool is_silent() const {
        return std::ranges::any_of(benefit_.silences, [&](const Silence& silence) {
            return holds(silence.only, words_.selection()) && silence.when.empty() &&
                   words_.span(silence.span).empty();
        });
    }

    void calculation() {
        page_.item(words_.lead("计算基数", "base") + words_.sum(benefit_.base.terms));
        weights(benefit_.base.terms);
        rooms(benefit_.base.limits, words_.say("基数上限", "limit of the base"));
        rooms(benefit_.deductibles, words_.say("起付线", "deductible"));
        print_schedule(page_, words_, benefit_);
        if (benefit_.kind == BenefitKind::backstop) {
            keep();
        }
        uplifts();
        rooms(benefit_.caps, words_.say("封顶线", "cap"));
        for (const BenefitRounding& rounding : benefit_.roundings) {
            if (holds(rounding.only, words_.selection())) {
                page_.item(Line(words_.lead("取整", "rounding") + words_.rounding(rounding))
                               .add(words_.reading_note(rounding.only)));
            }
        }
        if (!benefit_.schedule.axis.empty()) {
            page_.item(words_.say_switch(benefit_.on_change) +
                       words_.switch_note(benefit_.open.on_change));
        }
    }

    void weights(const std::vector<BaseTerm>& terms) {
        for (const BaseTerm& term : terms) {
            if (term.weights) {
                const std::string of = term.measure.empty() ? words_.benefit(term.benefit)
                                                            : words_.measure(term.measure);
                RuleTable(words_, *term.weights, true, benefit_.clause)
                    .print(page_, words_.say("权重（" + of + "）", "weight of " + of), {});
            }
        }
    }

    void rooms(const std::vector<Room>& rooms, const std::string& name) {
        const auto active = std::ranges::count_if(
            rooms, [&](const Room& room) { return holds(room.only, words_.selection()); });
        for (const Room& room : rooms) {
            if (holds(room.only, words_.selection())) {
                print_room(room, words_.room(name, room.id));
            }
        }
        if (active > 1) {
            page_.item(name + words_.say("：以上取最小", ": the least of these holds"));
        }
    }

    void print_room(const Room& room, const std::string& name) {
        Line after(words_.reading_note(room.only));
        std::string used;
        for (const std::string& id : room.used) {
            used += (used.empty() ? "" : words_.say("、", ", ")) + words_.accumulator(id);
        }
        if (!used.empty()) {
            after.add(words_.say("，减去已用：" + used, ", less what is used: " + used));
        }
        RuleTable(words_, room.amount, false, benefit_.clause).print(page_, name, after);
    }

    void keep() {
        const Keep& keep = benefit_.keep;
        if (keep.amount) {
            print_room(*keep.amount, words_.say("个人负担限额", "the patient's limit"));
        }
        weights(keep.of);
        if (!keep.of.empty()) {
            const std::string whole = words_.sum(keep.of);
            const std::string share = Wording::percent(keep.share) + " × " +
                                      (keep.of.size() == 1 ? whole : "(" + whole + ")");
            page_.item(keep.amount
                           ? words_.lead("另加个人负担", "and the patient also bears") + share
                           : words_.lead("补足到个人负担不超过",
                                         "tops up until the patient bears at "
                                         "most") +
                                 share);
        }
    }

    void uplifts() {
        std::vector<std::vector<Line>> lines;
        for (const Uplift& uplift : benefit_.uplifts) {
            if (!holds(uplift.only, words_.selection())) {
                continue;
            }
            const std::string when = words_.condition(uplift.when);
            const std::string span = words_.span(uplift.span);
            lines.push_back(
                {Line(words_.label(uplift.label, uplift.id)).add(words_.reading_note(uplift.only)),
                 Line(when.empty() ? words_.say("任意", "any") : when), Line(words_.change(uplift)),
                 Line(span.empty() ? "—" : span),
                 Line().clause(uplift.clause.empty() ? benefit_.clause : uplift.clause)});
        }
        const bool several = lines.size() > 1;
        page_.table({words_.say("倾斜", "uplift"), words_.say("适用", "for"),
                     words_.say("改变", "change"), words_.say("时间", "time"),
                     words_.say("依据", "clause")},
                    std::move(lines));
        if (several) {
            page_.item(words_.say_switch(benefit_.combine) +
                       words_.switch_note(benefit_.open.combine));
        }
        if (several && benefit_.rate_limit != Fraction::whole(1)) {
            page_.item(words_.lead("倾斜后比例上限", "limit of a rate with uplifts") +
                       Wording::percent(benefit_.rate_limit));
        }
    }

    /// What "unspecified" means, where a cell in force says so.
    void unspecified_cells() {
        bool any = false;
        for (const auto* rooms : {&benefit_.base.limits, &benefit_.deductibles, &benefit_.caps}) {
            for (const Room& room : *rooms) {
                any = any || (holds(room.only, words_.selection()) && has_unspecified(room.amount));
            }
        }
        for (const Segment& segment : benefit_.schedule.segments) {
            for (const auto* table : {&segment.up_to, &segment.rate, &segment.fixed}) {
                any = any || (*table && has_unspecified(**table));
            }
        }
        if (any) {
            page_.item(words_.say("标为“未规定”的数值：申请需要它时拒绝结算，并指明条款",
                                  "a figure marked unspecified: a claim that needs it is refused, "
                                  "with the clause"));
        }
    }

    bool has_unspecified(const Table& table) const {
        const RuleTable shown(words_, table, false, benefit_.clause);
        return std::ranges::any_of(shown.rows(), [](const ShownRow& row) {
            return row.row->cell.kind == Cell::Kind::unspecified;
        });
    }

    Page& page_;
    const Wording& words_;
    const Benefit& benefit_;
};

} // namespace

void print_benefit(Page& page, const Wording& words, const Benefit& benefit, int number) {
    BenefitSection(page, words, benefit).print(number);
    print_other_readings(page, words, benefit);
}

} // namespace reimburse::explain
