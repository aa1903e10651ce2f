// SPDX-License-Identifier: MIT
#include "audit/row_writer.hpp"

#include "audit/block_settler.hpp"
#include "audit/put_amount.hpp"
#include "load/csv_writer.hpp"
#include "reimburse/amount/format.hpp"

#include <algorithm>
#include <cstring>

namespace reimburse::audit {

namespace {

constexpr std::size_t copy_size = 16;

/// At least `size` bytes, sixteen at a time: both sides have room for the rest.
char* copy(const char* from, std::size_t size, char* out) {
    std::size_t done = 0;
    do {
        std::memcpy(out + done, from + done, copy_size);
        done += copy_size;
    } while (done < size);
    return out + size;
}

char* put_comma(char* out) {
    *out = ',';
    return out + 1;
}

} // namespace

RowWriter::RowWriter(const Plan& plan, Language language)
    : plan_(plan), language_(language), width_(BlockSettler::width(plan) + 1) {
    pieces_.reserve(plan.rows.size() * width_);
    for (const PlanRow& row : plan.rows) {
        std::size_t next = 0; // benefit
        const std::size_t end = pieces_.size() + width_;
        const auto zeros_up_to = [&](std::size_t benefit) {
            std::string text;
            for (; next < benefit; ++next) {
                text += ",0.00";
            }
            ++next;
            return text + ",";
        };
        for (const BenefitStep& step : slice(plan.steps, row.steps)) {
            pieces_.push_back(piece(zeros_up_to(step.benefit)));
            pieces_.back().in_fund = plan.benefits[step.benefit].payer != Payer::account;
        }
        pieces_.push_back(piece(zeros_up_to(plan.benefits.size())));
        pieces_.resize(end);
    }
}

RowWriter::Piece RowWriter::piece(std::string_view text) {
    std::size_t found = texts_.find(std::string(text) + '\0');
    if (found == std::string::npos) {
        found = texts_.size();
        texts_ += text;
        texts_.append(copy_size, '\0');
    }
    return {static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(text.size()), true};
}

std::string RowWriter::header() const {
    std::string text;
    load::CsvWriter row(text);
    row.field("claim_id");
    for (const Benefit& benefit : plan_.benefits) {
        row.field(benefit.id);
    }
    row.field("fund_total").field("patient_pays").field("error");
    row.end_row();
    return text;
}

void RowWriter::write(const load::ClaimBlock& block, OutText& out) const {
    for (std::size_t number = 0; number < block.rows.size(); ++number) {
        if (block.rows[number].refusal != load::ClaimRow::none) [[unlikely]] {
            write_refused(block, number, out);
        } else {
            out.end(write_settled(block, number, out.room(room(block.rows[number]))));
        }
    }
}

/// Room for a settled row: every character of the id may be doubled.
std::size_t RowWriter::room(const load::ClaimRow& row) const {
    return 2 * std::size_t{row.id_size} + (plan_.benefits.size() + 3) * (max_amount_text + 2) +
           4 * copy_size;
}

char* RowWriter::write_settled(const load::ClaimBlock& block, std::size_t number, char* out) const {
    const load::ClaimRow& row = block.rows[number];
    out = write_id(block, row, out);
    const std::int64_t* const payments = &block.payments[number * (width_ - 1)];
    const std::uint32_t steps = plan_.rows[row.row].steps.count;
    const Piece* const pieces = &pieces_[row.row * width_];
    std::int64_t fund = 0;
    for (std::uint32_t step = 0; step < steps; ++step) {
        out = put(pieces[step], out);
        out = put_amount(out, payments[step]);
        fund += pieces[step].in_fund ? payments[step] : 0;
    }
    out = put(pieces[steps], out);
    const std::int64_t total = block.measures[number * plan_.measure_count + total_register];
    out = put_comma(put_amount(out, fund));
    out = put_comma(put_amount(out, total - fund));
    *out = '\n';
    return out + 1;
}

void RowWriter::write_refused(const load::ClaimBlock& block, std::size_t number,
                              OutText& out) const {
    const load::ClaimRow& row = block.rows[number];
    std::string text;
    load::append_csv_field(text, block.at(row.id, row.id_size));
    text.append(plan_.benefits.size() + 3, ',');
    load::append_csv_field(text, sentences(block.refusals[row.refusal].problems, language_));
    text += '\n';
    out.append(text);
}

char* RowWriter::write_id(const load::ClaimBlock& block, const load::ClaimRow& row,
                          char* out) const {
    if (block.plain_ids) [[likely]] {
        return copy(block.text.data() + row.id, row.id_size, out);
    }
    std::string text;
    load::append_csv_field(text, block.at(row.id, row.id_size));
    text.copy(out, text.size());
    return out + text.size();
}

char* RowWriter::put(const Piece& piece, char* out) const {
    return copy(texts_.data() + piece.first, piece.size, out);
}

std::string RowWriter::sentences(const Problems& problems, Language language) {
    std::string text;
    for (const Problem& problem : problems) {
        text += (text.empty() ? "" : "; ") + sentence(problem, language);
    }
    return text;
}

} // namespace reimburse::audit
