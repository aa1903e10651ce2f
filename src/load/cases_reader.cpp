// SPDX-License-Identifier: MIT
#include "load/cases_reader.hpp"

#include "load/cursor.hpp"
#include "load/terms.hpp"

#include <algorithm>
#include <filesystem>

namespace reimburse::load {

namespace {

CaseClaim read_fields(const Cursor& value) {
    CaseClaim claim;
    for (const Cursor& field : value.members()) {
        if (field.name() == "items") {
            claim.lines = read_item_lines(field);
        } else if (field.is_string() || field.is_number()) {
            claim.fields.emplace_back(field.name(), field.node().text);
        } else {
            field.report_wrong_type(Wanted::text_or_number);
        }
    }
    return claim;
}

using Amounts = std::vector<std::pair<std::string, Money>>;

Amounts read_amounts(const Cursor& value) {
    Amounts amounts;
    for (const Cursor& member : value.members()) {
        if (const auto amount = member.amount()) {
            amounts.emplace_back(member.name(), *amount);
        }
    }
    return amounts;
}

std::optional<Money> amount_at(const Cursor& parent, std::string_view key) {
    const auto value = parent.find(key);
    return value ? value->amount() : std::nullopt;
}

void read_refused(const Cursor& value, Expectation& expect) {
    const auto number = value.count();
    if (!number) {
        return;
    }
    const auto* const row = std::ranges::find(
        code_rows, *number, [](const CodeRow& one) { return static_cast<std::int64_t>(one.code); });
    if (row == code_rows.end()) {
        value.report(Code::unknown_value, {{"field", "refused"},
                                           {"text", value.node().text},
                                           {"suggestion", ""},
                                           {"known", "the numbers of the table of errors"}});
        return;
    }
    expect.refused = static_cast<int>(*number);
}

void read_figures(const Cursor& value, const std::string& sheet, Expectation& expect) {
    for (const Cursor& figure : value.members()) {
        const bool none = !sheet.empty() && figure.is_string() && figure.node().text == "none";
        if (none || figure.fraction()) {
            expect.figures.push_back({sheet, figure.name(), figure.node().text});
        }
    }
}

/// What the answer states beside the money of the claim: sums, yes or no, printed lines.
void read_stated(const Cursor& value, Expectation& expect) {
    if (const auto accumulators = value.find("accumulators")) {
        read_figures(*accumulators, {}, expect);
    }
    if (const auto statements = value.find("statements")) {
        for (const Cursor& statement : statements->members()) {
            if (const auto yes = statement.boolean()) {
                expect.statements.emplace_back(statement.name(), *yes);
            }
        }
    }
    if (const auto sheets = value.find("sheets")) {
        for (const Cursor& sheet : sheets->members()) {
            read_figures(sheet, sheet.name(), expect);
        }
    }
}

Expectation read_expectation(const Cursor& value) {
    Expectation expect;
    expect.place = value.place();
    if (!value.expect_object({"payments", "patient", "patient_pays", "fund_total", "actual_ratio",
                              "shortfall", "refused", "parameters", "accumulators", "statements",
                              "sheets"})) {
        return expect;
    }
    if (const auto payments = value.find("payments")) {
        expect.payments = read_amounts(*payments);
    }
    if (const auto patient = value.find("patient");
        patient && patient->expect_object(
                       {"deductible", "copayment", "over_cap", "not_covered", "out_of_scope"})) {
        expect.patient = read_amounts(*patient);
    }
    expect.patient_pays = amount_at(value, "patient_pays");
    expect.fund_total = amount_at(value, "fund_total");
    expect.shortfall = amount_at(value, "shortfall");
    if (const auto ratio = value.find("actual_ratio"); ratio && ratio->fraction()) {
        expect.actual_ratio = ratio->node().text;
    }
    for (const Cursor& item : items_of(value, "parameters")) {
        if (!item.expect_object({"table", "value"})) {
            continue;
        }
        const auto table = item.require("table");
        const auto number = item.require("value");
        const auto name = table ? table->non_empty_text() : std::nullopt;
        const bool unlimited = number && number->node().text == "unlimited";
        if (name && number && (unlimited || number->fraction())) {
            expect.parameters.push_back({*name, number->node().text});
        }
    }
    read_stated(value, expect);
    if (const auto refused = value.find("refused")) {
        read_refused(*refused, expect);
    }
    if (value.node().members.empty()) {
        contradict(value, "a case expects something", "算例须写明预期");
    } else if (expect.refused && value.node().members.size() > 1) {
        contradict(value, "a refused claim has no amounts", "被拒绝的结算没有金额");
    }
    return expect;
}

WorkedCase read_case(const Cursor& value) {
    WorkedCase worked;
    worked.place = value.place();
    if (!value.expect_object({"name", "history", "claim", "expect"})) {
        return worked;
    }
    if (const auto name = value.require("name")) {
        if (name->is_string()) {
            const std::string text = name->non_empty_text().value_or(std::string());
            worked.name = {text, text};
        } else {
            worked.name = Terms::text(*name);
        }
    }
    for (const Cursor& earlier : items_of(value, "history")) {
        worked.history.push_back(read_fields(earlier));
    }
    if (const auto claim = value.require("claim")) {
        worked.claim = read_fields(*claim);
    }
    if (const auto expect = value.require("expect")) {
        worked.expect = read_expectation(*expect);
    }
    return worked;
}

} // namespace

Result<Cases> read_cases(std::string_view text, const std::string& file) {
    const Result<Node> tree = parse_json(text, file);
    if (!tree) {
        return tree.problems();
    }
    Problems problems;
    const Cursor root(*tree, file, problems);
    Cases cases;
    cases.file = file;
    if (root.expect_object({"$schema", "policy", "title", "readings", "overlays", "cases"})) {
        if (const auto readings = root.find("readings")) {
            for (const Cursor& reading : readings->members()) {
                if (auto value = reading.non_empty_text()) {
                    cases.readings.insert_or_assign(reading.name(), std::move(*value));
                }
            }
        }
        const std::filesystem::path folder = std::filesystem::path(file).parent_path();
        for (const Cursor& overlay : items_of(root, "overlays")) {
            if (const auto path = overlay.non_empty_text()) {
                cases.overlays.push_back((folder / *path).lexically_normal().string());
            }
        }
        if (const auto list = root.require("cases")) {
            for (const Cursor& item : list->items()) {
                cases.cases.push_back(read_case(item));
            }
        }
    }
    if (!problems.empty()) {
        sort_by_place(problems);
        return problems;
    }
    return cases;
}

} // namespace reimburse::load
