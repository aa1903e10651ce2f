// SPDX-License-Identifier: MIT
#include "load/claim_columns.hpp"

#include "load/claim_reader.hpp"
#include "load/suggest.hpp"

#include <algorithm>

namespace reimburse::load {

bool ClaimColumns::read_header(CsvReader& reader, const std::string& file, Problems& problems) {
    const CsvReader::Row row = reader.next();
    if (row != CsvReader::Row::row) {
        problems.push_back(row == CsvReader::Row::end
                               ? Problem{Code::no_header, {}, {file, {}, 1, 1}, {}}
                               : reader.problem());
        return false;
    }
    const Place place{file, {}, static_cast<int>(reader.line()), 1};
    std::vector<std::string_view> names = reader.fields();
    for (std::size_t n = 0; n < names.size(); ++n) {
        const auto end = names.begin() + static_cast<std::ptrdiff_t>(n);
        if (!names[n].empty() && std::find(names.begin(), end, names[n]) != end) {
            problems.push_back(
                {Code::duplicate_column, {{"column", std::string(names[n])}}, place, {}});
        }
        bind(names[n], place, problems);
    }
    for (std::size_t f = 0; f < plan_.fields.size(); ++f) {
        const Field& field = plan_.fields[f];
        const bool known = std::ranges::find(columns_, f, &Column::field) != columns_.end();
        const bool listed =
            std::ranges::any_of(plan_.policy.facilities, [&](const Facility& facility) {
                return std::ranges::any_of(
                    facility.fields, [&](const auto& entry) { return entry.first == field.name; });
            });
        const bool by_facility =
            listed && std::ranges::find(names, std::string_view("facility_id")) != names.end();
        if (field.required && !known && !by_facility) {
            problems.push_back({Code::missing_column, {{"column", field.name}}, place, {}});
        }
    }
    return problems.empty();
}

void ClaimColumns::bind(std::string_view name, const Place& place, Problems& problems) {
    Column column;
    if (const auto field = Claim::field(plan_, name)) {
        column.field = *field;
    } else if (name == "reverses") {
        column.reverses = true;
    } else if (name == "paid_total") {
        column.total = with_total_;
    } else if (name.starts_with(paid_prefix())) {
        const auto benefit =
            std::ranges::find(plan_.benefits, name.substr(paid_prefix().size()), &Benefit::id);
        if (benefit != plan_.benefits.end()) {
            column.benefit = static_cast<std::size_t>(benefit - plan_.benefits.begin());
        } else {
            std::vector<std::string> ids;
            std::ranges::transform(plan_.benefits, std::back_inserter(ids), [](const Benefit& b) {
                return std::string(paid_prefix()) + b.id;
            });
            problems.push_back(
                {Code::misspelt_column,
                 {{"column", std::string(name)}, {"suggestion", suggestion(name, ids)}},
                 place,
                 {}});
        }
    } else if (!is_carried(name)) {
        std::vector<std::string> known;
        std::ranges::transform(plan_.fields, std::back_inserter(known), &Field::name);
        const std::string near = suggestion(name, known);
        if (near.empty()) {
            passed_over_.emplace_back(name);
        } else {
            problems.push_back({Code::misspelt_column,
                                {{"column", std::string(name)}, {"suggestion", near}},
                                place,
                                {}});
        }
    }
    columns_.push_back(column);
}

bool ClaimColumns::fill(const std::vector<std::string_view>& fields, Claim& claim,
                        Problems& problems) {
    const std::size_t before = problems.size();
    claim.clear();
    any_paid_ = false;
    if (fields.size() != columns_.size()) {
        problems.push_back({Code::field_count,
                            {{"found", std::to_string(fields.size())},
                             {"expected", std::to_string(columns_.size())}},
                            {},
                            {}});
        return false;
    }
    std::ranges::fill(paid_, -1);
    paid_total_ = -1;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const Column& column = columns_[c];
        if (column.field != unused) {
            claim.set(column.field, fields[c], problems);
        } else if (column.total) {
            paid_total_ = read_paid(fields[c], "paid_total", problems);
        } else if (column.benefit != unused && !fields[c].empty()) {
            paid_[column.benefit] =
                read_paid(fields[c], std::string(paid_prefix()) + plan_.benefits[column.benefit].id,
                          problems);
            any_paid_ = true;
        } else if (column.reverses && !fields[c].empty()) {
            problems.push_back(
                {Code::reversal_row, {{"id", std::string(fields[c])}}, {"", "reverses"}, {}});
        }
    }
    return problems.size() == before;
}

/// Fen; -1 where nothing is said, or no amount.
std::int64_t ClaimColumns::read_paid(std::string_view text, const std::string& name,
                                     Problems& problems) {
    if (text.empty()) {
        return -1;
    }
    const ParsedAmount amount = parse_amount(text);
    if (const auto* money = std::get_if<Money>(&amount)) {
        return money->fen();
    }
    const bool negative = std::get<AmountFault>(amount) == AmountFault::negative;
    problems.push_back({negative ? Code::negative_amount : Code::not_an_amount,
                        {{"field", name}, {"text", std::string(text)}},
                        {"", name},
                        {}});
    return -1;
}

std::string_view ClaimColumns::cell(const std::vector<std::string_view>& fields,
                                    ClaimField field) const {
    for (std::size_t c = 0; c < columns_.size() && c < fields.size(); ++c) {
        if (columns_[c].field == static_cast<std::size_t>(field)) {
            return fields[c];
        }
    }
    return {};
}

std::string_view ClaimColumns::claim_id(const std::vector<std::string_view>& fields) const {
    return cell(fields, ClaimField::claim_id);
}

std::string_view ClaimColumns::person_id(const std::vector<std::string_view>& fields) const {
    return cell(fields, ClaimField::person_id);
}

} // namespace reimburse::load
