// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace reimburse::explain {

/// A bill and what is paid of it, fen; exact unless it was rounded to the fen to be shown.
struct ChartPoint {
    std::int64_t bill = 0;
    std::int64_t payment = 0;
    bool exact_bill = true;
    bool exact_payment = true;

    std::int64_t patient() const { return bill - payment; }

    bool exact() const { return exact_bill && exact_payment; }
};

/// A stretch of bills on which payment grows along one line.
struct ChartStretch {
    ChartPoint from;
    ChartPoint to; ///< where the chart ends, if the stretch goes on beyond it
    bool from_included = true;
    bool to_included = true;
    bool joined = false; ///< goes on where the stretch before it ended
    std::string rate;    ///< of each further yuan, as text
};

/// What is paid of every bill in one situation, or in several that are paid alike.
struct ChartLine {
    std::string label;
    std::vector<ChartStretch> stretches; ///< in order, from 0 to the limit of the panel
    std::size_t style = 0;               ///< the same for one situation on all panels
};

/// One pair of plots: payment and the patient's share against the bill.
struct ChartPanel {
    std::string title; ///< empty where there is one panel
    std::vector<ChartLine> lines;
    std::vector<std::string> notes; ///< situations that have no line, and why
    std::int64_t limit = 0;         ///< greatest bill, fen
    std::int64_t near = 0;          ///< greatest bill of a closer look at small bills; 0: none
};

/// Plots of one policy, the first of them with the legend of all.
struct Chart {
    std::vector<ChartPanel> panels;
    std::string caption; ///< what they hold for
};

/// A round number, and the round distance at which it is divided.
struct Scale {
    std::int64_t limit = 0;
    std::int64_t step = 0;
};

/// The least round number from `least` on that one to six equal steps of 1, 2 or 5 times a power
/// of ten yuan reach; all in fen. Precondition: 0 < least < 10^16.
constexpr Scale round_scale(std::int64_t least) {
    std::int64_t step = 100;
    for (std::int64_t power = 100;; power *= 10) {
        for (const std::int64_t digit : {1, 2, 5}) {
            step = digit * power;
            if (least <= 6 * step) {
                return {(least + step - 1) / step * step, step};
            }
        }
    }
}

} // namespace reimburse::explain
