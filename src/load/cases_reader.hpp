// SPDX-License-Identifier: MIT
#pragma once

#include "load/item_lines.hpp"
#include "reimburse/amount/money.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/rules/reading.hpp"
#include "reimburse/rules/text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::load {

/// The fields of a claim as the file writes them, in its order.
using ClaimFields = std::vector<std::pair<std::string, std::string>>;

/// A figure of a table at the claim's combination and date, as the case writes it.
struct ExpectedParameter {
    std::string table;
    std::string value; ///< an exact number, or "unlimited"
};

/// An accumulator after the claim, in the claim's own period, or a line of a sheet, as the case
/// writes it.
struct ExpectedFigure {
    std::string sheet; ///< empty: an accumulator
    std::string id;
    std::string value; ///< an exact number; "none" for a line without a figure
};

/// A claim as a worked case writes it.
struct CaseClaim {
    ClaimFields fields;
    std::vector<ItemLine> lines;
};

/// What a worked case expects of the settlement; what is not said is not compared.
struct Expectation {
    /// By benefit; one that is not listed pays nothing. None: not compared.
    std::optional<std::vector<std::pair<std::string, Money>>> payments;
    std::vector<std::pair<std::string, Money>> patient; ///< by reason
    std::optional<Money> patient_pays;
    std::optional<Money> fund_total;
    std::optional<std::string> actual_ratio; ///< an exact number with the decimals it is stated in
    std::optional<Money> shortfall;
    std::optional<int> refused; ///< error number
    std::vector<ExpectedParameter> parameters;
    std::vector<ExpectedFigure> figures; ///< accumulators and lines of sheets
    std::vector<std::pair<std::string, bool>> statements;
    Place place;
};

/// A worked case (算例): a claim with its history and what it must come to.
struct WorkedCase {
    Text name;
    Place place;
    std::vector<CaseClaim> history;
    CaseClaim claim;
    Expectation expect;
};

/// A file of worked cases, settled under the policy beside it.
struct Cases {
    std::string file;
    Selection readings;                ///< chosen; the others are the defaults
    std::vector<std::string> overlays; ///< paths, from where the file itself is named
    std::vector<WorkedCase> cases;
};

/// Reads a file of worked cases. `file` is its path: overlays are named relative to it. Names of
/// benefits, readings and fields are judged where the cases are settled.
Result<Cases> read_cases(std::string_view text, const std::string& file);

} // namespace reimburse::load
