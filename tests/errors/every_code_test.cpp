// SPDX-License-Identifier: MIT
#include "audit/audit.hpp"
#include "audit/batch.hpp"
#include "load/claim_columns.hpp"
#include "load/claim_reader.hpp"
#include "load/claims_input.hpp"
#include "load/csv.hpp"
#include "load/cursor.hpp"
#include "load/files.hpp"
#include "load/policy_reader.hpp"
#include "load/rule_set.hpp"
#include "load/vocabulary.hpp"
#include "reimburse/plan/compile.hpp"
#include "reimburse/settle/exact.hpp"
#include "reimburse/settle/settle_claim.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse {
namespace {

namespace fs = std::filesystem;

const std::string folder = std::string(REIMBURSE_SOURCE_DIR) + "/tests/errors/bad/";

/// A line of bad/manifest.txt: the error that a file brings up, and where in it.
struct Bad {
    int number = 0;
    std::string kind;
    std::string file;
    std::string pointer; ///< JSON pointer, or name of the field; - for none
    int line = 0;        ///< 0: the problem has no line
};

std::string text_of(const std::string& path) {
    const Result<std::string> text = load::read_file(path);
    return text ? *text : std::string();
}

std::vector<Bad> manifest() {
    std::vector<Bad> list;
    std::istringstream lines(text_of(folder + "manifest.txt"));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        Bad bad;
        if (!line.starts_with('#') &&
            words >> bad.number >> bad.kind >> bad.file >> bad.pointer >> bad.line) {
            list.push_back(bad);
        }
    }
    return list;
}

/// The plan that claims are settled under: of the folder itself where it has one.
Plan plan_for(const std::string& path) {
    const std::string own = path + "/policy.json";
    const std::string file = fs::exists(own) ? own : folder + "small.json";
    return compile(load::read_policy(text_of(file), file).value()).value();
}

Problems of_policy(const std::string& path) {
    const Result<std::string> text = load::read_file(path);
    if (!text) {
        return text.problems();
    }
    const Result<Policy> policy = load::read_policy(*text, path);
    if (!policy) {
        return policy.problems();
    }
    const Result<Plan> plan = compile(*policy);
    return plan ? Problems{} : plan.problems();
}

/// The small policy together with the file or folder.
Problems of_rules(const std::string& path) {
    const std::vector<std::string> paths{folder + "small.json", path};
    const Result<Policy> policy = load::load_rules(paths);
    if (!policy) {
        return policy.problems();
    }
    const Result<Plan> plan = compile(*policy);
    return plan ? Problems{} : plan.problems();
}

Problems of_claim(const std::string& path, ExactPath exact) {
    const Plan plan = plan_for(path);
    const std::string file = fs::is_directory(path) ? path + "/claim.json" : path;
    const std::string text = text_of(file);
    const Result<load::ClaimDocument> document = load::read_claim(text, file, plan);
    if (!document) {
        return document.problems();
    }
    Problems problems;
    Claim claim(plan);
    load::fill(claim, *document, problems);
    if (!problems.empty()) {
        return problems;
    }
    Accumulators accumulators;
    const Result<Answer> answer = settle(plan, claim, accumulators, exact);
    return answer ? Problems{} : answer.problems();
}

Problems of_rows(load::CsvReader& reader, load::ClaimColumns& columns, const Plan& plan) {
    Problems problems;
    audit::Batch batch(plan, true);
    for (auto kind = reader.next(); kind != load::CsvReader::Row::end; kind = reader.next()) {
        const audit::BatchRow row = batch.settle(kind, reader, columns);
        for (Problem problem : row.problems != nullptr ? *row.problems : Problems{}) {
            if (problem.place.line == 0) { // known to the reader alone
                problem.place.line = static_cast<int>(reader.line());
            }
            problems.push_back(problem);
        }
    }
    return problems;
}

Problems of_claims(std::string_view text, const std::string& path) {
    const Plan plan = plan_for(path);
    load::CsvReader reader(load::source_of(text), path);
    load::ClaimColumns columns(plan);
    Problems problems;
    return columns.read_header(reader, path, problems) ? of_rows(reader, columns, plan) : problems;
}

/// Claims in whatever form; of a folder the claims.csv, in the names of its vocabulary.json.
Problems of_input(const std::string& path) {
    const Plan plan = plan_for(path);
    const bool foreign = fs::is_directory(path);
    const auto vocabulary =
        foreign ? load::load_vocabulary(path + "/vocabulary.json") : load::Vocabulary{};
    const std::string file = foreign ? path + "/claims.csv" : path;
    Result<load::ClaimsInput> input =
        load::ClaimsInput::open(file, plan, {foreign ? &*vocabulary : nullptr});
    if (!input) {
        return input.problems();
    }
    load::ClaimColumns columns(plan);
    Problems problems;
    if (!columns.read_header(input->reader(), file, problems)) {
        input->explain_header(problems);
        return problems;
    }
    return of_rows(input->reader(), columns, plan);
}

Problems of_vocabulary(const std::string& path) {
    const Result<load::Vocabulary> vocabulary = load::load_vocabulary(path);
    return vocabulary ? Problems{} : vocabulary.problems();
}

/// The refused rows of an audit.
Problems of_audit(const std::string& path) {
    const Plan plan = plan_for(path);
    Problems problems;
    const Result<audit::AuditResult> result = audit::audit(
        plan, {path}, {true, true},
        [&](std::int64_t row, std::string_view, const Problems& refused) {
            for (Problem problem : refused) {
                problem.place.line = static_cast<int>(row + 1);
                problems.push_back(problem);
            }
        },
        [](const audit::AuditProgress&) { return true; });
    return result ? problems : result.problems();
}

/// Names and texts of a JSON object.
std::vector<std::pair<std::string, std::string>> members_of(const std::string& path) {
    std::vector<std::pair<std::string, std::string>> members;
    const load::Node tree = load::parse_json(text_of(path), path).value();
    for (const load::Member& member : tree.members) {
        members.emplace_back(member.key, member.value.text);
    }
    return members;
}

/// Fields that a program gives by name.
Problems of_fields(const std::string& path) {
    const Plan plan = plan_for(path);
    Claim claim(plan);
    Problems problems;
    const auto fields = members_of(path);
    for (const auto& [name, text] : fields) {
        claim.set(name, text, problems);
    }
    return problems;
}

Problems of_selection(const std::string& path) {
    Selection selection;
    for (const auto& [name, text] : members_of(path)) {
        selection[name] = text;
    }
    const Result<Plan> plan = compile(plan_for(path).policy, selection);
    return plan ? Problems{} : plan.problems();
}

Problems of_accumulators(const std::string& path) {
    const Plan plan = plan_for(path);
    const Result<Accumulators> read = load::read_accumulators(text_of(path), path, plan);
    return read ? Problems{} : read.problems();
}

Problems of_writing(const std::string& path) {
    const Result<load::WholeFile> file = load::WholeFile::open(path);
    return file ? Problems{} : file.problems();
}

/// The claims with their last byte repeated until no record may be as long.
Problems of_long_claims(const std::string& path) {
    std::string text = text_of(path);
    text.append(load::CsvReader::longest_record, text.back());
    return of_claims(text, path);
}

Problems problems_of(const Bad& bad) {
    const std::string path = folder + bad.file;
    const std::map<std::string, std::function<Problems()>> kinds{
        {"policy",
         [&] {
             return of_policy(path);
         }},
        {"rules",
         [&] {
             return of_rules(path);
         }},
        {"claim",
         [&] {
             return of_claim(path, exact_path);
         }},
        {"headers_claim",
         [&] {
             return of_claim(path, nullptr);
         }},
        {"claims",
         [&] {
             return of_claims(text_of(path), path);
         }},
        {"audit",
         [&] {
             return of_audit(path);
         }},
        {"long_claims",
         [&] {
             return of_long_claims(path);
         }},
        {"input",
         [&] {
             return of_input(path);
         }},
        {"vocabulary",
         [&] {
             return of_vocabulary(path);
         }},
        {"fields",
         [&] {
             return of_fields(path);
         }},
        {"selection",
         [&] {
             return of_selection(path);
         }},
        {"accumulators",
         [&] {
             return of_accumulators(path);
         }},
        {"write",
         [&] {
             return of_writing(path);
         }},
    };
    const auto kind = kinds.find(bad.kind);
    if (kind == kinds.end()) {
        ADD_FAILURE() << "unknown kind " << bad.kind;
        return {};
    }
    return kind->second();
}

/// A line of the manifest as it would have to be for this problem.
std::string line_of(const Bad& bad, const Problem& problem) {
    const std::string& pointer = problem.place.pointer;
    return std::to_string(static_cast<int>(problem.code)) + " " + bad.kind + " " + bad.file + " " +
           (pointer.empty() ? "-" : pointer) + " " + std::to_string(problem.place.line);
}

TEST(EveryCode, IsBroughtUpByItsFileAlone) {
    for (const Bad& bad : manifest()) {
        const Problem expected{static_cast<Code>(bad.number),
                               {},
                               {{}, bad.pointer == "-" ? "" : bad.pointer, bad.line, 0},
                               {}};
        std::string found;
        for (const Problem& problem : problems_of(bad)) {
            found += line_of(bad, problem) + "\n";
        }
        EXPECT_EQ(found, line_of(bad, expected) + "\n");
    }
}

TEST(EveryCode, HasAFileOfItsNumber) {
    std::map<int, std::string> files;
    for (const Bad& bad : manifest()) {
        EXPECT_TRUE(files.emplace(bad.number, bad.file).second) << bad.number << " stands twice";
        EXPECT_TRUE(bad.file.starts_with(std::to_string(bad.number) + "_")) << bad.file;
    }
    std::set<int> numbers;
    for (const CodeRow& row : code_rows) {
        numbers.insert(static_cast<int>(row.code));
        EXPECT_TRUE(files.contains(static_cast<int>(row.code))) << row.en;
    }
    for (const auto& [number, file] : files) {
        EXPECT_TRUE(numbers.contains(number)) << file;
    }
}

TEST(EveryCode, HasNoFileBesideTheManifest) {
    std::set<std::string> named{"manifest.txt", "small.json"};
    for (const Bad& bad : manifest()) {
        named.insert(bad.file);
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        EXPECT_TRUE(named.contains(entry.path().filename().string())) << entry.path();
    }
}

TEST(EveryCode, FillsEveryMarkOfItsSentences) {
    for (const Bad& bad : manifest()) {
        for (const Problem& problem : problems_of(bad)) {
            for (const Language language : {Language::en, Language::zh}) {
                const std::string text = sentence(problem, language) + advice(problem, language);
                EXPECT_EQ(text.find('{'), std::string::npos) << text;
            }
        }
    }
}

TEST(EveryCode, SettlesExactlyWhereOnlyTheHeadersCannot) {
    for (const Bad& bad : manifest()) {
        if (bad.kind == "headers_claim") {
            EXPECT_TRUE(of_claim(folder + bad.file, exact_path).empty());
        }
    }
}

/// The {marks} of a pattern. Where only the Chinese wording has an argument of its own, its name
/// ends in _zh.
std::set<std::string> marks_of(std::string_view pattern) {
    std::set<std::string> marks;
    for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
         open = pattern.find('{', open + 1)) {
        std::string mark(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
        if (mark.ends_with("_zh")) {
            mark.resize(mark.size() - 3);
        }
        marks.insert(mark);
    }
    return marks;
}

TEST(CodeRows, SayEverythingInBothLanguages) {
    for (const CodeRow& row : code_rows) {
        SCOPED_TRACE(static_cast<int>(row.code));
        for (const std::string_view text : {row.en, row.advice_en, row.zh, row.advice_zh}) {
            EXPECT_FALSE(text.empty());
            EXPECT_EQ(std::ranges::count(text, '{'), std::ranges::count(text, '}')) << text;
        }
        EXPECT_EQ(marks_of(row.en), marks_of(row.zh));
        EXPECT_EQ(marks_of(row.advice_en), marks_of(row.advice_zh));
    }
}

TEST(CodeRows, AreWrittenInTheirLanguage) {
    const auto is_ascii = [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    };
    for (const CodeRow& row : code_rows) {
        EXPECT_TRUE(std::ranges::all_of(row.en, is_ascii)) << row.en;
        EXPECT_TRUE(std::ranges::all_of(row.advice_en, is_ascii)) << row.advice_en;
        EXPECT_FALSE(std::ranges::all_of(row.advice_zh, is_ascii)) << row.advice_zh;
    }
}

} // namespace
} // namespace reimburse
