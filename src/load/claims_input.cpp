// SPDX-License-Identifier: MIT
#include "load/claims_input.hpp"

#include "load/claim_reader.hpp"
#include "load/claims_text.hpp"
#include "load/csv_rows.hpp"
#include "load/gzip.hpp"
#include "load/json_lines.hpp"
#include "load/utf8.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace reimburse::load {

namespace {

constexpr std::size_t peek_size = std::size_t{1} << 16U;

/// Hands out what was read ahead, then what follows.
Source replayed(std::string ahead, std::ptrdiff_t status, Source rest) {
    const auto text = std::make_shared<std::string>(std::move(ahead));
    return [text, given = std::size_t{0}, status, error = errno,
            rest = std::move(rest)](char* to, std::size_t size) mutable -> std::ptrdiff_t {
        if (given < text->size()) {
            const std::size_t count = text->copy(to, size, given);
            given += count;
            return static_cast<std::ptrdiff_t>(count);
        }
        if (status < 0) {
            errno = error;
            return -1;
        }
        return rest(to, size);
    };
}

bool opens_an_object(std::string_view text) {
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
}

/// What rows of JSON Lines may say.
JsonLines::Expectations expectations(const Plan& plan, const Vocabulary* vocabulary) {
    JsonLines::Expectations expected;
    std::ranges::transform(plan.fields, std::back_inserter(expected.names), &Field::name);
    expected.names.emplace_back("reverses");
    if (vocabulary == nullptr) {
        expected.matters = [](std::string_view key) {
            return key.starts_with(paid_prefix());
        };
        return expected;
    }
    expected.inside = vocabulary->inside;
    const auto is_paid = [vocabulary](const std::string& column) {
        return std::ranges::find(vocabulary->payments, column, &VocabularyPayment::from) !=
               vocabulary->payments.end();
    };
    for (const VocabularyField& field : vocabulary->fields) {
        for (const std::string& name : field.from) {
            if (!is_paid(name) && std::ranges::find(expected.names, name) == expected.names.end()) {
                expected.names.push_back(name);
            }
        }
    }
    expected.matters = [vocabulary](std::string_view key) {
        return key.starts_with(paid_prefix()) || vocabulary->find(key).has_value();
    };
    return expected;
}

} // namespace

Result<ClaimsInput> ClaimsInput::open(const std::string& path, const Plan& plan,
                                      const InputForm& form, std::size_t block) {
    if (form.rows) {
        if (std::unique_ptr<RowSource> rows = form.rows(path)) {
            ClaimsInput input;
            input.path_ = path;
            input.plan_ = &plan;
            input.read_by(std::move(rows), form, block, {});
            return input;
        }
    }
    Result<InputFile> file = open_input(path);
    if (!file) {
        return file.problems();
    }
    Result<ClaimsInput> input = from(file->get(), path, plan, form, block);
    if (input) {
        input->owned_ = std::move(*file);
    }
    return input;
}

Result<ClaimsInput> ClaimsInput::from(std::FILE* file, const std::string& name, const Plan& plan,
                                      const InputForm& form, std::size_t block) {
    ClaimsInput input;
    input.path_ = name;
    input.plan_ = &plan;
    input.file_ = file;
    input.compressed_ = name.ends_with(".gz");
    const std::string_view inner =
        std::string_view(name).substr(0, name.size() - (input.compressed_ ? 3 : 0));
    const auto failure = std::make_shared<std::optional<Problem>>();
    Source source = source_of(file);
    if (input.compressed_) {
        source = gunzip(std::move(source), name, failure);
    }
    source = as_utf8(std::move(source), form.encoding);
    std::string ahead(peek_size, '\0');
    const std::ptrdiff_t count = source(ahead.data(), ahead.size());
    if (count < 0 && *failure) {
        return std::move(**failure);
    }
    ahead.resize(static_cast<std::size_t>(std::max<std::ptrdiff_t>(count, 0)));
    const bool json =
        inner.ends_with(".jsonl") || inner.ends_with(".ndjson") || opens_an_object(ahead);
    source = replayed(std::move(ahead), count, std::move(source));
    if (!json && form.vocabulary == nullptr) {
        input.reader_ = std::make_unique<CsvReader>(std::move(source), name, block);
        input.reader_->explain_by(
            [failure](std::int64_t line) { return line == 0 ? *failure : std::nullopt; });
        return input;
    }
    std::unique_ptr<RowSource> rows;
    if (json) {
        rows = std::make_unique<JsonLines>(std::move(source), name,
                                           expectations(plan, form.vocabulary));
    } else {
        rows = std::make_unique<CsvRows>(std::move(source), name);
    }
    input.read_by(std::move(rows), form, block, failure);
    return input;
}

/// Has the reader read what the rows are written as.
void ClaimsInput::read_by(std::unique_ptr<RowSource> rows, const InputForm& form, std::size_t block,
                          std::shared_ptr<std::optional<Problem>> failure) {
    std::unique_ptr<Translation> translation;
    translated_ = form.vocabulary != nullptr;
    if (translated_) {
        translation = std::make_unique<Translation>(*form.vocabulary, *plan_, rows->names());
        passed_over_ = translation->passed_over();
        for (const VocabularyGap* gap : translation->left_open()) {
            left_open_.push_back(gap->why);
        }
    }
    const auto text = std::make_shared<ClaimsText>(std::move(rows), std::move(translation));
    rows_ = text;
    reader_ = std::make_unique<CsvReader>(
        [text](char* to, std::size_t size) { return text->read(to, size); }, path_, block);
    reader_->explain_by([text, failure = std::move(failure)](std::int64_t line) {
        return line == 0 && failure && *failure ? *failure : text->problem(line);
    });
}

void ClaimsInput::explain_header(Problems& problems) const {
    if (translated_) {
        return;
    }
    const Place place = problems.empty() ? Place{path_, {}, 1, 1} : problems.front().place;
    if (auto foreign = foreign_names(*plan_, reader_->fields(), place)) {
        problems = {std::move(*foreign)};
    }
}

} // namespace reimburse::load
