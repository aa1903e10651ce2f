// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace {

using namespace reimburse::test;
namespace fs = std::filesystem;

/// A fenced block of the guide: what stands behind its opening fence, and its lines.
struct Fenced {
    std::string info;
    std::vector<std::string> lines;
};

std::vector<Fenced> blocks_of_guide() {
    std::vector<Fenced> blocks;
    bool open = false;
    for (const std::string& line : lines_of(content(source("rules/README.md")))) {
        if (line.starts_with("```")) {
            open = !open;
            if (open) {
                blocks.push_back({line.substr(3), {}});
            }
        } else if (open) {
            blocks.back().lines.push_back(line);
        }
    }
    EXPECT_FALSE(open) << "a fence is not closed";
    return blocks;
}

/// A command of the guide and what it prints. Where `all` is false only the first lines are shown.
struct Step {
    std::string command;
    std::string output;
    bool all = true;
};

std::vector<Step> steps_of(const Fenced& block) {
    std::vector<Step> steps;
    for (const std::string& line : block.lines) {
        if (line.starts_with("$ ")) {
            steps.push_back({line.substr(2), "", true});
        } else if (line == "…") {
            steps.back().all = false;
        } else {
            steps.back().output += line + "\n";
        }
    }
    return steps;
}

std::string without_spaces(const std::string& text) {
    std::string kept;
    std::ranges::copy_if(text, std::back_inserter(kept),
                         [](char c) { return c != ' ' && c != '\n'; });
    return kept;
}

class Guide : public ProgramTest {
  protected:
    void SetUp() override {
        ProgramTest::SetUp();
        fs::create_directory(path("bin"));
        fs::create_symlink(REIMBURSE_PROGRAM, path("bin/reimburse"));
        for (const std::string name : {"rules", "examples"}) {
            fs::create_directory_symlink(source(name), path(name));
        }
    }

    /// Both streams of a command, run in the test's folder.
    std::string printed(const std::string& command) const {
        const std::string line = "cd '" + folder_.string() + "' && PATH='" + path("bin") +
                                 "':\"$PATH\" && export PATH && " + command + " 2>&1";
        std::FILE* pipe = ::popen(line.c_str(), "r");
        EXPECT_NE(pipe, nullptr);
        std::string text;
        std::array<char, 4096> part{};
        while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe)) {
            text.append(part.data(), count);
        }
        ::pclose(pipe);
        return text;
    }
};

TEST_F(Guide, prints_what_its_commands_print) {
    std::size_t count = 0;
    for (const Fenced& block : blocks_of_guide()) {
        if (block.info != "console") {
            continue;
        }
        for (const Step& step : steps_of(block)) {
            ++count;
            const std::string text = printed(step.command);
            EXPECT_EQ(step.all ? text : text.substr(0, step.output.size()), step.output)
                << step.command;
        }
    }
    EXPECT_GE(count, 20U);
}

TEST_F(Guide, quotes_the_tables_that_it_names) {
    std::size_t count = 0;
    for (const Fenced& block : blocks_of_guide()) {
        if (!block.info.starts_with("json ")) {
            EXPECT_EQ(block.info, "console");
            continue;
        }
        ++count;
        const std::string file = block.info.substr(5);
        std::string quoted;
        for (const std::string& line : block.lines) {
            quoted += line;
        }
        EXPECT_NE(without_spaces(content(source(file))).find(without_spaces(quoted)),
                  std::string::npos)
            << file << "\n"
            << quoted;
    }
    EXPECT_GE(count, 50U);
}

TEST_F(Guide, has_tables_that_check_clean_and_pass) {
    const Ran checked = run({"check", source("examples/guide")});
    EXPECT_EQ(checked.code, 0) << checked.err;
    const Ran tested = run({"test", source("examples/guide"), "--lang", "en"});
    EXPECT_EQ(tested.code, 0) << tested.out;
    for (const auto& entry : fs::directory_iterator(source("examples/guide/recipes"))) {
        EXPECT_TRUE(fs::exists(entry.path() / "cases")) << entry.path();
    }
}

/// Every construct that section A of the survey of policies numbers has a recipe.
TEST_F(Guide, names_every_construct) {
    const std::string text = content(source("rules/README.md"));
    for (int number = 1; number <= 35; ++number) {
        const std::string code = (number < 10 ? "C0" : "C") + std::to_string(number);
        EXPECT_NE(text.find(code), std::string::npos) << code;
    }
}

} // namespace
