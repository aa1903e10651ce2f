// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/format.hpp"
#include "reimburse/settle/claim.hpp"
#include "reimburse/settle/decision.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace reimburse {

/// Finds a claim's row and registers: the last step in which texts are looked at. Keep one for each
/// thread; reading a claim allocates only where there is a problem to report.
class Classifier {
  public:
    explicit Classifier(const Plan& plan)
        : plan_(plan), values_(plan.policy.dimensions.size()), measures_(plan.measure_count) {
        for (const Dimension& dimension : plan.policy.dimensions) {
            from_.push_back(field_or_none(dimension.in_force_from));
            to_.push_back(field_or_none(dimension.in_force_to));
            absent_.push_back(number_of(dimension, dimension.absent_means));
            otherwise_.push_back(number_of(dimension, dimension.otherwise));
            decisions_.emplace_back(plan, dimension);
        }
        decided_ = *Claim::field(plan, plan.policy.decided_by);
        age_ = Claim::field(plan, "age").value_or(none);
        if (age_ != none && plan.fields[age_].kind != FieldKind::count) {
            age_ = none;
        }
        field_of_dimension_.assign(values_.size(), detail::no_field);
        for (std::size_t f = 0; f < plan.fields.size(); ++f) {
            if (plan.fields[f].kind == FieldKind::dimension) {
                field_of_dimension_[plan.fields[f].dimension] = f;
            }
        }
        find_needed();
    }

    /// First step: what the claim says by itself, before its accumulators are known. Problems:
    /// E401 missing, E403 eligible above total, E404 outside the policy, E406 dates reversed.
    bool read(const Claim& claim, Problems& problems) {
        const std::size_t before = problems.size();
        for (std::size_t f = 0; f < plan_.fields.size(); ++f) {
            const Field& field = plan_.fields[f];
            const Claim::Entry& entry = claim.at(f);
            const bool amount = field.kind == FieldKind::money || field.kind == FieldKind::count;
            if (amount) {
                measures_[field.measure] = entry.number;
            }
            const bool from_birth = f == age_ && claim.at(ClaimField::birth_date).given;
            if (field.required && !entry.given && !from_birth && !from_facility(claim, field)) {
                problems.push_back(
                    {Code::missing_field, {{"field", field.name}}, {"", field.name}, {}});
            }
        }
        check_amounts(claim, problems);
        check_dates(claim, problems);
        check_age(claim, problems);
        check_facility(claim, problems);
        return problems.size() == before;
    }

    /// Second step, with the slots of the claim's periods: its row. Precondition: read() was true.
    const PlanRow& row(const Claim& claim, std::span<const std::int64_t> slots) {
        return plan_.row(decided(), index(claim, slots, {}));
    }

    /// A dimension, and the value it is taken to have whatever the claim says.
    struct Forced {
        std::size_t dimension = 0;
        std::uint8_t value = 0;
    };

    /// The index of the row, as if some dimensions had other values; what is derived from them
    /// follows. Precondition: read() was true.
    std::uint32_t index(const Claim& claim, std::span<const std::int64_t> slots,
                        std::span<const Forced> forced) {
        assumed_.clear();
        for (const std::size_t d : needed_) {
            const auto other = std::ranges::find(forced, d, &Forced::dimension);
            if (other != forced.end()) {
                values_[d] = other->value;
            } else {
                values_[d] = field_of_dimension_[d] != detail::no_field ? stated(claim, d)
                                                                        : derived(claim, d, slots);
            }
        }
        index_ = 0;
        for (const Digit& digit : plan_.digits) {
            index_ += digit.stride * values_[digit.dimension];
        }
        return index_;
    }

    /// The dimensions that decide the row, and the values of all, as they were found last.
    std::span<const std::size_t> needed() const { return needed_; }

    std::span<const std::uint8_t> values() const { return values_; }

    /// The claim's index, as it was found last.
    std::uint32_t index() const { return index_; }

    /// The date that decides which rules hold.
    Date decided() const { return day_; }

    std::span<const std::int64_t> measures() const { return measures_; }

    /// What had to be assumed to find the row.
    std::span<const Derivation* const> assumed() const { return assumed_; }

  private:
    static constexpr std::size_t none = detail::no_field;

    static std::uint8_t number_of(const Dimension& dimension, std::string_view value) {
        return static_cast<std::uint8_t>(dimension.position(value).value_or(0));
    }

    /// The digits, and what their decision lists look at, in order of declaration.
    void find_needed() {
        std::vector<bool> needed(values_.size());
        for (const Digit& digit : plan_.digits) {
            needed[digit.dimension] = true;
        }
        for (std::size_t d = values_.size(); d-- > 0;) { // a list looks at earlier dimensions only
            if (needed[d]) {
                for (const detail::CodedLine& line : decisions_[d].lines()) {
                    for (const auto& [dimension, mask] : line.when) {
                        needed[dimension] = true;
                    }
                }
            }
        }
        for (std::size_t d = 0; d < needed.size(); ++d) {
            if (needed[d]) {
                needed_.push_back(d);
            }
        }
    }

    std::size_t field_or_none(std::string_view name) const {
        return name.empty() ? none : *Claim::field(plan_, name);
    }

    void check_amounts(const Claim& claim, Problems& problems) {
        const Claim::Entry& total = claim.at(ClaimField::total);
        const Claim::Entry& eligible = claim.at(ClaimField::eligible);
        if (total.given && eligible.given && eligible.number > total.number) {
            problems.push_back(
                {Code::eligible_above_total,
                 {{"eligible", std::string(eligible.text)}, {"total", std::string(total.text)}},
                 {"", "eligible"},
                 {}});
        }
        measures_[scope_register] = measures_[total_register] - measures_[eligible_register];
    }

    void check_dates(const Claim& claim, Problems& problems) {
        const Claim::Entry& entry = claim.at(decided_);
        if (entry.given) {
            day_ = Date::from_days(static_cast<std::int32_t>(entry.number));
            const DateSpan& valid = plan_.policy.valid;
            const bool open = valid.to == Date::last_open();
            if (!valid.contains(day_)) {
                problems.push_back(
                    {Code::outside_validity,
                     {{"date", day_.text()},
                      {"first", valid.from.text()},
                      {"last", open ? "not set" : Date::from_days(valid.to.days() - 1).text()},
                      {"last_zh", open ? "未定" : Date::from_days(valid.to.days() - 1).text()}},
                     {"", plan_.policy.decided_by},
                     {}});
            }
        }
        check_order(claim, static_cast<std::size_t>(ClaimField::admission_date),
                    static_cast<std::size_t>(ClaimField::discharge_date), problems);
        for (std::size_t d = 0; d < from_.size(); ++d) {
            if (from_[d] != none && to_[d] != none) {
                check_order(claim, from_[d], to_[d], problems);
            }
        }
    }

    void check_order(const Claim& claim, std::size_t first, std::size_t last,
                     Problems& problems) const {
        const Claim::Entry& from = claim.at(first);
        const Claim::Entry& to = claim.at(last);
        if (from.given && to.given && to.number < from.number) {
            problems.push_back({Code::span_reversed,
                                {{"from_field", plan_.fields[first].name},
                                 {"from", std::string(from.text)},
                                 {"to_field", plan_.fields[last].name},
                                 {"to", std::string(to.text)}},
                                {"", plan_.fields[last].name},
                                {}});
        }
    }

    /// A policy that asks for the age takes it from the date of birth where it is not stated.
    void check_age(const Claim& claim, Problems& problems) {
        const Claim::Entry& birth = claim.at(ClaimField::birth_date);
        if (age_ == none || !birth.given || birth.number == 0) {
            return;
        }
        const std::int64_t years =
            years_between(Date::from_days(static_cast<std::int32_t>(birth.number)), day_);
        const Claim::Entry& stated = claim.at(age_);
        if (years < 0 || (stated.given && stated.number != years)) {
            problems.push_back({Code::contradictory_fields,
                                {{"field", stated.given ? "age" : "birth_date"},
                                 {"text", std::string(stated.given ? stated.text : birth.text)},
                                 {"other", "birth_date " + std::string(birth.text)}},
                                {"", "birth_date"},
                                {}});
            return;
        }
        measures_[plan_.fields[age_].measure] = years;
    }

    const Facility* facility(const Claim& claim) const {
        const Claim::Entry& id = claim.at(ClaimField::facility_id);
        const auto& known = plan_.policy.facilities;
        if (!id.given || known.empty()) {
            return nullptr;
        }
        const auto found =
            std::ranges::lower_bound(known, id.text, std::less<>{},
                                     [](const Facility& f) { return std::string_view(f.id); });
        return found != known.end() && found->id == id.text ? &*found : nullptr;
    }

    /// What the facility list says of a field; empty: nothing.
    std::string_view listed(const Claim& claim, std::string_view field) const {
        if (const Facility* known = facility(claim)) {
            for (const auto& [name, value] : known->fields) {
                if (name == field) {
                    return value;
                }
            }
        }
        return {};
    }

    bool from_facility(const Claim& claim, const Field& field) const {
        return !listed(claim, field.name).empty();
    }

    void check_facility(const Claim& claim, Problems& problems) const {
        const Facility* known = facility(claim);
        if (known == nullptr) {
            return;
        }
        for (const auto& [name, value] : known->fields) {
            const Claim::Entry* said = claim.find(name);
            if (said != nullptr && said->given && said->text != value) {
                problems.push_back({Code::contradictory_fields,
                                    {{"field", name},
                                     {"text", std::string(said->text)},
                                     {"other", "facility_id " + known->id + " = " + value}},
                                    {"", name},
                                    {}});
            }
        }
    }

    std::string_view text(const Claim& claim, std::size_t field) const {
        if (field == none) {
            return {};
        }
        const Claim::Entry& entry = claim.at(field);
        return entry.given ? entry.text : listed(claim, plan_.fields[field].name);
    }

    std::uint8_t stated(const Claim& claim, std::size_t d) const {
        const Claim::Entry& entry = claim.at(field_of_dimension_[d]);
        if (!entry.given) {
            const Dimension& dimension = plan_.policy.dimensions[d];
            const std::string_view known = listed(claim, dimension.id);
            return known.empty() ? absent_[d] : number_of(dimension, known);
        }
        const std::int64_t day = day_.days();
        const bool early =
            from_[d] != none && claim.at(from_[d]).given && day < claim.at(from_[d]).number;
        const bool late = to_[d] != none && claim.at(to_[d]).given && day > claim.at(to_[d]).number;
        return early || late ? otherwise_[d] : static_cast<std::uint8_t>(entry.number);
    }

    std::uint8_t derived(const Claim& claim, std::size_t d, std::span<const std::int64_t> slots) {
        for (const detail::CodedLine& line : decisions_[d].lines()) {
            const bool holds = std::ranges::all_of(line.when, [&](const auto& condition) {
                return (condition.second >> values_[condition.first] & 1U) != 0;
            });
            if (holds && std::ranges::all_of(line.tests, [&](const detail::CodedTest& test) {
                    return passes(claim, test, slots);
                })) {
                if (line.assumes != nullptr) {
                    assumed_.push_back(line.assumes);
                }
                return line.value;
            }
        }
        return 0; // the reader lets no decision list end without an unconditional line
    }

    bool passes(const Claim& claim, const detail::CodedTest& test,
                std::span<const std::int64_t> slots) const {
        switch (test.test->kind) {
        case Test::Kind::equal: {
            const std::string_view said = text(claim, test.field);
            return !said.empty() && said == text(claim, test.other);
        }
        case Test::Kind::in_list:
            return test.list != nullptr && is_listed(*test.list, text(claim, test.field));
        case Test::Kind::absent:
            return text(claim, test.field).empty();
        case Test::Kind::present:
            return !text(claim, test.field).empty();
        case Test::Kind::between:
            break;
        }
        std::int64_t number = 0;
        if (test.slot >= 0) {
            number = slots[static_cast<std::size_t>(test.slot)];
        } else if (test.field != none) {
            const Field& field = plan_.fields[test.field];
            const bool measured = field.kind == FieldKind::money || field.kind == FieldKind::count;
            number = measured ? measures_[field.measure] : claim.at(test.field).number;
        }
        return test.test->at_least <= number && number <= test.test->at_most;
    }

    static bool is_listed(const NamedList& list, std::string_view said) {
        return !said.empty() && std::ranges::any_of(list.entries, [&](std::string_view entry) {
            return entry.ends_with('*') ? said.starts_with(entry.substr(0, entry.size() - 1))
                                        : entry == said;
        });
    }

    const Plan& plan_;
    std::vector<std::uint8_t> values_;
    std::vector<std::int64_t> measures_;
    std::vector<std::size_t> from_;
    std::vector<std::size_t> to_;
    std::vector<std::size_t> field_of_dimension_;
    std::vector<std::uint8_t> absent_;
    std::vector<std::uint8_t> otherwise_;
    std::vector<detail::DecisionList> decisions_;
    std::vector<std::size_t> needed_; ///< dimensions that decide the row
    std::vector<const Derivation*> assumed_;
    std::size_t decided_ = 0;
    std::size_t age_ = none;
    std::uint32_t index_ = 0;
    Date day_;
};

} // namespace reimburse
