// SPDX-License-Identifier: MIT
#pragma once

#include "load/csv.hpp"
#include "load/files.hpp"
#include "load/row_source.hpp"
#include "load/text_encoding.hpp"
#include "load/vocabulary.hpp"
#include "reimburse/plan/plan.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::load {

class ClaimsText;

/// How a file of claims is to be read.
struct InputForm {
    const Vocabulary* vocabulary = nullptr; ///< null: names are our own
    Encoding encoding = Encoding::detect;
    /// Rows that lie in no file, by the name that stands for one; null: it is a file.
    std::function<std::unique_ptr<RowSource>(const std::string& name)> rows = {};
};

/// A file of claims in any of the forms that are read: CSV or JSON Lines (by the name, .jsonl or
/// .ndjson, or an opening brace), in UTF-8 or GB18030, plain or in gzip (.gz), with our own names
/// or those of a vocabulary. Whatever it is, reader() gives the rows as CSV with our own names. A
/// CSV file in UTF-8 with our own names is handed on byte for byte.
///
///     Result<ClaimsInput> input = ClaimsInput::open(path, plan, form);
///     CsvReader& reader = input->reader();
///     if (!columns.read_header(reader, path, problems)) { input->explain_header(problems); … }
class ClaimsInput {
  public:
    /// The plan must outlive the input. Problems: cannot_open, not_gzip.
    static Result<ClaimsInput> open(const std::string& path, const Plan& plan,
                                    const InputForm& form,
                                    std::size_t block = CsvReader::default_block);

    /// The same from a file that is open and stays with the caller; `name` tells its form.
    static Result<ClaimsInput> from(std::FILE* file, const std::string& name, const Plan& plan,
                                    const InputForm& form,
                                    std::size_t block = CsvReader::default_block);

    CsvReader& reader() { return *reader_; }

    /// The file that is read, for showing progress; null: rows that lie in none.
    std::FILE* file() const { return file_; }

    /// Whether the reader counts the bytes of the file itself.
    bool is_plain() const { return rows_ == nullptr && !compressed_; }

    /// Names of the file that nothing knows; those that the reader's columns pass over are others.
    const std::vector<std::string>& passed_over() const { return passed_over_; }

    /// What the vocabulary says of columns that it leaves to the user.
    const std::vector<Text>& left_open() const { return left_open_; }

    /// After a header that was refused: where the names are those of a bundled vocabulary, the one
    /// problem that says so takes the place of the others.
    void explain_header(Problems& problems) const;

  private:
    ClaimsInput() = default;

    void read_by(std::unique_ptr<RowSource> rows, const InputForm& form, std::size_t block,
                 std::shared_ptr<std::optional<Problem>> failure);

    std::string path_;
    const Plan* plan_ = nullptr;
    InputFile owned_;
    std::FILE* file_ = nullptr;
    bool compressed_ = false;
    bool translated_ = false;
    std::shared_ptr<ClaimsText> rows_;
    std::vector<std::string> passed_over_;
    std::vector<Text> left_open_;
    std::unique_ptr<CsvReader> reader_;
};

} // namespace reimburse::load
