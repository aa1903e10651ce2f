// SPDX-License-Identifier: MIT
#pragma once

namespace reimburse::bench {

/// Runs the program as a user does, CSV to CSV, each time after the hand-written kernel on the same
/// file, and prints the medians of the ratios of the pairs. Nothing where no kernel or claims file
/// is given.
void print_processes();

} // namespace reimburse::bench
