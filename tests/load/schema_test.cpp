// SPDX-License-Identifier: MIT
#include "load/files.hpp"
#include "load/json_schema.hpp"
#include "load/overlay.hpp"
#include "load/policy_reader.hpp"
#include "load/rule_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace reimburse::load::test {
namespace {

namespace fs = std::filesystem;

const std::string source_folder = REIMBURSE_SOURCE_DIR;

Node tree_of(std::string_view text) {
    return parse_json(text, "text").value();
}

const Node& schema_root() {
    static const Node root = tree_of(read_file(source_folder + "/rules/schema.json").value());
    return root;
}

/// The policy that an overlay extends: the small one of this test, or one of the project's.
const Policy& extended(const Node& overlay) {
    static std::map<std::string, Policy> known;
    const std::string& id = find(overlay, "extends")->text;
    if (!known.contains(id)) {
        const Result<Policy> small = read_policy(small_policy, "small");
        known.emplace(
            id, small->id == id
                    ? *small
                    : read_policy(
                          read_file(source_folder + "/rules/" + id + "/policy.json").value(), id)
                          .value());
    }
    return known.at(id);
}

/// What the readers say of a change of `original`.
Problems read(const Node& original, const Node& changed) {
    const std::string text = json_of(changed);
    if (find(original, "overlay") == nullptr) {
        const Result<Policy> policy = read_policy(text, "rules");
        return policy ? Problems{} : policy.problems();
    }
    const Result<Overlay> overlay = read_overlay(text, "rules");
    if (!overlay) {
        return overlay.problems();
    }
    Policy policy = extended(original);
    return apply(*overlay, policy);
}

/// What the reader alone judges, because it takes more than one place of the file, or arithmetic.
const std::set<Code> semantic{
    // a name that is declared elsewhere, or not
    Code::unknown_dimension,      Code::unknown_benefit,       Code::unknown_accumulator,
    Code::unknown_measure,        Code::unknown_clause,        Code::unknown_list,
    Code::unknown_reading,        Code::unknown_reading_value, Code::duplicate_id,
    Code::not_an_earlier_benefit,
    Code::not_one_alternative, // what alternatives, edges and dates say together
    Code::segments_not_ascending, Code::segment_open,          Code::empty_span,
    Code::rate_out_of_range,      Code::uplift_above_limit,    Code::amount_too_large,
    Code::overlay_target_unknown, // what the policy that is extended has
    Code::overlay_redefines,
};

/// The same, of codes that stand for structural faults too: parts of their sentences.
constexpr std::array<std::string_view, 16> semantic_contradictions{
    "the order leaves out benefit", "the most lies below the least", "settles up but",
    "is rounded by the year but",   "a fixed amount needs",          "which is derived after it",
    "is a count, where an amount",  "are rounded by the claim only", "is no earlier line of",
    "is a ratio, where an amount",  "is a key of the answer",        "only a factor on an amount",
    "cannot depend on a measure",   "is below \"at_least\"",         "is a name of every line",
    "is total less eligible",
};

/// Whether the reader alone can know what is wrong.
bool is_semantic(const Problem& problem) {
    const std::string& at = problem.place.pointer;
    const auto within = [&](std::string_view part) {
        return at.find(part) != std::string::npos;
    };
    const std::string text = sentence(problem);
    if (problem.code == Code::unknown_value) { // of a dimension
        return within("/when/") || within("/fields/") || within("/yes/") ||
               within("/compared_to/") || (within("/dimensions/") && !at.ends_with("/values"));
    }
    if (problem.code == Code::not_a_count) { // a range is of a count or of an amount
        return within("/between/");
    }
    if (problem.code == Code::contradictory_rule) {
        return std::ranges::any_of(semantic_contradictions, [&](std::string_view part) {
            return text.find(part) != std::string::npos;
        });
    }
    return semantic.contains(problem.code);
}

/// A text with one thing changed, and where.
struct Change {
    std::string what;
    Node tree;
    bool must_be_refused = false; ///< by both, whatever the place
};

/// Calls `use` with every value of the tree and its pointer. `use` may change the value: what is
/// below it is visited before.
void each_value(Node& value, const std::string& pointer,
                const std::function<void(Node&, const std::string&)>& use) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        each_value(value.items[i], pointer + "/" + std::to_string(i), use);
    }
    for (Member& member : value.members) {
        each_value(member.value, pointer + "/" + member.key, use);
    }
    use(value, pointer);
}

Node string_node(std::string text) {
    Node node;
    node.kind = Node::Kind::string;
    node.text = std::move(text);
    return node;
}

bool is_date(const Node& value) {
    return value.kind == Node::Kind::string && value.text.size() == 10 && value.text[4] == '-' &&
           value.text[7] == '-';
}

/// Puts other values into a place one after the other and hands the whole tree on.
class Changer {
  public:
    Changer(Node tree, std::function<void(const Change&)> use)
        : tree_(std::move(tree)), use_(std::move(use)) {}

    void run() {
        each_value(tree_, "", [&](Node& value, const std::string& pointer) {
            for (const Member& member : value.members) {
                keys_[family(pointer)].emplace(member.key, member.value);
            }
        });
        each_value(tree_, "", [&](Node& value, const std::string& pointer) {
            drop_members(value, pointer);
            add_members(value, pointer);
            replace_by_other_kinds(value, pointer);
            if (value.kind == Node::Kind::object) {
                Node more = value;
                more.members.push_back({"Not A Key", 0, 0, string_node("x")});
                put(value, pointer, std::move(more), "with an unknown key", true);
            }
            if (value.kind == Node::Kind::string) {
                put(value, pointer, string_node("No Such Word"), "another word", false);
                put(value, pointer, string_node(""), "empty", false);
            }
            if (is_date(value)) {
                put(value, pointer, string_node("2019-1-01"), "short month", true);
                put(value, pointer, string_node("2019/10/01"), "slashes", true);
                put(value, pointer, string_node("01.10.2019"), "day first", true);
            }
        });
    }

  private:
    void put(Node& place, const std::string& pointer, Node value, const std::string& what,
             bool must_be_refused) {
        std::swap(place, value);
        use_({pointer + ": " + what, tree_, must_be_refused});
        std::swap(place, value);
    }

    void drop_members(Node& value, const std::string& pointer) {
        for (std::size_t i = 0; i < value.members.size(); ++i) {
            Node less = value;
            less.members.erase(less.members.begin() + static_cast<std::ptrdiff_t>(i));
            put(value, pointer, std::move(less), "without " + value.members[i].key, false);
        }
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            Node less = value;
            less.items.erase(less.items.begin() + static_cast<std::ptrdiff_t>(i));
            put(value, pointer, std::move(less), "without item " + std::to_string(i), false);
            Node twice = value;
            twice.items.push_back(value.items[i]);
            put(value, pointer, std::move(twice), "twice item " + std::to_string(i), false);
        }
    }

    /// Keys that other objects of the same name have.
    void add_members(Node& value, const std::string& pointer) {
        if (value.kind != Node::Kind::object) {
            return;
        }
        for (const auto& [key, other] : keys_[family(pointer)]) {
            if (find(value, key) == nullptr) {
                Node more = value;
                more.members.push_back({key, 0, 0, other});
                put(value, pointer, std::move(more), "with " + key, false);
            }
        }
    }

    /// The key that holds a value, or the array that it is an item of.
    static std::string family(const std::string& pointer) {
        const std::size_t end = pointer.find_last_not_of("/0123456789") + 1;
        const std::size_t slash = pointer.rfind('/', end);
        return slash == std::string::npos ? "" : pointer.substr(slash, end - slash);
    }

    void replace_by_other_kinds(Node& value, const std::string& pointer) {
        for (const char* text : {"null", "true", "false", "0", "7", "0.25", "-1", "\"seven\"",
                                 "\"7\"", "[]", "{}", "[[]]", "[7]", "[\"seven\"]"}) {
            const Node other = tree_of(text);
            const bool is_range_end = pointer.find("/between/") != std::string::npos;
            const bool refused = other.kind == Node::Kind::null && !is_range_end;
            put(value, pointer, other, text, refused && value.kind != Node::Kind::null);
        }
    }

    Node tree_;
    std::function<void(const Change&)> use_;
    std::map<std::string, std::map<std::string, Node>> keys_; ///< by family
};

/// Every `stride`-th change of a text brings both to the same verdict.
void expect_agreement(std::string_view text, std::size_t stride) {
    const JsonSchema schema(schema_root());
    std::size_t number = 0;
    std::size_t refused = 0;
    const Node original = tree_of(text);
    Changer(original, [&](const Change& change) {
        if (number++ % stride != 0) {
            return;
        }
        const Problems problems = read(original, change.tree);
        const bool reader = problems.empty();
        const bool accepts = schema.accepts(change.tree);
        refused += reader ? 0U : 1U;
        if (change.must_be_refused) {
            EXPECT_FALSE(reader) << "the reader accepts " << change.what;
            EXPECT_FALSE(accepts) << "the schema accepts " << change.what;
        } else if (!accepts) {
            EXPECT_FALSE(reader) << "only the schema refuses " << change.what;
        } else {
            for (const Problem& problem : problems) {
                EXPECT_TRUE(is_semantic(problem))
                    << "only the reader refuses " << change.what << "\n  " << described(problem);
            }
        }
    }).run();
    EXPECT_GT(refused, 0U);
    EXPECT_LT(refused, number);
}

std::vector<std::string> rule_files() {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(source_folder + "/rules")) {
        if (entry.path().filename() == "policy.json") {
            files.push_back(entry.path().string());
        }
    }
    for (const auto& entry : fs::directory_iterator(source_folder + "/examples/rules")) {
        if (entry.path().extension() == ".json") {
            files.push_back(entry.path().string());
        }
    }
    std::ranges::sort(files);
    return files;
}

TEST(Schema, IsWrittenWithKeywordsThatAreJudged) {
    EXPECT_EQ(JsonSchema(schema_root()).unknown_keywords(), std::vector<std::string>{});
    const Node other = tree_of(R"({"properties": {"a": {"multipleOf": 2}}})");
    EXPECT_EQ(JsonSchema(other).unknown_keywords(),
              std::vector<std::string>{"/properties/a/multipleOf"});
}

TEST(Schema, AndReaderAcceptTheRulesOfTheProject) {
    const JsonSchema schema(schema_root());
    ASSERT_GE(rule_files().size(), 3U);
    for (const std::string& file : rule_files()) {
        const Node tree = tree_of(read_file(file).value());
        EXPECT_TRUE(schema.accepts(tree)) << file;
        EXPECT_EQ(described(read(tree, tree)), "") << file;
    }
}

TEST(Schema, AndReaderAcceptTextsWithEveryElement) {
    const JsonSchema schema(schema_root());
    for (const std::string_view text : {small_policy, small_overlay}) {
        const Node tree = tree_of(text);
        EXPECT_TRUE(schema.accepts(tree));
        EXPECT_EQ(described(read(tree, tree)), "");
    }
}

/// A change that the schema cannot judge, and what the reader finds in it.
struct OnlyReader {
    Code code;
    std::string_view text;
    std::string_view from;
    std::string_view to;
};

const std::vector<OnlyReader> only_reader{
    {Code::unknown_dimension, small_policy, R"("gates": [{"when": {"level")",
     R"("gates": [{"when": {"levle")"},
    {Code::unknown_value, small_policy, R"("when": {"poor": "yes"})", R"("when": {"poor": "ja"})"},
    {Code::unknown_benefit, small_policy, R"("adds": {"benefit": "basic")",
     R"("adds": {"benefit": "basics")"},
    {Code::unknown_accumulator, small_policy, R"("used": ["paid"])", R"("used": ["pays"])"},
    {Code::unknown_measure, small_policy, R"("measure": "eligible")", R"("measure": "eligable")"},
    {Code::unknown_clause, small_policy, R"("clause": "S1-2", "kind")",
     R"("clause": "S1-3", "kind")"},
    {Code::unknown_list, small_policy, R"("of": "wage")", R"("of": "income")"},
    {Code::unknown_reading, small_policy, R"({"round": ["year", "claim"]})",
     R"({"rounds": ["year", "claim"]})"},
    {Code::unknown_reading_value, small_policy, R"({"round": ["year", "claim"]})",
     R"({"round": ["year", "day"]})"},
    {Code::duplicate_id, small_policy, R"("id": "H-1", "label": {"en": "H"}, "fields": {)",
     R"("id": "H-1", "label": {"en": "H"}, "fields": {}}, {"id": "H-1",
        "label": {"en": "H"}, "fields": {)"},
    {Code::not_an_earlier_benefit, small_policy, R"("terms": [{"benefit": "second")",
     R"("terms": [{"benefit": "other")"},
    {Code::not_one_alternative, small_policy, R"({"round": "claim"}, "mode")",
     R"({"round": "year"}, "mode")"},
    {Code::segments_not_ascending, small_policy, R"("up_to": "2000")", R"("up_to": "1000")"},
    {Code::segment_open, small_policy, R"({"rate": "2/3"})", R"({"up_to": "9000", "rate": "2/3"})"},
    {Code::empty_span, small_policy, R"("to": "2020-01-01")", R"("to": "2019-01-01")"},
    {Code::not_a_date, small_policy, R"("from": "2019-02-01")", R"("from": "2019-02-30")"},
    {Code::rate_out_of_range, small_policy, R"("rate": "0.5")", R"("rate": "1.5")"},
    {Code::not_a_rate, small_policy, R"("rate": "0.5")", R"("rate": "0.00000000000000000000001")"},
    {Code::uplift_above_limit, small_policy, R"("value": "0.10")", R"("value": "10")"},
    {Code::amount_too_large, small_policy, R"("axis_deductible": "10000")",
     R"("axis_deductible": "100000000000000000")"},
    {Code::not_a_count, small_policy, R"("age": [60, null])", R"("age": ["0.5", null])"},
    {Code::contradictory_rule, small_policy, R"("age": [60, null])", R"("age": [60, 59])"},
    {Code::overlay_target_unknown, small_overlay, R"("table": "basic.deductibles.visit")",
     R"("table": "basic.deductibles.day")"},
    {Code::overlay_redefines, small_overlay, R"("id": "aid")", R"("id": "rest")"},
};

TEST(Schema, LeavesToTheReaderWhatTakesMoreThanOnePlace) {
    const JsonSchema schema(schema_root());
    std::set<Code> shown;
    for (const OnlyReader& one : only_reader) {
        SCOPED_TRACE(one.to);
        const Node changed = tree_of(with(one.text, one.from, one.to));
        EXPECT_TRUE(schema.accepts(changed));
        const Problems problems = read(tree_of(one.text), changed);
        EXPECT_EQ(problems.size(), 1U) << described(problems);
        EXPECT_EQ(std::ranges::count(problems, one.code, &Problem::code), 1) << described(problems);
        shown.insert(one.code);
    }
    for (const Code code : semantic) {
        EXPECT_TRUE(shown.contains(code)) << row_of(code).en;
    }
}

TEST(Schema, AndReaderAgreeOnChangesOfAPolicy) {
    expect_agreement(small_policy, 1);
}

TEST(Schema, AndReaderAgreeOnChangesOfAnOverlay) {
    expect_agreement(small_overlay, 1);
}

TEST(Schema, AndReaderAgreeOnChangesOfTheRulesOfTheProject) {
    for (const std::string& file : rule_files()) {
        SCOPED_TRACE(file);
        const bool is_source_policy = file.find("zhangjiajie-2019") != std::string::npos;
        expect_agreement(read_file(file).value(), is_source_policy ? 41 : 401);
    }
}

} // namespace
} // namespace reimburse::load::test
