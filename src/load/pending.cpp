// SPDX-License-Identifier: MIT
#include "load/pending.hpp"

#include "load/suggest.hpp"
#include "load/table_names.hpp"
#include "reimburse/rules/switches.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace reimburse::load {

namespace {

/// Selections of more readings than this are left to the compiler, which sees one at a time.
constexpr std::size_t selection_limit = 4096;

template <class T>
std::vector<std::string_view> ids_of(const std::vector<T>& list) {
    std::vector<std::string_view> ids;
    ids.reserve(list.size());
    for (const T& one : list) {
        ids.emplace_back(one.id);
    }
    return ids;
}

template <class T>
const T* find(const std::vector<T>& list, std::string_view id) {
    const auto found = std::ranges::find(list, id, &T::id);
    return found == list.end() ? nullptr : &*found;
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
        text += text.empty() ? "" : ", ";
        text += word;
    }
    return text;
}

std::string described(const Selection& selection) {
    std::string text;
    for (const auto& [reading, value] : selection) {
        text += (text.empty() ? "" : ", ") + reading + "=" + value;
    }
    return text;
}

/// Every selection of the readings that the conditions speak of; none if one of them is unknown
/// (which is a problem of its own) or if there are too many.
std::vector<Selection> selections(const Policy& policy,
                                  const std::vector<const Only*>& conditions) {
    std::vector<Selection> list{{}};
    for (const Only* only : conditions) {
        for (const ReadingIs& condition : *only) {
            const Reading* reading = find(policy.readings, condition.reading);
            if (reading == nullptr || list.size() * reading->values.size() > selection_limit) {
                return {};
            }
            if (list.empty() || list.front().contains(reading->id)) {
                continue;
            }
            std::vector<Selection> longer;
            for (const Selection& selection : list) {
                for (const ReadingValue& value : reading->values) {
                    longer.push_back(selection);
                    longer.back()[reading->id] = value.id;
                }
            }
            list = std::move(longer);
        }
    }
    return list;
}

class Resolver {
  public:
    explicit Resolver(const Policy& policy) : policy_(policy) {}

    void judge(const Pending& pending) {
        using enum Pending::Kind;
        switch (pending.kind) {
        case dimension:
            known(pending, policy_.dimensions, Code::unknown_dimension);
            break;
        case dimension_value:
            judge_dimension_value(pending);
            break;
        case reading:
            judge_reading(pending);
            break;
        case reading_value:
            judge_reading_value(pending);
            break;
        case benefit:
            known(pending, policy_.benefits, Code::unknown_benefit);
            break;
        case earlier_benefit:
            judge_earlier(pending);
            break;
        case accumulator:
            judge_accumulator(pending);
            break;
        case amount:
            judge_amount(pending);
            break;
        case measure:
            judge_measure(pending);
            break;
        case tested:
            judge_tested(pending);
            break;
        case index:
            known(pending, policy_.indices, Code::unknown_list, "index");
            break;
        case list:
            known(pending, policy_.lists, Code::unknown_list, "list");
            break;
        case clause:
            judge_clause(pending);
            break;
        case table:
            judge_table(pending);
            break;
        case roundings:
            judge_roundings(pending);
            break;
        case orders:
            exactly_one(pending, "orders", policy_.orders);
            break;
        case deciding_dates:
            exactly_one(pending, "decided_by", policy_.deciding_dates);
            break;
        case benefit_years:
            exactly_one(pending, "benefit_year", policy_.benefit_years);
            break;
        case alternatives:
            judge_alternatives(pending);
            break;
        }
    }

    Problems take() { return std::move(problems_); }

  private:
    void report(const Pending& pending, Code code, Problem::Arguments arguments) {
        problems_.push_back({code, std::move(arguments), pending.place, {}});
    }

    void unknown(const Pending& pending, Code code, const std::vector<std::string_view>& ids,
                 std::string_view what = {}) {
        Problem::Arguments arguments{{"name", pending.name},
                                     {"suggestion", suggestion(pending.name, ids)}};
        if (!what.empty()) {
            arguments.emplace_back("what", what);
        }
        report(pending, code, std::move(arguments));
    }

    template <class T>
    bool known(const Pending& pending, const std::vector<T>& list, Code code,
               std::string_view what = {}) {
        if (find(list, pending.name) != nullptr) {
            return true;
        }
        unknown(pending, code, ids_of(list), what);
        return false;
    }

    void judge_dimension_value(const Pending& pending) {
        const Dimension* dimension = find(policy_.dimensions, pending.name);
        if (dimension == nullptr || find(dimension->values, pending.value) != nullptr) {
            return;
        }
        const auto ids = ids_of(dimension->values);
        report(pending, Code::unknown_value,
               {{"field", pending.name},
                {"text", pending.value},
                {"suggestion", suggestion(pending.value, ids)},
                {"known", joined(ids)}});
    }

    void judge_reading(const Pending& pending) {
        if (find(policy_.readings, pending.name) == nullptr) {
            const auto ids = ids_of(policy_.readings);
            report(pending, Code::unknown_reading,
                   {{"name", pending.name},
                    {"suggestion", suggestion(pending.name, ids)},
                    {"known", joined(ids)}});
        }
    }

    void judge_reading_value(const Pending& pending) {
        const Reading* reading = find(policy_.readings, pending.name);
        if (reading == nullptr || find(reading->values, pending.value) != nullptr) {
            return;
        }
        const auto ids = ids_of(reading->values);
        report(pending, Code::unknown_reading_value,
               {{"name", pending.name},
                {"text", pending.value},
                {"suggestion", suggestion(pending.value, ids)},
                {"known", joined(ids)}});
    }

    /// Earlier in the list, or in one of the orders: under another order the part is 0.
    void judge_earlier(const Pending& pending) {
        if (!known(pending, policy_.benefits, Code::unknown_benefit)) {
            return;
        }
        const auto before = [&](const std::vector<std::string_view>& ids) {
            const auto own = std::ranges::find(ids, pending.value);
            return std::find(ids.begin(), own, pending.name) != own;
        };
        bool earlier = before(ids_of(policy_.benefits));
        for (const Order& order : policy_.orders) {
            earlier = earlier || before({order.benefits.begin(), order.benefits.end()});
        }
        if (!earlier) {
            report(pending, Code::not_an_earlier_benefit, {{"name", pending.name}});
        }
    }

    void judge_accumulator(const Pending& pending) {
        if (!known(pending, policy_.accumulators, Code::unknown_accumulator)) {
            return;
        }
        if (find(policy_.accumulators, pending.name)->is_count) {
            report(pending, Code::contradictory_rule,
                   {{"what", "accumulator \"" + pending.name +
                                 "\" counts claims, where a sum of money is needed"},
                    {"what_zh", "累计“" + pending.name + "”是次数，此处须为金额"}});
        }
    }

    /// The declared measure; null where it is one of the claim's own, or unknown.
    const Measure* judge_measure(const Pending& pending) {
        constexpr std::array<std::string_view, 3> own{"eligible", "total", "out_of_scope"};
        if (std::ranges::find(own, pending.name) != own.end()) {
            return nullptr;
        }
        const Measure* measure = find(policy_.measures, pending.name);
        if (measure == nullptr) {
            auto ids = ids_of(policy_.measures);
            ids.insert(ids.end(), own.begin(), own.end());
            unknown(pending, Code::unknown_measure, ids);
        }
        return measure;
    }

    void judge_amount(const Pending& pending) {
        const Measure* measure = judge_measure(pending);
        if (measure != nullptr && measure->is_count) {
            report(pending, Code::contradictory_rule,
                   {{"what", "measure \"" + pending.name +
                                 "\" is a count, where an amount of money is needed"},
                    {"what_zh", "计量“" + pending.name + "”是次数，此处须为金额"}});
        }
    }

    void judge_tested(const Pending& pending) {
        if (find(policy_.accumulators, pending.name) == nullptr &&
            find(policy_.measures, pending.name) == nullptr) {
            auto ids = ids_of(policy_.measures);
            const auto more = ids_of(policy_.accumulators);
            ids.insert(ids.end(), more.begin(), more.end());
            unknown(pending, Code::unknown_measure, ids);
        }
    }

    void judge_clause(const Pending& pending) {
        std::vector<std::string_view> ids;
        for (const Source& source : policy_.sources) {
            const auto more = ids_of(source.clauses);
            ids.insert(ids.end(), more.begin(), more.end());
        }
        if (std::ranges::find(ids, pending.name) == ids.end()) {
            unknown(pending, Code::unknown_clause, ids);
        }
    }

    void judge_table(const Pending& pending) {
        std::vector<std::string> names;
        for (const auto& [name, table] : tables_of(policy_)) {
            if (stands_for(pending.name, name)) {
                return;
            }
            names.push_back(name);
        }
        report(pending, Code::overlay_target_unknown,
               {{"name", pending.name}, {"suggestion", suggestion(pending.name, names)}});
    }

    void judge_roundings(const Pending& pending) {
        const Benefit* benefit = find(policy_.benefits, pending.name);
        if (benefit != nullptr) {
            exactly_one(pending, "rounding of " + pending.name, benefit->roundings);
        }
    }

    void judge_alternatives(const Pending& pending) {
        const Benefit* benefit = find(policy_.benefits, pending.name);
        if (benefit == nullptr) {
            return;
        }
        visit_switches(*benefit, [&](std::string_view key, const auto&, const auto& alternatives) {
            if (key == pending.value) {
                exactly_one(pending, pending.value + " of " + pending.name, alternatives);
            }
        });
    }

    /// One of the alternatives holds under every selection of readings.
    template <class T>
    void exactly_one(const Pending& pending, const std::string& what,
                     const std::vector<T>& alternatives) {
        std::vector<const Only*> conditions;
        for (const T& alternative : alternatives) {
            conditions.push_back(&alternative.only);
        }
        for (const Selection& selection : selections(policy_, conditions)) {
            const auto count = std::ranges::count_if(
                conditions, [&](const Only* only) { return holds(*only, selection); });
            if (count != 1) {
                report(pending, Code::not_one_alternative,
                       {{"what", what},
                        {"count", std::to_string(count)},
                        {"readings", selection.empty() ? "-" : described(selection)}});
                return;
            }
        }
    }

    const Policy& policy_;
    Problems problems_;
};

} // namespace

Problems resolve(const std::vector<Pending>& pending, const Policy& policy) {
    Resolver resolver(policy);
    for (const Pending& one : pending) {
        resolver.judge(one);
    }
    return resolver.take();
}

void sort_by_place(Problems& problems) {
    std::multimap<std::pair<int, int>, Problem> sorted; // equals keep their order
    for (Problem& problem : problems) {
        const std::pair place(problem.place.line, problem.place.column);
        sorted.emplace(place, std::move(problem));
    }
    problems.clear();
    for (auto& [place, problem] : sorted) {
        problems.push_back(std::move(problem));
    }
}

} // namespace reimburse::load
