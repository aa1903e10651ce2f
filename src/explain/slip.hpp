// SPDX-License-Identifier: MIT
#pragma once

#include "explain/answer_frame.hpp"

#include <string>

namespace reimburse::explain {

/// The settlement slip (结算单) for a person: the bill, each benefit with base, deductible, rates,
/// payment and clause, what the patient pays and why, the targets, the notes. Its figures re-add to
/// the bill.
std::string slip(const Plan& plan, const Answer& answer, const AnswerFrame& frame);

/// The amount with a comma between thousands: "1,234,567.80".
std::string grouped(Money amount);

/// Width of a text on a terminal: East Asian characters take two columns.
std::size_t display_width(std::string_view text);

} // namespace reimburse::explain
