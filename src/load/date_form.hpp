// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// A way of writing a date, or a date with a time of day: YYYY (or Y) is four digits, MM, DD, hh,
/// mm, ss are two, M, D, h, m, s one or two, f a fraction of a second; any other character stands
/// for itself.
class DateForm {
  public:
    explicit DateForm(std::string_view form);

    /// The date as 2019-10-02; nothing if the text is not written in this form. Whether the day
    /// exists is not judged.
    std::optional<std::array<char, 10>> read(std::string_view text) const;

  private:
    /// A number of digits, or a character.
    struct Step {
        char literal = '\0'; ///< of a number: '\0'
        std::uint8_t least = 0;
        std::uint8_t most = 0;
        std::uint8_t part = 0; ///< 0 year, 1 month, 2 day, 3 of the time
        int highest = 0;
    };

    std::vector<Step> steps_;
};

} // namespace reimburse::load
