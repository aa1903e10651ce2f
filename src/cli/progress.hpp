// SPDX-License-Identifier: MIT
#pragma once

#include "cli/messages.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace reimburse::cli {

/// How far a batch has come, on standard error where that is a terminal: rows, rows a second and,
/// where the size of the input is known, the time that is left.
class ProgressLine {
  public:
    /// `counted`: the bytes that are shown are those of the file; else it is asked how far it was
    /// read.
    ProgressLine(std::FILE* input, bool counted, Language language)
        : input_(counted ? nullptr : input), language_(language) {
        struct stat status {};

        if (::fstat(::fileno(input), &status) == 0 && S_ISREG(status.st_mode)) {
            size_ = status.st_size;
        }
    }

    /// For work in several passes, see begin().
    explicit ProgressLine(Language language) : input_(nullptr), language_(language) {}

    ProgressLine(const ProgressLine&) = delete;
    ProgressLine(ProgressLine&&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ProgressLine& operator=(ProgressLine&&) = delete;

    ~ProgressLine() { clear(); }

    /// Starts a pass over `size` bytes, 0 where that is not known. `title`: what it is for.
    void begin(std::string title, std::int64_t size) {
        title_ = std::move(title);
        size_ = size;
        start_ = Clock::now();
    }

    /// `bytes` of the input are done.
    void show(std::int64_t rows, std::int64_t bytes) {
        if (!terminal_) {
            return;
        }
        const Clock::time_point now = Clock::now();
        if (now - shown_ < std::chrono::milliseconds(200)) {
            return;
        }
        shown_ = now;
        bytes = input_ != nullptr ? std::int64_t{::ftello(input_)} : bytes;
        const auto spent =
            std::chrono::duration_cast<std::chrono::milliseconds>(now - start_).count() + 1;
        std::string line =
            "\r" + title_ +
            message(
                language_, "{rows} 行，每秒 {rate} 行", "{rows} rows, {rate} rows/s",
                {{"rows", std::to_string(rows)}, {"rate", std::to_string(rows * 1000 / spent)}});
        if (size_ > 0 && bytes > 0) {
            const std::int64_t left = (size_ - bytes) / 1000 * spent / (bytes / 1000 + 1) / 1000;
            line += message(language_, "，{share}%，还需 {left} 秒", ", {share} %, {left} s left",
                            {{"share", std::to_string(bytes * 100 / size_)},
                             {"left", std::to_string(left > 0 ? left : 0)}});
        }
        line += "\033[K";
        std::fputs(line.c_str(), stderr);
        std::fflush(stderr);
        drawn_ = true;
    }

    void clear() {
        if (drawn_) {
            std::fputs("\r\033[K", stderr);
            drawn_ = false;
        }
    }

  private:
    using Clock = std::chrono::steady_clock;

    std::FILE* input_;
    Language language_;
    std::string title_;
    bool terminal_ = ::isatty(STDERR_FILENO) != 0;
    bool drawn_ = false;
    std::int64_t size_ = 0;
    Clock::time_point start_ = Clock::now();
    Clock::time_point shown_ = start_;
};

/// Shows each percent of a work once, where standard error is a terminal; nothing at its end.
inline std::function<void(std::uint64_t done, std::uint64_t all)> percent_on_terminal() {
    if (::isatty(STDERR_FILENO) == 0) {
        return {};
    }
    return [shown = std::uint64_t{101}](std::uint64_t done, std::uint64_t all) mutable {
        const std::uint64_t percent = all > 0 ? done * 100 / all : 100;
        if (percent != shown) {
            shown = percent;
            std::fprintf(stderr, "\r%llu %%", static_cast<unsigned long long>(percent));
            std::fputs(done == all ? "\r\033[K" : "", stderr);
            std::fflush(stderr);
        }
    };
}

} // namespace reimburse::cli
