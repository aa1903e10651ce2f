// SPDX-License-Identifier: MIT
#include "load/files.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace reimburse;
using load::read_file;
using load::WholeFile;

namespace fs = std::filesystem;

class Files : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "reimburse-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }

    void TearDown() override { fs::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }

    std::size_t entries() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
    }

    static std::string content(const std::string& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    static void put(const std::string& file, std::string_view text) {
        std::ofstream(file, std::ios::binary) << text;
    }

    static std::string said(const Problems& problems) { return sentence(problems.at(0)); }

    fs::path folder_;
};

TEST_F(Files, reads_every_byte) {
    std::string text("a\0\r\n\xFF", 5);
    for (int i = 0; i < 100000; ++i) {
        text += std::to_string(i);
    }
    put(path("in"), text);
    EXPECT_EQ(read_file(path("in")).value(), text);
    put(path("empty"), "");
    EXPECT_EQ(read_file(path("empty")).value(), "");
}

TEST_F(Files, says_why_a_file_cannot_be_read) {
    const auto missing = read_file(path("none"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(said(missing.problems()),
              "E101 cannot read " + path("none") + ": No such file or directory");
    EXPECT_EQ(missing.problems()[0].place.file, path("none"));
    const auto folder = read_file(folder_.string());
    ASSERT_FALSE(folder);
    EXPECT_EQ(said(folder.problems()), "E101 cannot read " + folder_.string() + ": Is a directory");
    EXPECT_FALSE(load::open_input(path("none")));
}

TEST_F(Files, a_hyphen_is_standard_input) {
    put(path("in"), "from standard input");
    const int saved = ::dup(STDIN_FILENO);
    ASSERT_NE(std::freopen(path("in").c_str(), "rb", stdin), nullptr);
    EXPECT_EQ(read_file("-").value(), "from standard input");
    EXPECT_EQ(std::fgetc(stdin), EOF) << "still open";
    ::dup2(saved, STDIN_FILENO);
    ::close(saved);
    std::clearerr(stdin);
}

TEST_F(Files, appears_at_commit_and_not_before) {
    auto file = WholeFile::open(path("out"));
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->write("one "));
    EXPECT_TRUE(file->write("two"));
    EXPECT_FALSE(fs::exists(path("out")));
    EXPECT_EQ(file->commit(), std::nullopt);
    EXPECT_EQ(content(path("out")), "one two");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(Files, without_commit_nothing_is_changed) {
    put(path("out"), "old");
    {
        auto file = WholeFile::open(path("out"));
        ASSERT_TRUE(file);
        file->write("new");
        EXPECT_EQ(content(path("out")), "old");
        EXPECT_EQ(entries(), 2U) << "the temporary file lies in the same folder";
    }
    EXPECT_EQ(content(path("out")), "old");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(Files, replaces_a_file_and_keeps_its_rights) {
    put(path("out"), "old and longer");
    fs::permissions(path("out"), fs::perms::owner_read | fs::perms::owner_write);
    auto file = WholeFile::open(path("out"));
    file->write("new");
    EXPECT_EQ(file->commit(), std::nullopt);
    EXPECT_EQ(content(path("out")), "new");
    EXPECT_EQ(fs::status(path("out")).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, a_new_file_has_the_rights_that_the_mask_leaves) {
    const ::mode_t mask = ::umask(027);
    auto file = WholeFile::open(path("out"));
    ::umask(mask);
    EXPECT_EQ(file->commit(), std::nullopt);
    EXPECT_EQ(static_cast<unsigned>(fs::status(path("out")).permissions()), 0640U);
}

TEST_F(Files, follows_a_link_to_the_file_behind_it) {
    fs::create_directory(path("data"));
    put(path("data/file"), "old");
    fs::create_symlink("data/file", path("link"));
    auto file = WholeFile::open(path("link"));
    file->write("new");
    EXPECT_EQ(file->commit(), std::nullopt);
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(content(path("data/file")), "new");
}

TEST_F(Files, two_outputs_in_one_folder_do_not_meet) {
    auto one = WholeFile::open(path("one"));
    auto two = WholeFile::open(path("two"));
    one->write("1");
    two->write("2");
    EXPECT_EQ(two->commit(), std::nullopt);
    EXPECT_EQ(one->commit(), std::nullopt);
    EXPECT_EQ(content(path("one")), "1");
    EXPECT_EQ(content(path("two")), "2");
}

TEST_F(Files, a_name_may_be_as_long_as_names_can_be) {
    const std::string name(255, 'n');
    auto file = WholeFile::open(path(name));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->commit(), std::nullopt);
    EXPECT_TRUE(fs::exists(path(name)));
}

TEST_F(Files, moves_with_its_owner) {
    auto opened = WholeFile::open(path("a"));
    WholeFile first = std::move(*opened);
    auto other = WholeFile::open(path("b"));
    first.write("a");
    *other = std::move(first);
    EXPECT_EQ(entries(), 1U) << "the output that was assigned over is given up";
    other->write("+");
    EXPECT_EQ(other->commit(), std::nullopt);
    EXPECT_EQ(content(path("a")), "a+");
    EXPECT_FALSE(fs::exists(path("b")));
}

TEST_F(Files, says_why_a_file_cannot_be_written) {
    const auto missing = WholeFile::open(path("none/out"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(said(missing.problems()),
              "E102 cannot write " + path("none/out") + ": No such file or directory");
    const auto folder = WholeFile::open(folder_.string());
    ASSERT_FALSE(folder);
    EXPECT_EQ(said(folder.problems()),
              "E102 cannot write " + folder_.string() + ": Is a directory");
}

TEST_F(Files, a_target_that_turned_into_a_folder_is_reported_and_nothing_is_left) {
    auto file = WholeFile::open(path("out"));
    fs::create_directories(path("out/inside"));
    file->write("x");
    const auto problem = file->commit();
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->code, Code::cannot_write);
    EXPECT_EQ(entries(), 1U);
}

TEST_F(Files, devices_are_written_straight_through) {
    auto file = WholeFile::open("/dev/null");
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->write("gone"));
    EXPECT_EQ(file->commit(), std::nullopt);
    EXPECT_FALSE(fs::is_regular_file("/dev/null"));
}

TEST_F(Files, a_full_disk_is_reported) {
    if (!fs::exists("/dev/full")) {
        GTEST_SKIP() << "this system has no /dev/full";
    }
    auto file = WholeFile::open("/dev/full");
    ASSERT_TRUE(file);
    EXPECT_FALSE(file->write("x"));
    EXPECT_FALSE(file->write("y"));
    const auto problem = file->commit();
    ASSERT_TRUE(problem);
    EXPECT_EQ(sentence(*problem), "E102 cannot write /dev/full: No space left on device");
}

TEST_F(Files, a_pipe_that_nobody_reads_is_reported) {
    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    const int reader = ::open(path("pipe").c_str(), O_RDONLY | O_NONBLOCK);
    auto file = WholeFile::open(path("pipe"));
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->write("x"));
    ::close(reader);
    EXPECT_FALSE(file->write("y"));
    const auto problem = file->commit();
    std::signal(SIGPIPE, before);
    ASSERT_TRUE(problem);
    EXPECT_EQ(sentence(*problem), "E102 cannot write " + path("pipe") + ": Broken pipe");
    EXPECT_TRUE(fs::is_fifo(path("pipe")));
}

TEST_F(Files, a_hyphen_is_standard_output) {
    testing::internal::CaptureStdout();
    auto file = WholeFile::open("-");
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->write("to standard output"));
    EXPECT_EQ(file->commit(), std::nullopt);
    EXPECT_GE(::fcntl(STDOUT_FILENO, F_GETFD), 0) << "still open";
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "to standard output");
}

} // namespace
