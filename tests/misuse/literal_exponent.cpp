// SPDX-License-Identifier: MIT
// Must not compile: a literal in yuan with an exponent.
#include "reimburse/amount/literals.hpp"

using namespace reimburse;

#ifdef MISUSE
inline constexpr Money amount = 1e3_yuan;
#else
inline constexpr Money amount = 1000_yuan;
#endif
