// SPDX-License-Identifier: MIT
#include "load/vocabulary.hpp"

#include "load/date_form.hpp"
#include "load/files.hpp"
#include "load/json_schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reimburse::load::test {
namespace {

const std::string folder = std::string(REIMBURSE_SOURCE_DIR) + "/rules/vocabulary/";

std::string text_of(const std::string& name) {
    return read_file(folder + name).value();
}

std::string day(std::string_view form, std::string_view text) {
    const auto date = DateForm(form).read(text);
    return date ? std::string(date->data(), date->size()) : "-";
}

/// Number, pointer and line of each problem.
std::string faults(std::string_view text) {
    const Result<Vocabulary> vocabulary = read_vocabulary(text, "own");
    std::string found;
    for (const Problem& problem : vocabulary ? Problems{} : vocabulary.problems()) {
        found += std::to_string(static_cast<int>(problem.code)) + " " + problem.place.pointer +
                 " " + std::to_string(problem.place.line) + "\n";
    }
    return found;
}

TEST(DateForm, TakesTheDateOutOfADateAndTime) {
    EXPECT_EQ(day("YYYY-MM-DD hh:mm:ss", "2019-10-02 10:11:12"), "2019-10-02");
    EXPECT_EQ(day("YYYY-MM-DD hh:mm:ss.f", "2019-10-02 10:11:12.123"), "2019-10-02");
    EXPECT_EQ(day("YYYYMMDDhhmmss", "20191002101112"), "2019-10-02");
    EXPECT_EQ(day("Y/M/D", "2019/1/2"), "2019-01-02");
    EXPECT_EQ(day("Y年M月D日", "2019年12月31日"), "2019-12-31");
}

TEST(DateForm, TakesNoOtherForm) {
    EXPECT_EQ(day("YYYY-MM-DD", "2019-10-02 10:11:12"), "-");
    EXPECT_EQ(day("YYYY-MM-DD hh:mm:ss", "2019-10-02"), "-");
    EXPECT_EQ(day("YYYY-MM-DD hh:mm:ss", "2019-10-02 10:61:12"), "-");
    EXPECT_EQ(day("YYYY-MM-DD", "2019-13-02"), "-");
    EXPECT_EQ(day("YYYY-MM-DD", "2019-00-02"), "-");
    EXPECT_EQ(day("YYYY-MM-DD", "2019-1-02"), "-");
    EXPECT_EQ(day("YYYYMMDD", "2019100"), "-");
    EXPECT_EQ(day("Y/M/D", "02/10/2019"), "-");
    EXPECT_EQ(day("hh:mm", "10:11"), "-");
}

TEST(Vocabulary, NationalIsBundledAndFindsNamesOfEverySpelling) {
    ASSERT_EQ(bundled_vocabularies(), std::vector<std::string_view>{"national"});
    const Vocabulary national = load_vocabulary("national").value();
    const auto column = [&](std::string_view name) {
        const auto found = national.find(name);
        return found ? national.columns[found->first].name : "-";
    };
    EXPECT_EQ(column("medfee_sumamt"), "medfee_sumamt");
    EXPECT_EQ(column("MEDFEE_SUMAMT"), "medfee_sumamt");
    EXPECT_EQ(column("总费用"), "medfee_sumamt");
    EXPECT_EQ(column(" 总费用（元） "), "medfee_sumamt");
    EXPECT_EQ(column("政策范围内费用"), "inscp_scp_amt");
    EXPECT_EQ(column("人员编号"), "psn_no");
    EXPECT_EQ(column("结算日期"), "setl_time");
    EXPECT_EQ(column("total"), "-");
    EXPECT_EQ(column(""), "-");
}

TEST(Vocabulary, AGradeIsNeverTheLevelOfAnAdministration) {
    const Vocabulary national = load_vocabulary("national").value();
    for (const VocabularyField& field : national.fields) {
        EXPECT_EQ(std::ranges::find(field.from, "hosp_lv"), field.from.end()) << field.field;
        EXPECT_EQ(std::ranges::find(field.from, "dedc_hosp_lv"), field.from.end()) << field.field;
    }
    ASSERT_FALSE(national.left_open.empty());
    EXPECT_EQ(national.left_open.front().columns.front(), "hosp_lv");
}

TEST(Vocabulary, ExtendsABundledOneAndReplacesFieldsOfTheSameName) {
    const Vocabulary own = read_vocabulary(R"({"vocabulary": "own", "label": {"zh": "自用"},
        "extends": "national",
        "columns": [{"name": "grade"}],
        "fields": [{"field": "facility_level", "from": ["grade"], "values": {"county": ["2"]}},
                   {"field": "care", "from": ["med_type"], "values": {"inpatient": ["I"]}}]})",
                                           "own")
                               .value();
    const Vocabulary national = load_vocabulary("national").value();
    EXPECT_EQ(own.fields.size(), national.fields.size() + 1);
    EXPECT_EQ(own.columns.size(), national.columns.size() + 1);
    const auto care = std::ranges::find(own.fields, "care", &VocabularyField::field);
    ASSERT_NE(care, own.fields.end());
    EXPECT_EQ(care->values, (std::vector<std::pair<std::string, std::string>>{{"I", "inpatient"}}));
    EXPECT_EQ(own.settlement.size(), national.settlement.size());
}

TEST(Vocabulary, ReportsEachFaultAtItsPlace) {
    const std::string head = R"({"vocabulary": "own", "label": {"en": "own"}, )";
    EXPECT_EQ(faults(R"({"label": {"en": "x"}})"), "106  1\n");
    EXPECT_EQ(faults(head + R"("fields": [{"field": "total", "from": ["sum"]}]})"),
              "306 /fields/0/from/0 1\n");
    EXPECT_EQ(faults(head +
                     R"("columns": [{"name": "a", "also": ["b"]}, {"name": "c", "also": ["B"]}]})"),
              "307 /columns/1/also/0 1\n");
    EXPECT_EQ(faults(head + R"("columns": [{"name": "a"}],
"fields": [{"field": "care", "from": ["a"], "values": {"x": ["1"], "y": ["1"]}}]})"),
              "307 /fields/0/values/y/0 2\n");
    EXPECT_EQ(faults(head + R"("columns": [{"name": "a"}],
"fields": [{"field": "care"}]})"),
              "319 /fields/0 2\n");
    EXPECT_EQ(faults(head + R"("extends": "nationa"})"), "336 /extends 1\n");
    EXPECT_EQ(faults(head + R"("colums": []})"), "105 /colums 1\n");
    EXPECT_EQ(faults(head + R"("columns": [{"name": "a"}],
"settlement": {"object": "s", "fields": [{"name": "a", "sum": ["totals"]}]}})"),
              "210 /settlement/fields/0/sum/0 2\n319 /settlement/fields/0 2\n");
}

TEST(Vocabulary, SchemaAcceptsWhatIsBundledAndRefusesFaults) {
    const Node root = parse_json(text_of("schema.json"), "schema").value();
    const JsonSchema schema(root);
    EXPECT_EQ(schema.unknown_keywords(), std::vector<std::string>{});
    const auto accepts = [&](std::string_view text) {
        return schema.accepts(parse_json(text, "text").value());
    };
    EXPECT_TRUE(accepts(text_of("national.json")));
    EXPECT_TRUE(accepts(text_of("identities.json")));
    EXPECT_TRUE(read_vocabulary(text_of("national.json"), "national.json"));
    EXPECT_FALSE(accepts(R"({"label": {"en": "x"}})"));
    EXPECT_FALSE(accepts(R"({"vocabulary": "v", "label": {"en": "x"}, "colums": []})"));
    EXPECT_FALSE(
        accepts(R"({"vocabulary": "v", "label": {"en": "x"}, "fields": [{"field": "total"}]})"));
    EXPECT_FALSE(accepts(R"({"vocabulary": "v", "label": {"en": "x"},
        "settlement": {"object": "s", "fields": [{"name": "a", "sum": ["totals"]}]}})"));
    EXPECT_FALSE(accepts(R"({"identities": "n", "list": [{"id": "I1"}]})"));
}

} // namespace
} // namespace reimburse::load::test
