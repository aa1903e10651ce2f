// SPDX-License-Identifier: MIT
// Must not compile: an integer that becomes an amount without saying whether it is fen or yuan.
#include "reimburse/amount/money.hpp"

using namespace reimburse;

#ifdef MISUSE
Money answer() {
    return 1234;
}
#else
Money answer() {
    return Money::from_fen(1234);
}
#endif
