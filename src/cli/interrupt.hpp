// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <csignal>

namespace reimburse::cli {

/// While it lives, Ctrl-C, a hang-up or a request to end is noted instead of ending the program, so
/// that files which are not whole can be removed first. raise_again() then ends it as it was asked.
class Interrupt {
  public:
    Interrupt() {
        struct sigaction note {};

        note.sa_handler = [](int signal) {
            noted_signal = signal;
        };
        sigemptyset(&note.sa_mask); // no SA_RESTART: a read that waits is broken off
        for (std::size_t s = 0; s < count; ++s) {
            ::sigaction(signals[s], &note, &before_[s]);
        }
    }

    Interrupt(const Interrupt&) = delete;
    Interrupt(Interrupt&&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    Interrupt& operator=(Interrupt&&) = delete;

    ~Interrupt() {
        for (std::size_t s = 0; s < count; ++s) {
            ::sigaction(signals[s], &before_[s], nullptr);
        }
    }

    static bool noted() { return noted_signal != 0; }

    /// Does what the signal would have done; nothing if there was none. Call it after the end of
    /// the Interrupt's life.
    static void raise_again() {
        if (noted()) {
            ::raise(noted_signal);
        }
    }

  private:
    static constexpr std::size_t count = 3;
    static constexpr int signals[count]{SIGINT, SIGTERM, SIGHUP};
    static inline std::atomic<int> noted_signal = 0;

    struct sigaction before_[count] {};
};

} // namespace reimburse::cli
