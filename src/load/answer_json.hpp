// SPDX-License-Identifier: MIT
#pragma once

#include "explain/answer_frame.hpp"
#include "load/json_writer.hpp"

namespace reimburse::load {

/// The answer as a JSON object: payments by benefit, totals, the patient's share and its parts,
/// ratio, targets, statements at the top level, accumulators, notes, and the trace if wanted.
void write_answer(JsonWriter& json, const Plan& plan, const Answer& answer,
                  const explain::AnswerFrame& frame);

} // namespace reimburse::load
