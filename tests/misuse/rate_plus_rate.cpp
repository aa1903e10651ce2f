// SPDX-License-Identifier: MIT
// Must not compile: the sum of two rates: what changes a rate is Points.
#include "reimburse/amount/rate.hpp"

using namespace reimburse;

#ifdef MISUSE
auto answer(Rate rate, Rate other) {
    return checked_add(rate, other);
}
#else
auto answer(Rate rate, Points change) {
    return checked_add(rate, change);
}
#endif
