// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/problem.hpp"

#include <string>
#include <string_view>

namespace reimburse::load::test {

/// A small policy that uses every kind of element; each test changes a part of it.
extern const std::string_view small_policy;

/// An overlay for it.
extern const std::string_view small_overlay;

/// The text with the first `from` replaced. A test failure if there is none.
std::string with(std::string_view text, std::string_view from, std::string_view to);

/// "line:column" of the first `part` in the text, not before the byte `from`.
std::string place_of(std::string_view text, std::string_view part, std::size_t from = 0);

/// "line:column pointer sentence"
std::string described(const Problem& problem);

/// The problems one a line.
std::string described(const Problems& problems);

/// One change of a text and the problem that it must bring up, alone.
struct Bad {
    std::string_view from;
    std::string_view to;
    std::string_view at; ///< text at whose start the problem lies: in `to`, else the first
    std::string_view pointer;
    std::string_view sentence;
};

/// What described() has to give for a change.
std::string expected(const Bad& bad, std::string_view changed);

} // namespace reimburse::load::test
