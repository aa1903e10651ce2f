// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"
#include "reimburse/rules/text.hpp"

#include <nlohmann/json.hpp>

// Found by nlohmann::json in the namespaces of what they write and read. Each pair lists the
// members in one order; arrays keep documents small.
namespace reimburse {

inline void to_json(nlohmann::json& to, const Text& text) {
    to = nlohmann::json::array({text.zh, text.en});
}

inline void from_json(const nlohmann::json& from, Text& text) {
    from.at(0).get_to(text.zh);
    from.at(1).get_to(text.en);
}

inline void to_json(nlohmann::json& to, const Problem& problem) {
    const Place& place = problem.place;
    to = nlohmann::json::array({static_cast<int>(problem.code), problem.arguments, place.file,
                                place.pointer, place.line, place.column, problem.clause});
}

inline void from_json(const nlohmann::json& from, Problem& problem) {
    problem.code = static_cast<Code>(from.at(0).get<int>());
    from.at(1).get_to(problem.arguments);
    from.at(2).get_to(problem.place.file);
    from.at(3).get_to(problem.place.pointer);
    from.at(4).get_to(problem.place.line);
    from.at(5).get_to(problem.place.column);
    from.at(6).get_to(problem.clause);
}

} // namespace reimburse
