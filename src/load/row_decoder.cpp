// SPDX-License-Identifier: MIT
#include "load/row_decoder.hpp"

#include "reimburse/settle/settle_claim.hpp"

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

RowDecoder::RowDecoder(const Plan& plan, const ClaimColumns& columns, const DayTable& days)
    : plan_(plan), days_(days), columns_(columns), claim_(plan), classifier_(plan),
      lines_(columns.columns().size()), decides_(*Claim::field(plan, plan.policy.decided_by)) {
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
            uses_.push_back({Use::paid, place});
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

void RowDecoder::decode(ClaimBlock& block) {
    lines_.read(block);
    block.rows.resize(lines_.size());
    block.measures.resize(lines_.size() * plan_.measure_count);
    for (std::size_t first = 0; first < lines_.size(); first += batch) {
        decode(block, first, std::min(batch, lines_.size() - first));
    }
}

void RowDecoder::decode(ClaimBlock& block, std::size_t first, std::size_t count) {
    states_.fill(0);
    odd_.fill(0);
    admitted_.fill(0);
    discharged_.fill(0);
    text_ = block.text.data();
    first_ = first;
    count_ = count;
    if (lines_.any_broken()) {
        for (std::size_t row = 0; row < count; ++row) {
            mark(row, lines_.broken(first + row));
        }
    }
    ClaimRow* const rows = block.rows.data() + first;
    std::int64_t* const measures = block.measures.data() + first * plan_.measure_count;
    for (const Column& column : uses_) {
        read(column, rows, measures);
    }
    check_stays();
    finish(block);
}

void RowDecoder::read(const Column& column, ClaimRow* rows, std::int64_t* measures) {
    const char* const text = text_;
    switch (column.use) {
    case Use::claim_id:
        each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
            rows[row].id = start;
            rows[row].id_size = size;
            mark(row, size == 0);
        });
        break;
    case Use::person_id:
        each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
            rows[row].person = start;
            rows[row].person_size = size;
            rows[row].person_hash = hash_text(text + start, size);
            mark(row, size == 0);
        });
        break;
    case Use::decides:
        read_dates(column, rows);
        break;
    case Use::dimension:
        each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
            if (size != 0) {
                const std::uint32_t value = codes_[column.number].find(text + start, size);
                mark(row, value == CodeTable::none);
                states_[row] += (value + 1) * column.stride;
            }
        });
        break;
    case Use::amount:
        read_amounts(column, measures);
        break;
    case Use::count:
        each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
            const auto count = parse_count({text + start, size});
            measures[row * plan_.measure_count + column.number] = count.value_or(0);
            mark(row, !count && (size != 0 || column.required));
        });
        break;
    case Use::date:
        each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
            const auto date = size == 0 ? std::nullopt : Date::parse({text + start, size});
            mark(row, !date && (size != 0 || column.required));
            note_stay(column, row, date ? date->days() : 0);
            mark(row, date && date->days() == 0);
        });
        break;
    case Use::paid:
        each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
            const bool good = size == 0 || usual_amount(text + start, size) >= 0 ||
                              any_amount({text + start, size}) >= 0;
            mark(row, !good);
        });
        break;
    case Use::told_apart:
        each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
            states_[row] = memory_.after(states_[row], column.place, {text + start, size});
        });
        break;
    case Use::empty:
        each(column,
             [&](std::size_t row, std::uint32_t, std::uint32_t size) { mark(row, size != 0); });
        break;
    }
}

void RowDecoder::read_amounts(const Column& column, std::int64_t* measures) {
    const char* const text = text_;
    each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
        std::int64_t fen = usual_amount(text + start, size);
        if (fen < 0) [[unlikely]] {
            fen = size == 0 && !column.required ? 0 : any_amount({text + start, size});
            mark(row, fen < 0);
        }
        measures[row * plan_.measure_count + column.number] = fen;
    });
}

void RowDecoder::read_dates(const Column& column, ClaimRow* rows) {
    each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
        const DateDigits digits = date_digits(text_ + start, size);
        const std::uint32_t day = days_.number(digits.year, digits.month, digits.day);
        rows[row].day = day;
        const bool good = digits.usual && day != DayTable::none;
        mark(row, !good);
        if (column.number != static_cast<std::size_t>(ClaimField::date)) {
            const std::int32_t days = good ? days_.date(day).days() : 0;
            note_stay(column, row, days);
            mark(row, days == 0);
        }
    });
}

void RowDecoder::note_stay(const Column& column, std::size_t row, std::int32_t days) {
    if (column.number == static_cast<std::size_t>(ClaimField::admission_date)) {
        admitted_[row] = days;
    } else if (column.number == static_cast<std::size_t>(ClaimField::discharge_date)) {
        discharged_[row] = days;
    }
}

/// Who leaves before coming is looked at again; so is every stay that touches the day 0.
void RowDecoder::check_stays() {
    for (std::size_t row = 0; row < batch; ++row) {
        mark(row, discharged_[row] != 0 && discharged_[row] < admitted_[row]);
    }
}

/// The rows of the plan; what was odd about a claim goes to the careful reader.
void RowDecoder::finish(ClaimBlock& block) {
    for (std::size_t row = 0; row < count_; ++row) {
        ClaimRow& claim = block.rows[first_ + row];
        std::int64_t* const measures = &block.measures[(first_ + row) * plan_.measure_count];
        const std::int64_t scope = measures[total_register] - measures[eligible_register];
        measures[scope_register] = scope;
        const std::uint32_t combination = memory_.row(states_[row]);
        if (odd_[row] == 0 && scope >= 0 && combination != RowMemory::none) [[likely]] {
            claim.row = days_.first_row(claim.day) + combination;
            if (plan_.rows[claim.row].refusal < 0) {
                continue;
            }
        }
        lines_.fields(first_ + row, fields_);
        carefully(block, first_ + row, odd_[row] == 0 ? states_[row] : RowMemory::none);
    }
}

/// Reads the claim of fields_ as the rest of the program does.
void RowDecoder::carefully(ClaimBlock& block, std::size_t number, std::uint32_t state) {
    ClaimRow& row = block.rows[number];
    const auto place = [&](std::string_view text) {
        const char* const from = block.text.data();
        return text.data() >= from && text.data() <= from + block.size
                   ? static_cast<std::uint32_t>(text.data() - from)
                   : 0;
    };
    const std::string_view id = columns_.claim_id(fields_);
    const std::string_view person = columns_.person_id(fields_);
    row = {};
    row.id = place(id);
    row.id_size = static_cast<std::uint32_t>(id.size());
    row.person = place(person);
    row.person_size = static_cast<std::uint32_t>(person.size());
    row.person_hash = hash_text(block.text.data() + row.person, row.person_size);
    Problems problems;
    if (!run(row, &block.measures[number * plan_.measure_count], state, problems)) {
        refuse(row, std::move(problems), block);
    }
}

bool RowDecoder::run(ClaimRow& row, std::int64_t* measures, std::uint32_t state,
                     Problems& problems) {
    if (!columns_.fill(fields_, claim_, problems) || !classifier_.read(claim_, problems)) {
        return false;
    }
    const PlanRow& found = classifier_.row(claim_, {});
    row.day = days_.number(classifier_.decided());
    row.row = static_cast<std::uint32_t>(&found - plan_.rows.data());
    if (found.refusal >= 0) {
        problems.push_back(plan_.refusals[static_cast<std::size_t>(found.refusal)]);
        return false;
    }
    std::ranges::copy(classifier_.measures(), measures);
    memory_.keep(state, row.row - days_.first_row(row.day));
    return true;
}

void RowDecoder::refuse(ClaimRow& row, Problems problems, ClaimBlock& block) const {
    const Claim::Entry& date = claim_.at(decides_);
    Refusal refusal{std::move(problems), Refusal::any_year};
    if (date.given && date.number != 0) {
        refusal.year = plan_.policy.benefit_year.year_of(
            Date::from_days(static_cast<std::int32_t>(date.number)));
    }
    row.refusal = static_cast<std::uint32_t>(block.refusals.size());
    block.refusals.push_back(std::move(refusal));
}

void RowDecoder::add(CsvReader::Row kind, const CsvReader& reader, ClaimBlock& block) {
    const std::size_t number = block.rows.size();
    block.rows.emplace_back();
    block.measures.resize(block.measures.size() + plan_.measure_count);
    block.plain_ids = false;
    fields_.clear();
    const std::size_t start = block.append({}, slack());
    for (const std::string_view field : reader.fields()) {
        block.append(field, slack());
    }
    std::size_t at = start; // views only now: the text may have moved
    for (const std::string_view field : reader.fields()) {
        fields_.emplace_back(block.text.data() + at, field.size());
        at += field.size();
    }
    if (kind == CsvReader::Row::row) {
        carefully(block, number, RowMemory::none);
        return;
    }
    claim_.clear(); // its date would stand for the year of this row
    ClaimRow& row = block.rows[number];
    const auto note = [&](std::string_view text, std::uint32_t& place, std::uint32_t& size) {
        size = static_cast<std::uint32_t>(text.size());
        place = size > 0 ? static_cast<std::uint32_t>(text.data() - block.text.data()) : 0;
    };
    note(columns_.claim_id(fields_), row.id, row.id_size);
    note(columns_.person_id(fields_), row.person, row.person_size);
    row.person_hash = hash_text(block.text.data() + row.person, row.person_size);
    refuse(row, {reader.problem()}, block);
}

} // namespace reimburse::load
