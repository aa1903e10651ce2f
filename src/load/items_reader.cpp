// SPDX-License-Identifier: MIT
#include "load/items_reader.hpp"

#include "load/item_lines.hpp"
#include "load/table_reader.hpp"

#include <algorithm>

namespace reimburse::load {

namespace {

/// A condition on fields of a line, which are no dimensions of the policy.
When read_line_condition(const Cursor& parent) {
    When when;
    const auto value = parent.find("when");
    for (const Cursor& member : value ? value->members() : std::vector<Cursor>{}) {
        DimensionIs condition{member.name(), {}};
        for (const Cursor& word : member.is_array() ? member.items() : std::vector{member}) {
            if (auto text = word.non_empty_text()) {
                condition.values.push_back(std::move(*text));
            }
        }
        when.push_back(std::move(condition));
    }
    return when;
}

Row read_share_row(const Cursor& value, const Terms& terms, const std::string& clause) {
    Row row;
    row.place = value.place();
    row.clause = clause;
    if (!value.expect_object({"when", "if", "from", "to", "clause", "value", "unspecified"})) {
        return row;
    }
    row.when = read_line_condition(value);
    row.only = terms.only_of(value);
    row.span = Terms::span_of(value);
    row.clause = terms.clause_of(value, clause);
    const auto share = value.find("value");
    const auto silent = value.find("unspecified");
    if (share.has_value() == silent.has_value()) {
        contradict(value, "a share has a \"value\" or is \"unspecified\"",
                   "先行自付比例须写“value”或“unspecified”之一");
    } else if (share) {
        take(row.cell.value, read_share(*share));
    } else {
        row.cell.kind = Cell::Kind::unspecified;
        if (silent->is_object()) {
            row.cell.note = Terms::text(*silent);
        }
    }
    return row;
}

void read_fields(const Cursor& value, Items& items) {
    for (const Cursor& item : items_of(value, "fields")) {
        if (auto id = item.id()) {
            if (std::ranges::find(line_amounts, *id) != line_amounts.end()) {
                contradict(item, "\"" + *id + "\" is a name of every line",
                           "“" + *id + "”是每行固有的名称");
            }
            items.fields.push_back(std::move(*id));
        }
    }
}

void read_sums(const Cursor& value, const Terms& terms, Items& items) {
    for (const Cursor& item : items_of(value, "sums")) {
        if (!item.expect_object({"measure", "part", "when"})) {
            continue;
        }
        ItemSum sum;
        if (const auto measure = item.require("measure")) {
            sum.measure = terms.name(*measure, Pending::Kind::amount);
            if (sum.measure == "out_of_scope") {
                contradict(*measure, "out_of_scope is total less eligible, no sum of its own",
                           "out_of_scope 由总费用减政策范围内费用得出，不能另行合计");
            }
        }
        if (item.require("part")) {
            sum.part = word_of(item, "part", {"amount", "over_limit", "self_first", "in_scope"},
                               ItemPart::in_scope);
        }
        sum.when = read_line_condition(item);
        items.sums.push_back(std::move(sum));
    }
}

} // namespace

std::optional<Items> read_items(const Cursor& root, const Terms& terms) {
    const auto value = root.find("items");
    if (!value || !value->expect_object({"fields", "self_first", "round", "sums", "clause"})) {
        return std::nullopt;
    }
    Items items;
    items.clause = terms.clause(*value);
    read_fields(*value, items);
    for (const Cursor& row : items_of(*value, "self_first")) {
        items.self_first.rows.push_back(read_share_row(row, terms, items.clause));
    }
    if (const auto rounding = value->require("round");
        rounding && rounding->expect_object({"mode", "unit"})) {
        items.rounding = read_rounding(*rounding);
    }
    read_sums(*value, terms, items);
    return items;
}

} // namespace reimburse::load
