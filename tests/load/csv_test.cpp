// SPDX-License-Identifier: MIT
#include "load/csv.hpp"

#include "load/csv_writer.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace reimburse;
using load::CsvReader;
using load::source_of;
using Row = CsvReader::Row;
using Rows = std::vector<std::vector<std::string>>;
using Strings = std::vector<std::string>;

/// Every record of a text as "line: a|b", bad ones as "line: a| !code line:column".
Strings read(std::string_view text, std::size_t block = CsvReader::default_block) {
    Strings records;
    CsvReader reader(source_of(text), "f.csv", block);
    for (Row row = reader.next(); row != Row::end; row = reader.next()) {
        std::string record = std::to_string(reader.line()) + ": ";
        for (std::size_t i = 0; i < reader.fields().size(); ++i) {
            record += i > 0 ? "|" : "";
            record += reader.fields()[i];
        }
        if (row != Row::row) {
            const Problem problem = reader.problem();
            record += " !" + std::to_string(static_cast<int>(problem.code)) + " " +
                      std::to_string(problem.place.line) + ":" +
                      std::to_string(problem.place.column);
        }
        records.push_back(record);
    }
    EXPECT_EQ(reader.next(), Row::end);
    EXPECT_EQ(reader.bytes(), static_cast<std::int64_t>(text.size()));
    return records;
}

/// The records, which must not depend on how the bytes come in.
Strings records(std::string_view text) {
    Strings whole = read(text);
    for (std::size_t block = 1; block <= text.size() + 1 && block < 40; ++block) {
        EXPECT_EQ(read(text, block), whole) << "block " << block << ": " << text;
    }
    return whole;
}

Rows fields_of(std::string_view text, std::size_t block) {
    Rows rows;
    CsvReader reader(source_of(text), "f.csv", block);
    for (Row row = reader.next(); row != Row::end; row = reader.next()) {
        EXPECT_EQ(row, Row::row) << text;
        rows.emplace_back(reader.fields().begin(), reader.fields().end());
    }
    return rows;
}

TEST(Csv, plain_records) {
    EXPECT_EQ(records("a,b,c\n1,2,3\n"), (Strings{"1: a|b|c", "2: 1|2|3"}));
    EXPECT_EQ(records("a,b\n1,2"), (Strings{"1: a|b", "2: 1|2"}));
    EXPECT_EQ(records("a,b\r\n1,2\r\n"), (Strings{"1: a|b", "2: 1|2"}));
    EXPECT_EQ(records("a\r\n1\r"), (Strings{"1: a", "2: 1"}));
    EXPECT_EQ(records(""), Strings{});
}

TEST(Csv, empty_fields_are_kept) {
    EXPECT_EQ(records(",\n,,x,\n\"\"\n"), (Strings{"1: |", "2: ||x|", "3: "}));
    EXPECT_EQ(records("a,"), Strings{"1: a|"});
    EXPECT_EQ(records("\"\","), Strings{"1: |"});
}

TEST(Csv, empty_lines_are_skipped_and_counted) {
    EXPECT_EQ(records("\n\r\n\na\n\n\r\nb\n\n"), (Strings{"4: a", "7: b"}));
    EXPECT_EQ(records("\r"), Strings{});
    EXPECT_EQ(records(" \n"), Strings{"1:  "});
}

TEST(Csv, nothing_is_trimmed_or_guessed) {
    EXPECT_EQ(records(" a , b\t\n'x';y,#z\n"), (Strings{"1:  a | b\t", "2: 'x';y|#z"}));
    EXPECT_EQ(records("a\rb,\rc\n"), Strings{"1: a\rb|\rc"});
    EXPECT_EQ(records("a\r\r\n"), Strings{"1: a\r"});
    EXPECT_EQ(records(std::string_view("a\0b,c\n", 6)), Strings{std::string("1: a\0b|c", 8)});
}

TEST(Csv, a_byte_order_mark_is_skipped_at_the_start_only) {
    EXPECT_EQ(records("\xEF\xBB\xBFid,a\n\xEF\xBB\xBFx,1\n"),
              (Strings{"1: id|a", "2: \xEF\xBB\xBFx|1"}));
    EXPECT_EQ(records("\xEF\xBB\xBF\"id\",a"), Strings{"1: id|a"});
    EXPECT_EQ(records("\xEF\xBB\xBF"), Strings{});
    EXPECT_EQ(records("\xEF\xBB\xBF\n\"x"), Strings{"2:  !121 2:1"});
}

TEST(Csv, quoted_fields) {
    EXPECT_EQ(records("\"a,b\",c,\"d\"\n"), Strings{"1: a,b|c|d"});
    EXPECT_EQ(records("\"a \"\"b\"\"\",\"\"\"\",\"\"\"\"\"\"\n"), Strings{"1: a \"b\"|\"|\"\""});
    EXPECT_EQ(records("\"a\r\nb\",c\nd\n\"e\n\nf\"\ng"),
              (Strings{"1: a\r\nb|c", "3: d", "4: e\n\nf", "7: g"}));
    EXPECT_EQ(records("\"a\"\r\n\"b\"\r"), (Strings{"1: a", "2: b"}));
    EXPECT_EQ(records("\"a\""), Strings{"1: a"});
}

TEST(Csv, a_quote_inside_an_unquoted_field_stands_for_itself) {
    EXPECT_EQ(records("a\"b,c\"\" ,\"d\"\"\"\n5\",x\n"),
              (Strings{"1: a\"b|c\"\" |d\"", "2: 5\"|x"}));
}

TEST(Csv, an_open_quote_swallows_no_row_behind_it) {
    EXPECT_EQ(records("a,b\n1,\"x\n2,y\n3,z\n"),
              (Strings{"1: a|b", "2: 1 !121 2:3", "3: 2|y", "4: 3|z"}));
    EXPECT_EQ(records("1,\"x"), Strings{"1: 1 !121 1:3"});
    // The quote is closed by the next quoted field, whose text then follows it.
    EXPECT_EQ(records("1,\"x\n2,\"y\"\n3,z\n"), (Strings{"1: 1 !122 2:4", "2: 2|y", "3: 3|z"}));
}

TEST(Csv, text_after_a_closing_quote_is_a_fault_of_its_row) {
    EXPECT_EQ(records("\"a\"b,c\nd,e\n"), (Strings{"1:  !122 1:4", "2: d|e"}));
    EXPECT_EQ(records("\"p\"\"q\",\"a\" ,c\nd,e\n"), (Strings{"1: p\"q !122 1:11", "2: d|e"}));
    EXPECT_EQ(records("\"a\"\rb\nd,e\n"), (Strings{"1:  !122 1:4", "2: d|e"}));
    EXPECT_EQ(records("\"l1\nl2\",\"a\"b\nd\n"), (Strings{"1: l1\nl2 !122 2:8", "3: d"}));
}

TEST(Csv, a_row_that_is_no_utf8_is_a_fault_of_its_own) {
    EXPECT_EQ(records("a,\xCF\xD8\xBC\xB6,b\nc,县级\n"), (Strings{"1: a !108 1:3", "2: c|县级"}));
    EXPECT_EQ(records("\"x\"\"\",\"y\n\xFF\",z\nc\n"), (Strings{"1: x\" !108 2:1", "3: c"}));
}

TEST(Csv, the_problem_names_file_and_place) {
    CsvReader reader(source_of("a,\"b"), "claims.csv");
    ASSERT_EQ(reader.next(), Row::bad);
    EXPECT_EQ(reader.problem().place, (Place{"claims.csv", "", 1, 3}));
    EXPECT_EQ(sentence(reader.problem()), "E121 a quoted field is not closed");
}

TEST(Csv, a_row_has_a_longest_length_whatever_the_block) {
    const std::size_t longest = CsvReader::longest_record;
    const std::string fits(longest - 1, 'x');
    const std::string beyond(longest, 'x');
    for (const std::size_t block : {std::size_t{1} << 10, longest, longest + 1, 3 * longest}) {
        EXPECT_EQ(fields_of(fits + "\nb\n", block), (Rows{{fits}, {"b"}}));
        CsvReader reader(source_of(beyond), "f.csv", block);
        EXPECT_EQ(reader.next(), Row::row) << "the file ends where the limit lies";
        EXPECT_EQ(read(beyond + "\nb\n", block), (Strings{"1:  !128 1:1", "2: b"}));
        EXPECT_EQ(read("a,\"q\"," + beyond + beyond + "\nb\n", block),
                  (Strings{"1: a|q !128 1:1", "2: b"}));
        EXPECT_EQ(read("a,\"" + beyond + "\nb\n", block), (Strings{"1: a !121 1:3", "2: b"}));
    }
    const std::string one_more = beyond + "y";
    CsvReader reader(source_of(one_more), "f.csv");
    ASSERT_EQ(reader.next(), Row::bad);
    EXPECT_EQ(sentence(reader.problem()), "E128 the row is longer than 1048576 bytes");
}

TEST(Csv, rows_before_a_failed_read_are_given_and_the_failure_is_reported) {
    for (std::size_t block = 1; block < 12; ++block) {
        std::string_view left = "a,b\nc,d\ne";
        const load::Source source = [&left](char* to, std::size_t size) -> std::ptrdiff_t {
            if (left.empty()) {
                errno = EIO;
                return -1;
            }
            const std::size_t count = left.copy(to, size);
            left.remove_prefix(count);
            return static_cast<std::ptrdiff_t>(count);
        };
        CsvReader reader(source, "f.csv", block);
        EXPECT_EQ(reader.next(), Row::row);
        EXPECT_EQ(reader.next(), Row::row);
        EXPECT_EQ(Strings(reader.fields().begin(), reader.fields().end()), (Strings{"c", "d"}));
        EXPECT_EQ(reader.next(), Row::failed);
        EXPECT_EQ(sentence(reader.problem()), "E101 cannot read f.csv: Input/output error");
        EXPECT_EQ(reader.problem().place.line, 3);
        EXPECT_EQ(reader.next(), Row::end);
    }
}

TEST(Csv, a_failure_while_the_rest_of_a_bad_line_is_skipped_is_reported) {
    std::string_view left = "\"a\"b";
    const load::Source source = [&left](char* to, std::size_t size) -> std::ptrdiff_t {
        const std::size_t count = left.copy(to, size);
        left.remove_prefix(count);
        errno = EIO;
        return count == 0 ? -1 : static_cast<std::ptrdiff_t>(count);
    };
    CsvReader reader(source, "f.csv", 4);
    EXPECT_EQ(reader.next(), Row::bad);
    EXPECT_EQ(reader.next(), Row::failed);
    EXPECT_EQ(reader.next(), Row::end);
}

TEST(Csv, reads_from_an_open_file) {
    std::FILE* file = std::tmpfile();
    ASSERT_NE(file, nullptr);
    std::fputs("a,b\n1,\"x\ny\"\n", file);
    std::rewind(file);
    CsvReader reader(source_of(file), "f.csv", 3);
    EXPECT_EQ(reader.next(), Row::row);
    EXPECT_EQ(reader.next(), Row::row);
    EXPECT_EQ(reader.fields().at(1), "x\ny");
    EXPECT_EQ(reader.next(), Row::end);
    std::fclose(file);
}

TEST(Csv, a_folder_cannot_be_read) {
    std::FILE* folder = std::fopen(std::filesystem::temp_directory_path().c_str(), "rb");
    ASSERT_NE(folder, nullptr);
    CsvReader reader(source_of(folder), "folder");
    EXPECT_EQ(reader.next(), Row::failed);
    EXPECT_EQ(reader.problem().code, Code::cannot_open);
    EXPECT_EQ(reader.problem().arguments.at(1).second, "Is a directory");
    std::fclose(folder);
}

TEST(Csv, what_the_writer_writes_is_read_back) {
    std::mt19937 random(7912);
    constexpr std::string_view alphabet = "ab,\"\n\r \t'";
    for (int round = 0; round < 8000; ++round) {
        Rows rows(random() % 4);
        std::string text;
        load::CsvWriter writer(text);
        for (auto& row : rows) {
            row.resize(1 + random() % 4);
            for (std::string& field : row) {
                field.resize(random() % 6);
                for (char& c : field) {
                    c = alphabet[random() % alphabet.size()];
                }
                field += random() % 8 == 0 ? "起付线" : "";
                writer.field(field);
            }
            writer.end_row();
        }
        ASSERT_EQ(fields_of(text, 1 + random() % 40), rows) << text;
    }
}

TEST(Csv, random_text_gives_the_same_records_whatever_the_block) {
    std::mt19937 random(2305);
    constexpr std::string_view alphabet = "ab,,\"\"\n\r\xFF";
    for (int round = 0; round < 8000; ++round) {
        std::string text(random() % 24, ' ');
        for (char& c : text) {
            c = alphabet[random() % alphabet.size()];
        }
        const Strings whole = read(text);
        for (const std::size_t block : {1U, 2U, 3U, 7U, 16U}) {
            ASSERT_EQ(read(text, block), whole) << text;
        }
    }
}

} // namespace
