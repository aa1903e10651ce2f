// SPDX-License-Identifier: MIT
#include "load/files.hpp"
#include "load/json_schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace reimburse::load {
namespace {

namespace fs = std::filesystem;

const std::string root = REIMBURSE_SOURCE_DIR;

Node tree(const std::string& file) {
    return parse_json(read_file(file).value(), file).value();
}

bool says_both(const Node* text) {
    if (text == nullptr) {
        return false;
    }
    const bool chinese = std::ranges::any_of(
        text->text, [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
    return chinese && text->text.find(" / ") != std::string::npos;
}

/// Keys whose hover text is missing or in one language. A schema that only judges (below if, not,
/// contains, or one that names no type) declares no keys.
void collect(const Node& node, const std::string& place, std::vector<std::string>& bare) {
    for (const Member& member : node.members) {
        const std::string here = place + "/" + member.key;
        const bool declares = test::find(node, "additionalProperties") != nullptr;
        if (declares && (member.key == "properties" || member.key == "patternProperties")) {
            for (const Member& key : member.value.members) {
                if (!says_both(test::find(key.value, "title")) ||
                    !says_both(test::find(key.value, "description"))) {
                    bare.push_back(here + "/" + key.key);
                }
            }
        }
        collect(member.value, here, bare);
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        collect(node.items[i], place + "/" + std::to_string(i), bare);
    }
}

TEST(SchemaWords, EveryKeyHasAHoverTextInBothLanguages) {
    std::vector<std::string> bare;
    collect(tree(root + "/rules/schema.json"), "", bare);
    EXPECT_EQ(bare, std::vector<std::string>{});
    const std::string one = R"({"additionalProperties": false,
        "properties": {"a": {"title": "A / 甲", "description": "only English"}}})";
    collect(parse_json(one, "one").value(), "", bare);
    EXPECT_EQ(bare, std::vector<std::string>{"/properties/a"});
}

TEST(SchemaWords, TheSchemaAcceptsTheTablesOfTheGuideAndTheSkeleton) {
    const Node schema_tree = tree(root + "/rules/schema.json");
    const test::JsonSchema schema(schema_tree);
    std::size_t count = 0;
    for (const std::string folder : {"/examples/guide", "/src/package/skeleton"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root + folder)) {
            if (entry.path().filename() == "policy.json" ||
                entry.path().filename() == "province-assumed.json") {
                ++count;
                EXPECT_TRUE(schema.accepts(tree(entry.path().string()))) << entry.path();
            }
        }
    }
    EXPECT_GE(count, 14U);
}

} // namespace
} // namespace reimburse::load
