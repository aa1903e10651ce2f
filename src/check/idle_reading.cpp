// SPDX-License-Identifier: MIT
#include "check/figures.hpp"
#include "check/lints.hpp"
#include "check/plan_rows.hpp"
#include "check/scope.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace reimburse::check {

namespace {

/// A plan as what it does with every claim: its rows, and which line of a decision list leads
/// there.
class Effects {
  public:
    explicit Effects(const Plan& plan)
        : decided_by_(plan.policy.decided_by), month_(plan.policy.benefit_year.month),
          day_(plan.policy.benefit_year.day) {
        for (const Digit& digit : plan.digits) {
            const Dimension& dimension = plan.policy.dimensions[digit.dimension];
            for (const Derivation& line : dimension.derive) {
                lines_.push_back(holds(line.only, plan.selection));
            }
        }
        rows_.reserve(plan.rows.size());
        for (const PlanRow& row : plan.rows) {
            rows_.push_back(effects_of(plan, row));
        }
    }

    bool operator==(const Effects&) const = default;

  private:
    std::string decided_by_;
    unsigned month_;
    unsigned day_;
    std::vector<bool> lines_;
    std::vector<std::vector<std::int64_t>> rows_;
};

class Readings {
  public:
    explicit Readings(const Subject& subject) {
        effects_.reserve(subject.plans.size());
        for (const Plan& plan : subject.plans) {
            numbers_[plan.selection] = effects_.size();
            effects_.emplace_back(plan);
        }
    }

    /// Whether some selection settles a claim otherwise where the reading has `value`.
    bool matters(const Reading& reading, const std::string& value) const {
        for (const auto& [selection, number] : numbers_) {
            if (selection.at(reading.id) != value) {
                continue;
            }
            Selection other = selection;
            other[reading.id] = reading.values.front().id;
            const auto pair = numbers_.find(other);
            if (pair != numbers_.end() && effects_[pair->second] != effects_[number]) {
                return true;
            }
        }
        return false;
    }

  private:
    std::map<Selection, std::size_t> numbers_;
    std::vector<Effects> effects_;
};

/// The readings of benefits whose cells refuse every claim: nobody knows what they would change.
std::set<std::string, std::less<>> hidden_readings(const Subject& subject) {
    std::set<std::string> settled;
    for (const Plan& plan : subject.plans) {
        for (const BenefitStep& step : plan.steps) {
            settled.insert(plan.benefits[step.benefit].id);
        }
    }
    std::set<std::string, std::less<>> hidden;
    for (const Benefit& benefit : subject.policy.benefits) {
        const bool has_figures = !figures_of(benefit).empty();
        if (has_figures && !settled.contains(benefit.id)) {
            Scope scope(subject.policy);
            scope.add(benefit);
            for (const BenefitRounding& rounding : benefit.roundings) {
                scope.add(rounding.only);
            }
            hidden.merge(scope.readings());
        }
    }
    return hidden;
}

} // namespace

Findings idle_readings(const Subject& subject) {
    const Readings readings(subject);
    const auto hidden = hidden_readings(subject);
    Findings findings;
    for (const Reading& reading : subject.policy.readings) {
        for (std::size_t v = 1; v < reading.values.size(); ++v) {
            const std::string& value = reading.values[v].id;
            if (!hidden.contains(reading.id) && !readings.matters(reading, value)) {
                findings.push_back({reading.id + "." + value,
                                    reading.place,
                                    reading.clause,
                                    {"解读 " + reading.id + "=" + value + " 与默认结果相同",
                                     "reading " + reading.id + "=" + value +
                                         " settles every claim as the default does"}});
            }
        }
        if (reading.values.size() < 2) {
            findings.push_back({reading.id,
                                reading.place,
                                reading.clause,
                                {"解读 " + reading.id + " 只有一个取值",
                                 "reading " + reading.id + " has one value only"},
                                false,
                                {"请写出另一种解读，没有则删去",
                                 "state the other way to read the clause, or remove it"}});
        }
    }
    return findings;
}

} // namespace reimburse::check
