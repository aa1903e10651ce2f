// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>

namespace reimburse::study {

/// Told now and then how much of the work is done; never by two threads at once.
using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;

/// Counts finished work for all threads.
class Meter {
  public:
    Meter(std::uint64_t all, const Progress& progress) : all_(all), progress_(progress) {}

    void add(std::uint64_t work) {
        const std::lock_guard lock(mutex_);
        done_ += work;
        if (progress_) {
            progress_(done_, all_);
        }
    }

  private:
    std::mutex mutex_;
    std::uint64_t done_ = 0;
    std::uint64_t all_;
    const Progress& progress_;
};

/// Does each job once, on so many threads; a job knows its number only.
void run_jobs(std::size_t jobs, unsigned threads, const std::function<void(std::size_t)>& job);

} // namespace reimburse::study
