// SPDX-License-Identifier: MIT
#include "reimburse/amount/money.hpp"
#include "reimburse/version.hpp"

#include <iostream>

int main() {
    std::cout << "reimburse " << reimburse::version << '\n';
    return 0;
}
