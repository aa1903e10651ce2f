// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include <algorithm>

namespace {

using namespace reimburse::test;

namespace fs = std::filesystem;

const std::string header =
    "claim_id,person_id,date,care,facility_level,person_class,total,eligible";
const std::string good =
    header + "\nc1,p1,2019-10-02,inpatient,county,registered_poor,60000,55000\n";

/// What `calculate` leaves behind in files.
class CalculateFiles : public ProgramTest {
  protected:
    /// Names in the folder, without those by which the test runs the program.
    std::vector<std::string> names() const {
        std::vector<std::string> list;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
            const std::string name = entry.path().filename();
            if (name != ".stdin" && name != ".stdout" && name != ".stderr") {
                list.push_back(name);
            }
        }
        std::ranges::sort(list);
        return list;
    }
};

TEST_F(CalculateFiles, output_goes_to_the_file_or_to_standard_output) {
    const Ran to_stdout = run({"calculate", "-"}, good);
    const Ran to_file = run({"calculate", "-", "-o", path("out.csv")}, good);
    EXPECT_EQ(to_file.code, 0);
    EXPECT_EQ(to_file.out, "");
    EXPECT_EQ(content(path("out.csv")), to_stdout.out);
    EXPECT_EQ(names(), std::vector<std::string>{"out.csv"});
}

TEST_F(CalculateFiles, refused_rows_do_not_keep_the_file_back) {
    const std::string out = path("out.csv");
    EXPECT_EQ(run({"calculate", "-", "-o", out}, good + "c2\n").code, 1);
    EXPECT_EQ(lines_of(content(out)).size(), 3U);
}

TEST_F(CalculateFiles, without_success_the_target_stays_as_it_was) {
    const std::string out = put("out.csv", "before\n");
    EXPECT_EQ(run({"calculate", "-", "-o", out}, header + ",total\n").code, 1);
    EXPECT_EQ(content(out), "before\n");
    EXPECT_EQ(run({"calculate", path("none.csv"), "-o", out}).code, 3);
    EXPECT_EQ(content(out), "before\n");
    EXPECT_EQ(run({"calculate", folder_.string(), "-o", out}).code, 3);
    EXPECT_EQ(content(out), "before\n");
    EXPECT_EQ(names(), std::vector<std::string>{"out.csv"});
    EXPECT_EQ(run({"calculate", path("none.csv"), "-o", path("new.csv")}).code, 3);
    EXPECT_EQ(names(), std::vector<std::string>{"out.csv"});
}

TEST_F(CalculateFiles, output_may_replace_its_input) {
    const std::string file = put("claims.csv", good);
    const std::string expected = run({"calculate", file}).out;
    EXPECT_EQ(run({"calculate", file, "-o", file}).code, 0);
    EXPECT_EQ(content(file), expected);
}

TEST_F(CalculateFiles, output_that_cannot_be_written) {
    EXPECT_EQ(run({"calculate", "-", "-o", "/dev/full"}, good).code, 3);
    EXPECT_EQ(run({"calculate", "-"}, good, "/dev/full").code, 3);
    EXPECT_EQ(run({"calculate", "-", "-o", path("none/out.csv")}, good).code, 3);
    EXPECT_EQ(run({"calculate", "-", "--trace", path("none/t.jsonl")}, good).code, 3);
}

TEST_F(CalculateFiles, full_disk_ends_a_long_batch) {
    std::string text = header + "\n";
    for (int row = 0; row < 20'000; ++row) {
        text += "c" + std::to_string(row) + ",p,2019-10-02,inpatient,county,general,10,10\n";
    }
    EXPECT_EQ(run({"calculate", "-"}, text, "/dev/full").code, 3);
}

TEST_F(CalculateFiles, trace_has_one_answer_a_row) {
    const std::string trace = path("trace.jsonl");
    const Ran plain = run({"calculate", source("examples/day.csv")});
    const Ran done = run({"calculate", source("examples/day.csv"), "--trace", trace});
    EXPECT_EQ(done.code, 1);
    EXPECT_EQ(done.out, plain.out);
    const std::vector<std::string> rows = lines_of(done.out);
    const std::vector<std::string> answers = lines_of(content(trace));
    ASSERT_EQ(answers.size() + 1, rows.size());
    for (std::size_t a = 0; a < answers.size(); ++a) {
        const Json answer = Json::parse(answers[a]);
        std::string row = answer["claim_id"];
        if (answer.contains("error")) {
            EXPECT_EQ(rows[a + 1], row + ",,,,,,,,,," + answer["error"].get<std::string>());
            continue;
        }
        // Where no benefit applies there is no step.
        EXPECT_EQ(answer["trace"].empty(), answer["benefits"].empty()) << row;
        for (const auto& [benefit, payment] : answer["payments"].items()) {
            row += "," + payment.get<std::string>();
        }
        EXPECT_EQ(rows[a + 1], row + "," + answer["fund_total"].get<std::string>() + "," +
                                   answer["patient_pays"].get<std::string>() + ",");
    }
}

TEST_F(CalculateFiles, trace_notes_what_follows_a_refused_claim) {
    const std::string trace = path("trace.jsonl");
    const Ran done = run({"calculate", "-", "--lang", "en", "--trace", trace},
                         header + "\nc1,p1,2019-10-02,inpatient,county,general,1e3,10\n"
                                  "c2,p1,2019-10-04,inpatient,county,general,10,10\n"
                                  "c3,p1,2019-10-03,inpatient,county,general,10,10\n"
                                  "c4,p2,2019-10-03,inpatient,county,general,10,10\n");
    EXPECT_EQ(done.code, 1);
    std::vector<std::vector<std::string>> notes;
    for (const std::string& line : lines_of(content(trace))) {
        notes.emplace_back();
        const Json answer = Json::parse(line);
        for (const Json& note : answer.value("notes", Json::array())) {
            if (note["kind"] == "history") {
                notes.back().push_back(note["text"]);
            }
        }
    }
    EXPECT_EQ(notes, (std::vector<std::vector<std::string>>{
                         {},
                         {"follows a refused claim"},
                         {"follows a refused claim", "dated before the person's last claim"},
                         {}}));
}

TEST_F(CalculateFiles, facility_list_stands_in_for_the_level) {
    const std::string list = put("facilities.csv", "id,level,division\nh1,county,430802\n");
    const std::string claims = "claim_id,person_id,date,care,facility_id,person_class,total,"
                               "eligible\n"
                               "c1,p1,2019-10-02,inpatient,h1,general,3000,3000\n"
                               "c2,p2,2019-10-02,inpatient,h2,general,3000,3000\n";
    const Ran done = run({"calculate", "-", "--lang", "en", "--facilities", list}, claims);
    EXPECT_EQ(done.code, 1);
    EXPECT_EQ(lines_of(done.out).at(1),
              "c1,1875.00,0.00,0.00,0.00,0.00,0.00,0.00,1875.00,1125.00,");
    EXPECT_EQ(lines_of(done.out).at(2), "c2,,,,,,,,,,E401 facility_level is missing");
}

} // namespace
