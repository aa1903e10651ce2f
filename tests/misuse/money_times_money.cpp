// SPDX-License-Identifier: MIT
// Must not compile: the product of two amounts, which is no amount.
#include "reimburse/amount/product.hpp"

using namespace reimburse;

#ifdef MISUSE
auto answer(Money a, Money b) {
    return a * b;
}
#else
auto answer(Money a, Rate b) {
    return a * b;
}
#endif
