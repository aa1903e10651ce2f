// SPDX-License-Identifier: MIT
#include "explain/benefit_section.hpp"

namespace reimburse::explain {

namespace {

class OtherReadings {
  public:
    OtherReadings(Page& page, const Wording& words, const Benefit& benefit)
        : page_(page), words_(words), benefit_(benefit) {}

    void print() {
        for (const Gate& gate : benefit_.gates) {
            add(gate.only, words_.lead("条件", "only if") + words_.condition(gate.when));
        }
        for (const Silence& silence : benefit_.silences) {
            add(silence.only, words_.lead("未规定", "unspecified") +
                                  words_.label(silence.note, words_.span(silence.span)));
        }
        rooms(benefit_.base.limits, words_.say("基数上限", "limit of the base"));
        rooms(benefit_.deductibles, words_.say("起付线", "deductible"));
        segments();
        for (const Uplift& uplift : benefit_.uplifts) {
            add(uplift.only, words_.lead("倾斜", "uplift") + words_.label(uplift.label, uplift.id) +
                                 words_.say("，", ", ") + words_.change(uplift));
        }
        rooms(benefit_.caps, words_.say("封顶线", "cap"));
        for (const BenefitRounding& rounding : benefit_.roundings) {
            add(rounding.only, words_.lead("取整", "rounding") + words_.rounding(rounding));
        }
        switches();
    }

  private:
    void add(const Only& only, const std::string& text) {
        if (holds(only, words_.selection())) {
            return;
        }
        if (!begun_) {
            page_.heading(4, words_.say("其他解读下的规定", "Under other readings"));
            begun_ = true;
        }
        page_.item(Line(words_.say("解读 ", "reading "))
                       .id(words_.readings(only))
                       .add(words_.say("：", ": ") + text));
    }

    void table(const Table& table, bool is_rate, const std::string& name, const Only& whole) {
        const bool whole_is_other = !holds(whole, words_.selection());
        for (const auto* rows : {&table.overrides, &table.rows}) {
            for (const Row& row : *rows) {
                const std::string when = words_.condition(row.when);
                const std::string span = words_.span(row.span);
                std::string text = name;
                text += when.empty() ? "" : words_.say("，", ", ") + when;
                text += span.empty() ? "" : words_.say("，", ", ") + span;
                text += words_.say("：", ": ") + words_.cell(row.cell, is_rate, true);
                add(whole_is_other ? whole : row.only, text);
            }
        }
    }

    void rooms(const std::vector<Room>& rooms, const std::string& name) {
        for (const Room& room : rooms) {
            table(room.amount, false, words_.room(name, room.id), room.only);
        }
    }

    void switches() {
        const auto each = [&](const auto& alternatives, const auto& say) {
            for (const auto& alternative : alternatives) {
                add(alternative.only, say(alternative.value));
            }
        };
        const OpenSwitches& open = benefit_.open;
        const auto say = [&](auto value) {
            return words_.say_switch(value);
        };
        each(open.axis, [&](const std::string& axis) { return words_.say_axis(axis); });
        each(open.edges_from_deductible, [&](bool from) { return words_.say_edges_from(from); });
        each(open.includes_deductible,
             [&](bool includes) { return words_.say_includes_deductible(includes); });
        each(open.laying, say);
        each(open.combine, say);
        each(open.on_change, say);
    }

    void segments() {
        for (std::size_t i = 0; i < benefit_.schedule.segments.size(); ++i) {
            const Segment& segment = benefit_.schedule.segments[i];
            const std::string number = std::to_string(i + 1);
            const std::string name = words_.say("第 " + number + " 段", "segment " + number + " ");
            if (segment.up_to) {
                table(*segment.up_to, false, name + words_.say("上限", "up to"), {});
            }
            if (segment.rate) {
                table(*segment.rate, true, name + words_.say("比例", "rate"), {});
            }
            if (segment.fixed) {
                table(*segment.fixed, false, name + words_.say("定额", "fixed amount"), {});
            }
        }
    }

    Page& page_;
    const Wording& words_;
    const Benefit& benefit_;
    bool begun_ = false;
};

} // namespace

void print_other_readings(Page& page, const Wording& words, const Benefit& benefit) {
    OtherReadings(page, words, benefit).print();
}

} // namespace reimburse::explain
