// SPDX-License-Identifier: MIT
#include "load/json_schema.hpp"

#include "load/json_writer.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace reimburse::load::test {

namespace {

using Kind = Node::Kind;

bool is_integer(const Node& value) {
    return value.kind == Kind::number &&
           value.text.find_first_not_of("-0123456789") == std::string::npos;
}

bool is_of_type(const Node& value, std::string_view type) {
    return type == kind_name(value.kind) || (type == "integer" && is_integer(value));
}

/// Characters, not bytes.
std::size_t length(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A bound of the schema: a whole number.
bool is_at_least(std::size_t count, const Node* bound) {
    return bound == nullptr || count >= std::stoul(bound->text);
}

bool is_at_most(std::size_t count, const Node* bound) {
    return bound == nullptr || count <= std::stoul(bound->text);
}

/// A bound of 0, or any whole bound of a whole number: more the schema does not use.
bool is_below(const Node& value, const Node& bound) {
    if (bound.text == "0") {
        return value.text.starts_with('-');
    }
    return is_integer(value) && std::stoll(value.text) < std::stoll(bound.text);
}

void write(const Node& value, JsonWriter& json) {
    switch (value.kind) {
    case Kind::null:
        json.null();
        break;
    case Kind::boolean:
        json.boolean(value.flag);
        break;
    case Kind::number:
        json.number(std::string_view(value.text));
        break;
    case Kind::string:
        json.string(value.text);
        break;
    case Kind::array:
        json.begin_array();
        for (const Node& item : value.items) {
            write(item, json);
        }
        json.end_array();
        break;
    case Kind::object:
        json.begin_object();
        for (const Member& member : value.members) {
            json.key(member.key);
            write(member.value, json);
        }
        json.end_object();
        break;
    }
}

/// Keywords whose value is a schema, an array of schemas, or an object of schemas by name.
constexpr std::array<std::string_view, 6> with_schema{"if",  "then",  "else",
                                                      "not", "items", "contains"};
constexpr std::array<std::string_view, 3> with_list{"allOf", "anyOf", "oneOf"};
constexpr std::array<std::string_view, 3> with_names{"properties", "patternProperties",
                                                     "definitions"};
constexpr std::array<std::string_view, 20> others{"$schema",
                                                  "$ref",
                                                  "title",
                                                  "description",
                                                  "type",
                                                  "enum",
                                                  "const",
                                                  "pattern",
                                                  "minLength",
                                                  "minimum",
                                                  "maximum",
                                                  "minItems",
                                                  "maxItems",
                                                  "uniqueItems",
                                                  "required",
                                                  "dependencies",
                                                  "minProperties",
                                                  "maxProperties",
                                                  "additionalProperties",
                                                  "default"};

bool is_in(const auto& list, std::string_view key) {
    return std::ranges::find(list, key) != list.end();
}

void collect_unknown(const Node& schema, const std::string& pointer,
                     std::vector<std::string>& unknown) {
    for (const Member& keyword : schema.members) {
        const std::string at = pointer + "/" + keyword.key;
        if (is_in(with_schema, keyword.key)) {
            collect_unknown(keyword.value, at, unknown);
        } else if (is_in(with_list, keyword.key)) {
            for (const Node& item : keyword.value.items) {
                collect_unknown(item, at, unknown);
            }
        } else if (is_in(with_names, keyword.key)) {
            for (const Member& named : keyword.value.members) {
                collect_unknown(named.value, at + "/" + named.key, unknown);
            }
        } else if (!is_in(others, keyword.key) ||
                   (keyword.key == "additionalProperties" &&
                    (keyword.value.kind != Kind::boolean || keyword.value.flag))) {
            unknown.push_back(at);
        }
    }
}

} // namespace

const Node* find(const Node& object, std::string_view key) {
    const auto found = std::ranges::find(object.members, key, &Member::key);
    return found == object.members.end() ? nullptr : &found->value;
}

std::string json_of(const Node& value) {
    std::string text;
    JsonWriter json(text);
    write(value, json);
    return text;
}

std::vector<std::string> JsonSchema::unknown_keywords() const {
    std::vector<std::string> unknown;
    collect_unknown(*root_, "", unknown);
    return unknown;
}

bool JsonSchema::accepts(const Node& schema, const Node& value) const {
    if (const Node* reference = find(schema, "$ref")) {
        return accepts(referred(reference->text), value); // whatever stands beside it is ignored
    }
    if (!accepts_kind(schema, value) || !accepts_combined(schema, value)) {
        return false;
    }
    switch (value.kind) {
    case Kind::string:
        return accepts_string(schema, value.text);
    case Kind::number:
        return accepts_number(schema, value);
    case Kind::array:
        return accepts_array(schema, value);
    case Kind::object:
        return accepts_object(schema, value);
    case Kind::null:
    case Kind::boolean:
        break;
    }
    return true;
}

bool JsonSchema::accepts_kind(const Node& schema, const Node& value) const {
    if (const Node* type = find(schema, "type")) {
        const bool one = type->kind == Kind::string && is_of_type(value, type->text);
        if (!one && std::ranges::none_of(type->items, [&](const Node& each) {
                return is_of_type(value, each.text);
            })) {
            return false;
        }
    }
    const auto is_value = [&](const Node& allowed) {
        return json_of(allowed) == json_of(value);
    };
    const Node* constant = find(schema, "const");
    const Node* words = find(schema, "enum");
    return (constant == nullptr || is_value(*constant)) &&
           (words == nullptr || std::ranges::any_of(words->items, is_value));
}

bool JsonSchema::accepts_string(const Node& schema, const std::string& text) const {
    const Node* pattern = find(schema, "pattern");
    return is_at_least(length(text), find(schema, "minLength")) &&
           (pattern == nullptr || matches(pattern->text, text));
}

bool JsonSchema::accepts_number(const Node& schema, const Node& value) const {
    const Node* least = find(schema, "minimum");
    const Node* most = find(schema, "maximum");
    return (least == nullptr || !is_below(value, *least)) &&
           (most == nullptr || !is_below(*most, value));
}

bool JsonSchema::accepts_array(const Node& schema, const Node& value) const {
    const auto& items = value.items;
    if (!is_at_least(items.size(), find(schema, "minItems")) ||
        !is_at_most(items.size(), find(schema, "maxItems"))) {
        return false;
    }
    if (const Node* unique = find(schema, "uniqueItems"); unique && unique->flag) {
        std::vector<std::string> texts;
        std::ranges::transform(items, std::back_inserter(texts), json_of);
        std::ranges::sort(texts);
        if (std::ranges::adjacent_find(texts) != texts.end()) {
            return false;
        }
    }
    const Node* some = find(schema, "contains");
    const Node* each = find(schema, "items");
    return (some == nullptr ||
            std::ranges::any_of(items, [&](const Node& item) { return accepts(*some, item); })) &&
           (each == nullptr ||
            std::ranges::all_of(items, [&](const Node& item) { return accepts(*each, item); }));
}

bool JsonSchema::accepts_object(const Node& schema, const Node& value) const {
    const auto has = [&](const Node& key) {
        return find(value, key.text) != nullptr;
    };
    if (!is_at_least(value.members.size(), find(schema, "minProperties")) ||
        !is_at_most(value.members.size(), find(schema, "maxProperties"))) {
        return false;
    }
    if (const Node* required = find(schema, "required");
        required && !std::ranges::all_of(required->items, has)) {
        return false;
    }
    if (const Node* dependencies = find(schema, "dependencies")) {
        for (const Member& member : dependencies->members) {
            if (find(value, member.key) && !std::ranges::all_of(member.value.items, has)) {
                return false;
            }
        }
    }
    return std::ranges::all_of(
        value.members, [&](const Member& member) { return accepts_member(schema, member); });
}

bool JsonSchema::accepts_member(const Node& schema, const Member& member) const {
    bool known = false;
    if (const Node* properties = find(schema, "properties")) {
        if (const Node* own = find(*properties, member.key)) {
            known = true;
            if (!accepts(*own, member.value)) {
                return false;
            }
        }
    }
    if (const Node* patterns = find(schema, "patternProperties")) {
        for (const Member& pattern : patterns->members) {
            if (matches(pattern.key, member.key)) {
                known = true;
                if (!accepts(pattern.value, member.value)) {
                    return false;
                }
            }
        }
    }
    return known || find(schema, "additionalProperties") == nullptr;
}

bool JsonSchema::accepts_combined(const Node& schema, const Node& value) const {
    const auto accepted = [&](const Node& one) {
        return accepts(one, value);
    };
    const Node* all = find(schema, "allOf");
    const Node* any = find(schema, "anyOf");
    const Node* one = find(schema, "oneOf");
    const Node* no = find(schema, "not");
    if ((all && !std::ranges::all_of(all->items, accepted)) ||
        (any && std::ranges::none_of(any->items, accepted)) ||
        (one && std::ranges::count_if(one->items, accepted) != 1) || (no && accepted(*no))) {
        return false;
    }
    if (const Node* condition = find(schema, "if")) {
        const Node* then = find(schema, accepted(*condition) ? "then" : "else");
        return then == nullptr || accepted(*then);
    }
    return true;
}

bool JsonSchema::matches(const std::string& pattern, const std::string& text) const {
    const auto [known, fresh] = patterns_.try_emplace(pattern);
    if (fresh) {
        known->second = std::regex(pattern, std::regex::ECMAScript);
    }
    return std::regex_search(text, known->second);
}

const Node& JsonSchema::referred(const std::string& reference) const {
    constexpr std::string_view prefix = "#/definitions/";
    const Node* definitions = find(*root_, "definitions");
    const Node* found = reference.starts_with(prefix) && definitions
                            ? find(*definitions, reference.substr(prefix.size()))
                            : nullptr;
    if (found == nullptr) {
        throw std::invalid_argument("no definition " + reference);
    }
    return *found;
}

} // namespace reimburse::load::test
