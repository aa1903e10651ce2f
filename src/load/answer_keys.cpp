// SPDX-License-Identifier: MIT
#include "load/answer_keys.hpp"

#include "load/claim_reader.hpp"
#include "load/terms.hpp"

#include <algorithm>
#include <array>

namespace reimburse::load {

bool is_answer_key(std::string_view key) {
    constexpr std::array<std::string_view, 17> keys{
        "claim_id",     "policy",       "total",   "eligible", "payments",     "fund_total",
        "account_pays", "patient_pays", "patient", "benefits", "actual_ratio", "targets",
        "accumulators", "sheets",       "notes",   "trace",    "errors"};
    return std::ranges::find(keys, key) != keys.end() || is_carried(key);
}

void refuse_answer_key(const Cursor& element, const std::string& id) {
    if (is_answer_key(id)) {
        contradict(*element.find("id"), "\"" + id + "\" is a key of the answer: use another id",
                   "“" + id + "”是结算结果的键，请改用其他编号");
    }
}

} // namespace reimburse::load
