// SPDX-License-Identifier: MIT
#include "load/date_form.hpp"

#include <algorithm>

namespace reimburse::load {

namespace {

struct Word {
    std::string_view text;
    std::uint8_t least;
    std::uint8_t most;
    std::uint8_t part;
    int highest;
};

/// The longer of two words that begin alike stands first.
constexpr std::array words{
    Word{"YYYY", 4, 4, 0, 9999},    Word{"Y", 4, 4, 0, 9999}, Word{"MM", 2, 2, 1, 12},
    Word{"M", 1, 2, 1, 12},         Word{"DD", 2, 2, 2, 31},  Word{"D", 1, 2, 2, 31},
    Word{"hh", 2, 2, 3, 24},        Word{"h", 1, 2, 3, 24},   Word{"mm", 2, 2, 3, 59},
    Word{"m", 1, 2, 3, 59},         Word{"ss", 2, 2, 3, 60},  Word{"s", 1, 2, 3, 60},
    Word{"f", 1, 9, 3, 999'999'999}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

char digit(int number, int power) {
    return static_cast<char>('0' + number / power % 10);
}

} // namespace

DateForm::DateForm(std::string_view form) {
    while (!form.empty()) {
        const auto word = std::ranges::find_if(
            words, [&](const Word& known) { return form.starts_with(known.text); });
        if (word == words.end()) {
            steps_.push_back({form.front(), 0, 0, 0, 0});
            form.remove_prefix(1);
        } else {
            steps_.push_back({'\0', word->least, word->most, word->part, word->highest});
            form.remove_prefix(word->text.size());
        }
    }
}

std::optional<std::array<char, 10>> DateForm::read(std::string_view text) const {
    std::array<int, 4> parts{-1, -1, -1, -1};
    for (const Step& step : steps_) {
        if (step.literal != '\0') {
            if (text.empty() || text.front() != step.literal) {
                return std::nullopt;
            }
            text.remove_prefix(1);
            continue;
        }
        int number = 0;
        std::size_t count = 0;
        while (count < step.most && count < text.size() && is_digit(text[count])) {
            number = number * 10 + (text[count] - '0');
            ++count;
        }
        if (count < step.least || number > step.highest) {
            return std::nullopt;
        }
        parts[step.part] = number;
        text.remove_prefix(count);
    }
    const auto [year, month, day, time] = parts;
    if (!text.empty() || year < 0 || month < 1 || day < 1) {
        return std::nullopt;
    }
    return std::array<char, 10>{digit(year, 1000),
                                digit(year, 100),
                                digit(year, 10),
                                digit(year, 1),
                                '-',
                                digit(month, 10),
                                digit(month, 1),
                                '-',
                                digit(day, 10),
                                digit(day, 1)};
}

} // namespace reimburse::load
