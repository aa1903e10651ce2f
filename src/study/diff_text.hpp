// SPDX-License-Identifier: MIT
#pragma once

#include "load/json_writer.hpp"
#include "study/diff.hpp"

#include <functional>
#include <string>

namespace reimburse::study {

/// The comparison for people: each difference with whom and when it concerns, where the amounts
/// lie, the formula and a settled example, then the largest gain and loss.
std::string diff_text(const Plan& a, const Plan& b, const Terms& terms,
                      const Comparison& comparison, Language language);

/// The same for programs: one JSON object. Amounts are yuan as text; `from` and `to` are the first
/// and the last whole fen of a region, `exact` its ends before that. `more` adds what the caller
/// knows beside it, at the end of the object.
std::string diff_json(const Plan& a, const Plan& b, const Terms& terms,
                      const Comparison& comparison,
                      const std::function<void(load::JsonWriter&)>& more = {});

/// Fen as yuan: "0.50", or a fraction "1/3" where no decimal is exact.
std::string yuan_text(const Rational& fen);

/// A number: "0.05", or "2/3" where no decimal is exact.
std::string number_text(const Rational& value);

/// The id of the policy with its overlays, and every reading that is not the default.
std::string side_text(const Plan& plan);

} // namespace reimburse::study
