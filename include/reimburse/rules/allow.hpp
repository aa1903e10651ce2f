// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/text.hpp"

#include <string>

namespace reimburse {

/// A warning of `check` that is known and right as it is, with the reason.
struct Allow {
    std::string lint;
    std::string at; ///< table or element that it concerns, with all below it; empty: everything
    Text reason;
    std::string origin; ///< overlay that brought it; empty: the policy itself
    Place place{};
};

} // namespace reimburse
