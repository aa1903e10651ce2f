// SPDX-License-Identifier: MIT
#include "study/prove/jobs.hpp"

#include <algorithm>
#include <thread>
#include <vector>

namespace reimburse::study {

void run_jobs(std::size_t jobs, unsigned threads, const std::function<void(std::size_t)>& job) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t number = next++; number < jobs; number = next++) {
            job(number);
        }
    };
    std::vector<std::jthread> others;
    const std::size_t wanted = std::min<std::size_t>(std::max(threads, 1U), jobs);
    for (std::size_t t = 1; t < wanted; ++t) {
        others.emplace_back(work);
    }
    work();
}

} // namespace reimburse::study
