// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/rules/base.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse {

/// A test on what a claim says, beyond its dimensions.
struct Test {
    enum class Kind {
        equal,   ///< two texts are the same, both given
        in_list, ///< a text stands in a list
        absent,  ///< a text is not given
        present, ///< a text is given
        between, ///< a count or an accumulator lies in [at_least, at_most]
    };

    Kind kind = Kind::present;
    std::string field;
    std::string other; ///< the second text, or the list
    std::int64_t at_least = 0;
    std::int64_t at_most = std::numeric_limits<std::int64_t>::max();
};

/// One line of a decision list: the first that holds gives the value.
struct Derivation {
    When when;
    std::vector<Test> tests;
    Only only;
    std::string value;
    Text assumption; ///< noted by the settlement where this line decides; empty: none
    std::string clause;
    Place place{};
};

struct DimensionValue {
    std::string id;
    Text label;
};

/// Dimension: finitely many values, read from the claim or derived.
struct Dimension {
    std::string id;
    Text label;
    std::vector<DimensionValue> values;
    std::string absent_means;       ///< value of an absent field; empty: the claim must say
    std::vector<Derivation> derive; ///< empty: read from the claim
    std::string in_force_from;      ///< date fields between which a stated value holds,
    std::string in_force_to;        ///< both days included
    std::string otherwise;          ///< value outside of them
    Place place{};

    /// Place of a value in the list; none if it is not there.
    std::optional<std::size_t> position(std::string_view value) const {
        const auto found = std::ranges::find(values, value, &DimensionValue::id);
        return found == values.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - values.begin()));
    }

    /// One bit for each value that the condition names.
    std::uint64_t mask(const DimensionIs& condition) const {
        std::uint64_t bits = 0;
        for (const std::string& value : condition.values) {
            const std::optional<std::size_t> bit = position(value);
            bits |= bit ? std::uint64_t{1} << *bit : 0U;
        }
        return bits;
    }
};

/// Measure: an amount or a count that the claim carries beside total and eligible.
struct Measure {
    std::string id;
    Text label;
    bool is_count = false;
    bool required = false; ///< absent: 0, unless required
    Place place{};
};

/// A list of places or facilities; an entry that ends in * stands for all that begin so.
struct NamedList {
    std::string id;
    Text label;
    std::vector<std::string> entries;
    std::string clause;
    Place place{};
};

/// A facility that the policy itself names, with the dimension values it fixes.
struct Facility {
    std::string id;
    Text label;
    std::vector<std::pair<std::string, std::string>> fields;
};

/// How long an accumulator runs.
enum class Period { year, quarter, month, day, stay, ever };

/// Accumulator (累计): a sum of fen, or a count of claims, of a person and a period.
struct Accumulator {
    std::string id;
    Text label;
    Period period = Period::year;
    bool of_household = false;
    bool is_count = false; ///< counts claims
    std::string benefit;   ///< adds `part` of this benefit; empty: adds `measure`
    Part part = Part::payment;
    std::string measure;
    When when;
    Only only;
    Place place{};
};

} // namespace reimburse
