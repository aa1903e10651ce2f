// SPDX-License-Identifier: MIT
#pragma once

#include "study/situations.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace reimburse::study {

/// Claims of one person settled under two plans, one after the other.
class TwinPerson {
  public:
    /// The plans must outlive this object.
    TwinPerson(const Plan& a, const Plan& b) : plans_{&a, &b} {}

    /// What the claim is paid under each, in words; nullopt if that is the same. What is required
    /// beside `texts` is set to nothing or to the day.
    std::optional<std::pair<std::string, std::string>> differ(const ClaimTexts& texts, Date day,
                                                              std::int64_t eligible);

  private:
    std::array<const Plan*, 2> plans_;
    std::array<Accumulators, 2> accumulators_;
};

} // namespace reimburse::study
