// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reimburse::check {

/// Something odd in a table that is no error: it can be right as it is.
struct Finding {
    std::string at; ///< table or element, as "basic.caps.year"; what an allow names
    Place place;
    std::string clause;      ///< empty if none
    Text text;               ///< what is odd, and where
    bool is_note = false;    ///< nothing to mend: it does not count
    Text advice{};           ///< what to do: of a warning never empty at the end
    std::string_view lint{}; ///< set by the list of lints
};

using Findings = std::vector<Finding>;

} // namespace reimburse::check
