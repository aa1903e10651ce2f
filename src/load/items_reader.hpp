// SPDX-License-Identifier: MIT
#pragma once

#include "load/terms.hpp"
#include "reimburse/rules/items.hpp"

#include <optional>

namespace reimburse::load {

/// The key "items" of a policy: how item lines become amounts; none where it is absent.
std::optional<Items> read_items(const Cursor& root, const Terms& terms);

} // namespace reimburse::load
