// SPDX-License-Identifier: MIT
#pragma once

#include "cli/options.hpp"
#include "load/claims_input.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reimburse::cli {

/// How the claims that a command is given are written.
struct InputOptions {
    std::string columns;
    std::string encoding = "auto";
};

void add_input(CLI::App& command, InputOptions& options);

/// --threads; 0, which it is without the option, stands for one a processor.
void add_threads(CLI::App& command, unsigned& threads);

unsigned threads_of(unsigned threads);

/// The options with the vocabulary that they name.
class ClaimsForm {
  public:
    /// Problems: those of load_vocabulary().
    static Result<ClaimsForm> of(const InputOptions& options);

    /// Valid as long as this.
    load::InputForm form() const { return {vocabulary(), encoding_}; }

    /// Null: the names are our own.
    const load::Vocabulary* vocabulary() const { return vocabulary_ ? &*vocabulary_ : nullptr; }

  private:
    std::optional<load::Vocabulary> vocabulary_;
    load::Encoding encoding_ = load::Encoding::detect;
};

/// Notes on standard error which names of a file were passed over; `more`: those that the columns
/// passed over.
void print_passed_over(const load::ClaimsInput& input, const std::vector<std::string>& more,
                       Language language);

/// Notes on standard error what the vocabulary leaves to the user.
void print_left_open(const load::ClaimsInput& input, Language language);

} // namespace reimburse::cli
