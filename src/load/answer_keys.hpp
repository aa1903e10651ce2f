// SPDX-License-Identifier: MIT
#pragma once

#include "load/cursor.hpp"

#include <string>
#include <string_view>

namespace reimburse::load {

/// Whether the JSON of an answer, or of a refusal, has the key at its top level: its own keys, and
/// the fields of a claim that are passed through.
bool is_answer_key(std::string_view key);

/// contradictory_rule at the key "id" of an element whose id becomes a key of the answer and would
/// stand there twice.
void refuse_answer_key(const Cursor& element, const std::string& id);

} // namespace reimburse::load
