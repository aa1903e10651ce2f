// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/format.hpp"
#include "reimburse/settle/claim.hpp"

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
        }
        decided_ = *Claim::field(plan, plan.policy.decided_by);
        field_of_dimension_.assign(values_.size(), none);
        for (std::size_t f = 0; f < plan.fields.size(); ++f) {
            if (plan.fields[f].kind == FieldKind::dimension) {
                field_of_dimension_[plan.fields[f].dimension] = f;
            }
        }
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
            if (field.required && !entry.given && !from_facility(claim, field)) {
                problems.push_back(
                    {Code::missing_field, {{"field", field.name}}, {"", field.name}, {}});
            }
        }
        check_amounts(claim, problems);
        check_dates(claim, problems);
        check_facility(claim, problems);
        return problems.size() == before;
    }

    /// Second step, with the slots of the claim's periods: its row. Precondition: read() was true.
    const PlanRow& row(const Claim& claim, std::span<const std::int64_t> slots) {
        assumed_.clear();
        const auto& dimensions = plan_.policy.dimensions;
        for (std::size_t d = 0; d < dimensions.size(); ++d) {
            values_[d] = dimensions[d].derive.empty() ? stated(claim, d) : derived(claim, d, slots);
        }
        std::uint32_t index = 0;
        for (const Digit& digit : plan_.digits) {
            index += digit.stride * values_[digit.dimension];
        }
        return plan_.row(decided(), index);
    }

    /// The date that decides which rules hold.
    Date decided() const { return day_; }

    std::span<const std::int64_t> measures() const { return measures_; }

    /// What had to be assumed to find the row.
    std::span<const Derivation* const> assumed() const { return assumed_; }

  private:
    static constexpr std::size_t none = ~std::size_t{0};

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
            if (!valid.contains(day_)) {
                problems.push_back({Code::outside_validity,
                                    {{"date", day_.text()},
                                     {"first", valid.from.text()},
                                     {"last", Date::from_days(valid.to.days() - 1).text()}},
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

    std::string_view text(const Claim& claim, std::string_view field) const {
        const Claim::Entry* entry = claim.find(field);
        return entry != nullptr && entry->given ? entry->text : listed(claim, field);
    }

    std::uint8_t value(std::size_t dimension, std::string_view id) const {
        const auto& values = plan_.policy.dimensions[dimension].values;
        const auto found = std::ranges::find(values, id, &DimensionValue::id);
        return static_cast<std::uint8_t>(found - values.begin());
    }

    std::uint8_t stated(const Claim& claim, std::size_t d) const {
        const Dimension& dimension = plan_.policy.dimensions[d];
        const Claim::Entry& entry = claim.at(field_of_dimension_[d]);
        if (!entry.given) {
            const std::string_view known = listed(claim, dimension.id);
            return value(d, known.empty() ? dimension.absent_means : known);
        }
        const std::int64_t day = day_.days();
        const bool early =
            from_[d] != none && claim.at(from_[d]).given && day < claim.at(from_[d]).number;
        const bool late = to_[d] != none && claim.at(to_[d]).given && day > claim.at(to_[d]).number;
        return early || late ? value(d, dimension.otherwise)
                             : static_cast<std::uint8_t>(entry.number);
    }

    std::uint8_t derived(const Claim& claim, std::size_t d, std::span<const std::int64_t> slots) {
        for (const Derivation& line : plan_.policy.dimensions[d].derive) {
            if (holds(line.only, plan_.selection) && matches(line.when) &&
                std::ranges::all_of(line.tests,
                                    [&](const Test& test) { return passes(claim, test, slots); })) {
                if (!line.assumption.zh.empty() || !line.assumption.en.empty()) {
                    assumed_.push_back(&line);
                }
                return value(d, line.value);
            }
        }
        return 0; // the reader lets no decision list end without an unconditional line
    }

    bool matches(const When& when) const {
        return std::ranges::all_of(when, [&](const DimensionIs& condition) {
            for (std::size_t d = 0; d < values_.size(); ++d) {
                const Dimension& dimension = plan_.policy.dimensions[d];
                if (dimension.id == condition.dimension) {
                    return std::ranges::find(condition.values, dimension.values[values_[d]].id) !=
                           condition.values.end();
                }
            }
            return false;
        });
    }

    bool passes(const Claim& claim, const Test& test, std::span<const std::int64_t> slots) const {
        const std::string_view said =
            test.kind == Test::Kind::between ? std::string_view{} : text(claim, test.field);
        switch (test.kind) {
        case Test::Kind::equal:
            return !said.empty() && said == text(claim, test.other);
        case Test::Kind::in_list:
            return in_list(test.other, said);
        case Test::Kind::absent:
            return said.empty();
        case Test::Kind::present:
            return !said.empty();
        case Test::Kind::between:
            break;
        }
        const std::int64_t number = number_of(claim, test.field, slots);
        return test.at_least <= number && number <= test.at_most;
    }

    bool in_list(std::string_view list, std::string_view said) const {
        const auto known = std::ranges::find(plan_.policy.lists, list, &NamedList::id);
        return !said.empty() && known != plan_.policy.lists.end() &&
               std::ranges::any_of(known->entries, [&](std::string_view entry) {
                   return entry.ends_with('*') ? said.starts_with(entry.substr(0, entry.size() - 1))
                                               : entry == said;
               });
    }

    std::int64_t number_of(const Claim& claim, std::string_view name,
                           std::span<const std::int64_t> slots) const {
        for (std::size_t s = 0; s < slots.size(); ++s) {
            if (plan_.accumulators[s].id == name) {
                return slots[s];
            }
        }
        const Claim::Entry* entry = claim.find(name);
        return entry != nullptr ? entry->number : 0;
    }

    const Plan& plan_;
    std::vector<std::uint8_t> values_;
    std::vector<std::int64_t> measures_;
    std::vector<std::size_t> from_;
    std::vector<std::size_t> to_;
    std::vector<std::size_t> field_of_dimension_;
    std::vector<const Derivation*> assumed_;
    std::size_t decided_ = 0;
    Date day_;
};

} // namespace reimburse
