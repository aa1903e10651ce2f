// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/export.hpp"
#include "reimburse/settle/settle.hpp"

#include <cstdint>
#include <span>

namespace reimburse {

/// The steps of the kernel over exact rationals: for amounts beyond int64 and for bases that are no
/// whole fen. Compiled; hand it to a Settler. `inexact` here means that a result, or an
/// accumulator, does not fit int64 fen.
REIMBURSE_EXPORT Outcome exact_path(const Plan& plan, const Case& claim,
                                    std::span<std::int64_t> slots, std::span<std::int64_t> payments,
                                    Settlement* settlement);

} // namespace reimburse
