// SPDX-License-Identifier: MIT
#include "audit/partial/part_rows.hpp"

#include "audit/partial/pieces.hpp"
#include "audit/partial/problem_json.hpp"
#include "load/csv.hpp"
#include "load/files.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace reimburse::audit {

namespace {

template <class Number>
Number number_in(std::string_view text) {
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

} // namespace

/// The rows of one piece that are wanted.
class PartRows::Piece : public load::RowSource {
  public:
    Piece(const PartRows& part, std::vector<std::int64_t>& numbers, std::int64_t before,
          const std::string& path)
        : part_(part), numbers_(numbers), before_(before) {
        Result<load::InputFile> file = load::open_input(path);
        if (!file) {
            problem_ = file.problems().front();
            return;
        }
        file_ = std::move(*file);
        reader_.emplace(load::source_of(file_.get()), path);
        if (reader_->next() == load::CsvReader::Row::row) {
            const auto& fields = reader_->fields();
            texts_.assign(fields.begin() + piece_columns, fields.end());
            names_.assign(texts_.begin(), texts_.end());
        }
    }

    std::span<const std::string_view> names() const override { return names_; }

    Row next() override {
        while (reader_) {
            const load::CsvReader::Row kind = reader_->next();
            if (kind == load::CsvReader::Row::end) {
                return Row::end;
            }
            if (kind != load::CsvReader::Row::row || reader_->fields().size() != width()) {
                problem_ = kind == load::CsvReader::Row::row
                               ? Problem{Code::not_json, {{"why", "no row of a piece"}}, {}, {}}
                               : reader_->problem();
                break;
            }
            if (part_.wanted(number_in<std::uint64_t>(reader_->fields()[1]))) {
                return take();
            }
        }
        return Row::failed;
    }

    std::span<const std::string_view> fields() const override {
        return std::span(reader_->fields()).subspan(piece_columns);
    }

    Problem problem() const override { return problem_; }

  private:
    std::size_t width() const { return names_.size() + piece_columns; }

    Row take() {
        numbers_.push_back(before_ + number_in<std::int64_t>(reader_->fields()[0]));
        const std::string_view fault = reader_->fields()[2];
        if (fault.empty()) {
            return Row::row;
        }
        try {
            problem_ = nlohmann::json::parse(fault).get<Problem>();
        } catch (const nlohmann::json::exception& wrong) {
            problem_ = {Code::not_json, {{"why", wrong.what()}}, {}, {}};
            return Row::failed;
        }
        return Row::bad;
    }

    const PartRows& part_;
    std::vector<std::int64_t>& numbers_;
    std::int64_t before_;
    load::InputFile file_;
    std::optional<load::CsvReader> reader_;
    std::vector<std::string> texts_; ///< of the header
    std::vector<std::string_view> names_;
    Problem problem_;
};

/// The wanted rows of several pieces of one input, in the input's order. They are few.
class PartRows::Gathered : public load::RowSource {
  public:
    Gathered(const PartRows& part, std::vector<std::int64_t>& numbers,
             const PartPlan::Input& input) {
        std::vector<std::int64_t> found;
        for (const std::string& path : input.pieces) {
            Piece piece(part, found, input.before, path);
            texts_.assign(piece.names().begin(), piece.names().end());
            for (Row kind = piece.next(); kind != Row::end; kind = piece.next()) {
                Problem problem = kind == Row::row ? Problem{} : piece.problem();
                if (kind == Row::failed) {
                    failure_ = std::move(problem);
                    return;
                }
                const auto fields = piece.fields();
                rows_.push_back(
                    {found.back(), kind, {fields.begin(), fields.end()}, std::move(problem)});
            }
        }
        names_.assign(texts_.begin(), texts_.end());
        std::ranges::sort(rows_, {}, &Kept::number);
        for (const Kept& row : rows_) {
            numbers.push_back(row.number);
        }
    }

    std::span<const std::string_view> names() const override { return names_; }

    Row next() override {
        if (failure_) {
            return Row::failed;
        }
        if (next_ == rows_.size()) {
            return Row::end;
        }
        const Kept& row = rows_[next_++];
        fields_.assign(row.fields.begin(), row.fields.end());
        return row.kind;
    }

    std::span<const std::string_view> fields() const override { return fields_; }

    Problem problem() const override { return failure_ ? *failure_ : rows_[next_ - 1].problem; }

  private:
    struct Kept {
        std::int64_t number;
        Row kind;
        std::vector<std::string> fields;
        Problem problem;
    };

    std::vector<std::string> texts_;
    std::vector<std::string_view> names_;
    std::vector<Kept> rows_;
    std::vector<std::string_view> fields_;
    std::optional<Problem> failure_;
    std::size_t next_ = 0;
};

PartRows::PartRows(PartPlan plan) : plan_(std::move(plan)), numbers_(plan_.inputs.size()) {}

std::vector<std::string> PartRows::names() const {
    std::vector<std::string> names;
    for (std::size_t input = 0; input < plan_.inputs.size(); ++input) {
        names.push_back(std::to_string(input));
    }
    return names;
}

std::unique_ptr<load::RowSource> PartRows::rows(const std::string& name) {
    const auto number = number_in<std::size_t>(name);
    const PartPlan::Input& input = plan_.inputs[number];
    numbers_[number].clear();
    if (plan_.only_tied) {
        return std::make_unique<Gathered>(*this, numbers_[number], input);
    }
    return std::make_unique<Piece>(*this, numbers_[number], input.before, input.pieces.front());
}

std::int64_t PartRows::number(std::int64_t row) const {
    auto place = static_cast<std::size_t>(row - 1);
    std::size_t input = 0;
    while (place >= numbers_[input].size()) {
        place -= numbers_[input++].size();
    }
    return numbers_[input][place];
}

bool PartRows::wanted(std::uint64_t key) const {
    return std::ranges::binary_search(plan_.tied, key) == plan_.only_tied;
}

} // namespace reimburse::audit
