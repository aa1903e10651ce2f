// SPDX-License-Identifier: MIT
#pragma once

#include "load/terms.hpp"
#include "reimburse/rules/reading.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::load {

/// Reader of one of the words of an enumeration, in the order of the enumerators.
template <class Enum>
auto word_reader(std::initializer_list<std::string_view> names) {
    return [names = std::vector(names)](const Cursor& value) {
        const auto number = value.word(names);
        return number ? std::optional(static_cast<Enum>(*number)) : std::nullopt;
    };
}

/// {"none": true} in place of "value". Error: contradictory_rule for both, or for false.
bool read_none(const Cursor& item, const Cursor& none);

/// The key of a switch: what `read` takes from its value; or, from an array of {"if", "value"}, the
/// alternatives between which readings choose. What they say together is judged later, by the name
/// of the benefit. `none`: the value for {"none": true}, where the switch may be absent.
template <class T, class Read>
void read_switch(const Cursor& parent, std::string_view key, const std::string& benefit,
                 const Terms& terms, T& plain, std::vector<Alternative<T>>& open, Read read,
                 std::optional<T> none = {}) {
    const auto value = parent.find(key);
    if (!value || !value->is_array()) {
        if (value) {
            take(plain, read(*value));
        }
        return;
    }
    const auto items = value->items();
    for (const Cursor& item : items) {
        if (!(none ? item.expect_object({"if", "value", "none"})
                   : item.expect_object({"if", "value"}))) {
            continue;
        }
        std::optional<T> chosen;
        if (const auto absent = none ? item.find("none") : std::nullopt) {
            chosen = read_none(item, *absent) ? none : std::nullopt;
        } else if (const auto stated = item.require("value")) {
            chosen = read(*stated);
        }
        if (chosen) {
            open.push_back({terms.only_of(item), *std::move(chosen)});
        }
    }
    if (open.size() == items.size()) {
        terms.await(Pending::Kind::alternatives, benefit, std::string(key), value->place());
    }
}

} // namespace reimburse::load
