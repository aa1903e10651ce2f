// SPDX-License-Identifier: MIT
#include "load/schedule_reader.hpp"

#include "load/suggest.hpp"
#include "load/switch_reader.hpp"
#include "reimburse/amount/format.hpp"

namespace reimburse::load {

namespace {

/// The edge where it is one number whatever the claim.
std::optional<Fraction> constant(const std::optional<Table>& edge) {
    if (!edge || edge->rows.size() != 1) {
        return std::nullopt;
    }
    const Row& row = edge->rows.front();
    const bool always = row.when.empty() && row.only.empty() && row.span == DateSpan{};
    return always && row.cell.kind == Cell::Kind::value ? std::optional(row.cell.value)
                                                        : std::nullopt;
}

class ScheduleReader {
  public:
    ScheduleReader(Benefit& benefit, const Terms& terms)
        : benefit_(benefit), schedule_(benefit.schedule), terms_(terms) {}

    void read(const Cursor& value) {
        if (!value.expect_object({"laying", "axis", "includes_deductible", "axis_deductible",
                                  "edges_from", "segments"})) {
            return;
        }
        read_switches(value);
        if (const auto deductible = value.find("axis_deductible")) {
            schedule_.axis_deductible = table(*deductible, "axis_deductible", Figure::amount);
        }
        if (const auto segments = value.require("segments")) {
            read_segments(*segments);
        }
    }

  private:
    void read_switches(const Cursor& value) {
        OpenSwitches& open = benefit_.open;
        read_switch(value, "laying", benefit_.id, terms_, schedule_.laying, open.laying,
                    word_reader<Laying>({"marginal", "whole"}));
        const auto axis = [&](const Cursor& name) {
            return name.is_string() ? std::optional(terms_.name(name, Pending::Kind::accumulator))
                                    : name.text();
        };
        read_switch(value, "axis", benefit_.id, terms_, schedule_.axis, open.axis, axis,
                    std::optional(std::string()));
        read_switch(value, "includes_deductible", benefit_.id, terms_,
                    schedule_.includes_deductible, open.includes_deductible,
                    [](const Cursor& flag) { return flag.boolean(); });
        const auto edges = [](const Cursor& from) {
            const auto number = from.word({"deductible", "zero"});
            return number ? std::optional(*number == 0) : std::nullopt;
        };
        read_switch(value, "edges_from", benefit_.id, terms_, schedule_.edges_from_deductible,
                    open.edges_from_deductible, edges);
    }

    bool may_be_marginal() const {
        const auto layings = alternatives_of(schedule_.laying, benefit_.open.laying);
        return std::ranges::find(layings, Laying::marginal, &Alternative<Laying>::value) !=
               layings.end();
    }

    Table table(const Cursor& value, const std::string& rest, Figure figure) const {
        return read_table(value, {benefit_.id + "." + rest, figure, benefit_.clause}, terms_);
    }

    void read_segments(const Cursor& value) {
        const auto items = value.items();
        if (value.is_array() && items.empty()) {
            contradict(value, "a schedule has at least one segment", "报销比例至少有一段");
        }
        Fraction below{};
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::string name = "segments." + std::to_string(i + 1);
            Segment segment = read_segment(items[i], name);
            if (items[i].is_object() && segment.up_to.has_value() == (i + 1 == items.size())) {
                items[i].report(Code::segment_open, {{"table", benefit_.id + "." + name}});
            }
            if (const auto edge = constant(segment.up_to)) {
                if (*edge <= below) {
                    items[i].find("up_to")->report(
                        Code::segments_not_ascending,
                        {{"table", benefit_.id + "." + name + ".up_to"},
                         {"edge", format_amount(Money::from_fen(edge->num()))}});
                }
                below = *edge;
            }
            schedule_.segments.push_back(std::move(segment));
        }
    }

    Segment read_segment(const Cursor& value, const std::string& name) const {
        Segment segment;
        if (!value.expect_object({"up_to", "rate", "fixed"})) {
            return segment;
        }
        const auto rate = value.find("rate");
        const auto fixed = value.find("fixed");
        if (const auto up_to = value.find("up_to")) {
            segment.up_to = table(*up_to, name + ".up_to", Figure::limit);
        }
        if (rate) {
            segment.rate = table(*rate, name + ".rate", Figure::rate);
        }
        if (fixed) {
            segment.fixed = table(*fixed, name + ".fixed", Figure::amount);
        }
        if (!rate && !fixed) {
            value.report_missing("rate", {"，全额分档也可写“fixed”",
                                          ", or \"fixed\" in a band on the whole amount"});
        } else if (rate && fixed) {
            contradict(*fixed, "a segment has a rate or a fixed amount, not both",
                       "一段只能写比例或固定金额之一");
        } else if (fixed && may_be_marginal()) {
            contradict(*fixed, "a fixed amount needs \"laying\": \"whole\"",
                       "固定金额须与“laying”:“whole”同用");
        }
        return segment;
    }

    Benefit& benefit_;
    Schedule& schedule_;
    const Terms& terms_;
};

void read_value(const Cursor& value, Uplift& uplift) {
    const auto number = value.fraction();
    if (!number) {
        return;
    }
    uplift.value = *number;
    const Fraction one = Fraction::whole(1);
    const bool points = uplift.change == UpliftChange::points;
    if (points && (*number > one || *number < Fraction::whole(-1))) {
        value.report(Code::uplift_above_limit, {{"name", uplift.id}, {"text", value.node().text}});
    } else if (!points && *number < Fraction{}) {
        contradict(value, "uplift " + uplift.id + ": a factor is 0 or more",
                   "倾斜 " + uplift.id + "：系数不得小于 0");
    }
}

void check_room(const Cursor& value, const Uplift& uplift, const Benefit& benefit) {
    std::vector<std::string_view> known;
    if (uplift.target == UpliftTarget::rate) {
        contradict(value, "uplift " + uplift.id + " changes the rate, which has no room",
                   "倾斜 " + uplift.id + " 改变比例，不能指定额度");
        return;
    }
    for (const Room& room :
         uplift.target == UpliftTarget::cap ? benefit.caps : benefit.deductibles) {
        known.emplace_back(room.id);
    }
    if (std::ranges::find(known, uplift.room) == known.end()) {
        value.report(Code::unknown_list, {{"what", "room"},
                                          {"name", uplift.room},
                                          {"suggestion", suggestion(uplift.room, known)}});
    }
}

/// What an uplift may do to which cells.
void check_change(const Cursor& value, const Uplift& uplift) {
    const bool rate = uplift.target == UpliftTarget::rate;
    const bool of_rate =
        uplift.change == UpliftChange::points || uplift.change == UpliftChange::patient_factor;
    if (of_rate && !rate) {
        contradict(value, "uplift " + uplift.id + ": points and patient_factor change a rate only",
                   "倾斜 " + uplift.id + "：points 和 patient_factor 只用于比例");
    }
    if (uplift.change == UpliftChange::remove && uplift.target != UpliftTarget::cap) {
        contradict(value, "uplift " + uplift.id + ": only a cap can be removed",
                   "倾斜 " + uplift.id + "：只能取消封顶线");
    }
}

} // namespace

void read_schedule(const Cursor& value, Benefit& benefit, const Terms& terms) {
    ScheduleReader(benefit, terms).read(value);
}

Uplift read_uplift(const Cursor& value, const Benefit& benefit, const Terms& terms, Ids& ids) {
    Uplift uplift;
    uplift.place = value.place();
    if (!value.expect_object({"id", "label", "when", "from", "to", "if", "target", "room", "change",
                              "value", "round", "clause"})) {
        return uplift;
    }
    uplift.id = read_id(value, ids);
    uplift.label = Terms::text(value, "label");
    if (const auto when = value.require("when")) {
        uplift.when = terms.when(*when);
    }
    uplift.span = Terms::span_of(value);
    uplift.only = terms.only_of(value);
    uplift.clause = terms.clause_of(value, benefit.clause);
    const auto target = value.require("target");
    const auto change = value.require("change");
    uplift.target = word_of(value, "target", {"rate", "deductible", "cap"}, UpliftTarget::rate);
    uplift.change = word_of(value, "change", {"points", "factor", "patient_factor", "remove"},
                            UpliftChange::points);
    if (target && change) {
        check_change(*change, uplift);
    }
    if (const auto room = value.find("room")) {
        take(uplift.room, room->non_empty_text());
        check_room(*room, uplift, benefit);
    }
    if (const auto rounding = value.find("round")) {
        if (uplift.target == UpliftTarget::rate || uplift.change != UpliftChange::factor) {
            contradict(*rounding, "uplift " + uplift.id + ": only a factor on an amount is rounded",
                       "倾斜 " + uplift.id + "：只有金额乘以系数才需取整");
        }
        if (rounding->expect_object({"mode", "unit"})) {
            uplift.rounding = read_rounding(*rounding);
        }
    }
    if (uplift.change != UpliftChange::remove) {
        if (const auto number = value.require("value")) {
            read_value(*number, uplift);
        }
    } else if (const auto number = value.find("value")) {
        contradict(*number, "uplift " + uplift.id + " removes the cap: there is no value",
                   "倾斜 " + uplift.id + " 取消封顶线，不需要数值");
    }
    return uplift;
}

} // namespace reimburse::load
