// SPDX-License-Identifier: MIT
// What a decoder is to read from which column.
#include "load/row_decoder.hpp"

#include <algorithm>
#include <utility>

namespace reimburse::load {

namespace {

/// Names of fields that decide a row beside the dimensions that the claim states.
std::vector<std::string_view> telling_names(const Plan& plan) {
    std::vector<std::string_view> names;
    for (const Dimension& dimension : plan.policy.dimensions) {
        for (const Derivation& line : dimension.derive) {
            for (const Test& test : line.tests) {
                names.insert(names.end(), {test.field, test.other});
            }
        }
    }
    if (!plan.policy.facilities.empty()) {
        names.emplace_back("facility_id");
    }
    for (const Facility& facility : plan.policy.facilities) {
        for (const auto& [field, value] : facility.fields) {
            names.emplace_back(field);
        }
    }
    return names;
}

bool looks_at_totals(const Plan& plan) {
    const auto names = telling_names(plan);
    return std::ranges::any_of(plan.accumulators, [&](const Accumulator& accumulator) {
        return std::ranges::find(names, accumulator.id) != names.end();
    });
}

} // namespace

bool RowDecoder::suits(const Plan& plan) {
    return !looks_at_totals(plan) && std::ranges::none_of(plan.groups, [](const SlotGroup& group) {
        return group.of_household || group.period == Period::stay;
    });
}

RowDecoder::RowDecoder(const Plan& plan, const ClaimColumns& columns, const DayTable& days,
                       const PersonSet* aside)
    : plan_(plan), days_(days), columns_(columns),
      aside_(aside != nullptr && !aside->empty() ? aside : nullptr), claim_(plan),
      classifier_(plan), lines_(columns.columns().size()),
      decides_(*Claim::field(plan, plan.policy.decided_by)) {
    codes_.reserve(plan.policy.dimensions.size());
    for (const Dimension& dimension : plan.policy.dimensions) {
        codes_.emplace_back(dimension.values);
    }
    bind(columns);
}

void RowDecoder::bind(const ClaimColumns& columns) {
    for (std::size_t place = 0; place < columns.columns().size(); ++place) {
        const ClaimColumns::Column& column = columns.columns()[place];
        if (column.field != ClaimColumns::unused) {
            bind_field(place, column.field);
        } else if (column.benefit != ClaimColumns::unused) {
            uses_.push_back({Use::paid_benefit, place, column.benefit});
            pays_benefits_ = columns.with_total();
        } else if (column.total) {
            uses_.push_back({Use::paid_total, place});
        } else if (column.reverses) {
            uses_.push_back({Use::empty, place});
        }
    }
    std::uint64_t codes = 1;
    for (Column& column : uses_) {
        if (column.use != Use::dimension) {
            continue;
        }
        const std::size_t more = plan_.policy.dimensions[column.number].values.size() + 1;
        if (codes * more > RowMemory::limit) {
            column.use = Use::told_apart;
            continue;
        }
        column.stride = static_cast<std::uint32_t>(codes);
        codes *= more;
    }
    // Texts come after the codes, which are all of a state that a text can be added to.
    std::ranges::stable_partition(
        uses_, [](const Column& column) { return column.use != Use::told_apart; });
    memory_ = RowMemory(static_cast<std::uint32_t>(codes));
}

void RowDecoder::bind_field(std::size_t place, std::size_t number) {
    const Field& field = plan_.fields[number];
    const auto is_span = [&](const Dimension& dimension) {
        return dimension.in_force_from == field.name || dimension.in_force_to == field.name;
    };
    has_stays_ = has_stays_ || number == static_cast<std::size_t>(ClaimField::admission_date) ||
                 number == static_cast<std::size_t>(ClaimField::discharge_date);
    const auto telling = telling_names(plan_);
    const bool tells = std::ranges::find(telling, field.name) != telling.end();
    if (field.kind == FieldKind::dimension) {
        uses_.push_back({Use::dimension, place, field.dimension});
    } else if (field.kind == FieldKind::money) {
        uses_.push_back({Use::amount, place, field.measure, 1, field.required});
    } else if (field.kind == FieldKind::count) {
        uses_.push_back({Use::count, place, field.measure, 1, field.required});
    } else if (number == decides_) {
        uses_.push_back({Use::decides, place, number});
    } else if (std::ranges::any_of(plan_.policy.dimensions, is_span) ||
               (number == static_cast<std::size_t>(ClaimField::birth_date) &&
                Claim::field(plan_, "age"))) {
        uses_.push_back({Use::empty, place});
    } else if (field.kind == FieldKind::date) {
        uses_.push_back({Use::date, place, number, 1, field.required});
    } else if (number == static_cast<std::size_t>(ClaimField::claim_id)) {
        uses_.push_back({Use::claim_id, place});
    } else if (number == static_cast<std::size_t>(ClaimField::person_id)) {
        uses_.push_back({Use::person_id, place});
    }
    if (tells && field.kind != FieldKind::dimension) {
        uses_.push_back({Use::told_apart, place});
    }
}

} // namespace reimburse::load
