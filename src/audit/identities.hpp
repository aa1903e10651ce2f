// SPDX-License-Identifier: MIT
#pragma once

#include "load/json_tree.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/rules/text.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::audit {

/// A term of an identity: a field; the sum of a field over a list, `list[].field`; or a product,
/// `field*factor`, rounded half up to fen.
struct IdentityTerm {
    bool minus = false;
    bool optional = false; ///< counts as 0 where the record does not have it
    std::string field;
    std::string list;
    std::string factor;
};

/// Two sums of a recorded settlement that are to be equal.
struct Identity {
    std::string id;
    Text label;
    std::string over; ///< list of the record, each of whose items is to obey; empty: the record
    std::vector<IdentityTerm> left;
    std::vector<IdentityTerm> right;
};

/// The identities of a platform (恒等式) and how its records are written.
struct Identities {
    std::vector<std::string> records; ///< keys under which a file may list its records
    std::vector<std::string> inside;  ///< objects of a record whose fields are its own
    std::vector<std::string> id;      ///< fields that name a record, the best first
    /// Names that stand for the first of several sums of fields that the record has whole.
    std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>> names;
    std::vector<Identity> list;
};

/// Reads identities from the text of their file. Problems: those of JSON, duplicate_id.
Result<Identities> read_identities(std::string_view text, std::string_view file);

/// Those of rules/vocabulary/identities.json, which the library carries.
Result<Identities> bundled_identities();

/// What became of one identity in one record, or in one item of a list of it.
struct IdentityResult {
    enum class State : std::uint8_t { holds, fails, not_testable };

    std::string record; ///< its id, or #3, the third of the file
    std::string identity;
    std::size_t item = 0; ///< of the list, from 1; 0: the record itself
    State state = State::not_testable;
    std::string left; ///< yuan; empty: not testable
    std::string right;
    std::string difference; ///< left - right
};

/// Holds recorded settlements against the identities: a file with one record, an array of them, an
/// object that lists them, or JSON Lines. Problems: those of JSON, not_an_amount.
Result<std::vector<IdentityResult>> check_identities(const Identities& identities,
                                                     std::string_view text, std::string_view file);

/// The results as CSV: record, item, identity, state, left, right, difference.
std::string identities_csv(const std::vector<IdentityResult>& results);

} // namespace reimburse::audit
