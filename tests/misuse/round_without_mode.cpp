// SPDX-License-Identifier: MIT
// Must not compile: rounding to a unit without saying how: there is no default.
#include "reimburse/amount/product.hpp"

using namespace reimburse;

#ifdef MISUSE
auto answer(Product product) {
    return round(product);
}
#else
auto answer(Product product) {
    return round(product, {RoundingMode::half_up, 1});
}
#endif
