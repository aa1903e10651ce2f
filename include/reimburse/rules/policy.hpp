// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/allow.hpp"
#include "reimburse/rules/benefit.hpp"
#include "reimburse/rules/bound.hpp"
#include "reimburse/rules/claim_terms.hpp"
#include "reimburse/rules/items.hpp"
#include "reimburse/rules/sheet.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reimburse {

struct Clause {
    std::string id;
    Text text; ///< what it fixes, in our own words
    Place place{};
};

/// A published document from which a table takes its figures.
struct Source {
    std::string id;
    Text title;
    std::string published; ///< date
    std::vector<Clause> clauses;
    std::string url = {}; ///< where it can be read, http or https; may be empty
};

/// An index such as an average wage, from which cells are derived.
struct Index {
    std::string id;
    Text label;
    Table amount; ///< fen
    Place place{};
};

/// An order of the benefits.
struct Order {
    Only only;
    std::vector<std::string> benefits;
};

/// A target that settlements are held against: all payments over the total.
struct Target {
    std::string id;
    Text label;
    When when;
    Fraction ratio{};
    std::string clause;
    Place place{};
};

/// A yes or no that each settlement states: yes where one of the conditions holds.
struct Statement {
    std::string id;
    Text label;
    std::vector<When> yes;
    std::string clause;
    Place place{};
};

/// What a person pays to be insured for a year.
struct Premium {
    std::string id;
    Text label;
    Table contribution; ///< fen a year
    Table subsidy;      ///< fen a year
    Place place{};
};

/// A service that the policy promises without an amount.
struct Entitlement {
    std::string id;
    Text label;
    When when;
    std::int64_t times_a_year = 0;
    std::string clause;
    Place place{};
};

/// Policy (政策): the dated rule tables of one place.
struct Policy {
    std::string id;
    Text title;
    std::string place;
    std::string trust; ///< A official, B press, C aggregator
    std::string hash;  ///< names the text it was read from; set by the reader
    std::string file;
    DateSpan valid{Date::first(), Date::last_open()};
    std::string decided_by = "date"; ///< date, discharge_date or admission_date
    BenefitYear benefit_year;
    std::vector<Alternative<std::string>> deciding_dates; ///< in place of decided_by
    std::vector<Alternative<BenefitYear>> benefit_years;  ///< in place of benefit_year
    std::vector<Source> sources;
    std::vector<Reading> readings;
    std::vector<Dimension> dimensions;
    std::vector<Measure> measures;
    std::optional<Items> items; ///< none: claims have no item lines
    std::vector<NamedList> lists;
    std::vector<Facility> facilities;
    std::vector<Index> indices;
    std::vector<Accumulator> accumulators;
    std::vector<Benefit> benefits;
    std::vector<Order> orders; ///< empty: as listed
    std::vector<Target> targets;
    std::vector<Statement> statements;
    std::vector<Sheet> sheets;
    std::vector<Premium> premiums;
    std::vector<Entitlement> entitlements;
    std::vector<Bound> bounds;
    std::vector<Allow> allows;
    std::vector<std::string> overlays; ///< ids of the overlays that were applied
};

} // namespace reimburse
