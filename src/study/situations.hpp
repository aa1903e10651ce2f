// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"
#include "reimburse/settle/accumulators.hpp"
#include "reimburse/settle/claim.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace reimburse::study {

/// Fields of a claim by name, in the order of the plans.
using ClaimTexts = std::vector<std::pair<std::string, std::string>>;

/// One dimension by which situations are told apart.
struct Coordinate {
    std::string id;
    Text label;
    std::vector<std::string> values; ///< ids
    std::vector<Text> labels;        ///< of the values
    int side = -1;                   ///< -1: of every plan; else of this one, the others differ
};

/// Claims that every plan treats alike whatever their amounts: one value of each coordinate.
struct Situation {
    std::vector<std::uint8_t> values; ///< by coordinate
    ClaimTexts claim;                 ///< the plainest claim that leads here, without its amounts
    std::vector<const PlanRow*> rows; ///< by plan
    std::vector<std::vector<std::int64_t>> slots;    ///< by plan
    std::vector<std::vector<std::int64_t>> measures; ///< by plan, the policy's own
};

/// The combinations of dimensions that claims can really have under one plan or two. Derived
/// dimensions are what the decision lists make of places, lists and counts: a combination that no
/// claim leads to is none. For whoever speaks about every claim of a policy (comparison, mutation).
///
/// Dimensions of the same name are taken to mean the same; where the plans know different values,
/// only those that both have are compared.
class Situations {
  public:
    /// The plans must outlive this object.
    explicit Situations(std::vector<const Plan*> plans);

    /// All situations on a day of each plan (in the order of the plans), with what the persons'
    /// accumulators hold. Precondition: each policy is valid on its day. Problem:
    /// too_many_combinations.
    Result<std::vector<Situation>> on(const std::vector<Date>& days,
                                      const Accumulators& accumulators);

    const std::vector<Coordinate>& coordinates() const { return coordinates_; }

    /// "dimension" or "dimension=value" that only one plan has, and which plan.
    const std::vector<std::pair<std::string, std::size_t>>& unshared() const { return unshared_; }

  private:
    /// What a field of the claim may say so that every different treatment occurs.
    struct Choice {
        std::string field;
        std::vector<std::string> texts; ///< "": not given
    };

    void choose_dimensions();
    void choose_texts();
    void choose_numbers();
    void list_coordinates();
    std::vector<std::string> candidates(const std::string& field) const;
    std::string signature(const std::string& field, const std::string& text) const;
    bool consistent(const std::vector<std::uint8_t>& values) const;
    bool is_stated(std::size_t plan, const std::string& dimension) const;

    std::vector<const Plan*> plans_;
    std::vector<Choice> choices_;
    std::vector<Coordinate> coordinates_;
    std::vector<std::pair<std::string, std::size_t>> unshared_;
};

} // namespace reimburse::study
