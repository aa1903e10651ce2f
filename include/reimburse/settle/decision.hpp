// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/settle/claim.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::detail {

inline constexpr std::size_t no_field = ~std::size_t{0};

/// A test of a decision list with its names looked up.
struct CodedTest {
    const Test* test = nullptr;
    std::size_t field = no_field;
    std::size_t other = no_field;
    const NamedList* list = nullptr;
    std::int32_t slot = -1; ///< between: the accumulator; -1: the field
};

/// A line of a decision list with its names looked up.
struct CodedLine {
    std::vector<std::pair<std::uint16_t, std::uint64_t>> when; ///< dimension, mask of its values
    std::vector<CodedTest> tests;
    std::uint8_t value = 0;
    const Derivation* assumes = nullptr; ///< null: it assumes nothing
};

/// The decision list of a dimension under the plan's readings, with numbers in place of names.
class DecisionList {
  public:
    DecisionList(const Plan& plan, const Dimension& dimension) {
        for (const Derivation& line : dimension.derive) {
            if (!holds(line.only, plan.selection)) {
                continue;
            }
            CodedLine coded;
            for (const DimensionIs& condition : line.when) {
                coded.when.push_back(code(plan, condition));
            }
            for (const Test& test : line.tests) {
                coded.tests.push_back(code(plan, test));
            }
            coded.value = static_cast<std::uint8_t>(*dimension.position(line.value));
            const bool assumes = !line.assumption.zh.empty() || !line.assumption.en.empty();
            coded.assumes = assumes ? &line : nullptr;
            lines_.push_back(std::move(coded));
        }
    }

    const std::vector<CodedLine>& lines() const { return lines_; }

  private:
    static std::size_t field_of(const Plan& plan, std::string_view name) {
        return Claim::field(plan, name).value_or(no_field);
    }

    static std::pair<std::uint16_t, std::uint64_t> code(const Plan& plan,
                                                        const DimensionIs& condition) {
        const auto& dimensions = plan.policy.dimensions;
        for (std::size_t d = 0; d < dimensions.size(); ++d) {
            if (dimensions[d].id == condition.dimension) {
                return {static_cast<std::uint16_t>(d), dimensions[d].mask(condition)};
            }
        }
        return {0, 0}; // compile() lets no undeclared dimension through
    }

    static CodedTest code(const Plan& plan, const Test& test) {
        CodedTest coded;
        coded.test = &test;
        coded.field = field_of(plan, test.field);
        if (test.kind == Test::Kind::equal) {
            coded.other = field_of(plan, test.other);
        }
        for (const NamedList& list : plan.policy.lists) {
            if (test.kind == Test::Kind::in_list && list.id == test.other) {
                coded.list = &list;
            }
        }
        for (std::size_t s = 0; s < plan.accumulators.size(); ++s) {
            if (plan.accumulators[s].id == test.field) {
                coded.slot = static_cast<std::int32_t>(s);
            }
        }
        return coded;
    }

    std::vector<CodedLine> lines_;
};

} // namespace reimburse::detail
