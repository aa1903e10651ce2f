// SPDX-License-Identifier: MIT
#include "check/decision.hpp"

#include "reimburse/plan/layout.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <utility>

namespace reimburse::check {

namespace {

constexpr std::size_t trial_limit = std::size_t{1} << 14U;

/// One thing that a claim may say or not: a digit of the trials.
struct Unknown {
    enum class Kind { field, pair, entry, number };

    Kind kind = Kind::field;
    std::string first;
    std::string second;
    std::vector<std::int64_t> numbers; ///< one of each range; others are yes or no
    std::size_t value = 0;

    std::size_t size() const { return kind == Kind::number ? numbers.size() : 2; }
};

class Trials {
  public:
    Trials(const Dimension& dimension, const Situation& situation) : dimension_(dimension) {
        for (const Derivation& line : dimension.derive) {
            const bool open = holds(line.only, situation.selection) &&
                              situation.lookup.matches(line.when, situation.at);
            considered_.push_back(open);
            for (const Test& test : open ? line.tests : std::vector<Test>{}) {
                note(test);
            }
        }
    }

    Reach run() {
        Reach reach{std::vector<bool>(dimension_.derive.size()), false, {}};
        std::size_t count = 1;
        for (const Unknown& unknown : unknowns_) {
            count = count > trial_limit ? count : count * unknown.size();
        }
        if (count > trial_limit) {
            return anything();
        }
        do {
            const std::size_t line = deciding();
            if (line < reach.lines.size()) {
                reach.lines[line] = true;
            } else if (!reach.open) {
                reach.open = true;
                reach.numbers = numbers();
            }
        } while (next());
        return reach;
    }

  private:
    Unknown& of(Unknown::Kind kind, const std::string& first, const std::string& second = {}) {
        const auto known = std::ranges::find_if(unknowns_, [&](const Unknown& one) {
            return one.kind == kind && one.first == first && one.second == second;
        });
        return known != unknowns_.end()
                   ? *known
                   : unknowns_.emplace_back(Unknown{kind, first, second, {}, 0});
    }

    void note(const Test& test) {
        switch (test.kind) {
        case Test::Kind::equal:
            of(Unknown::Kind::field, test.field);
            of(Unknown::Kind::field, test.other);
            of(Unknown::Kind::pair, test.field, test.other);
            break;
        case Test::Kind::in_list:
            of(Unknown::Kind::field, test.field);
            of(Unknown::Kind::entry, test.field, test.other);
            break;
        case Test::Kind::absent:
        case Test::Kind::present:
            of(Unknown::Kind::field, test.field);
            break;
        case Test::Kind::between: {
            std::set<std::int64_t> cuts{0, test.at_least};
            if (test.at_most < std::numeric_limits<std::int64_t>::max()) {
                cuts.insert(test.at_most + 1);
            }
            std::vector<std::int64_t>& numbers = of(Unknown::Kind::number, test.field).numbers;
            cuts.insert(numbers.begin(), numbers.end());
            numbers.assign(cuts.begin(), cuts.end());
            break;
        }
        }
    }

    std::size_t value(Unknown::Kind kind, const std::string& first,
                      const std::string& second = {}) const {
        const auto known = std::ranges::find_if(unknowns_, [&](const Unknown& one) {
            return one.kind == kind && one.first == first && one.second == second;
        });
        return known->value;
    }

    bool passes(const Test& test) const {
        using enum Unknown::Kind;
        if (test.kind == Test::Kind::between) {
            const auto known = std::ranges::find_if(unknowns_, [&](const Unknown& one) {
                return one.kind == number && one.first == test.field;
            });
            const std::int64_t said = known->numbers[known->value];
            return test.at_least <= said && said <= test.at_most;
        }
        const bool given = value(field, test.field) != 0;
        if (test.kind == Test::Kind::equal) {
            return given && value(field, test.other) != 0 &&
                   value(pair, test.field, test.other) != 0;
        }
        if (test.kind == Test::Kind::in_list) {
            return given && value(entry, test.field, test.other) != 0;
        }
        return test.kind == Test::Kind::absent ? !given : given;
    }

    std::size_t deciding() const {
        for (std::size_t l = 0; l < considered_.size(); ++l) {
            if (considered_[l] &&
                std::ranges::all_of(dimension_.derive[l].tests,
                                    [&](const Test& test) { return passes(test); })) {
                return l;
            }
        }
        return considered_.size();
    }

    std::vector<std::pair<std::string, std::int64_t>> numbers() const {
        std::vector<std::pair<std::string, std::int64_t>> list;
        for (const Unknown& unknown : unknowns_) {
            if (unknown.kind == Unknown::Kind::number) {
                list.emplace_back(unknown.first, unknown.numbers[unknown.value]);
            }
        }
        return list;
    }

    bool next() {
        for (Unknown& unknown : unknowns_) {
            if (++unknown.value < unknown.size()) {
                return true;
            }
            unknown.value = 0;
        }
        return false;
    }

    Reach anything() const {
        Reach reach{considered_, true, {}};
        for (std::size_t l = 0; l < considered_.size(); ++l) {
            if (!reach.open) {
                reach.lines[l] = false;
            } else if (considered_[l] && dimension_.derive[l].tests.empty()) {
                reach.open = false;
            }
        }
        return reach;
    }

    const Dimension& dimension_;
    std::vector<bool> considered_;
    std::vector<Unknown> unknowns_;
};

} // namespace

Reach reach(const Dimension& dimension, const Situation& situation) {
    return Trials(dimension, situation).run();
}

std::uint64_t values_of(const Dimension& dimension, const Reach& reach) {
    std::uint64_t values = 0;
    for (std::size_t l = 0; l < reach.lines.size(); ++l) {
        if (reach.lines[l]) {
            const auto value =
                std::ranges::find(dimension.values, dimension.derive[l].value, &DimensionValue::id);
            values |= std::uint64_t{1} << static_cast<unsigned>(value - dimension.values.begin());
        }
    }
    return values;
}

bool is_function(const Dimension& dimension) {
    return detail::Layout::is_function(dimension);
}

} // namespace reimburse::check
