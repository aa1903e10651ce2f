// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/errors/result.hpp"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace reimburse::load {

/// The file's bytes; "-" is standard input. Error: cannot_open.
Result<std::string> read_file(const std::string& path);

/// A file open for reading, closed with its owner; standard input is left open.
struct CloseFile {
    void operator()(std::FILE* file) const noexcept;
};

using InputFile = std::unique_ptr<std::FILE, CloseFile>;

/// Opens a file for reading; "-" is standard input. Error: cannot_open.
Result<InputFile> open_input(const std::string& path);

/// An output file that appears whole or not at all. What is written goes to a temporary file in
/// the same folder; commit() puts it in the place of the target, and without commit() the target
/// stays as it was. A target that exists and is no regular file (a pipe, /dev/null) and "-",
/// standard output, are written straight through.
///
/// A write to a pipe that nobody reads raises SIGPIPE: a program that wants it reported as
/// cannot_write ignores that signal.
class WholeFile {
  public:
    /// Error: cannot_write.
    static Result<WholeFile> open(const std::string& path);

    WholeFile(WholeFile&& other) noexcept;
    WholeFile& operator=(WholeFile&& other) noexcept;
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;
    ~WholeFile();

    /// Writes all of `data`. False after a failure, which commit() reports; later writes are then
    /// without effect, so that a caller may leave the check to commit().
    bool write(std::string_view data);

    /// Makes the file appear. Nothing may be written afterwards. The problem is cannot_write.
    [[nodiscard]] std::optional<Problem> commit();

  private:
    WholeFile(std::string path, std::string target, std::string temporary, int descriptor);

    void abandon() noexcept;

    std::string path_;      ///< as the user named it
    std::string target_;    ///< the file to replace; empty if written straight through
    std::string temporary_; ///< empty if there is none to remove
    int descriptor_ = -1;
    int error_ = 0; ///< errno of the first failure
};

} // namespace reimburse::load
