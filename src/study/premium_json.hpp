// SPDX-License-Identifier: MIT
#pragma once

#include "load/json_writer.hpp"
#include "study/premium.hpp"

#include <vector>

namespace reimburse::study {

/// {"year": 2020, "premiums": [{"id", "label", "contribution", "subsidy", "person_pays", …}]}
void write_premium(load::JsonWriter& json, const std::vector<PremiumAnswer>& answers, int year,
                   Language language);

} // namespace reimburse::study
