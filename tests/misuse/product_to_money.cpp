// SPDX-License-Identifier: MIT
// Must not compile: an un-rounded product that becomes an amount: only round() may do that.
#include "reimburse/amount/product.hpp"

using namespace reimburse;

#ifdef MISUSE
Money answer(Money amount, Rate rate) {
    return amount * rate;
}
#else
Money answer(Money amount, Rate rate) {
    return round(amount * rate, {RoundingMode::half_up, 1}).value();
}
#endif
