// SPDX-License-Identifier: MIT
#pragma once

#include "explain/answer_frame.hpp"
#include "load/json_writer.hpp"
#include "load/vocabulary.hpp"

namespace reimburse::load {

/// The answer as the settlement of another system, whose names the vocabulary gives.
void write_settlement(JsonWriter& json, const Vocabulary& vocabulary, const Plan& plan,
                      const Answer& answer, const explain::AnswerFrame& frame);

} // namespace reimburse::load
