// SPDX-License-Identifier: MIT
#pragma once

#include "load/json_tree.hpp"
#include "reimburse/errors/problem.hpp"

namespace reimburse::load {

/// What a place of a file may hold.
enum class Wanted {
    object,
    array,
    text,
    boolean,
    number, ///< exact, in quotes or not
    text_or_number,
    number_or_rows, ///< of a table: one number, or rows
};

/// The arguments of Code::wrong_type in both languages: what is wanted, and what stands there.
Problem::Arguments wrong_type(Wanted wanted, const Node& found);

} // namespace reimburse::load
