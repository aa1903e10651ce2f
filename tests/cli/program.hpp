// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace reimburse::test {

using Json = nlohmann::ordered_json;
using Arguments = std::vector<std::string>;

/// What a run of the program left: its exit code and what it wrote.
struct Ran {
    int code = -1;
    std::string out;
    std::string err;

    Json json() const { return Json::parse(out); }
};

inline std::string content(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// A file of the project.
inline std::string source(const std::string& path) {
    return REIMBURSE_SOURCE_DIR "/" + path;
}

/// Fen of an amount as it is printed, with or without commas between thousands.
inline std::int64_t fen(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c != ',' && c != '.') {
            digits += c;
        }
    }
    return std::stoll(digits);
}

inline std::int64_t fen(const Json& amount) {
    return fen(std::string_view(amount.get_ref<const std::string&>()));
}

/// Runs the built program in a folder of its own.
class ProgramTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "reimburse-cli-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }

    std::string put(const std::string& name, std::string_view text) const {
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }

    /// `out` names where standard output goes; its text is not read back then.
    Ran run(const Arguments& arguments, std::string_view input = {},
            const std::string& out = {}) const {
        const std::string in_file = put(".stdin", input);
        const std::string out_file = out.empty() ? path(".stdout") : out;
        const std::string err_file = path(".stderr");
        std::vector<std::string> words{REIMBURSE_PROGRAM};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> argv;
        for (std::string& word : words) {
            argv.push_back(word.data());
        }
        argv.push_back(nullptr);
        const pid_t child = ::fork();
        if (child == 0) {
            constexpr int create = O_WRONLY | O_CREAT | O_TRUNC;
            ::dup2(::open(in_file.c_str(), O_RDONLY), STDIN_FILENO);
            ::dup2(::open(out_file.c_str(), create, 0600), STDOUT_FILENO);
            ::dup2(::open(err_file.c_str(), create, 0600), STDERR_FILENO);
            ::execv(argv.front(), argv.data());
            ::_exit(127);
        }
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFEXITED(status)) << "the program was killed";
        return {WEXITSTATUS(status), out.empty() ? content(out_file) : "", content(err_file)};
    }

    std::filesystem::path folder_;
};

/// The claim of the worked example of READINGS, with fields replaced or added.
inline Json worked_claim(const Json& changes = Json::object()) {
    Json claim{{"claim_id", "c1"},           {"person_id", "p1"},
               {"date", "2019-10-02"},       {"care", "inpatient"},
               {"facility_level", "county"}, {"person_class", "registered_poor"},
               {"total", "60000.00"},        {"eligible", "55000.00"}};
    claim.update(changes);
    return claim;
}

} // namespace reimburse::test
