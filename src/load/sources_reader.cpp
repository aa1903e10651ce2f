// SPDX-License-Identifier: MIT
#include "load/sources_reader.hpp"

#include "load/table_reader.hpp"

namespace reimburse::load {

namespace {

/// A day, a month or a year: sources do not always say more.
bool is_published(const std::string& text) {
    return Date::parse(text) || (text.size() == 7 && Date::parse(text + "-01")) ||
           (text.size() == 4 && Date::parse(text + "-01-01"));
}

/// An address on the web; "" where it is none. Error: not_a_url.
std::string read_url(const Cursor& value) {
    const std::string url = value.non_empty_text().value_or(std::string());
    const std::size_t host = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
    // What may stand in an address unescaped; the rest is written as %xx.
    constexpr std::string_view allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%";
    const bool good = host > 0 && url.size() > host && url[host] != '/' &&
                      url.find_first_not_of(allowed) == std::string::npos;
    if (!url.empty() && !good) {
        value.report(Code::not_a_url, {{"text", url}});
    }
    return good ? url : std::string();
}

} // namespace

std::vector<Source> read_sources(const Cursor& root) {
    std::vector<Source> list;
    Ids sources;
    Ids clauses;
    const auto value = root.require("sources");
    const auto text = [](const std::optional<Cursor>& at) {
        return at ? at->non_empty_text().value_or(std::string()) : std::string();
    };
    for (const Cursor& item : value ? value->items() : std::vector<Cursor>{}) {
        if (!item.expect_object({"id", "title", "published", "url", "clauses"})) {
            continue;
        }
        Source source;
        if (const auto id = item.require("id")) {
            source.id = text(id);
            sources.add(*id, source.id);
        }
        source.title = Terms::text(item, "title");
        const auto day = item.find("published");
        source.published = text(day);
        if (!source.published.empty() && !is_published(source.published)) {
            day->report(Code::not_a_date, {{"field", "published"}, {"text", source.published}});
        }
        if (const auto url = item.find("url")) {
            source.url = read_url(*url);
        }
        for (const Cursor& each : items_of(item, "clauses")) {
            if (!each.expect_object({"id", "text"})) {
                continue;
            }
            Clause clause{{}, {}, each.place()};
            if (const auto id = each.require("id")) {
                clause.id = text(id);
                clauses.add(*id, clause.id);
            }
            clause.text = Terms::text(each, "text");
            source.clauses.push_back(std::move(clause));
        }
        list.push_back(std::move(source));
    }
    return list;
}

std::vector<Index> read_indices(const Cursor& root, const Terms& terms, Ids& ids) {
    std::vector<Index> list;
    for (const Cursor& item : items_of(root, "indices")) {
        if (!item.expect_object({"id", "label", "amount"})) {
            continue;
        }
        Index index;
        index.place = item.place();
        index.id = read_id(item, ids);
        index.label = Terms::text(item, "label");
        if (const auto amount = item.require("amount")) {
            index.amount = read_table(*amount, {"indices." + index.id, Figure::amount, {}}, terms);
        }
        list.push_back(std::move(index));
    }
    return list;
}

} // namespace reimburse::load
