// SPDX-License-Identifier: MIT
// Reads the source tree and holds it to the rules that no compiler checks.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// The order in which rooms lie upon one another: a file includes its own room and earlier ones.
constexpr std::array rooms{"errors", "amount", "rules", "plan",  "settle", "explain",
                           "load",   "check",  "study", "audit", "cli",    "python"};

constexpr std::size_t line_limit = 400;
constexpr std::size_t column_limit = 100;

struct File {
    std::string path; ///< from the root, with /
    std::string text;
};

const fs::path& root() {
    static const fs::path path{REIMBURSE_SOURCE_DIR};
    return path;
}

std::string read(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

bool is_cpp(const File& file) {
    const std::string extension = fs::path{file.path}.extension().string();
    return extension == ".cpp" || extension == ".hpp" || extension == ".h" || extension == ".c";
}

bool is_script(const File& file) {
    const fs::path path{file.path};
    return path.extension() == ".cmake" || path.extension() == ".sh" ||
           path.filename() == "CMakeLists.txt" || file.path == ".ci/run";
}

bool below(const File& file, std::string_view folder) {
    return file.path.starts_with(std::string{folder} + "/");
}

std::vector<File> read_tree() {
    std::vector<File> files;
    files.push_back({"CMakeLists.txt", read(root() / "CMakeLists.txt")});
    for (const char* folder : {".ci", "include", "src", "tests", "examples"}) {
        if (!fs::exists(root() / folder)) {
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator{root() / folder}) {
            File file{fs::relative(entry.path(), root()).generic_string(), {}};
            if (entry.is_regular_file() && (is_cpp(file) || is_script(file))) {
                file.text = read(entry.path());
                files.push_back(std::move(file));
            }
        }
    }
    std::ranges::sort(files, {}, &File::path);
    return files;
}

/// C++ and scripts of the tree, read once.
const std::vector<File>& tree() {
    static const std::vector<File> files = read_tree();
    return files;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Characters, not bytes: one for every byte that does not continue a UTF-8 sequence.
std::size_t columns_of(std::string_view line) {
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

enum class Keep { text_literals, code_only };

/// C++ source with comments (and, on request, the insides of literals) blanked out. Line breaks
/// stay, so that line numbers do.
class Stripper {
  public:
    Stripper(std::string_view source, Keep keep) : source_(source), keep_(keep) {}

    std::string run() {
        while (at_ < source_.size()) {
            step();
        }
        return out_;
    }

  private:
    void step() {
        const std::string_view rest = source_.substr(at_);
        if (rest.starts_with("//")) {
            blank(rest.find('\n'));
        } else if (rest.starts_with("/*")) {
            blank(after(rest, "*/", 2));
        } else if (rest.starts_with("R\"") && !in_word()) {
            const std::size_t open = rest.find('(');
            literal(after(rest, ")" + std::string{rest.substr(2, open - 2)} + "\"", open));
        } else if (rest.front() == '"' || (rest.front() == '\'' && !in_word())) {
            literal(quoted(rest));
        } else {
            out_ += source_[at_++];
        }
    }

    /// Whether the last character belongs to a name or number: then ' separates digits.
    bool in_word() const {
        return at_ > 0 && (std::isalnum(static_cast<unsigned char>(source_[at_ - 1])) != 0 ||
                           source_[at_ - 1] == '_');
    }

    static std::size_t after(std::string_view rest, std::string_view end, std::size_t from) {
        const std::size_t found = rest.find(end, from);
        return found == std::string_view::npos ? rest.size() : found + end.size();
    }

    static std::size_t quoted(std::string_view rest) {
        std::size_t end = 1;
        while (end < rest.size() && rest[end] != rest.front()) {
            end += rest[end] == '\\' ? 2U : 1U;
        }
        return end + 1;
    }

    void literal(std::size_t length) {
        if (keep_ == Keep::code_only) {
            blank(length);
        } else {
            length = std::min(length, source_.size() - at_);
            out_ += source_.substr(at_, length);
            at_ += length;
        }
    }

    void blank(std::size_t length) {
        length = std::min(length, source_.size() - at_);
        for (const char c : source_.substr(at_, length)) {
            out_ += c == '\n' ? '\n' : ' ';
        }
        at_ += length;
    }

    std::string_view source_;
    Keep keep_;
    std::size_t at_ = 0;
    std::string out_;
};

std::string strip(std::string_view source, Keep keep) {
    return Stripper{source, keep}.run();
}

/// The place of every match in the text, as "path:line: what".
std::vector<std::string> matches(const File& file, const std::string& text,
                                 const std::regex& pattern) {
    std::vector<std::string> found;
    const std::vector<std::string> lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch match;
        if (std::regex_search(lines[i], match, pattern)) {
            found.push_back(file.path + ":" + std::to_string(i + 1) + ": " + match.str());
        }
    }
    return found;
}

void expect_none(const std::vector<std::string>& found, std::string_view why) {
    for (const std::string& place : found) {
        ADD_FAILURE() << place << "  (" << why << ")";
    }
}

/// The room of "rules/policy.hpp", "rules.hpp" or "include/reimburse/rules/policy.hpp"; none for
/// files that lie in no room (the version, the umbrella header).
std::optional<std::string> room_of(std::string path) {
    for (const std::string_view prefix : {"include/reimburse/", "src/", "reimburse/"}) {
        if (path.starts_with(prefix)) {
            path.erase(0, prefix.size());
            break;
        }
    }
    const std::size_t slash = path.find('/');
    std::string name = slash == std::string::npos ? fs::path{path}.stem().string() //
                                                  : path.substr(0, slash);
    if (slash == std::string::npos && std::ranges::find(rooms, name) == rooms.end()) {
        return std::nullopt;
    }
    return name;
}

/// The two headers without a room that any file may include.
bool under_all(std::string_view path) {
    return path == "reimburse/version.hpp" || path == "reimburse/export.hpp";
}

std::ptrdiff_t rank_of(const std::string& room) {
    return std::ranges::find(rooms, room) - rooms.begin();
}

TEST(Tidy, TheTreeIsThere) {
    EXPECT_GT(tree().size(), 10U);
    EXPECT_TRUE(std::ranges::any_of(
        tree(), [](const File& f) { return f.path == "include/reimburse/errors/code.hpp"; }));
}

TEST(Tidy, StripKeepsCodeAndLines) {
    const std::string source =
        "int a = 1'000; // double\n/* float\n */ f(\"//x\", '\\'', R\"(a\n)\");";
    EXPECT_EQ(strip(source, Keep::text_literals),
              "int a = 1'000;          \n        \n    f(\"//x\", '\\'', R\"(a\n)\");");
    EXPECT_EQ(strip(source, Keep::code_only),
              "int a = 1'000;          \n        \n    f(     ,     ,     \n  );");
}

TEST(Tidy, FilesAreShort) {
    for (const File& file : tree()) {
        EXPECT_LE(lines_of(file.text).size(), line_limit) << file.path << " is too long";
    }
}

TEST(Tidy, LinesAreShort) {
    for (const File& file : tree()) {
        const bool has_rows = file.path == "include/reimburse/errors/code.hpp" ||
                              file.path == "src/audit/causes/cause.hpp";
        const std::vector<std::string> lines = lines_of(file.text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!(has_rows && lines[i].starts_with("    {C"))) {
                EXPECT_LE(columns_of(lines[i]), column_limit)
                    << file.path << ":" << i + 1 << " is too long";
            }
        }
    }
}

TEST(Tidy, NoTabsNorTrailingSpace) {
    const std::regex space{"\t|[ \r]+$"};
    for (const File& file : tree()) {
        expect_none(matches(file, file.text, space), "tab or trailing space");
        EXPECT_TRUE(file.text.ends_with('\n')) << file.path << " does not end with a line break";
        EXPECT_FALSE(file.text.ends_with("\n\n")) << file.path << " ends with an empty line";
    }
}

TEST(Tidy, EveryFileNamesItsLicence) {
    for (const File& file : tree()) {
        const std::string_view head = std::string_view{file.text}.substr(0, 120);
        EXPECT_NE(head.find("SPDX-License-Identifier: MIT"), std::string_view::npos) << file.path;
    }
}

TEST(Tidy, HeadersAreGuarded) {
    for (const File& file : tree()) {
        if (fs::path{file.path}.extension() == ".hpp") {
            EXPECT_NE(file.text.find("\n#pragma once\n"), std::string::npos) << file.path;
        }
    }
}

TEST(Tidy, NothingIsLeftOver) {
    // In two halves, so that this line is not its own finding.
    const std::regex marks{"\\b(TO"
                           "DO|FIX"
                           "ME|XX"
                           "X|HA"
                           "CK|WI"
                           "P|TB"
                           "D)\\b|^(<{7}|={7}|>{7})"};
    for (const File& file : tree()) {
        expect_none(matches(file, file.text, marks), "leftover mark");
    }
}

TEST(Tidy, NoBinaryFractionsClockOrEnvironment) {
    const std::regex words{
        "\\b(double|float|stod|stof|stold|strtod|atof|atoi|system_clock|getenv|setlocale)\\b"};
    const std::regex in_program{"\\b(double|float|stod|stof|stold|strtod|atof|atoi|getenv)\\b"};
    for (const File& file : tree()) {
        if (is_cpp(file) && (below(file, "include") || below(file, "src"))) {
            expect_none(matches(file, strip(file.text, Keep::code_only),
                                below(file, "src/cli") ? in_program : words),
                        "exact amounts, no surroundings");
        }
    }
}

TEST(Tidy, NoCityInTheCode) {
    const std::regex words{"poor|critical|township|zhangjiajie", std::regex::icase};
    for (const File& file : tree()) {
        if (is_cpp(file) && (below(file, "include") || below(file, "src"))) {
            expect_none(matches(file, strip(file.text, Keep::text_literals), words),
                        "the rules are data");
        }
    }
}

TEST(Tidy, HeadersNeedTheStandardLibraryOnly) {
    const std::regex heavy{"#\\s*include\\s*[<\"](boost|nlohmann|openssl|CLI)/.*"};
    for (const File& file : tree()) {
        if (below(file, "include")) {
            expect_none(matches(file, file.text, heavy), "stays out of public headers");
        }
    }
}

TEST(Tidy, IncludesPointToEarlierRooms) {
    const std::regex include{"^#include \"([^\"]+)\""};
    for (const File& file : tree()) {
        const std::optional<std::string> room = room_of(file.path);
        if (!is_cpp(file) || !(below(file, "include") || below(file, "src")) || !room) {
            continue;
        }
        EXPECT_LT(rank_of(*room), std::ssize(rooms))
            << file.path << ": the room " << *room << " is not in the list of this test";
        const std::vector<std::string> lines = lines_of(file.text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::smatch match;
            if (!std::regex_search(lines[i], match, include)) {
                continue;
            }
            const std::string path = match.str(1);
            EXPECT_NE(path.find('/'), std::string::npos)
                << file.path << ":" << i + 1 << ": \"" << path << "\" does not name its room";
            EXPECT_TRUE(!below(file, "include") || path.starts_with("reimburse/"))
                << file.path << ":" << i + 1 << ": \"" << path << "\" is not a public header";
            const std::optional<std::string> other = room_of(path);
            EXPECT_TRUE(other ? rank_of(*other) <= rank_of(*room) : under_all(path))
                << file.path << ":" << i + 1 << ": " << *room << " comes before "
                << other.value_or(path) << " and must not include it";
        }
    }
}

} // namespace
