// SPDX-License-Identifier: MIT
#include "load/claim_reader.hpp"

#include "load/cursor.hpp"
#include "load/item_lines.hpp"
#include "load/suggest.hpp"
#include "reimburse/amount/format.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace reimburse::load {

namespace {

constexpr std::array<std::string_view, 14> carried_fields{
    "reverses",     "paid_total",  "age",           "class_from",        "class_to",
    "patient_name", "person_name", "facility_name", "facility_division", "insured_division",
    "birth_date",   "remark",      "operator_name", "currency"};

std::optional<std::string> value_of(const Cursor& value, bool amount) {
    if (value.is_null()) {
        return std::string();
    }
    if (value.is_string()) {
        return value.node().text;
    }
    if (value.is_number()) {
        return value.node().text;
    }
    value.report_wrong_type(amount ? Wanted::text_or_number : Wanted::text);
    return std::nullopt;
}

bool is_amount(const Plan& plan, std::string_view name) {
    const auto number = Claim::field(plan, name);
    return number && plan.fields[*number].kind == FieldKind::money;
}

std::optional<std::int64_t> accumulated(const Cursor& value, const Accumulator& accumulator) {
    if (accumulator.is_count) {
        return value.count();
    }
    const std::optional<Money> amount = value.signed_amount();
    return amount ? std::optional(amount->fen()) : std::nullopt;
}

} // namespace

std::string_view paid_prefix() {
    return "paid_";
}

bool is_carried(std::string_view field) {
    return std::ranges::find(carried_fields, field) != carried_fields.end() ||
           field.starts_with(paid_prefix());
}

Result<ClaimDocument> read_claim(const Node& node, std::string_view file, const Plan& plan) {
    Problems problems;
    ClaimDocument document;
    std::vector<ItemLine> lines;
    const Cursor root(node, file, problems);
    if (root.expect_object()) {
        std::vector<std::string_view> known(carried_fields.begin(), carried_fields.end());
        std::ranges::transform(plan.fields, std::back_inserter(known), &Field::name);
        for (const Cursor& member : root.members()) {
            const std::string& name = member.name();
            const bool of_plan = Claim::field(plan, name).has_value();
            if (!of_plan && !is_carried(name) && !(name == "items" && plan.policy.items)) {
                member.report_at_key(Code::unknown_key,
                                     {{"key", name}, {"suggestion", suggestion(name, known)}});
                continue;
            }
            if (name == "items" && !of_plan) {
                lines = read_item_lines(member);
                continue;
            }
            if (name == "reverses" && member.is_string() && !member.node().text.empty()) {
                member.report(Code::reversal_row, {{"id", member.node().text}});
                continue;
            }
            if (const auto text = value_of(member, is_amount(plan, name))) {
                (of_plan ? document.fields : document.carried).emplace_back(name, *text);
            }
        }
    }
    sum_item_lines(plan, lines, document.fields, problems);
    if (!problems.empty()) {
        return problems;
    }
    return document;
}

Result<ClaimDocument> read_claim(std::string_view text, std::string_view file, const Plan& plan) {
    const Result<Node> tree = parse_json(text, file);
    if (!tree) {
        return tree.problems();
    }
    return read_claim(*tree, file, plan);
}

void fill(Claim& claim, const ClaimDocument& document, Problems& problems) {
    for (const auto& [name, text] : document.fields) {
        claim.set(name, text, problems);
    }
}

Result<Accumulators> read_accumulators(std::string_view text, std::string_view file,
                                       const Plan& plan) {
    const Result<Node> tree = parse_json(text, file);
    if (!tree) {
        return tree.problems();
    }
    Problems problems;
    Accumulators accumulators;
    const Cursor root(*tree, file, problems);
    const std::optional<Cursor> inner = root.find("accumulators");
    for (const Cursor& period : (inner ? *inner : root).members()) {
        for (const Cursor& entry : period.members()) {
            const auto known = std::ranges::find(plan.accumulators, entry.name(), &Accumulator::id);
            if (known == plan.accumulators.end()) {
                entry.report_at_key(Code::foreign_accumulators,
                                    {{"why", "unknown accumulator " + entry.name()}});
            } else if (const auto value = accumulated(entry, *known)) {
                accumulators.set(period.name(), entry.name(), *value);
            }
        }
    }
    if (!problems.empty()) {
        return problems;
    }
    return accumulators;
}

} // namespace reimburse::load
