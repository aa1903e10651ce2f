// SPDX-License-Identifier: MIT
#include "load/cursor.hpp"

#include "load/suggest.hpp"

#include <algorithm>

namespace reimburse::load {

namespace {

bool is_id(std::string_view text) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_";
    return !text.empty() && letters.find(text.front()) != std::string_view::npos &&
           text.find_first_not_of(allowed) == std::string_view::npos;
}

Code code_of(AmountFault fault) {
    switch (fault) {
    case AmountFault::not_an_amount:
        return Code::not_an_amount;
    case AmountFault::too_many_decimals:
        return Code::too_many_decimals;
    case AmountFault::negative:
        return Code::negative_amount;
    case AmountFault::too_large:
        return Code::amount_too_large;
    }
    return Code::not_an_amount;
}

} // namespace

Cursor::Cursor(const Node& root, std::string_view file, Problems& sink)
    : node_(&root), sink_(&sink), file_(file) {}

Cursor::Cursor(const Cursor& parent, const Member& member)
    : node_(&member.value), member_(&member), sink_(parent.sink_), file_(parent.file_),
      pointer_(parent.pointer_), name_(member.key) {
    append_pointer(pointer_, member.key);
}

Cursor::Cursor(const Cursor& parent, std::size_t index)
    : node_(&parent.node_->items[index]), sink_(parent.sink_), file_(parent.file_),
      pointer_(parent.pointer_), name_(parent.name_) {
    const std::string number = std::to_string(index);
    append_pointer(pointer_, number);
    name_ += "[" + number + "]";
}

Place Cursor::place() const {
    return {std::string(file_), pointer_, node_->line, node_->column};
}

Place Cursor::key_place() const {
    Place place = this->place();
    if (member_ != nullptr) {
        place.line = member_->line;
        place.column = member_->column;
    }
    return place;
}

const Member* Cursor::member(std::string_view key) const {
    const auto found = std::ranges::find(node_->members, key, &Member::key);
    return found == node_->members.end() ? nullptr : &*found;
}

bool Cursor::expect_object() const {
    if (!is_object()) {
        report_wrong_type(Wanted::object);
    }
    return is_object();
}

bool Cursor::expect_object(std::span<const std::string_view> known_keys) const {
    if (!expect_object()) {
        return false;
    }
    for (const Member& member : node_->members) {
        if (std::ranges::find(known_keys, member.key) == known_keys.end()) {
            Cursor(*this, member)
                .report_at_key(
                    Code::unknown_key,
                    {{"key", member.key}, {"suggestion", suggestion(member.key, known_keys)}});
        }
    }
    return true;
}

bool Cursor::expect_object(std::initializer_list<std::string_view> known_keys) const {
    return expect_object(std::span(known_keys.begin(), known_keys.size()));
}

std::optional<Cursor> Cursor::find(std::string_view key) const {
    if (const Member* found = member(key)) {
        return Cursor(*this, *found);
    }
    return std::nullopt;
}

std::optional<Cursor> Cursor::require(std::string_view key, const Text& hint) const {
    if (!expect_object()) {
        return std::nullopt;
    }
    std::optional<Cursor> found = find(key);
    if (!found) {
        report_missing(key, hint);
    }
    return found;
}

std::vector<Cursor> Cursor::items() const {
    std::vector<Cursor> list;
    if (!is_array()) {
        report_wrong_type(Wanted::array);
        return list;
    }
    list.reserve(node_->items.size());
    for (std::size_t i = 0; i < node_->items.size(); ++i) {
        list.push_back(Cursor(*this, i));
    }
    return list;
}

std::vector<Cursor> Cursor::members() const {
    std::vector<Cursor> list;
    if (!expect_object()) {
        return list;
    }
    list.reserve(node_->members.size());
    for (const Member& member : node_->members) {
        list.push_back(Cursor(*this, member));
    }
    return list;
}

std::optional<std::string> Cursor::text() const {
    if (!is_string()) {
        report_wrong_type(Wanted::text);
        return std::nullopt;
    }
    return node_->text;
}

std::optional<std::string> Cursor::non_empty_text() const {
    std::optional<std::string> read = text();
    if (read && read->empty()) {
        report(Code::empty_text, {{"field", name_}});
        return std::nullopt;
    }
    return read;
}

std::optional<std::string> Cursor::id() const {
    std::optional<std::string> read = text();
    if (read && !is_id(*read)) {
        report(Code::not_an_id, {{"text", *read}});
        return std::nullopt;
    }
    return read;
}

std::optional<bool> Cursor::boolean() const {
    if (!is_boolean()) {
        report_wrong_type(Wanted::boolean);
        return std::nullopt;
    }
    return node_->flag;
}

/// A number as written, whether it stands in quotes or not.
std::optional<std::string_view> Cursor::spelling() const {
    if (!is_string() && !is_number()) {
        report_wrong_type(Wanted::number);
        return std::nullopt;
    }
    return node_->text;
}

std::optional<Money> Cursor::amount_of(const ParsedAmount& parsed, std::string_view text) const {
    if (const auto* money = std::get_if<Money>(&parsed)) {
        return *money;
    }
    report_value(code_of(*std::get_if<AmountFault>(&parsed)), text);
    return std::nullopt;
}

std::optional<Money> Cursor::amount() const {
    const auto text = spelling();
    return text ? amount_of(parse_amount(*text), *text) : std::nullopt;
}

std::optional<Money> Cursor::signed_amount() const {
    const auto text = spelling();
    return text ? amount_of(parse_signed_amount(*text), *text) : std::nullopt;
}

std::optional<Fraction> Cursor::fraction() const {
    const auto text = spelling();
    if (!text) {
        return std::nullopt;
    }
    const std::optional<Fraction> read = parse_fraction(*text);
    if (!read) {
        report_value(Code::not_a_rate, *text);
    }
    return read;
}

std::optional<std::int64_t> Cursor::count() const {
    const auto text = spelling();
    if (!text) {
        return std::nullopt;
    }
    const std::optional<std::int64_t> read = parse_count(*text);
    if (!read) {
        report_value(Code::not_a_count, *text);
    }
    return read;
}

std::optional<Date> Cursor::date() const {
    const std::optional<std::string> read = text();
    if (!read) {
        return std::nullopt;
    }
    const std::optional<Date> date = Date::parse(*read);
    if (!date) {
        report_value(Code::not_a_date, *read);
    }
    return date;
}

std::optional<std::size_t> Cursor::word(std::span<const std::string_view> known) const {
    const std::optional<std::string> read = text();
    if (!read) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(known, *read);
    if (found != known.end()) {
        return static_cast<std::size_t>(found - known.begin());
    }
    std::string list;
    for (const std::string_view one : known) {
        list += list.empty() ? "" : ", ";
        list += one;
    }
    report(Code::unknown_value, {{"field", name_},
                                 {"text", *read},
                                 {"suggestion", suggestion(*read, known)},
                                 {"known", list}});
    return std::nullopt;
}

std::optional<std::size_t> Cursor::word(std::initializer_list<std::string_view> known) const {
    return word(std::span(known.begin(), known.size()));
}

void Cursor::report(Code code, Problem::Arguments arguments) const {
    sink_->push_back({code, std::move(arguments), place(), {}});
}

void Cursor::report_at_key(Code code, Problem::Arguments arguments) const {
    sink_->push_back({code, std::move(arguments), key_place(), {}});
}

void Cursor::report(Problem problem) const {
    problem.place = place();
    const auto is_field = [](const auto& argument) {
        return argument.first == "field";
    };
    if (std::ranges::none_of(problem.arguments, is_field)) {
        problem.arguments.emplace_back("field", name_);
    }
    sink_->push_back(std::move(problem));
}

void Cursor::report_value(Code code, std::string_view text) const {
    report(code, {{"field", name_}, {"text", std::string(text)}});
}

void Cursor::report_missing(std::string_view key, const Text& hint) const {
    report(Code::missing_key, {{"key", std::string(key)}, {"hint", hint.en}, {"hint_zh", hint.zh}});
}

void Cursor::report_wrong_type(Wanted wanted) const {
    report(Code::wrong_type, wrong_type(wanted, *node_));
}

} // namespace reimburse::load
