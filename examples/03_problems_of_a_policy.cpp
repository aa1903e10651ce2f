// SPDX-License-Identifier: MIT
// Reads a faulty rule table: every problem comes at once, with its place and what to do.
#include "reimburse/reimburse.hpp"

#include <iostream>

int main() {
    using namespace reimburse;
    constexpr std::string_view table = R"({
  "policy": "sample",
  "title": {"en": "A sample"},
  "place": "000000",
  "trust": "C",
  "valid": {"from": "2019-02-30"},
  "sources": [],
  "dimensions": [],
  "benefitz": []
})";
    const Result<Policy> policy = read_policy(table, "sample.json");
    if (policy) {
        return 1;
    }
    for (const Problem& problem : policy.problems()) {
        std::cout << problem.place.file << ':' << problem.place.line << ':' << problem.place.column
                  << ' ' << problem.place.pointer << '\n'
                  << "  " << sentence(problem) << '\n'
                  << "  " << advice(problem) << '\n';
    }
}
