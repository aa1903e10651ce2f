// SPDX-License-Identifier: MIT
// Text that no one would write must neither crash a reader nor keep it from coming to an end.
#include "load/csv.hpp"
#include "load/json_tree.hpp"
#include "load/json_writer.hpp"
#include "load/utf8.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <random>
#include <string>

namespace {

using namespace reimburse;
using load::Node;

std::string random_text(std::mt19937& random, std::string_view alphabet, std::size_t longest) {
    std::string text(random() % (longest + 1), '\0');
    for (char& c : text) {
        // Mostly from the alphabet, which comes near to a valid text; now and then any byte.
        c = random() % 20 == 0 ? static_cast<char>(random() % 256)
                               : alphabet[random() % alphabet.size()];
    }
    return text;
}

int nodes_of(const Node& node) {
    int count = 1;
    for (const Node& item : node.items) {
        count += nodes_of(item);
    }
    for (const load::Member& member : node.members) {
        count += nodes_of(member.value);
    }
    return count;
}

void write(load::JsonWriter& json, const Node& node) {
    switch (node.kind) {
    case Node::Kind::null:
        json.null();
        break;
    case Node::Kind::boolean:
        json.boolean(node.flag);
        break;
    case Node::Kind::number:
        json.number(node.text);
        break;
    case Node::Kind::string:
        json.string(node.text);
        break;
    case Node::Kind::array:
        json.begin_array();
        for (const Node& item : node.items) {
            write(json, item);
        }
        json.end_array();
        break;
    case Node::Kind::object:
        json.begin_object();
        for (const load::Member& member : node.members) {
            json.key(member.key);
            write(json, member.value);
        }
        json.end_object();
        break;
    }
}

std::string written(const Node& node, load::JsonWriter::Form form) {
    std::string text;
    load::JsonWriter json(text, form);
    write(json, node);
    EXPECT_TRUE(json.complete());
    return text;
}

/// What is valid is what an independent reader takes too, duplicates, depth and zeros aside.
bool is_plain_json(const std::string& text) {
    return text.find('\0') == std::string::npos && nlohmann::json::accept(text);
}

TEST(RandomText, json_is_read_or_refused_with_a_place) {
    std::mt19937 random(20191002);
    int read = 0;
    for (int round = 0; round < 60000; ++round) {
        const std::string text = random_text(random, "{}[]{}[]::,,,\"\"\"\"ab\\u0dD8 \n-12.5e", 14);
        const Result<Node> tree = load::parse_json(text, "f.json");
        if (tree) {
            ++read;
            ASSERT_TRUE(is_plain_json(text)) << text;
            for (const auto form :
                 {load::JsonWriter::Form::compact, load::JsonWriter::Form::pretty}) {
                const std::string copy = written(*tree, form);
                const Result<Node> again = load::parse_json(copy, "f.json");
                ASSERT_TRUE(again) << copy;
                ASSERT_EQ(written(*again, form), copy);
                ASSERT_EQ(nodes_of(*again), nodes_of(*tree));
            }
            continue;
        }
        for (const Problem& problem : tree.problems()) {
            ASSERT_GE(problem.place.line, 1) << text;
            ASSERT_GE(problem.place.column, 1) << text;
            ASSERT_LE(problem.place.column, static_cast<int>(text.size()) + 1) << text;
            ASSERT_EQ(sentence(problem).find("{why}"), std::string::npos);
            ASSERT_EQ(load::utf8_prefix(sentence(problem)), sentence(problem).size()) << text;
        }
        const Code code = tree.problems().back().code;
        ASSERT_TRUE(!is_plain_json(text) || code == Code::duplicate_key) << text;
    }
    EXPECT_GT(read, 300);
}

TEST(RandomText, csv_comes_to_its_end_and_loses_no_line_that_is_well_formed) {
    std::mt19937 random(8345);
    for (int round = 0; round < 30000; ++round) {
        const std::string text = random_text(random, "ab,,\"\"\n\n\r", 24);
        // A row of its own with a mark: whatever comes before it, it must be read, as it holds no
        // quote that a fault could join to.
        const std::string file = text + "\nmark,1\n";
        load::CsvReader reader(load::source_of(file), "f.csv", 1 + random() % 8);
        std::size_t records = 0;
        bool mark = false;
        for (auto row = reader.next(); row != load::CsvReader::Row::end; row = reader.next()) {
            ASSERT_NE(row, load::CsvReader::Row::failed);
            ASSERT_LE(++records, file.size());
            if (row == load::CsvReader::Row::bad) {
                ASSERT_GE(reader.problem().place.line, 1);
                ASSERT_GE(reader.problem().place.column, 1);
            }
            mark = row == load::CsvReader::Row::row && reader.fields().size() == 2 &&
                   reader.fields()[0] == "mark" && reader.fields()[1] == "1";
        }
        ASSERT_TRUE(mark) << file;
        ASSERT_EQ(reader.bytes(), static_cast<std::int64_t>(file.size()));
    }
}

} // namespace
