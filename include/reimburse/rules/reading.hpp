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

/// Precondition: `selection` names every reading of the policy.
inline bool holds(const Only& only, const Selection& selection) {
    return std::ranges::all_of(only, [&](const ReadingIs& condition) {
        const auto chosen = selection.find(condition.reading);
        return chosen != selection.end() &&
               std::ranges::find(condition.values, chosen->second) != condition.values.end();
    });
}

} // namespace reimburse
