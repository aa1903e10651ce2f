// SPDX-License-Identifier: MIT
#include "load/terms.hpp"

namespace reimburse::load {

Text Terms::text(const Cursor& value) {
    Text text;
    if (!value.expect_object({"zh", "en"})) {
        return text;
    }
    const auto zh = value.find("zh");
    const auto en = value.find("en");
    if (!zh && !en) {
        value.report_missing("zh", {"，或“en”", ", or \"en\""});
    }
    if (zh) {
        take(text.zh, zh->non_empty_text());
    }
    if (en) {
        take(text.en, en->non_empty_text());
    }
    return text;
}

Text Terms::text(const Cursor& parent, std::string_view key) {
    const auto value = parent.require(key);
    return value ? text(*value) : Text{};
}

Text Terms::text_if_any(const Cursor& parent, std::string_view key) {
    const auto value = parent.find(key);
    return value ? text(*value) : Text{};
}

namespace {

/// "value" or ["v1", "v2"], handed on one by one.
template <class Use>
void each_value(const Cursor& condition, Use use) {
    if (!condition.is_array()) {
        if (const auto text = condition.non_empty_text()) {
            use(condition, *text);
        }
        return;
    }
    if (condition.node().items.empty()) {
        contradict(condition, "a condition without values never holds", "没有取值的条件永不成立");
    }
    for (const Cursor& item : condition.items()) {
        if (const auto text = item.non_empty_text()) {
            use(item, *text);
        }
    }
}

} // namespace

When Terms::when(const Cursor& value) const {
    When when;
    for (const Cursor& condition : value.members()) {
        DimensionIs is{condition.name(), {}};
        await(Pending::Kind::dimension, is.dimension, {}, condition.key_place());
        each_value(condition, [&](const Cursor& at, const std::string& text) {
            await(Pending::Kind::dimension_value, is.dimension, text, at.place());
            is.values.push_back(text);
        });
        when.push_back(std::move(is));
    }
    return when;
}

When Terms::when_of(const Cursor& parent) const {
    const auto value = parent.find("when");
    return value ? when(*value) : When{};
}

Only Terms::only_of(const Cursor& parent) const {
    Only only;
    const auto value = parent.find("if");
    if (!value) {
        return only;
    }
    for (const Cursor& condition : value->members()) {
        ReadingIs is{condition.name(), {}};
        await(Pending::Kind::reading, is.reading, {}, condition.key_place());
        each_value(condition, [&](const Cursor& at, const std::string& text) {
            await(Pending::Kind::reading_value, is.reading, text, at.place());
            is.values.push_back(text);
        });
        only.push_back(std::move(is));
    }
    return only;
}

DateSpan Terms::span_of(const Cursor& parent) {
    DateSpan span;
    const auto from = parent.find("from");
    const auto to = parent.find("to");
    if (from) {
        take(span.from, from->date());
    }
    if (to) {
        take(span.to, to->date());
    }
    if (span.empty()) {
        to->report(Code::empty_span, {{"from", span.from.text()}, {"to", span.to.text()}});
    }
    return span;
}

std::string Terms::clause_of(const Cursor& parent, const std::string& inherited) const {
    const auto value = parent.find("clause");
    return value ? name(*value, Pending::Kind::clause) : inherited;
}

std::string Terms::clause(const Cursor& parent) const {
    const auto value = parent.require("clause");
    return value ? name(*value, Pending::Kind::clause) : std::string();
}

std::string Terms::name(const Cursor& value, Pending::Kind kind, std::string_view of) const {
    const auto text = value.non_empty_text();
    if (!text) {
        return {};
    }
    await(kind, *text, std::string(of), value.place());
    return *text;
}

void Terms::await(Pending::Kind kind, std::string name, std::string value, Place place) const {
    pending_->push_back({kind, std::move(name), std::move(value), std::move(place)});
}

void Ids::add(const Cursor& value, const std::string& id) {
    if (std::ranges::find(ids_, id) != ids_.end()) {
        value.report(Code::duplicate_id, {{"name", id}});
        return;
    }
    ids_.push_back(id);
}

std::string read_id(const Cursor& parent, Ids& ids) {
    const auto value = parent.require("id");
    const auto id = value ? value->id() : std::nullopt;
    if (!id) {
        return {};
    }
    ids.add(*value, *id);
    return *id;
}

std::string read_name(const Cursor& value) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    const auto name = value.non_empty_text();
    if (!name) {
        return {};
    }
    if (name->find_first_not_of(allowed) != std::string::npos) {
        value.report(Code::not_an_id, {{"text", *name}});
        return {};
    }
    return *name;
}

std::vector<Cursor> items_of(const Cursor& parent, std::string_view key) {
    const auto value = parent.find(key);
    return value ? value->items() : std::vector<Cursor>{};
}

bool flag_of(const Cursor& parent, std::string_view key, bool otherwise) {
    if (const auto value = parent.find(key)) {
        return value->boolean().value_or(otherwise);
    }
    return otherwise;
}

void contradict(const Cursor& value, std::string english, std::string chinese) {
    value.report(Code::contradictory_rule,
                 {{"what", std::move(english)}, {"what_zh", std::move(chinese)}});
}

std::optional<Fraction> read_share(const Cursor& value) {
    const auto share = value.fraction();
    if (share && (*share < Fraction::whole(0) || *share > Fraction::whole(1))) {
        value.report(Code::rate_out_of_range, {{"text", value.node().text}});
        return std::nullopt;
    }
    return share;
}

} // namespace reimburse::load
