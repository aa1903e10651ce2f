// SPDX-License-Identifier: MIT
// Must not compile: an amount from floating point, which is not exact.
#include "reimburse/amount/money.hpp"

using namespace reimburse;

#ifdef MISUSE
inline const Money amount = Money::from_fen(12.34);
#else
inline const Money amount = Money::from_fen(1234);
#endif
