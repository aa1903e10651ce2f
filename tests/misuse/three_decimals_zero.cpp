// SPDX-License-Identifier: MIT
// Must not compile: a literal in yuan with a third decimal, though it is 0.
#include "reimburse/amount/literals.hpp"

using namespace reimburse;

#ifdef MISUSE
inline constexpr Money amount = 12.340_yuan;
#else
inline constexpr Money amount = 12.34_yuan;
#endif
