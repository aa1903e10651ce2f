// SPDX-License-Identifier: MIT
#pragma once

#include "explain/page.hpp"

namespace reimburse::explain {

/// The breakpoints of a panel's lines as a table: bill, payment, patient's share, and what is paid
/// of each further yuan. An amount that is no whole fen bears a ≈.
Block breakpoint_table(const ChartPanel& panel, Language language);

/// "from 500 at 75 %, from 38,500 at 90 %": a line of the panel in one sentence.
std::string line_in_words(const ChartLine& line, Language language);

} // namespace reimburse::explain
