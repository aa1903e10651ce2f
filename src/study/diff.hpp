// SPDX-License-Identifier: MIT
#pragma once

#include "settle/piecewise.hpp"
#include "study/boxes.hpp"
#include "study/situations.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::study {

/// What is compared, and from where.
struct Terms {
    std::int64_t out_of_scope = 0; ///< fen; total = eligible + out_of_scope
    Accumulators accumulators;     ///< of the person, under both; empty: a year of one claim
    std::optional<Date> day_a;     ///< compare on this day alone
    std::optional<Date> day_b;
};

/// A claim of a region, really settled under both: with its rounding.
struct Example {
    std::int64_t eligible = 0;            ///< fen
    std::vector<std::int64_t> payments_a; ///< by Comparison::benefits, fen
    std::vector<std::int64_t> payments_b;
    std::int64_t patient_a = 0;
    std::int64_t patient_b = 0;
};

/// A stretch of the eligible amount on which every difference is one line.
struct Stretch {
    Rational from; ///< exact end, fen
    Rational to;
    bool from_included = false;
    bool to_included = false;
    std::int64_t first = 0; ///< least and greatest whole fen inside
    std::int64_t last = 0;
    bool open = false;                         ///< goes on to the greatest amount of all
    std::vector<PiecewiseLinear::Line> change; ///< b - a by benefit, of the eligible fen
    PiecewiseLinear::Line patient;             ///< b - a of what the patient pays
    Example example;
    bool verified = false; ///< both sides checked against the kernel at the ends and inside
};

enum class DifferenceKind {
    payments,  ///< both settle, and pay differently
    refused_a, ///< the first refuses what the second settles
    refused_b,
};

/// Days on which the two sides are compared; both spans have the same length, or one day each.
struct Days {
    DateSpan a;
    DateSpan b;
};

/// One way in which the two pay differently, with all claims that it concerns.
struct Difference {
    DifferenceKind kind = DifferenceKind::payments;
    std::vector<Box> where; ///< by Comparison::coordinates
    std::vector<Days> when;
    Problem refusal; ///< of the side that refuses
    std::vector<Stretch> stretches;
    ClaimTexts claim; ///< one of those concerned, without date and amounts
    Date day_a;       ///< its date
    Date day_b;
};

/// The greatest gain (the patient pays less under b) or loss over all regions.
struct Extreme {
    std::size_t difference = 0;
    std::size_t stretch = 0;
    Rational amount;        ///< fen, exact, above 0; where unbounded, at the example
    bool unbounded = false; ///< grows with the eligible amount for ever
    std::int64_t at = 0;    ///< eligible, fen
};

struct NamedBenefit {
    std::string id;
    Text label;
    int side = -1; ///< -1: both have it
};

/// The difference of meaning of two plans.
struct Comparison {
    std::vector<NamedBenefit> benefits; ///< the first's order, then those of the second alone
    std::vector<Coordinate> coordinates;
    Box hull; ///< all values that occur
    std::vector<Difference> differences;
    std::optional<Extreme> gain;
    std::optional<Extreme> loss;
    std::vector<std::pair<std::string, std::size_t>> unshared; ///< see Situations::unshared
    std::vector<Days> days;                                    ///< all that were compared
    std::vector<std::pair<DateSpan, std::size_t>> days_alone;  ///< days that only one side knows
    std::vector<std::size_t> rounded_otherwise; ///< benefits that the sides round differently
    bool later_claims = false;   ///< rows differ that pay the same now: later claims may not
    bool nothing_shared = false; ///< no claim that both could settle: other values throughout
    std::int64_t unit = 0; ///< fen by which rounding may move a difference, summed over benefits

    bool verified() const;

    /// No claim is paid differently, not even by a rounding, nor a later one of the period.
    bool same() const { return differences.empty() && rounded_otherwise.empty() && !later_claims; }
};

/// Compares two plans over every claim: combinations of dimensions, dates and amounts. Where the
/// policies share no day, the last day of the earlier is compared with the first of the later.
/// Regions and formulas are those of the exact payment before rounding. Problems: E316, E404.
Result<Comparison> compare(const Plan& a, const Plan& b, const Terms& terms = {});

/// The row as text: two rows with the same text pay the same. Rounding is left out on request.
std::string row_text(const Plan& plan, const PlanRow& row, bool with_rounding);

/// The same in parts: the text of each step, then that of what is counted.
std::vector<std::string> step_texts(const Plan& plan, const PlanRow& row, bool with_rounding);

} // namespace reimburse::study
