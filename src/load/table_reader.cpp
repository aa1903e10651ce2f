// SPDX-License-Identifier: MIT
#include "load/table_reader.hpp"

#include "load/suggest.hpp"

#include <array>

namespace reimburse::load {

namespace {

Fraction read_number(const Cursor& value, const TableHead& head) {
    if (head.figure == Figure::rate) {
        return read_share(value).value_or(Fraction{});
    }
    if (head.figure == Figure::weight) {
        return value.fraction().value_or(Fraction{});
    }
    const auto amount = value.signed_amount();
    if (amount && *amount < Money{}) {
        value.report(Code::cap_below_zero, {{"table", head.name}, {"text", value.node().text}});
    }
    return Fraction::whole(amount.value_or(Money{}).fen());
}

Cell read_index_share(const Cursor& row, const Cursor& share, const TableHead& head,
                      const Terms& terms) {
    Cell cell;
    cell.kind = Cell::Kind::of_index;
    if (head.figure == Figure::rate || head.figure == Figure::weight) {
        contradict(share, "table " + head.name + " holds rates: a rate is no share of an index",
                   "表 " + head.name + " 为比例，不能取指数的份额");
    }
    if (const auto value = share.fraction()) {
        cell.value = *value;
        if (cell.value < Fraction::whole(0)) {
            share.report(Code::cap_below_zero, {{"table", head.name}, {"text", share.node().text}});
        }
    }
    if (const auto index = row.require("of")) {
        cell.index = terms.name(*index, Pending::Kind::index);
    }
    if (const auto rounding = row.require("round");
        rounding && rounding->expect_object({"mode", "unit"})) {
        cell.rounding = read_rounding(*rounding);
    }
    return cell;
}

/// The tables whose cells are written for each claim where they have a slope.
bool may_slope(std::string_view table) {
    if (table.find(".segments.") != std::string_view::npos) {
        return table.ends_with(".rate") || table.ends_with(".fixed");
    }
    return figure_of(table) != Figure::weight &&
           (table.find(".deductibles.") != std::string_view::npos ||
            table.find(".caps.") != std::string_view::npos ||
            table.find(".limits.") != std::string_view::npos ||
            table.find(".keep.") != std::string_view::npos);
}

Slope read_slope(const Cursor& value, const TableHead& head, const Terms& terms) {
    Slope slope;
    if (!value.expect_object({"each", "of", "every", "at_least", "at_most", "round"})) {
        return slope;
    }
    if (!may_slope(head.name)) {
        contradict(value, "table " + head.name + ": its cells cannot depend on a measure",
                   "表 " + head.name + " 的数值不能随计量变化");
    }
    if (const auto each = value.require("each")) {
        take(slope.each, each->fraction());
    }
    if (const auto measure = value.require("of")) {
        slope.measure = terms.name(*measure, Pending::Kind::measure);
    }
    if (const auto every = value.find("every")) {
        if (const auto count = every->count(); count && *count > 0) {
            slope.every = *count;
        } else if (count) {
            contradict(*every, "\"every\" is 1 or more", "“every”至少为 1");
        }
    }
    if (const auto least = value.find("at_least")) {
        slope.at_least = read_number(*least, head);
    }
    if (const auto greatest = value.find("at_most")) {
        slope.at_most = read_number(*greatest, head);
    }
    if (slope.at_least && slope.at_most && *slope.at_most < *slope.at_least) {
        contradict(value, "\"at_most\" is below \"at_least\"", "“at_most”小于“at_least”");
    }
    if (const auto rounding = value.find("round");
        rounding && rounding->expect_object({"mode", "unit"})) {
        slope.rounding = read_rounding(*rounding);
    }
    return slope;
}

/// "unlimited": true, or "unspecified": true or a text that says why.
void expect_mark(const Cursor& value) {
    if (value.is_object() && value.name() == "unspecified") {
        return;
    }
    if (const auto flag = value.boolean(); flag && !*flag) {
        contradict(value, "\"" + value.name() + "\" is true or left out",
                   "“" + value.name() + "”只能为 true，否则请省略");
    }
}

Cell read_cell(const Cursor& row, const TableHead& head, const Terms& terms) {
    constexpr std::array<std::string_view, 4> kinds{"value", "unlimited", "unspecified", "share"};
    Cell cell;
    std::optional<Cursor> found;
    for (const std::string_view kind : kinds) {
        auto next = row.find(kind);
        if (next && found) {
            contradict(*next,
                       "a row of " + head.name + " has both \"" + found->name() + "\" and \"" +
                           next->name() + "\"",
                       "表 " + head.name + " 的一行同时有“" + found->name() + "”和“" +
                           next->name() + "”");
            return cell;
        }
        if (next) {
            found = std::move(next);
        }
    }
    if (!found) {
        row.report_missing(
            "value",
            {"，或“share”，或“unlimited”: true（不限），或“unspecified”: true（来源没有规定）",
             ", or \"share\", or \"unlimited\": true, or \"unspecified\": true where the source is "
             "silent"});
        return cell;
    }
    if (found->name() != "share") {
        for (const std::string_view key : {"of", "round"}) {
            if (const auto stray = row.find(key)) {
                contradict(*stray, "\"" + std::string(key) + "\" belongs to a \"share\"",
                           "“" + std::string(key) + "”只与“share”同用");
            }
        }
    }
    const auto slope = row.find("plus");
    if (slope && found->name() != "value") {
        contradict(*slope, "\"plus\" belongs to a \"value\"", "“plus”只与“value”同用");
    }
    if (found->name() == "value") {
        cell.value = read_number(*found, head);
        if (slope) {
            cell.slope = read_slope(*slope, head, terms);
        }
    } else if (found->name() == "share") {
        cell = read_index_share(row, *found, head, terms);
    } else {
        expect_mark(*found);
        if (found->is_object() && found->name() == "unspecified") {
            cell.note = Terms::text(*found);
        }
        const bool unlimited = found->name() == "unlimited";
        cell.kind = unlimited ? Cell::Kind::unlimited : Cell::Kind::unspecified;
        if (unlimited && head.figure != Figure::limit) {
            contradict(*found,
                       "table " + head.name +
                           ": only an edge, a cap or a limit of a base can be unlimited",
                       "表 " + head.name + "：只有分段上限、封顶线或基数限额可以不限");
        }
    }
    return cell;
}

std::optional<std::size_t> rounding_word(const Cursor& value, std::string_view what,
                                         std::span<const std::string_view> known) {
    const auto text = value.text();
    if (!text) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(known, *text);
    if (found != known.end()) {
        return static_cast<std::size_t>(found - known.begin());
    }
    std::string list;
    for (const std::string_view word : known) {
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    value.report(Code::unknown_rounding, {{"what", std::string(what)},
                                          {"text", *text},
                                          {"suggestion", suggestion(*text, known)},
                                          {"known", list}});
    return std::nullopt;
}

} // namespace

Figure figure_of(std::string_view table) {
    const bool segment = table.find(".segments.") != std::string_view::npos;
    if (segment && table.ends_with(".rate")) {
        return Figure::rate;
    }
    const bool of_sum = table.find(".base.") != std::string_view::npos ||
                        table.find(".keep.of.") != std::string_view::npos;
    if (of_sum && table.ends_with(".weight")) {
        return Figure::weight;
    }
    const bool limit = table.find(".caps.") != std::string_view::npos ||
                       table.find(".limits.") != std::string_view::npos ||
                       (segment && table.ends_with(".up_to"));
    return limit ? Figure::limit : Figure::amount;
}

Row read_row(const Cursor& value, const TableHead& head, const Terms& terms, bool of_overlay) {
    constexpr std::array<std::string_view, 13> keys{
        "when",  "if",        "from",        "to",    "clause", "value", "of",
        "share", "unlimited", "unspecified", "round", "plus",   "table"};
    Row row;
    row.place = value.place();
    row.clause = head.clause;
    if (value.expect_object(std::span(keys).first(of_overlay ? keys.size() : keys.size() - 1))) {
        row.when = terms.when_of(value);
        row.only = terms.only_of(value);
        row.span = Terms::span_of(value);
        row.clause = terms.clause_of(value, head.clause);
        row.cell = read_cell(value, head, terms);
    }
    return row;
}

Table read_table(const Cursor& value, const TableHead& head, const Terms& terms) {
    Table table;
    if (value.is_string() || value.is_number()) {
        Row row;
        row.place = value.place();
        row.clause = head.clause;
        row.cell.value = read_number(value, head);
        table.rows.push_back(std::move(row));
        return table;
    }
    if (!value.is_array()) {
        value.report_wrong_type(Wanted::number_or_rows);
        return table;
    }
    if (value.node().items.empty()) {
        value.report(Code::cells_missing, {{"table", head.name}, {"where", "every claim"}});
    }
    for (const Cursor& item : value.items()) {
        table.rows.push_back(read_row(item, head, terms));
    }
    return table;
}

Room read_room(const Cursor& value, const std::string& prefix, Figure figure,
               const std::string& clause, const Terms& terms, Ids& ids) {
    Room room;
    room.place = value.place();
    if (!value.expect_object({"id", "amount", "used", "if"})) {
        return room;
    }
    room.id = read_id(value, ids);
    if (const auto amount = value.require("amount")) {
        room.amount = read_table(*amount, {prefix + "." + room.id, figure, clause}, terms);
    }
    for (const Cursor& used : items_of(value, "used")) {
        room.used.push_back(terms.name(used, Pending::Kind::accumulator));
    }
    room.only = terms.only_of(value);
    return room;
}

Rounding read_rounding(const Cursor& value) {
    constexpr std::array<std::string_view, 3> units{"0.01", "0.1", "1"};
    Rounding rounding{RoundingMode::half_up, 1};
    if (const auto mode = value.require("mode")) {
        if (const auto number = rounding_word(*mode, "mode", rounding_mode_names)) {
            rounding.mode = static_cast<RoundingMode>(*number);
        }
    }
    if (const auto unit = value.require("unit")) {
        if (const auto number = rounding_word(*unit, "unit", units)) {
            rounding.unit_fen = *number == 0 ? 1 : *number == 1 ? 10 : 100;
        }
    }
    return rounding;
}

} // namespace reimburse::load
