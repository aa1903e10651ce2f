// SPDX-License-Identifier: MIT
#pragma once

#include "load/json_tree.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/settle/accumulators.hpp"
#include "reimburse/settle/claim.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::load {

/// Fields of a claim that no rule looks at but every program may carry: they are passed through to
/// the answer, or passed over.
bool is_carried(std::string_view field);

/// A claim as a JSON object, with its texts: fields of the plan, and carried ones in file order.
struct ClaimDocument {
    std::vector<std::pair<std::string, std::string>> fields;  ///< of the plan
    std::vector<std::pair<std::string, std::string>> carried; ///< names, paid amounts, remarks
};

/// Reads a claim from an object: amounts as strings or plain JSON numbers, everything else as
/// strings or whole numbers, null as not given. Problems: E105 with a suggestion, E107.
Result<ClaimDocument> read_claim(const Node& node, std::string_view file, const Plan& plan);

/// The same from the text of a file that holds one claim.
Result<ClaimDocument> read_claim(std::string_view text, std::string_view file, const Plan& plan);

/// Gives the document's fields to a claim, which refers to the document's texts.
void fill(Claim& claim, const ClaimDocument& document, Problems& problems);

/// Reads the accumulators of an earlier answer: an object of periods, or an answer that has it
/// under "accumulators". Problems: E503 and those of JSON.
Result<Accumulators> read_accumulators(std::string_view text, std::string_view file,
                                       const Plan& plan);

/// Payments that a claim of the past carries as paid_<benefit id>.
std::string_view paid_prefix();

} // namespace reimburse::load
