// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include <chrono>
#include <csignal>
#include <thread>

namespace {

using namespace reimburse::test;

/// Commands that read claims from a pipe which stays open, and are asked to end.
class InterruptTest : public ProgramTest {
  protected:
    static constexpr std::chrono::milliseconds step{5};
    static constexpr int steps = 12'000;

    /// Ends the command with a signal once it has begun its output; its wait status.
    int interrupted(const Arguments& arguments, const std::string& input, int signal) const {
        int ends[2]{};
        EXPECT_EQ(::pipe(ends), 0);
        const pid_t child = start(arguments, ends);
        ::close(ends[0]);
        std::thread writer([&] {
            std::string_view left = input;
            while (!left.empty()) {
                const ::ssize_t count = ::write(ends[1], left.data(), left.size());
                if (count <= 0) {
                    break; // the program is gone
                }
                left.remove_prefix(static_cast<std::size_t>(count));
            }
        });
        for (int n = 0; n < steps && !has_temporary(); ++n) {
            std::this_thread::sleep_for(step);
        }
        EXPECT_TRUE(has_temporary());
        int status = 0;
        pid_t ended = 0;
        for (int n = 0; n < steps && ended == 0; ++n) {
            // Again, as a person would: the first may come just before the program waits.
            ::kill(child, signal);
            std::this_thread::sleep_for(step);
            ended = ::waitpid(child, &status, WNOHANG);
        }
        EXPECT_EQ(ended, child) << "the program did not end";
        if (ended != child) {
            ::kill(child, SIGKILL);
            ::waitpid(child, &status, 0);
        }
        writer.join();
        ::close(ends[1]);
        return status;
    }

    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
            names.push_back(entry.path().filename().string());
        }
        std::ranges::sort(names);
        return names;
    }

  private:
    static pid_t start(const Arguments& arguments, const int (&ends)[2]) {
        std::vector<std::string> words{REIMBURSE_PROGRAM};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> argv;
        for (std::string& word : words) {
            argv.push_back(word.data());
        }
        argv.push_back(nullptr);
        const pid_t child = ::fork();
        if (child == 0) {
            ::dup2(ends[0], STDIN_FILENO);
            ::close(ends[0]);
            ::close(ends[1]);
            ::dup2(::open("/dev/null", O_WRONLY), STDOUT_FILENO);
            ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
            ::execv(argv.front(), argv.data());
            ::_exit(127);
        }
        return child;
    }

    bool has_temporary() const {
        return std::ranges::any_of(files(),
                                   [](const auto& name) { return name.starts_with(".reimburse"); });
    }

    void SetUp() override {
        ProgramTest::SetUp();
        ::signal(SIGPIPE, SIG_IGN); // the writer sees it
    }
};

/// More than a command reads ahead.
std::string many_claims() {
    std::string text =
        "claim_id,person_id,date,care,facility_level,person_class,total,eligible,paid_total\n";
    for (int claim = 0; claim < 20'000; ++claim) {
        text += "c" + std::to_string(claim) +
                ",p1,2019-10-02,inpatient,county,general,3000.00,3000.00,0.00\n";
    }
    return text;
}

TEST_F(InterruptTest, leaves_nothing_behind) {
    for (const char* command : {"calculate", "audit"}) {
        for (const char* threads : {"1", "2"}) {
            for (const int signal : {SIGINT, SIGTERM}) {
                const int status =
                    interrupted({command, "-", "-o", path("out.csv"), "--threads", threads},
                                many_claims(), signal);
                ASSERT_TRUE(WIFSIGNALED(status)) << command;
                EXPECT_EQ(WTERMSIG(status), signal) << command;
                EXPECT_EQ(files(), std::vector<std::string>()) << command;
            }
        }
    }
}

TEST_F(InterruptTest, leaves_an_earlier_output_as_it_was) {
    const std::string out = put("out.csv", "yesterday's\n");
    for (const char* command : {"calculate", "audit"}) {
        EXPECT_TRUE(WIFSIGNALED(interrupted({command, "-", "-o", out}, many_claims(), SIGINT)));
        EXPECT_EQ(content(out), "yesterday's\n");
        EXPECT_EQ(files(), std::vector<std::string>{"out.csv"});
    }
}

TEST_F(InterruptTest, ends_row_by_row_work_too) {
    const std::string trace = path("trace.jsonl");
    EXPECT_TRUE(WIFSIGNALED(interrupted({"calculate", "-", "-o", path("out.csv"), "--trace", trace},
                                        many_claims(), SIGINT)));
    EXPECT_EQ(files(), std::vector<std::string>());
}

} // namespace
