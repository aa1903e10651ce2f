// SPDX-License-Identifier: MIT
#include "load/item_lines.hpp"

#include "load/suggest.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/amount/parse.hpp"

#include <algorithm>
#include <optional>

namespace reimburse::load {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string_view text_of(const Fields& fields, std::string_view name) {
    const auto found = std::ranges::find(
        fields, name, [](const auto& each) -> const auto& { return each.first; });
    return found == fields.end() ? std::string_view{} : std::string_view(found->second);
}

/// Splits the lines of one claim and adds up their parts.
class LineSums {
  public:
    LineSums(const Plan& plan, const Fields& claim, Problems& problems)
        : plan_(plan), items_(*plan.policy.items), claim_(claim), problems_(problems),
          sums_(items_.sums.size()) {
        const auto day = Date::parse(text_of(claim, plan.policy.decided_by));
        day_ = day.value_or(plan.policy.valid.from); // a claim without its date is refused anyway
    }

    void add(const ItemLine& line) {
        line_ = &line;
        const std::size_t before = problems_.size();
        check_names();
        const Money amount = money("amount", true).value_or(Money{});
        const Money limit = in_limit(amount);
        const Money first = self_first(limit);
        if (problems_.size() != before) {
            return;
        }
        const std::array<Money, 4> parts{amount, amount - limit, first, limit - first};
        for (std::size_t s = 0; s < sums_.size(); ++s) {
            const ItemSum& sum = items_.sums[s];
            if (matches(sum.when)) {
                sums_[s] += parts[static_cast<std::size_t>(sum.part)];
            }
        }
    }

    /// The sums by measure, in the order of the policy.
    std::vector<std::pair<std::string, Money>> take() const {
        std::vector<std::pair<std::string, Money>> totals;
        for (std::size_t s = 0; s < sums_.size(); ++s) {
            const std::string& name = items_.sums[s].measure;
            const auto known = std::ranges::find(
                totals, name, [](const auto& each) -> const auto& { return each.first; });
            if (known == totals.end()) {
                totals.emplace_back(name, sums_[s]);
            } else {
                known->second += sums_[s];
            }
        }
        return totals;
    }

  private:
    void report(Code code, Problem::Arguments arguments, std::string clause = {}) {
        problems_.push_back({code, std::move(arguments), line_->place, std::move(clause)});
    }

    void check_names() {
        std::vector<std::string_view> known(line_amounts.begin(), line_amounts.end());
        known.insert(known.end(), items_.fields.begin(), items_.fields.end());
        for (const auto& [name, text] : line_->fields) {
            if (std::ranges::find(known, name) == known.end()) {
                report(Code::unknown_key, {{"key", name}, {"suggestion", suggestion(name, known)}});
            }
        }
    }

    std::optional<Money> money(std::string_view name, bool needed) {
        const std::string_view text = text_of(line_->fields, name);
        if (text.empty()) {
            if (needed) {
                report(Code::missing_field, {{"field", std::string(name)}});
            }
            return std::nullopt;
        }
        const ParsedAmount parsed = parse_amount(text);
        if (const Money* amount = std::get_if<Money>(&parsed)) {
            return *amount;
        }
        report(Code::not_an_amount, {{"field", std::string(name)}, {"text", std::string(text)}});
        return std::nullopt;
    }

    std::optional<Fraction> fraction(std::string_view name) {
        const std::string_view text = text_of(line_->fields, name);
        const auto value = parse_fraction(text);
        if (!text.empty() && (!value || *value < Fraction{})) {
            report(Code::not_a_rate, {{"field", std::string(name)}, {"text", std::string(text)}});
            return std::nullopt;
        }
        return value;
    }

    Money rounded(const std::optional<Fraction>& fen) {
        const auto whole = fen ? round_fen(fen->num(), fen->den(), items_.rounding) : std::nullopt;
        if (!whole) {
            report(Code::amount_too_large, {{"field", "amount"}, {"text", "-"}});
        }
        return Money::from_fen(whole.value_or(0));
    }

    Money in_limit(Money amount) {
        const auto price = money("price_limit", false);
        const auto quantity = fraction("quantity");
        if (!price) {
            return amount;
        }
        const Fraction units = quantity.value_or(Fraction::whole(1));
        return std::min(amount, rounded(multiply(Fraction::whole(price->fen()), units)));
    }

    Money self_first(Money limit) {
        auto share = fraction("self_first");
        if (!share) {
            share = table_share();
        }
        if (!share) {
            return {};
        }
        if (*share > Fraction::whole(1)) {
            report(Code::rate_out_of_range,
                   {{"field", "self_first"}, {"text", format_fraction(*share)}});
            return {};
        }
        return std::min(limit, rounded(multiply(Fraction::whole(limit.fen()), *share)));
    }

    /// The share of the policy for the line; a policy without any has none to take.
    std::optional<Fraction> table_share() {
        const Row* found = nullptr;
        for (const Row& row : items_.self_first.rows) {
            if (!row.span.contains(day_) || !holds(row.only, plan_.selection) ||
                !matches(row.when)) {
                continue;
            }
            if (found != nullptr) {
                report(Code::cells_overlap, {{"table", "items.self_first"},
                                             {"where", described()},
                                             {"first", found->place.pointer},
                                             {"second", row.place.pointer}});
                return std::nullopt;
            }
            found = &row;
        }
        if (found != nullptr && found->cell.kind == Cell::Kind::value) {
            return found->cell.value;
        }
        if (!items_.self_first.rows.empty()) {
            const Text note = found == nullptr ? Text{} : found->cell.note;
            report(Code::unspecified,
                   {{"table", "items.self_first"},
                    {"where", described()},
                    {"note", in_brackets(note, Language::en)},
                    {"note_zh", in_brackets(note, Language::zh)}},
                   found == nullptr ? items_.clause : found->clause);
        }
        return std::nullopt;
    }

    bool matches(const When& when) const {
        return std::ranges::all_of(when, [&](const DimensionIs& condition) {
            std::string_view text = text_of(line_->fields, condition.dimension);
            if (text.empty()) {
                text = text_of(claim_, condition.dimension);
            }
            return std::ranges::find(condition.values, text) != condition.values.end();
        });
    }

    std::string described() const {
        std::string text;
        for (const std::string& field : items_.fields) {
            text += (text.empty() ? "" : ", ") + field + "=" +
                    std::string(text_of(line_->fields, field));
        }
        return text;
    }

    const Plan& plan_;
    const Items& items_;
    const Fields& claim_;
    Problems& problems_;
    std::vector<Money> sums_;
    const ItemLine* line_ = nullptr;
    Date day_;
};

} // namespace

std::vector<ItemLine> read_item_lines(const Cursor& value) {
    std::vector<ItemLine> lines;
    for (const Cursor& item : value.items()) {
        ItemLine line;
        line.place = item.place();
        if (!item.expect_object()) {
            continue;
        }
        for (const Cursor& field : item.members()) {
            if (field.is_string() || field.is_number()) {
                line.fields.emplace_back(field.name(), field.node().text);
            } else if (!field.is_null()) {
                field.report_wrong_type(Wanted::text_or_number);
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

void sum_item_lines(const Plan& plan, const std::vector<ItemLine>& lines, Fields& fields,
                    Problems& problems) {
    if (lines.empty()) {
        return;
    }
    if (!plan.policy.items) {
        problems.push_back(
            {Code::unknown_key, {{"key", "items"}, {"suggestion", ""}}, lines[0].place, {}});
        return;
    }
    LineSums sums(plan, fields, problems);
    for (const ItemLine& line : lines) {
        sums.add(line);
    }
    for (const auto& [name, amount] : sums.take()) {
        const std::string_view stated = text_of(fields, name);
        const ParsedAmount parsed = parse_amount(stated);
        const Money* same = std::get_if<Money>(&parsed);
        if (stated.empty()) {
            fields.emplace_back(name, format_amount(amount));
        } else if (same == nullptr || *same != amount) {
            problems.push_back({Code::contradictory_fields,
                                {{"field", name},
                                 {"text", std::string(stated)},
                                 {"other", "items = " + format_amount(amount)}},
                                {"", name},
                                {}});
        }
    }
}

} // namespace reimburse::load
