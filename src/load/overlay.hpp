// SPDX-License-Identifier: MIT
#pragma once

#include "load/pending.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/rules/policy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load {

/// A row that an overlay puts before those of one of the policy's tables.
struct SetRow {
    std::string table; ///< as "basic_inpatient.segments.1.rate"
    Row row;
    Place place; ///< of the table's name
};

/// An element that an overlay adds under an id of its own.
template <class T>
struct Added {
    T value;
    Place place;
};

/// Overlay (补充表): figures from other sources for what a policy leaves open.
struct Overlay {
    std::string id;
    std::string extends; ///< id of the policy
    Place extends_place;
    Text title;
    bool assumption = false; ///< its figures are assumed, not published
    std::string file;
    std::vector<Added<Source>> sources;
    std::vector<SetRow> sets;
    std::vector<Benefit> benefits;
    std::vector<Added<Measure>> measures;
    std::vector<Added<NamedList>> lists;
    std::vector<Added<Index>> indices;
    std::vector<Added<Accumulator>> accumulators;
    std::vector<Added<Sheet>> sheets;
    std::vector<Bound> bounds;
    std::vector<Allow> allows;
    std::vector<Pending> pending; ///< names that the extended policy must know
};

/// Reads an overlay; every problem that shows without the policy is found in one run.
Result<Overlay> read_overlay(std::string_view text, std::string_view file);

/// Puts the overlay into the policy: its rows before those of the tables, its benefits in the
/// place of those that are only named, its sources and other elements behind the policy's. Rows
/// of two overlays for one cell are both kept: compile() finds them. Problems, beside those of
/// resolve(): overlay_target_unknown, overlay_redefines, overlays_collide for a benefit that an
/// earlier overlay filled, duplicate_id. With a problem the policy is left half changed.
Problems apply(const Overlay& overlay, Policy& policy);

} // namespace reimburse::load
