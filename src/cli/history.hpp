// SPDX-License-Identifier: MIT
#pragma once

#include "load/claims_input.hpp"
#include "reimburse/errors/problem.hpp"
#include "reimburse/settle/accumulators.hpp"

#include <string>

namespace reimburse::cli {

/// Adds the earlier claims of a file, in any form that is read, to a person's accumulators, in file
/// order: payments given as paid_<benefit id> stand, a row without any is settled by the rules.
/// Rows of other persons are passed over. Every problem of the file is returned.
Problems add_history(const std::string& path, const load::InputForm& form, const Plan& plan,
                     const Claim& claim, Accumulators& accumulators);

} // namespace reimburse::cli
