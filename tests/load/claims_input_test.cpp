// SPDX-License-Identifier: MIT
#include "load/claims_input.hpp"

#include "load/claim_columns.hpp"
#include "load/policy_reader.hpp"
#include "load/utf8.hpp"
#include "reimburse/plan/compile.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <iconv.h>
#include <zlib.h>

namespace reimburse::load::test {
namespace {

/// A policy with two benefits that one national field gathers, and one that nothing pays.
const Plan& plan() {
    static const Plan plan = compile(read_policy(R"({
  "policy": "two", "title": {"en": "two"}, "place": "430800", "trust": "A",
  "valid": {"from": "2019-01-01", "to": "2021-01-01"},
  "sources": [{"id": "S1", "title": {"en": "S"}, "published": "2019",
               "clauses": [{"id": "S1-1", "text": {"en": "one"}}]}],
  "dimensions": [{"id": "care", "label": {"en": "care"}, "values": ["inpatient", "outpatient"]},
                 {"id": "level", "label": {"en": "level"}, "values": ["low", "high"],
                  "absent": "low"}],
  "benefits": [
    {"id": "stay", "label": {"en": "stay"}, "payer": "fund", "national": "hifp_pay",
     "clause": "S1-1",
     "gates": [{"when": {"care": "inpatient"}, "otherwise": {"en": "stays only"}}],
     "base": {"terms": [{"measure": "eligible"}]},
     "schedule": {"segments": [{"rate": "0.5"}]},
     "rounding": {"mode": "half_up", "unit": "0.01", "place": "claim"}},
    {"id": "visit", "label": {"en": "visit"}, "payer": "fund", "national": "hifp_pay",
     "clause": "S1-1",
     "gates": [{"when": {"care": "outpatient"}, "otherwise": {"en": "visits only"}}],
     "base": {"terms": [{"measure": "eligible"}]},
     "schedule": {"segments": [{"rate": "0.5"}]},
     "rounding": {"mode": "half_up", "unit": "0.01", "place": "claim"}},
    {"id": "aid", "label": {"en": "aid"}, "payer": "fund", "national": "maf_pay",
     "clause": "S1-1",
     "base": {"terms": [{"measure": "eligible"}]},
     "schedule": {"segments": [{"rate": "0.1"}]},
     "rounding": {"mode": "half_up", "unit": "0.01", "place": "claim"}}
  ]
})",
                                                 "two")
                                         .value())
                                 .value();
    return plan;
}

const Vocabulary& national() {
    static const Vocabulary vocabulary = load_vocabulary("national").value();
    return vocabulary;
}

struct CloseTemporary {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

using Temporary = std::unique_ptr<std::FILE, CloseTemporary>;

Temporary holding(std::string_view bytes) {
    Temporary file(std::tmpfile());
    std::fwrite(bytes.data(), 1, bytes.size(), file.get());
    std::rewind(file.get());
    return file;
}

/// Every row that the input gives, fields joined by |; of a bad row its number after its fields.
std::string rows(std::string_view bytes, const std::string& name, const InputForm& form = {},
                 std::size_t block = CsvReader::default_block) {
    const Temporary file = holding(bytes);
    Result<ClaimsInput> input = ClaimsInput::from(file.get(), name, plan(), form, block);
    if (!input) {
        return sentence(input.problems().front()) + "\n";
    }
    CsvReader& reader = input->reader();
    std::string text;
    for (auto row = reader.next(); row != CsvReader::Row::end; row = reader.next()) {
        for (const std::string_view field : reader.fields()) {
            text += std::string(field) + "|";
        }
        text += row == CsvReader::Row::row ? "" : sentence(reader.problem()).substr(0, 4);
        text += "\n";
        if (row == CsvReader::Row::failed) {
            break;
        }
    }
    return text;
}

std::string gb18030(std::string_view text) {
    const iconv_t handle = ::iconv_open("GB18030", "UTF-8");
    std::string in(text);
    std::string out(4 * text.size() + 4, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size();
    std::size_t room = out.size();
    EXPECT_EQ(::iconv(handle, &from, &left, &to, &room), 0U);
    ::iconv_close(handle);
    out.resize(out.size() - room);
    return out;
}

std::string gzip(std::string_view text) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    std::string in(text);
    std::string out(text.size() + 100, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

const std::string chinese = "claim_id,person_id,remark\nc1,张三,住院\nc2,李四,\"门诊,急诊\"\n";
const std::string chinese_rows = "claim_id|person_id|remark|\nc1|张三|住院|\nc2|李四|门诊,急诊|\n";

TEST(ClaimsInput, ReadsUtf8WithAndWithoutMarkAndGb18030) {
    EXPECT_EQ(rows(chinese, "a.csv"), chinese_rows);
    EXPECT_EQ(rows("\xEF\xBB\xBF" + chinese, "a.csv"), chinese_rows);
    EXPECT_EQ(rows(gb18030(chinese), "a.csv"), chinese_rows);
    EXPECT_EQ(rows(gb18030(chinese), "a.csv", {nullptr, Encoding::gb18030}), chinese_rows);
}

TEST(ClaimsInput, DetectsGb18030HoweverLateItBegins) {
    std::string ascii = "claim_id,person_id,remark\n";
    std::string expected = "claim_id|person_id|remark|\n";
    for (int n = 0; n < 20'000; ++n) {
        ascii += "c,p,plain\n";
        expected += "c|p|plain|\n";
    }
    EXPECT_EQ(rows(ascii + gb18030("c1,张三,住院\n"), "a.csv"), expected + "c1|张三|住院|\n");
}

TEST(ClaimsInput, IsNotMisledByGb18030ThatHappensToBeUtf8) {
    const std::string word = gb18030("住院");
    ASSERT_EQ(utf8_prefix(word), word.size());
    EXPECT_EQ(rows(gb18030("编号,医疗类别\ns1,住院\ns2,住院\ns3,住院\n"), "a.csv"),
              "编号|医疗类别|\ns1|住院|\ns2|住院|\ns3|住院|\n");
}

TEST(ClaimsInput, LeavesUtf8WithOneWrongByteToItsRow) {
    const std::string text = "claim_id,remark\nc1,住院\nc2,\xFF\nc3,门诊\n";
    EXPECT_EQ(rows(text, "a.csv"), "claim_id|remark|\nc1|住院|\nc2|E108\nc3|门诊|\n");
    EXPECT_EQ(rows(gb18030("claim_id,remark\nc1,门诊\n"), "a.csv", {nullptr, Encoding::utf8}),
              "claim_id|remark|\nc1|E108\n");
}

TEST(ClaimsInput, RefusesTheRowWhoseBytesGb18030DoesNotKnow) {
    const std::string text =
        gb18030("claim_id,remark\nc1,住院\nc2,") + "\xFF" + gb18030("\nc3,门诊\n");
    EXPECT_EQ(rows(text, "a.csv", {nullptr, Encoding::gb18030}),
              "claim_id|remark|\nc1|住院|\nc2|E108\nc3|门诊|\n");
}

TEST(ClaimsInput, ReadsGzipOfOneOrMoreMembers) {
    EXPECT_EQ(rows(gzip(chinese), "a.csv.gz"), chinese_rows);
    EXPECT_EQ(rows(gzip(chinese.substr(0, 40)) + gzip(chinese.substr(40)), "a.csv.gz"),
              chinese_rows);
    EXPECT_EQ(rows(gzip(gb18030(chinese)), "a.csv.gz"), chinese_rows);
}

TEST(ClaimsInput, SaysThatGzipIsDamagedOrCutOff) {
    EXPECT_EQ(rows(chinese, "a.csv.gz"),
              "E110 a.csv.gz is not a whole gzip file: incorrect header check\n");
    EXPECT_EQ(rows("", "a.csv.gz"), "E110 a.csv.gz is not a whole gzip file: it is cut off\n");
    std::string long_text = "claim_id,remark\n";
    for (int n = 0; n < 100'000; ++n) {
        long_text += "c" + std::to_string(n) + "," + std::to_string(n * 7919 % 10'007) + "\n";
    }
    const std::string packed = gzip(long_text);
    const std::string cut = rows(std::string_view(packed).substr(0, packed.size() - 100), "a.gz");
    EXPECT_TRUE(cut.starts_with("claim_id|remark|\nc0|0|\n"));
    EXPECT_TRUE(cut.ends_with("\nE110\n")) << cut.substr(cut.size() - 40);
}

/// The columns that JSON Lines give under plan(), and a row of them.
const std::string line_names =
    "claim_id|person_id|date|total|eligible|facility_id|admission_date|discharge_date|stay_id|"
    "household_id|birth_date|care|level|reverses|";

TEST(ClaimsInput, ReadsJsonLinesByNameOrByTheirFirstByte) {
    const std::string text = R"({"claim_id": "c1", "total": 12.50, "care": "inpatient"}

{"care":"outpatient","claim_id":"c2","person_id":null,"total":"7"}
)";
    const std::string expected =
        line_names + "\nc1|||12.50||||||||inpatient|||\nc2|||7||||||||outpatient|||\n";
    EXPECT_EQ(rows(text, "-"), expected);
    EXPECT_EQ(rows(text, "a.jsonl"), expected);
    EXPECT_EQ(rows(gzip(text), "a.ndjson.gz"), expected);
    EXPECT_EQ(rows("\xEF\xBB\xBF" + text, "-"), expected);
    for (const std::size_t block : {1U, 7U, 64U}) {
        EXPECT_EQ(rows(text, "-", {}, block), expected);
    }
}

TEST(ClaimsInput, ReadsTextsThatCsvOrJsonMustWriteOtherwise) {
    EXPECT_EQ(rows(R"({"claim_id": "a,\"b\"\n\u4f4f", "care": "x,y"})", "-"),
              line_names + "\na,\"b\"\n住|||||||||||x,y|||\n");
}

TEST(ClaimsInput, RefusesALineInItsPlaceAndGoesOn) {
    const std::string text = R"({"claim_id": "c1", "person_id": "p1", "total": 1}
{"claim_id": "c2", "person_id": "p2", "total":
{"claim_id": "c3", "person_id": "p3", "total": [1]}
{"claim_id": "c4", "person_id": "p4", "total": 1, "total": 2}
[1]
{"claim_id": "c5", "person_id": "p5", "total": 01}
{"claim_id": "c6", "person_id": "p6", "total": 6}
)";
    EXPECT_EQ(rows(text, "-"), line_names +
                                   "\nc1|p1||1|||||||||||\nc2|p2|E103\nc3|p3|E107\nc4|p4|E104\n" +
                                   "||E107\nc5|p5|E103\nc6|p6||6|||||||||||\n");
}

TEST(ClaimsInput, KeepsPaymentsOfJsonLinesFromBeingLost) {
    std::string text = R"({"claim_id": "c1", "paid_stay": "5.00"})"
                       "\n";
    const std::string names = line_names + "paid_stay|\n";
    EXPECT_EQ(rows(text, "-"), names + "c1||||||||||||||5.00|\n");
    for (int n = 0; n < 1000; ++n) {
        text += R"({"claim_id": "c"})"
                "\n";
    }
    text += R"({"claim_id": "c9", "paid_aid": "5.00", "remark": "x"})"
            "\n";
    EXPECT_TRUE(rows(text, "-").ends_with("\nc9||E402\n"));
}

TEST(ClaimsInput, TranslatesNamesDatesAndCodes) {
    EXPECT_EQ(rows("setl_id,psn_no,med_type,setl_time,medfee_sumamt,inscp_scp_amt\n"
                   "s1,p1,21,2019-10-02 10:11:12,100,80.5\n"
                   "s2,p1,140104,20191003,100,\n"
                   "s3,p1,outpatient,2019/1/2,1,null\n"
                   "s4,p1,77,2019-10-02,1,1\n"
                   "s5,p1\n"
                   "s6,p1,21,yesterday,1,1\n",
                   "a.csv", {&national()}),
              "claim_id|person_id|date|total|eligible|care|\n"
              "s1|p1|2019-10-02|100|80.5|inpatient|\n"
              "s2|p1|2019-10-03|100||outpatient|\n"
              "s3|p1|2019-01-02|1||outpatient|\n"
              "s4|p1|E411\n"
              "s5|p1|E123\n"
              "s6|p1|yesterday|1|1|inpatient|\n");
}

TEST(ClaimsInput, TranslatesChineseHeadersInGb18030) {
    EXPECT_EQ(
        rows(gb18030("结算ID,人员编号,医疗类别,结算日期,总费用（元）,政策范围内费用,备注一\n"
                     "s1,p1,普通门诊,2019年1月2日,100,80,甲\n"),
             "a.csv", {&national()}),
        "claim_id|person_id|date|total|eligible|care|\ns1|p1|2019-01-02|100|80|outpatient|\n");
}

TEST(ClaimsInput, OwnNamesStandBesideForeignOnesAndComeFirst) {
    EXPECT_EQ(rows("setl_id,level,med_type,care\ns1,high,21,outpatient\ns2,low,21,\n", "a.csv",
                   {&national()}),
              "claim_id|level|care|\ns1|high|outpatient|\ns2|low|inpatient|\n");
}

TEST(ClaimsInput, TakesTheNextSpellingWhereTheFirstIsNotGiven) {
    EXPECT_EQ(rows("mdtrt_id,inscp_amt,inscp_scp_amt,setl_id\nm1,5,6,s1\nm2,5,null,\n", "a.csv",
                   {&national()}),
              "claim_id|eligible|stay_id|\ns1|6|m1|\nm2|5|m2|\n");
}

TEST(ClaimsInput, GivesAPaymentToTheOneBenefitThatCanHaveMadeIt) {
    EXPECT_EQ(rows("setl_id,psn_no,care,hifp_pay,maf_pay\n"
                   "s1,p,inpatient,50,5\ns2,p,outpatient,50,\ns3,p,,50,0\ns4,p,,0.00,0\n",
                   "a.csv", {&national()}),
              "claim_id|person_id|care|paid_stay|paid_visit|paid_aid|\n"
              "s1|p|inpatient|50|0|5|\ns2|p|outpatient|0|50||\ns3|p||||0|\n"
              "s4|p||0|0.00|0|\n");
}

TEST(ClaimsInput, AddsUpWhatWasPaidInAllFromWhateverIsGiven) {
    EXPECT_EQ(rows("setl_id,psn_no,medfee_sumamt,psn_part_amt,fund_pay_sumamt,hosp_part_amt\n"
                   "s1,p,100,30.5,60,9.5\ns2,p,100,,60,9.5\ns3,p,100,null,60,\ns4,p,100,,,\n"
                   "s5,p,-100,-30,,\ns6,p,100,x,,\n",
                   "a.csv", {&national()}),
              "claim_id|person_id|total|paid_total|\n"
              "s1|p|100|69.50|\ns2|p|100|69.50|\ns3|p|100|60.00|\ns4|p|100||\n"
              "s5|p|-100|-70.00|\ns6|p|100|x|\n");
}

TEST(ClaimsInput, AReversalNamesItsOriginalWhereItsFlagIsSet) {
    EXPECT_EQ(rows("setl_id,init_setl_id,refd_setl_flag\ns1,s0,1\ns2,s0,0\ns3,,1\n", "a.csv",
                   {&national()}),
              "claim_id|reverses|\ns1|s0|\ns2||\ns3||\n");
    EXPECT_EQ(rows("setl_id,init_setl_id\ns1,s0\n", "a.csv", {&national()}),
              "claim_id|reverses|\ns1|s0|\n");
}

TEST(ClaimsInput, LooksIntoTheObjectsOfNationalJsonLines) {
    const std::string text =
        R"({"output": {"setlinfo": {"setl_id": "s1", "med_type": "21", "medfee_sumamt": 5}}})";
    const std::string found = rows(text, "-", {&national()});
    EXPECT_NE(found.find("\ns1||"), std::string::npos) << found;
    EXPECT_NE(found.find("|5|"), std::string::npos) << found;
    EXPECT_NE(found.find("|inpatient|"), std::string::npos) << found;
}

TEST(ClaimsInput, NamesWhatItPassesOverAndWhatIsLeftOpen) {
    const Temporary file = holding("setl_id,hosp_lv,colour\ns1,05,red\n");
    const Result<ClaimsInput> input = ClaimsInput::from(file.get(), "a.csv", plan(), {&national()});
    ASSERT_TRUE(input);
    EXPECT_EQ(input->passed_over(), std::vector<std::string>{"colour"});
    ASSERT_EQ(input->left_open().size(), 1U);
    EXPECT_TRUE(input->left_open().front().en.starts_with("a hospital's grade is not"));
}

TEST(ClaimsInput, RecognisesForeignHeadersAndOnlyThose) {
    const auto explained = [](std::string_view text) {
        const Temporary file = holding(text);
        Result<ClaimsInput> input = ClaimsInput::from(file.get(), "a.csv", plan(), {});
        ClaimColumns columns(plan());
        Problems problems;
        EXPECT_FALSE(columns.read_header(input->reader(), "a.csv", problems));
        input->explain_header(problems);
        return sentence(problems.front());
    };
    EXPECT_EQ(
        explained("setl_id,psn_no,setl_time\n"),
        "E129 the names are those of the vocabulary \"national\": setl_id, psn_no, setl_time");
    EXPECT_EQ(explained("claim_id,person_id,setl_time\n").substr(0, 4), "E126");
    EXPECT_EQ(explained("a,b,setl_time,setl_id\n").substr(0, 4), "E126");
}

} // namespace
} // namespace reimburse::load::test
