// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

namespace {

using namespace reimburse::test;

const std::string own_claims =
    "claim_id,person_id,date,care,facility_level,person_class,total,eligible\n"
    "s1,p1,2019-10-02,inpatient,county,registered_poor,60000.00,55000.00\n"
    "s2,p2,2019-10-03,outpatient,county,general,100,100\n"
    "s3,p2,2019-10-04,inpatient,county,general,8000,x\n";

const std::string national_claims =
    "setl_id,psn_no,setl_time,med_type,hosp_lv,facility_level,person_class,medfee_sumamt,"
    "inscp_scp_amt,note\n"
    "s1,p1,2019-10-02 10:11:12,21,05,county,registered_poor,60000.00,55000.00,a\n"
    "s2,p2,20191003,11,05,county,general,100,100,b\n"
    "s3,p2,2019/10/4,2101,05,county,general,8000,x,c\n";

class ForeignNames : public ProgramTest {};

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST_F(ForeignNames, calculate_gives_the_same_bytes_as_for_our_own) {
    const Ran own = run({"calculate", "-"}, own_claims);
    for (const char* threads : {"1", "2"}) {
        const Ran foreign =
            run({"calculate", "-", "--columns", "national", "--threads", threads}, national_claims);
        EXPECT_EQ(foreign.code, own.code);
        EXPECT_EQ(foreign.out, own.out);
    }
    const std::string trace = path("trace.jsonl");
    EXPECT_EQ(
        run({"calculate", "-", "--columns", "national", "--trace", trace}, national_claims).out,
        own.out);
    EXPECT_EQ(lines_of(content(trace)).size(), 3U);
}

TEST_F(ForeignNames, calculate_reads_json_lines) {
    std::string lines;
    lines += R"({"claim_id":"s1","person_id":"p1","date":"2019-10-02","care":"inpatient",)"
             R"("facility_level":"county","person_class":"registered_poor","total":60000.00,)"
             R"("eligible":55000})"
             "\n";
    lines += R"({"person_id":"p2","claim_id":"s2","date":"2019-10-03","care":"outpatient",)"
             R"("facility_level":"county","person_class":"general","total":"100","eligible":"100"})"
             "\n";
    lines += R"({"claim_id":"s3","person_id":"p2","date":"2019-10-04","care":"inpatient",)"
             R"("facility_level":"county","person_class":"general","total":8000,"eligible":"x"})"
             "\n";
    const Ran own = run({"calculate", "-"}, own_claims);
    EXPECT_EQ(run({"calculate", "-"}, lines).out, own.out);
    EXPECT_EQ(run({"calculate", put("claims.jsonl", lines)}).out, own.out);
}

TEST_F(ForeignNames, are_recognised_and_suggested) {
    const Ran calculated = run({"calculate", "-", "--lang", "en"},
                               "setl_id,psn_no,setl_time,medfee_sumamt,inscp_scp_amt\n");
    EXPECT_EQ(calculated.code, 1);
    EXPECT_EQ(calculated.err, "-:1:1: E129 the names are those of the vocabulary \"national\": "
                              "setl_id, psn_no, setl_time, medfee_sumamt, inscp_scp_amt\n"
                              "    give --columns national\n");
    const Ran settled =
        run({"settle", "-", "--lang", "en"}, R"({"setl_id": "s1", "medfee_sumamt": 1})");
    EXPECT_EQ(settled.code, 1);
    EXPECT_EQ(settled.err, "stdin:1:1: E129 the names are those of the vocabulary \"national\": "
                           "setl_id, medfee_sumamt\n    give --columns national\n");
}

TEST_F(ForeignNames, an_unknown_vocabulary_is_a_wrong_argument) {
    const Ran ran = run({"calculate", "-", "--columns", "natonal", "--lang", "en"}, own_claims);
    EXPECT_EQ(ran.code, 2);
    EXPECT_TRUE(holds(ran.err, "(did you mean \"national\"?)"));
    EXPECT_EQ(run({"settle", "-", "--columns", "natonal"}, "{}").code, 2);
}

TEST_F(ForeignNames, a_damaged_gzip_file_cannot_be_read) {
    EXPECT_EQ(run({"calculate", put("claims.csv.gz", own_claims)}).code, 3);
}

TEST_F(ForeignNames, messages_follow_the_language) {
    const Ran chinese = run({"calculate", "-", "--columns", "national"}, national_claims);
    EXPECT_TRUE(holds(chinese.err, "列“note”已略过"));
    EXPECT_TRUE(holds(chinese.err, "医院等级（如三级甲等）不是行政级别"));
    EXPECT_TRUE(holds(chinese.err, "共 3 行，拒绝 1 行"));
    const Ran english =
        run({"calculate", "-", "--columns", "national", "--lang", "en"}, national_claims);
    EXPECT_TRUE(holds(english.err, "note: column \"note\" is passed over"));
    EXPECT_TRUE(holds(english.err, "a hospital's grade is not its administrative level"));
    EXPECT_TRUE(holds(english.err, "rows 3, refused 1, "));
}

TEST_F(ForeignNames, a_grade_becomes_a_level_only_by_a_table_of_the_user) {
    const std::string claims = "setl_id,psn_no,setl_time,med_type,hosp_lv,person_class,"
                               "medfee_sumamt,inscp_scp_amt\n"
                               "s1,p1,2019-10-02,21,05,registered_poor,60000.00,55000.00\n"
                               "s2,p1,2019-10-03,21,01,registered_poor,60000.00,55000.00\n";
    const Ran without = run({"calculate", "-", "--columns", "national", "--lang", "en"}, claims);
    EXPECT_EQ(without.code, 1);
    EXPECT_TRUE(holds(without.err, "E126 column \"facility_level\" is missing"));
    EXPECT_TRUE(holds(without.err, "a hospital's grade is not its administrative level"));
    const std::string own = put("own.json", R"({"vocabulary": "own", "label": {"en": "own"},
        "extends": "national", "fields": [{"field": "facility_level", "from": ["hosp_lv"],
        "values": {"county": ["05", "06"], "township": ["08"]}}]})");
    const Ran with = run({"calculate", "-", "--columns", own, "--lang", "en"}, claims);
    const std::vector<std::string> rows = lines_of(with.out);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_TRUE(rows[1].starts_with("s1,46750.00,2112.50,"));
    EXPECT_TRUE(holds(rows[2], "E411 hosp_lv: the vocabulary gives no facility_level for"));
    EXPECT_FALSE(holds(with.err, "administrative level"));
}

TEST_F(ForeignNames, settle_takes_a_settlement_of_the_platform) {
    const std::string claim =
        R"({"output": {"setlinfo": {"setl_id": "c1", "psn_no": "p1", "med_type": "21",
            "setl_time": "2019-10-02 10:11:12", "medfee_sumamt": 60000, "psn_name": "张三",
            "inscp_scp_amt": "55000.0", "hosp_lv": "05", "hifp_pay": "0"}},
            "person_class": "registered_poor", "facility_level": "county"})";
    const Arguments arguments{"settle", "-", "--columns", "national", "--format", "json"};
    Json foreign = run(arguments, claim).json();
    EXPECT_EQ(foreign["patient_name"], "张三");
    foreign.erase("patient_name");
    foreign.erase("paid_basic_inpatient");
    foreign.erase("paid_outpatient");
    EXPECT_EQ(foreign, run({"settle", "-", "--format", "json"}, worked_claim().dump()).json());
}

TEST_F(ForeignNames, settle_refuses_a_code_at_its_place) {
    const Ran ran = run({"settle", "-", "--columns", "national", "--lang", "en"},
                        "{\n\"setl_id\": \"c1\",\n\"med_type\": \"77\"}");
    EXPECT_EQ(ran.code, 1);
    EXPECT_TRUE(holds(ran.err, "stdin:3:13 /care: E411 med_type: the vocabulary gives no care "
                               "for \"77\""))
        << ran.err;
}

TEST_F(ForeignNames, history_may_have_them_too) {
    const Json later = worked_claim({{"claim_id", "s9"}, {"date", "2019-11-01"}});
    const std::string own = put("own.csv", own_claims.substr(0, own_claims.find("s2,")));
    const std::string foreign =
        put("foreign.csv", national_claims.substr(0, national_claims.find("s2,")));
    const Ran with_own = run({"settle", "-", "--history", own, "--format", "json"}, later.dump());
    const Ran with_foreign =
        run({"settle", "-", "--history", foreign, "--columns", "national", "--format", "json"},
            later.dump());
    EXPECT_EQ(with_own.code, 0) << with_own.err;
    EXPECT_EQ(with_foreign.out, with_own.out);
    EXPECT_NE(with_own.out, run({"settle", "-", "--format", "json"}, later.dump()).out);
}

TEST_F(ForeignNames, identities_are_checked_by_the_program) {
    const Ran good = run({"audit", "--check-identities", "-"},
                         R"({"psn_pay": "3.00", "acct_pay": "1", "cash_payamt": "2"})");
    EXPECT_EQ(good.code, 0);
    const Ran bad =
        run({"audit", "--check-identities", "-", "--lang", "en"},
            R"({"setl_id": "s1", "psn_pay": "3.01", "acct_pay": "1", "cash_payamt": "2"})");
    EXPECT_EQ(bad.code, 1);
    EXPECT_TRUE(holds(bad.err, "s1 fails I3 (person = account + cash): 3.01 against 3.00, off by "
                               "0.01\n0 hold, 1 fail, "))
        << bad.err;
    EXPECT_TRUE(holds(bad.out, "s1,,I3,fails,3.01,3.00,0.01\n"));
}

} // namespace
