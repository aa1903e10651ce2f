// SPDX-License-Identifier: MIT
#pragma once

#include "explain/answer_frame.hpp"
#include "reimburse/rules/sheet.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::explain {

/// What a line of a sheet comes to.
struct SheetFigure {
    std::optional<Money> amount;          ///< none: a ratio, or beyond what can be held
    std::optional<std::int64_t> ratio_e4; ///< half up; none: an amount, or over a sum not above 0
};

/// The figures of the lines, in their order. A benefit or accumulator that the readings leave out
/// counts as 0. Sums may be negative; they are printed as they are.
std::vector<SheetFigure> figures_of(const Sheet& sheet, const Plan& plan, const Answer& answer);

/// The figure as answers write it: "5250.00", "0.8750"; "" where there is none.
std::string text_of(const SheetFigure& figure);

/// The sheet as text for a person: section by section, each line with code and amount.
std::string sheet_text(const Sheet& sheet, const Plan& plan, const Answer& answer,
                       const AnswerFrame& frame);

} // namespace reimburse::explain
