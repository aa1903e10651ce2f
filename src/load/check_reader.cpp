// SPDX-License-Identifier: MIT
#include "load/check_reader.hpp"

#include "load/table_reader.hpp"

namespace reimburse::load {

namespace {

void read_change(const Cursor& value, Bound& bound) {
    const auto change = value.find("change");
    const auto number = value.find("value");
    if (change.has_value() != number.has_value()) {
        contradict(value, "\"change\" and \"value\" belong together",
                   "“change”与“value”须同时出现");
        return;
    }
    if (!change) {
        return;
    }
    bound.change = word_of(value, "change", {"points", "factor"}, UpliftChange::points);
    const bool points = bound.change == UpliftChange::points;
    if (points && figure_of(bound.table) != Figure::rate) {
        contradict(*change, "bound " + bound.id + ": points change a rate only",
                   "上位规定 " + bound.id + "：points 只用于比例");
    }
    take(bound.value, number->fraction());
    if (!points && bound.value < Fraction{}) {
        contradict(*number, "bound " + bound.id + ": a factor is 0 or more",
                   "上位规定 " + bound.id + "：系数不得小于 0");
    }
}

/// {"compared_to": {dimension: value}, "change", "value"}
void read_relative(const Cursor& value, Bound& bound, const Terms& terms) {
    if (!value.expect_object({"compared_to", "change", "value"})) {
        return;
    }
    const auto to = value.require("compared_to");
    for (const Cursor& member : to ? to->members() : std::vector<Cursor>{}) {
        terms.await(Pending::Kind::dimension, member.name(), {}, member.key_place());
        if (const auto text = member.non_empty_text()) {
            terms.await(Pending::Kind::dimension_value, member.name(), *text, member.place());
            bound.compared_to.push_back({member.name(), {*text}});
        }
    }
    if (to && to->is_object() && to->node().members.empty()) {
        contradict(*to, "a bound compares with another value of at least one dimension",
                   "上位规定须与至少一个维度的其他取值比较");
    }
    read_change(value, bound);
}

void read_limit(const Cursor& item, Bound& bound, const Terms& terms) {
    const auto least = item.find("at_least");
    const auto most = item.find("at_most");
    if (least && most) {
        contradict(*most, "a bound says \"at_least\" or \"at_most\", not both",
                   "“at_least”与“at_most”只能写其一");
        return;
    }
    if (!least && !most) {
        item.report_missing("at_least", {"，或“at_most”", ", or \"at_most\""});
        return;
    }
    const Cursor& value = least ? *least : *most;
    bound.side = least ? Bound::Side::at_least : Bound::Side::at_most;
    if (value.is_object()) {
        read_relative(value, bound, terms);
        return;
    }
    const Figure figure = figure_of(bound.table) == Figure::rate ? Figure::rate : Figure::limit;
    bound.limit = read_table(value, {"bounds." + bound.id, figure, bound.clause}, terms);
}

} // namespace

std::vector<Bound> read_bounds(const Cursor& root, const Terms& terms) {
    std::vector<Bound> list;
    Ids ids;
    for (const Cursor& item : items_of(root, "bounds")) {
        if (!item.expect_object({"id", "label", "table", "when", "if", "from", "to", "at_least",
                                 "at_most", "clause"})) {
            continue;
        }
        Bound bound;
        bound.place = item.place();
        bound.id = read_id(item, ids);
        bound.label = Terms::text(item, "label");
        bound.clause = terms.clause(item);
        if (const auto table = item.require("table")) {
            bound.table = terms.name(*table, Pending::Kind::table);
        }
        bound.when = terms.when_of(item);
        bound.only = terms.only_of(item);
        bound.span = Terms::span_of(item);
        read_limit(item, bound, terms);
        list.push_back(std::move(bound));
    }
    return list;
}

std::vector<Allow> read_allows(const Cursor& root) {
    std::vector<Allow> list;
    for (const Cursor& item : items_of(root, "allow")) {
        if (!item.expect_object({"lint", "at", "reason"})) {
            continue;
        }
        Allow allow;
        allow.place = item.place();
        if (const auto lint = item.require("lint")) {
            take(allow.lint, lint->id());
        }
        if (const auto at = item.find("at")) {
            take(allow.at, at->non_empty_text());
        }
        allow.reason = Terms::text(item, "reason");
        list.push_back(std::move(allow));
    }
    return list;
}

} // namespace reimburse::load
