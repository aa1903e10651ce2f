// SPDX-License-Identifier: MIT
#include "load/claim_terms_reader.hpp"

#include <array>

namespace reimburse::load {

Ids claim_columns() {
    Ids ids;
    for (const char* column :
         {"claim_id", "person_id", "date", "total", "eligible", "out_of_scope", "facility_id",
          "admission_date", "discharge_date", "stay_id", "household_id", "birth_date", "reverses",
          "paid_total", "patient_pays", "fund_total", "account_pays"}) {
        ids.reserve(column);
    }
    return ids;
}

std::vector<Measure> read_measures(const Cursor& root, Ids& columns) {
    std::vector<Measure> list;
    for (const Cursor& item : items_of(root, "measures")) {
        if (!item.expect_object({"id", "label", "kind", "required"})) {
            continue;
        }
        Measure measure;
        measure.place = item.place();
        measure.id = read_id(item, columns);
        measure.label = Terms::text(item, "label");
        if (item.require("kind")) {
            measure.is_count = word_of(item, "kind", {"amount", "count"}, 0) == 1;
        }
        measure.required = flag_of(item, "required", false);
        list.push_back(std::move(measure));
    }
    return list;
}

std::vector<NamedList> read_lists(const Cursor& root, const Terms& terms, Ids& ids) {
    std::vector<NamedList> lists;
    for (const Cursor& item : items_of(root, "lists")) {
        if (!item.expect_object({"id", "label", "entries", "clause"})) {
            continue;
        }
        NamedList list;
        list.place = item.place();
        list.id = read_id(item, ids);
        list.label = Terms::text(item, "label");
        list.clause = terms.clause(item);
        if (const auto entries = item.require("entries")) {
            for (const Cursor& entry : entries->items()) {
                if (auto text = entry.non_empty_text()) {
                    list.entries.push_back(std::move(*text));
                }
            }
        }
        lists.push_back(std::move(list));
    }
    return lists;
}

std::vector<Facility> read_facilities(const Cursor& root, const Terms& terms) {
    std::vector<Facility> list;
    Ids ids;
    for (const Cursor& item : items_of(root, "facilities")) {
        if (!item.expect_object({"id", "label", "fields"})) {
            continue;
        }
        Facility facility;
        if (const auto id = item.require("id")) {
            take(facility.id, id->non_empty_text());
            ids.add(*id, facility.id);
        }
        facility.label = Terms::text(item, "label");
        const auto fields = item.require("fields");
        for (const Cursor& field : fields ? fields->members() : std::vector<Cursor>{}) {
            terms.await(Pending::Kind::dimension, field.name(), {}, field.key_place());
            if (auto value = field.non_empty_text()) {
                terms.await(Pending::Kind::dimension_value, field.name(), *value, field.place());
                facility.fields.emplace_back(field.name(), std::move(*value));
            }
        }
        list.push_back(std::move(facility));
    }
    return list;
}

Named read_named(const Cursor& value, PartUse use, const Terms& terms, std::string_view own) {
    Named named;
    const auto measure = value.find("measure");
    const auto benefit = value.find("benefit");
    if (measure && benefit) {
        contradict(*benefit, "either a measure or a part of a benefit, not both",
                   "计量与待遇只能选其一");
        return named;
    }
    if (measure) {
        named.measure = terms.name(*measure, Pending::Kind::amount);
        if (const auto part = value.find("part")) {
            contradict(*part, "a measure has no part", "计量没有组成部分");
        }
        return named;
    }
    if (!benefit) {
        value.report_missing("measure", {"，或“benefit”和“part”", ", or \"benefit\" and \"part\""});
        return named;
    }
    const auto kind =
        use == PartUse::base ? Pending::Kind::earlier_benefit : Pending::Kind::benefit;
    named.benefit = terms.name(*benefit, kind, own);
    if (!value.require("part")) {
        return named;
    }
    if (use == PartUse::base) {
        named.part = word_of(value, "part", {"base", "deductible", "payment", "left", "covered"},
                             Part::left);
    } else {
        // An accumulator holds whole fen, and `covered` is a fraction.
        constexpr std::array parts{Part::base, Part::deductible, Part::payment, Part::left,
                                   Part::laid};
        const auto number =
            value.find("part")->word({"base", "deductible", "payment", "left", "laid"});
        named.part = parts[number.value_or(2)];
    }
    return named;
}

std::vector<Accumulator> read_accumulators(const Cursor& root, const Terms& terms, Ids& ids) {
    std::vector<Accumulator> list;
    for (const Cursor& item : items_of(root, "accumulators")) {
        if (!item.expect_object({"id", "label", "period", "of", "adds", "counts", "when", "if"})) {
            continue;
        }
        Accumulator accumulator;
        accumulator.place = item.place();
        accumulator.id = read_id(item, ids);
        accumulator.label = Terms::text(item, "label");
        if (item.require("period")) {
            accumulator.period = word_of(
                item, "period", {"year", "quarter", "month", "day", "stay", "ever"}, Period::year);
        }
        accumulator.of_household = word_of(item, "of", {"person", "household"}, 0) == 1;
        accumulator.is_count = flag_of(item, "counts", false);
        const auto adds = item.find("adds");
        if (adds && item.find("counts")) {
            contradict(*adds, "an accumulator adds amounts or counts claims, not both",
                       "累计要么加总金额，要么计次数");
        } else if (!adds && !accumulator.is_count) {
            item.report_missing(
                "adds", {"，计次数则写“counts”: true", ", or \"counts\": true for a count"});
        } else if (adds && adds->expect_object({"benefit", "part", "measure"})) {
            Named named = read_named(*adds, PartUse::accumulator, terms);
            accumulator.benefit = std::move(named.benefit);
            accumulator.measure = std::move(named.measure);
            accumulator.part = accumulator.benefit.empty() ? Part::payment : named.part;
        }
        accumulator.when = terms.when_of(item);
        accumulator.only = terms.only_of(item);
        list.push_back(std::move(accumulator));
    }
    return list;
}

} // namespace reimburse::load
