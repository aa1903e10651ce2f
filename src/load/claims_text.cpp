// SPDX-License-Identifier: MIT
#include "load/claims_text.hpp"

#include "load/csv_writer.hpp"
#include "load/utf8.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace reimburse::load {

namespace {

constexpr std::size_t portion = std::size_t{1} << 16U;

/// A record whose last field is one that no CSV has.
constexpr std::string_view fault_field = ",\"\"!\n";

/// Characters for which a field needs quotes.
constexpr auto special = [] {
    std::array<bool, 256> table{};
    for (const char c : {',', '"', '\r', '\n'}) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

} // namespace

ClaimsText::ClaimsText(std::unique_ptr<RowSource> rows, std::unique_ptr<Translation> translation)
    : rows_(std::move(rows)), translation_(std::move(translation)) {
    const auto place = [&](std::string_view name) {
        return static_cast<std::size_t>(std::ranges::find(rows_->names(), name) -
                                        rows_->names().begin());
    };
    claim_id_ = place("claim_id");
    person_id_ = place("person_id");
}

std::ptrdiff_t ClaimsText::read(char* to, std::size_t size) {
    if (given_ == text_.size()) {
        text_.clear();
        given_ = 0;
        while (!ended_ && text_.size() < portion) {
            if (began_ && !translation_) {
                line_ += rows_->write_alike(text_, portion - text_.size());
            }
            ended_ = !more();
        }
        if (text_.empty() && failure_) {
            errno = EIO;
            return -1;
        }
    }
    const std::size_t count = text_.copy(to, size, given_);
    given_ += count;
    return static_cast<std::ptrdiff_t>(count);
}

std::optional<Problem> ClaimsText::problem(std::int64_t line) {
    if (line == 0) {
        return failure_;
    }
    while (!faults_.empty() && faults_.front().first < line) {
        faults_.pop_front();
    }
    if (faults_.empty() || faults_.front().first != line) {
        return std::nullopt;
    }
    return faults_.front().second;
}

/// Writes the header, or one row.
bool ClaimsText::more() {
    if (!std::exchange(began_, true)) {
        std::vector<std::string_view> names(rows_->names().begin(), rows_->names().end());
        if (translation_) {
            names.assign(translation_->names().begin(), translation_->names().end());
        }
        write(names);
        return true;
    }
    const RowSource::Row row = rows_->next();
    if (row == RowSource::Row::end) {
        return false;
    }
    if (row == RowSource::Row::failed) {
        failure_ = rows_->problem();
        return false;
    }
    problems_.clear();
    std::span<const std::string_view> fields = rows_->fields();
    std::string_view claim_id = claim_id_ < fields.size() ? fields[claim_id_] : "";
    std::string_view person_id = person_id_ < fields.size() ? fields[person_id_] : "";
    if (translation_) {
        translation_->read(fields, problems_);
        fields = translation_->fields();
        const auto& names = translation_->names();
        const bool named = names.size() > 1 && names[0] == "claim_id" && names[1] == "person_id";
        claim_id = named ? fields[0] : "";
        person_id = named ? fields[1] : "";
    }
    if (row == RowSource::Row::bad) {
        write_fault(claim_id, person_id, rows_->problem());
    } else if (!problems_.empty()) {
        write_fault(claim_id, person_id, std::move(problems_.front()));
    } else {
        write(fields);
    }
    return true;
}

void ClaimsText::write(std::span<const std::string_view> fields) {
    for (const std::string_view field : fields) {
        put(field);
        text_ += ',';
    }
    text_.back() = '\n';
    ++line_;
}

void ClaimsText::write_fault(std::string_view claim_id, std::string_view person_id,
                             Problem problem) {
    put(claim_id);
    text_ += ',';
    put(person_id);
    text_ += fault_field;
    faults_.emplace_back(line_, std::move(problem)); // the line of the field that is at fault
    ++line_;
}

void ClaimsText::put(std::string_view text) {
    bool quoted = text.starts_with(byte_order_mark);
    for (const char c : text) {
        quoted = quoted || special[static_cast<unsigned char>(c)];
    }
    if (!quoted) {
        text_ += text;
        return;
    }
    append_csv_field(text_, text);
    line_ += std::ranges::count(text, '\n');
}

} // namespace reimburse::load
