// SPDX-License-Identifier: MIT
#include "load/row_decoder.hpp"

#include "reimburse/settle/settle_claim.hpp"

#include <algorithm>
#include <utility>

namespace reimburse::load {

void RowDecoder::decode(ClaimBlock& block) {
    lines_.read(block);
    make_rows(block, lines_.size());
    for (std::size_t first = 0; first < lines_.size(); first += batch) {
        decode(block, first, std::min(batch, lines_.size() - first));
    }
}

void RowDecoder::make_rows(ClaimBlock& block, std::size_t count) const {
    block.rows.resize(count);
    block.measures.resize(count * plan_.measure_count);
    if (columns_.with_total()) {
        block.paid_total.resize(count, -1);
    }
    if (pays_benefits_) {
        block.paid_benefits.resize(count * plan_.benefits.size(), -1);
    }
}

void RowDecoder::decode(ClaimBlock& block, std::size_t first, std::size_t count) {
    states_.fill(0);
    odd_.fill(0);
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
    if (has_stays_) {
        admitted_.fill(0);
        discharged_.fill(0);
    }
    for (const Column& column : uses_) {
        if (column.use == Use::paid_total || column.use == Use::paid_benefit) {
            read_paid(column, block);
        } else {
            read(column, rows, measures);
        }
    }
    if (has_stays_) {
        check_stays();
    }
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
    case Use::paid_total:
    case Use::paid_benefit:
        break; // by read_paid()
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

void RowDecoder::read_paid(const Column& column, ClaimBlock& block) {
    const char* const text = text_;
    const auto read = [&](std::int64_t* to, std::size_t width) {
        each(column, [&](std::size_t row, std::uint32_t start, std::uint32_t size) {
            std::int64_t fen = usual_amount(text + start, size);
            if (fen < 0) [[unlikely]] {
                fen = size == 0 ? -1 : any_amount({text + start, size});
                mark(row, fen < 0 && size != 0);
            }
            to[row * width] = fen;
        });
    };
    if (column.use == Use::paid_total) {
        read(&block.paid_total[first_], 1);
    } else if (pays_benefits_) {
        const std::size_t width = plan_.benefits.size();
        read(&block.paid_benefits[first_ * width + column.number], width);
    } else {
        std::int64_t unused = 0;
        read(&unused, 0);
    }
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
        if (aside_ != nullptr && put_aside(block, first_ + row)) {
            continue;
        }
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

/// Writes who the row of fields_ is about.
void RowDecoder::name(ClaimBlock& block, std::size_t number) const {
    const auto note = [&](std::string_view text, std::uint32_t& place, std::uint32_t& size) {
        size = static_cast<std::uint32_t>(text.size());
        place = size > 0 ? static_cast<std::uint32_t>(text.data() - block.text.data()) : 0;
    };
    ClaimRow& row = block.rows[number];
    row = {};
    note(columns_.claim_id(fields_), row.id, row.id_size);
    note(columns_.person_id(fields_), row.person, row.person_size);
    row.person_hash = hash_text(block.text.data() + row.person, row.person_size);
}

/// Whether the row is one to hand on as it stands, and then does.
bool RowDecoder::put_aside(ClaimBlock& block, std::size_t number) {
    const ClaimRow& row = block.rows[number];
    if (!lines_.broken(number) &&
        !aside_->contains(row.person_hash, block.at(row.person, row.person_size))) {
        return false;
    }
    lines_.fields(number, fields_);
    if (!aside_->contains(columns_.person_id(fields_))) {
        return false;
    }
    name(block, number);
    put_aside(block, block.rows[number], {});
    return true;
}

void RowDecoder::put_aside(ClaimBlock& block, ClaimRow& row, Problems problems) const {
    row.refusal = static_cast<std::uint32_t>(block.refusals.size());
    Refusal& refusal = block.refusals.emplace_back();
    refusal.problems = std::move(problems);
    refusal.aside = true;
    refusal.fields.assign(fields_.begin(), fields_.end());
}

/// Reads the claim of fields_ as the rest of the program does.
void RowDecoder::carefully(ClaimBlock& block, std::size_t number, std::uint32_t state) {
    name(block, number);
    ClaimRow& row = block.rows[number];
    Problems problems;
    if (!run(row, &block.measures[number * plan_.measure_count], state, problems)) {
        refuse(row, std::move(problems), block);
        return;
    }
    if (columns_.with_total()) {
        block.paid_total[number] = columns_.paid_total();
    }
    if (pays_benefits_ && !columns_.paid().empty()) {
        std::ranges::copy(columns_.paid(), &block.paid_benefits[number * plan_.benefits.size()]);
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
    Refusal refusal{std::move(problems), Refusal::any_year, false, {}};
    if (date.given && date.number != 0) {
        refusal.year = plan_.policy.benefit_year.year_of(
            Date::from_days(static_cast<std::int32_t>(date.number)));
    }
    row.refusal = static_cast<std::uint32_t>(block.refusals.size());
    block.refusals.push_back(std::move(refusal));
}

void RowDecoder::add(CsvReader::Row kind, const CsvReader& reader, ClaimBlock& block) {
    const std::size_t number = block.rows.size();
    make_rows(block, number + 1);
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
    const bool good = kind == CsvReader::Row::row;
    if (aside_ != nullptr && aside_->contains(columns_.person_id(fields_))) {
        name(block, number);
        put_aside(block, block.rows[number], good ? Problems{} : Problems{reader.problem()});
    } else if (good) {
        carefully(block, number, RowMemory::none);
    } else {
        claim_.clear(); // its date would stand for the year of this row
        name(block, number);
        refuse(block.rows[number], {reader.problem()}, block);
    }
}

} // namespace reimburse::load
