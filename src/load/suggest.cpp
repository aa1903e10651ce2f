// SPDX-License-Identifier: MIT
#include "load/suggest.hpp"

#include "load/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace reimburse::load {

namespace {

/// The characters of a text, ASCII letters in lower case; a byte that is no UTF-8 counts as one.
std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> list;
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(utf8_sequence(text), 1);
        std::string one(text.substr(0, length));
        if (one[0] >= 'A' && one[0] <= 'Z') {
            one[0] = static_cast<char>(one[0] - 'A' + 'a');
        }
        list.push_back(std::move(one));
        text.remove_prefix(length);
    }
    return list;
}

} // namespace

int character_count(std::string_view text) noexcept {
    int count = 0;
    while (!text.empty()) {
        text.remove_prefix(std::max<std::size_t>(utf8_sequence(text), 1));
        ++count;
    }
    return count;
}

int edit_distance(std::string_view from, std::string_view to) {
    const std::vector<std::string> a = characters(from);
    const std::vector<std::string> b = characters(to);
    // Three rows of the table: a swap of neighbours looks two rows back.
    std::vector<int> before(b.size() + 1);
    std::vector<int> above(b.size() + 1);
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = static_cast<int>(j);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replace = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replace, above[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
    }
    return row[b.size()];
}

} // namespace reimburse::load
