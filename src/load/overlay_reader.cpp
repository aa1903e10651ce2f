// SPDX-License-Identifier: MIT
#include "load/benefit_reader.hpp"
#include "load/check_reader.hpp"
#include "load/claim_terms_reader.hpp"
#include "load/overlay.hpp"
#include "load/sheet_reader.hpp"
#include "load/sources_reader.hpp"
#include "load/table_reader.hpp"

#include <utility>

namespace reimburse::load {

namespace {

/// Pairs what was read with the items that it was read from. The readers leave out an item that
/// is no object: then there is a problem, and the overlay is not used.
template <class T>
std::vector<Added<T>> placed(const Cursor& root, std::string_view key, std::vector<T> values) {
    std::vector<Added<T>> list;
    const auto items = root.find(key);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto item = items->items()[i];
        const auto id = item.find("id");
        list.push_back({std::move(values[i]), id ? id->place() : item.place()});
    }
    return list;
}

void read_sets(const Cursor& root, const Terms& terms, Overlay& overlay) {
    for (const Cursor& item : items_of(root, "set")) {
        SetRow set;
        const std::optional<Cursor> table =
            item.expect_object() ? item.require("table") : std::nullopt;
        if (table) {
            take(set.table, table->non_empty_text());
            set.place = table->place();
        }
        set.row = read_row(item, {set.table, figure_of(set.table), {}}, terms, true);
        if (item.is_object()) {
            static_cast<void>(item.require("clause"));
        }
        set.row.origin = overlay.id;
        overlay.sets.push_back(std::move(set));
    }
}

Overlay read(const Cursor& root) {
    Overlay overlay;
    if (!root.expect_object({"$schema", "overlay", "extends", "title", "assumption", "sources",
                             "set", "benefits", "measures", "lists", "indices", "accumulators",
                             "sheets", "bounds", "allow"})) {
        return overlay;
    }
    if (const auto schema = root.find("$schema")) {
        static_cast<void>(schema->text());
    }
    if (const auto id = root.require("overlay")) {
        overlay.id = read_name(*id);
    }
    if (const auto extends = root.require("extends")) {
        overlay.extends = read_name(*extends);
        overlay.extends_place = extends->place();
    }
    overlay.title = Terms::text(root, "title");
    overlay.assumption = flag_of(root, "assumption", false);
    const Terms terms(overlay.pending);
    overlay.sources = placed(root, "sources", read_sources(root));
    Ids columns = claim_columns();
    overlay.measures = placed(root, "measures", read_measures(root, columns));
    Ids lists;
    overlay.lists = placed(root, "lists", read_lists(root, terms, lists));
    Ids indices;
    overlay.indices = placed(root, "indices", read_indices(root, terms, indices));
    Ids accumulators;
    overlay.accumulators =
        placed(root, "accumulators", read_accumulators(root, terms, accumulators));
    read_sets(root, terms, overlay);
    Ids benefits;
    for (const Cursor& item : items_of(root, "benefits")) {
        overlay.benefits.push_back(read_benefit(item, terms, benefits));
        overlay.benefits.back().origin = overlay.id;
    }
    overlay.sheets = placed(root, "sheets", read_sheets(root, terms));
    for (Added<Sheet>& sheet : overlay.sheets) {
        sheet.value.origin = overlay.id;
    }
    overlay.bounds = read_bounds(root, terms);
    for (Bound& bound : overlay.bounds) {
        bound.origin = overlay.id;
    }
    overlay.allows = read_allows(root);
    for (Allow& allow : overlay.allows) {
        allow.origin = overlay.id;
    }
    return overlay;
}

} // namespace

Result<Overlay> read_overlay(std::string_view text, std::string_view file) {
    const Result<Node> tree = parse_json(text, file);
    if (!tree) {
        return tree.problems();
    }
    Problems problems;
    Overlay overlay = read(Cursor(*tree, file, problems));
    overlay.file = file;
    if (!problems.empty()) {
        sort_by_place(problems);
        return problems;
    }
    return overlay;
}

} // namespace reimburse::load
