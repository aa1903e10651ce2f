// SPDX-License-Identifier: MIT
// Must not compile: an amount that becomes an integer without saying of what.
#include "reimburse/amount/money.hpp"

using namespace reimburse;

#ifdef MISUSE
std::int64_t answer(Money amount) {
    return amount;
}
#else
std::int64_t answer(Money amount) {
    return amount.fen();
}
#endif
