// SPDX-License-Identifier: MIT
#include "study/matched_values.hpp"

#include "load/table_names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace reimburse::study {

namespace {

const Dimension* find(const Policy& policy, const std::string& id) {
    const auto found = std::ranges::find(policy.dimensions, id, &Dimension::id);
    return found == policy.dimensions.end() ? nullptr : &*found;
}

void check(const Policy& policy, const std::string& dimension, const std::string& value,
           Problems& problems) {
    const Dimension* known = find(policy, dimension);
    if (known == nullptr) {
        problems.push_back({Code::unknown_dimension,
                            {{"name", dimension}, {"suggestion", ""}},
                            {policy.file, {}, 0, 0},
                            {}});
        return;
    }
    std::string list;
    for (const DimensionValue& each : known->values) {
        list += (list.empty() ? "" : ", ") + each.id;
    }
    if (!known->position(value)) {
        problems.push_back(
            {Code::unknown_value,
             {{"field", dimension}, {"text", value}, {"suggestion", ""}, {"known", list}},
             {policy.file, {}, 0, 0},
             {}});
    }
}

/// Writes other values into every place of a policy that names some.
class Renamer {
  public:
    Renamer(const Policy& first, Policy& second, const std::vector<Match>& matches)
        : first_(first), second_(second) {
        for (const Dimension& dimension : second.dimensions) {
            name_values(dimension, matches);
        }
    }

    void run() {
        for (Dimension& dimension : second_.dimensions) {
            rename(dimension);
        }
        for (auto& [name, table] : load::tables_of(second_)) {
            rename(*table);
        }
        for (Benefit& benefit : second_.benefits) {
            each(benefit.gates);
            each(benefit.silences);
            each(benefit.uplifts);
        }
        each(second_.accumulators);
        each(second_.targets);
        each(second_.entitlements);
        for (Statement& statement : second_.statements) {
            std::ranges::for_each(statement.yes, [&](When& when) { rename(when); });
        }
        for (Bound& bound : second_.bounds) {
            rename(bound.when);
            rename(bound.compared_to);
            if (bound.limit) {
                rename(*bound.limit);
            }
        }
        if (second_.items) {
            rename(second_.items->self_first);
            each(second_.items->sums);
        }
        for (Facility& facility : second_.facilities) {
            for (auto& [field, value] : facility.fields) {
                value = one(field, value);
            }
        }
    }

  private:
    using Names = std::map<std::string, std::vector<std::string>>; ///< by value of the second

    void name_values(const Dimension& dimension, const std::vector<Match>& matches) {
        Names& names = names_[dimension.id];
        std::set<std::string> taken;
        for (const Match& match : matches) {
            if (match.dimension == dimension.id) {
                names[match.other_value].push_back(match.value);
                taken.insert(match.value);
            }
        }
        if (names.empty()) {
            names_.erase(dimension.id);
            return;
        }
        for (const DimensionValue& value : dimension.values) {
            if (names.contains(value.id)) {
                continue;
            }
            std::string name = value.id;
            while (taken.contains(name) || (name != value.id && dimension.position(name))) {
                name += "_b";
            }
            names[value.id].push_back(name);
        }
    }

    /// The names of a value; none where the dimension keeps its own.
    const std::vector<std::string>* names_of(const std::string& dimension,
                                             const std::string& value) const {
        const auto names = names_.find(dimension);
        if (names == names_.end()) {
            return nullptr;
        }
        const auto known = names->second.find(value);
        return known == names->second.end() ? nullptr : &known->second;
    }

    std::string one(const std::string& dimension, const std::string& value) const {
        const auto* names = names_of(dimension, value);
        return names == nullptr ? value : names->front();
    }

    void rename(When& when) const {
        for (DimensionIs& condition : when) {
            std::vector<std::string> values;
            for (const std::string& value : condition.values) {
                if (const auto* names = names_of(condition.dimension, value)) {
                    values.insert(values.end(), names->begin(), names->end());
                } else {
                    values.push_back(value);
                }
            }
            condition.values = std::move(values);
        }
    }

    void rename(Table& table) const {
        each(table.rows);
        each(table.overrides);
    }

    template <class T>
    void each(std::vector<T>& list) const {
        std::ranges::for_each(list, [&](T& one) { rename(one.when); });
    }

    void rename(Dimension& dimension) const {
        for (Derivation& line : dimension.derive) {
            rename(line.when);
            line.value = one(dimension.id, line.value);
        }
        dimension.absent_means = one(dimension.id, dimension.absent_means);
        dimension.otherwise = one(dimension.id, dimension.otherwise);
        const Dimension* first = find(first_, dimension.id);
        std::vector<DimensionValue> values;
        for (const DimensionValue& value : dimension.values) {
            const auto* names = names_of(dimension.id, value.id);
            if (names == nullptr) {
                values.push_back(value);
                continue;
            }
            for (const std::string& name : *names) {
                const auto place = first == nullptr ? std::nullopt : first->position(name);
                values.push_back({name, place ? first->values[*place].label : value.label});
            }
        }
        dimension.values = std::move(values);
    }

    const Policy& first_;
    Policy& second_;
    std::map<std::string, Names, std::less<>> names_; ///< by dimension
};

} // namespace

std::optional<Match> parse_match(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::size_t equals = text.find('=');
    if (colon == std::string_view::npos || equals == std::string_view::npos || equals < colon) {
        return std::nullopt;
    }
    Match match{std::string(text.substr(0, colon)),
                std::string(text.substr(colon + 1, equals - colon - 1)),
                std::string(text.substr(equals + 1))};
    const bool whole =
        !match.dimension.empty() && !match.value.empty() && !match.other_value.empty();
    return whole ? std::optional(std::move(match)) : std::nullopt;
}

Result<Policy> in_words_of(const Policy& first, Policy second, const std::vector<Match>& matches) {
    Problems problems;
    std::set<std::pair<std::string, std::string>> matched;
    for (const Match& match : matches) {
        check(first, match.dimension, match.value, problems);
        check(second, match.dimension, match.other_value, problems);
        if (!matched.insert({match.dimension, match.value}).second) {
            problems.push_back(
                {Code::duplicate_id, {{"name", match.dimension + ":" + match.value}}, {}, {}});
        }
    }
    if (!problems.empty()) {
        return problems;
    }
    Renamer(first, second, matches).run();
    return second;
}

} // namespace reimburse::study
