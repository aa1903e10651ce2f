// SPDX-License-Identifier: MIT
// Must not compile: two rates joined by the plus sign.
#include "reimburse/amount/rate.hpp"

using namespace reimburse;

#ifdef MISUSE
auto answer(Rate a, Rate b) {
    return a + b;
}
#else
auto answer(Rate a, Rate b) {
    return a < b;
}
#endif
