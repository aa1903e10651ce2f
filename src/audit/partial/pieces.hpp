// SPDX-License-Identifier: MIT
#pragma once

#include "load/claims_input.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace reimburse::audit {

/// What an input was cut into.
struct Cut {
    std::int64_t rows = 0;                ///< of the input
    std::vector<std::string> reversed;    ///< ids of claims that rows of it reverse
    std::vector<std::string> passed_over; ///< columns that nothing knows
};

/// Where a piece of an input lies.
std::string piece_path(const std::string& prefix, std::size_t piece);

/// Cuts an input of claims into `count` pieces, so that claims which share totals lie in one piece:
/// by person, or by household where the plan has totals that households share. A piece is CSV; its
/// first columns are the row's number in the input from 1, the hash it was cut by, and what is
/// wrong with the row (JSON).
///
/// `prefix` + "links" tells which hashes belong together all the same: by a person of several
/// households, or, with `find_duplicates`, by a claim_id that comes again; see tied(). Problems:
/// those of the input and of its header, cannot_write.
Result<Cut> cut(const Plan& plan, const std::string& input, const load::InputForm& form,
                std::size_t count, bool find_duplicates, const std::string& prefix);

/// The hashes that something ties to another, over the links of all inputs, in order. Rows with
/// these are to be audited together, whatever pieces they lie in. Problem: cannot_open.
Result<std::vector<std::uint64_t>> tied(const std::vector<std::string>& prefixes);

/// Columns of a piece before those of the claim.
inline constexpr std::size_t piece_columns = 3;

} // namespace reimburse::audit
