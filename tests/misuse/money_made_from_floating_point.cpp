// SPDX-License-Identifier: MIT
// Must not compile: an amount constructed from floating point.
#include "reimburse/amount/money.hpp"

using namespace reimburse;

#ifdef MISUSE
inline const Money amount{12.34};
#else
inline const Money amount{Money::from_yuan(12)};
#endif
