// SPDX-License-Identifier: MIT
#pragma once

#include "cli/options.hpp"

#include <string>

namespace reimburse::cli {

/// `audit --check-identities FILE`: holds the recorded settlements of a file against the identities
/// of the national platform. Writes a row for each as CSV, and a summary that names what fails to
/// standard error; returns the exit code.
int check_identities(const std::string& file, const std::string& out, Language language);

} // namespace reimburse::cli
