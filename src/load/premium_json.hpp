// SPDX-License-Identifier: MIT
#pragma once

#include "explain/premium.hpp"
#include "load/json_writer.hpp"

#include <vector>

namespace reimburse::load {

/// {"year": 2020, "premiums": [{"id", "label", "contribution", "subsidy", "person_pays", …}]}
void write_premium(JsonWriter& json, const std::vector<explain::PremiumAnswer>& answers, int year,
                   Language language);

} // namespace reimburse::load
