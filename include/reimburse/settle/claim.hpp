// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/amount/parse.hpp"
#include "reimburse/errors/result.hpp"
#include "reimburse/plan/plan.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse {

/// Claim (结算申请): one visit or admission to settle, as the fields of a plan. Values are given as
/// text; texts are not copied, so they must outlive the claim or its next clear().
class Claim {
  public:
    struct Entry {
        std::string_view text;
        std::int64_t number = 0; ///< fen, count, days since 1970, or place of a dimension's value
        bool given = false;
    };

    explicit Claim(const Plan& plan) : plan_(&plan), entries_(plan.fields.size()) {}

    void clear() { std::ranges::fill(entries_, Entry{}); }

    /// Number of a field; none if the plan has no such field.
    static std::optional<std::size_t> field(const Plan& plan, std::string_view name) {
        const auto found = std::ranges::find(plan.fields, name, &Field::name);
        return found == plan.fields.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - plan.fields.begin()));
    }

    /// Gives a field its value. An empty text means: not given. Refused texts are added to
    /// `problems` (E201 to E210, E402).
    void set(std::string_view name, std::string_view text, Problems& problems) {
        if (const std::optional<std::size_t> number = field(*plan_, name)) {
            set(*number, text, problems);
        } else {
            problems.push_back(
                {Code::unknown_field, {{"field", std::string(name)}, {"suggestion", ""}}, {}, {}});
        }
    }

    void set(std::size_t number, std::string_view text, Problems& problems) {
        const Field& field = plan_->fields[number];
        Entry& entry = entries_[number];
        entry = {text, 0, !text.empty()};
        if (!entry.given) {
            return;
        }
        switch (field.kind) {
        case FieldKind::text:
            break;
        case FieldKind::dimension:
            set_dimension(field, entry, problems);
            break;
        case FieldKind::date:
            if (const std::optional<Date> date = Date::parse(text)) {
                entry.number = date->days();
            } else {
                refuse(Code::not_a_date, field, text, problems);
            }
            break;
        case FieldKind::money:
            set_amount(field, entry, problems);
            break;
        case FieldKind::count:
            if (const std::optional<std::int64_t> count = parse_count(text)) {
                entry.number = *count;
            } else {
                refuse(Code::not_a_count, field, text, problems);
            }
            break;
        }
    }

    const Plan& plan() const { return *plan_; }

    const Entry& at(std::size_t number) const { return entries_[number]; }

    const Entry& at(ClaimField number) const { return entries_[static_cast<std::size_t>(number)]; }

    /// The entry of a field by name; null if the plan has no such field.
    const Entry* find(std::string_view name) const {
        const std::optional<std::size_t> number = field(*plan_, name);
        return number ? &entries_[*number] : nullptr;
    }

  private:
    static void refuse(Code code, const Field& field, std::string_view text, Problems& problems) {
        problems.push_back(
            {code, {{"field", field.name}, {"text", std::string(text)}}, {"", field.name}, {}});
    }

    void set_dimension(const Field& field, Entry& entry, Problems& problems) const {
        const Dimension& dimension = plan_->policy.dimensions[field.dimension];
        if (const std::optional<std::size_t> place = dimension.position(entry.text)) {
            entry.number = static_cast<std::int64_t>(*place);
            return;
        }
        std::string known;
        for (const DimensionValue& value : dimension.values) {
            known += (known.empty() ? "" : ", ") + value.id;
        }
        problems.push_back({Code::unknown_value,
                            {{"field", field.name},
                             {"text", std::string(entry.text)},
                             {"suggestion", ""},
                             {"known", known}},
                            {"", field.name},
                            {}});
    }

    static void set_amount(const Field& field, Entry& entry, Problems& problems) {
        const ParsedAmount amount = parse_amount(entry.text);
        if (const Money* money = std::get_if<Money>(&amount)) {
            entry.number = money->fen();
            return;
        }
        Code code = Code::not_an_amount;
        switch (std::get<AmountFault>(amount)) {
        case AmountFault::not_an_amount:
            break;
        case AmountFault::too_many_decimals:
            code = Code::too_many_decimals;
            break;
        case AmountFault::negative:
            code = Code::negative_amount;
            break;
        case AmountFault::too_large:
            code = Code::amount_too_large;
            break;
        }
        refuse(code, field, entry.text, problems);
    }

    const Plan* plan_;
    std::vector<Entry> entries_;
};

} // namespace reimburse
