// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/base.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse {

/// One summand of a line: a whole weight times an amount that the settlement holds already.
struct SheetTerm {
    enum class Kind {
        measure,     ///< `name`: a measure of the claim, or a total of the settlement
        part,        ///< `part` of the benefit `name`
        reason,      ///< the patient's share by the reason `name`, of `benefit` or of all
        accumulator, ///< `name`: the sum after this claim, or before it
        line,        ///< `name`: an earlier line of the sheet
    };

    Kind kind = Kind::measure;
    std::int64_t weight = 1;
    std::string name;
    std::string benefit; ///< of a reason; empty: all, and what the bill itself named
    Part part = Part::payment;
    bool before = false; ///< of an accumulator
};

/// A line of a printed form: a sum, or a ratio of two sums.
struct SheetLine {
    std::string id;
    std::string section; ///< groups neighbouring lines; may be empty
    Text label;
    std::string code; ///< as the form prints it; may be empty
    std::vector<SheetTerm> of;
    std::vector<SheetTerm> over; ///< not empty: the line is the ratio of the two sums
    bool words = false;          ///< the amount is printed in capital numerals beside
    bool hide_zero = false;      ///< a line of 0 is left out of the print
    Place place{};
};

/// Sheet (结算单): the lines of a printed form, each an amount of the settlement under the name,
/// order and code of the form. Nothing is computed that the settlement does not hold.
struct Sheet {
    std::string id;
    Text label;
    std::string clause; ///< may be empty
    std::vector<SheetLine> lines;
    std::string origin; ///< overlay that supplied it; empty: the policy itself
    Place place{};
};

/// Totals of a settlement that a line may name beside the claim's measures.
inline constexpr std::array<std::string_view, 3> settled_totals{"patient_pays", "fund_total",
                                                                "account_pays"};

} // namespace reimburse
