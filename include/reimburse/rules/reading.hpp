// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/text.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace reimburse {

/// One lawful interpretation of an unclear clause.
struct ReadingValue {
    std::string id;
    Text label;
};

/// An unclear clause and the ways in which it may be read (解读). The first value is the default.
struct Reading {
    std::string id;
    std::vector<ReadingValue> values;
    Text why; ///< why the default is preferred
    std::string clause;
    Place place{};
};

/// Which value of each reading is in force.
using Selection = std::map<std::string, std::string, std::less<>>;

/// A condition on the selected readings: the reading has one of the values.
struct ReadingIs {
    std::string reading;
    std::vector<std::string> values;
};

/// The readings under which a part of a table exists; empty: under all.
using Only = std::vector<ReadingIs>;

/// A value that the readings choose.
template <class T>
struct Alternative {
    Only only;
    T value{};
};

/// Precondition: `selection` names every reading of the policy.
inline bool holds(const Only& only, const Selection& selection) {
    return std::ranges::all_of(only, [&](const ReadingIs& condition) {
        const auto chosen = selection.find(condition.reading);
        return chosen != selection.end() &&
               std::ranges::find(condition.values, chosen->second) != condition.values.end();
    });
}

/// Whether some selection satisfies both conditions.
inline bool can_meet(const Only& one, const Only& other) {
    return std::ranges::all_of(one, [&](const ReadingIs& condition) {
        return std::ranges::all_of(other, [&](const ReadingIs& second) {
            return condition.reading != second.reading ||
                   std::ranges::find_first_of(condition.values, second.values) !=
                       condition.values.end();
        });
    });
}

/// The alternative that the selection chooses; null where there is none.
template <class T>
const Alternative<T>* chosen_of(const std::vector<Alternative<T>>& alternatives,
                                const Selection& selection) {
    const auto chosen = std::ranges::find_if(
        alternatives, [&](const Alternative<T>& each) { return holds(each.only, selection); });
    return chosen == alternatives.end() ? nullptr : &*chosen;
}

/// Every value that a switch may have, with the readings under which it has it.
template <class T>
std::vector<Alternative<T>> alternatives_of(const T& plain,
                                            const std::vector<Alternative<T>>& open) {
    return open.empty() ? std::vector<Alternative<T>>{{{}, plain}} : open;
}

/// What the selection chooses in place of `plain`, which stands where nothing is left open.
template <class T>
T choice_of(const T& plain, const std::vector<Alternative<T>>& alternatives,
            const Selection& selection) {
    const Alternative<T>* chosen = chosen_of(alternatives, selection);
    return chosen == nullptr ? plain : chosen->value;
}

} // namespace reimburse
