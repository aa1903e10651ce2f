// SPDX-License-Identifier: MIT
// Blocks of rows and single rows are two ways through the program: they must write the same bytes.
#include "cli/program.hpp"
#include "load/nasty.hpp"
#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace reimburse;
using namespace reimburse::test;

const std::string header =
    "claim_id,person_id,date,care,facility_level,person_class,total,eligible";

class CalculateAgreement : public ProgramTest {
  protected:
    /// With --trace each row goes the careful way; without it, blocks do, on so many threads.
    void expect_agreement(
        const std::string& text,
        const std::string& rules = source("examples/rules/province-assumed.json")) const {
        const std::string file = put("claims.csv", text);
        const Ran one_by_one = run({"calculate", file, "--rules", rules, "--trace", "/dev/null"});
        for (const char* threads : {"1", "2", "5"}) {
            const Ran blocks = run({"calculate", file, "--rules", rules, "--threads", threads});
            EXPECT_EQ(blocks.code, one_by_one.code);
            EXPECT_EQ(blocks.err, one_by_one.err);
            ASSERT_EQ(blocks.out, one_by_one.out) << "threads: " << threads;
        }
    }
};

const std::vector<std::string> usual{"claim_id",       "person_id",    "date",  "care",
                                     "facility_level", "person_class", "total", "eligible"};

const std::vector<std::string> many{"eligible",
                                    "remark",
                                    "facility_id",
                                    "insured_division",
                                    "total",
                                    "facility_level",
                                    "admission_date",
                                    "facility_division",
                                    "designated",
                                    "person_id",
                                    "class_from",
                                    "class_to",
                                    "discharge_date",
                                    "care",
                                    "paid_outpatient",
                                    "paid_total",
                                    "person_class",
                                    "reverses",
                                    "date",
                                    "claim_id"};

TEST_F(CalculateAgreement, usual_columns) {
    expect_agreement(nasty_file(1, usual, false, "\n"));
    expect_agreement(nasty_file(2, usual, false, "\r\n"));
}

TEST_F(CalculateAgreement, many_columns_in_another_order) {
    expect_agreement(nasty_file(3, many, false, "\n"));
    expect_agreement(nasty_file(4, many, false, "\r\n"));
}

TEST_F(CalculateAgreement, every_field_in_quotes) {
    expect_agreement(nasty_file(5, usual, true, "\n"));
    expect_agreement(nasty_file(6, many, true, "\r\n"));
}

/// Claims with everything that a plan's fields can hold, now and then with a cell left out.
std::string file_of(const Plan& plan, unsigned seed) {
    std::mt19937 random(seed);
    const auto next = [&](std::size_t count) {
        return random() % count;
    };
    const std::int32_t first = std::max(plan.policy.valid.from.days(), 14'610); // 2010
    const auto day = [&] {
        return Date::from_days(first + static_cast<std::int32_t>(next(700))).text();
    };
    std::string text;
    for (const Field& field : plan.fields) {
        text += (text.empty() ? "" : ",") + field.name;
    }
    text += "\n";
    for (int claim = 0; claim < 400; ++claim) {
        const std::size_t fen = next(100) + 100 * next(next(2) == 0 ? 900 : 90'000);
        const auto amount = [](std::size_t of) {
            return std::to_string(of / 100) + "." + std::to_string(of / 10 % 10) +
                   std::to_string(of % 10);
        };
        std::string row;
        for (const Field& field : plan.fields) {
            std::string cell;
            if (field.name == "claim_id") {
                cell = "c" + std::to_string(claim);
            } else if (field.name == "total") {
                cell = amount(fen + next(2) * next(9'000));
            } else if (field.name == "eligible") {
                cell = amount(fen);
            } else if (next(field.required ? 40 : 2) != 0) {
                switch (field.kind) {
                case FieldKind::dimension: {
                    const auto& values = plan.policy.dimensions[field.dimension].values;
                    cell = values[next(values.size())].id;
                    break;
                }
                case FieldKind::text:
                    cell = std::to_string(430'801 + next(9));
                    break;
                case FieldKind::date:
                    cell = day();
                    break;
                case FieldKind::money:
                    cell = amount(next(200'000));
                    break;
                case FieldKind::count:
                    cell = std::to_string(next(80));
                    break;
                }
            }
            row += (row.empty() ? "" : ",") + cell;
        }
        text += row + "\n";
    }
    return text;
}

TEST_F(CalculateAgreement, every_policy_of_the_tree) {
    for (const auto& entry : std::filesystem::directory_iterator(source("rules"))) {
        const std::string rules = (entry.path() / "policy.json").string();
        if (std::filesystem::exists(rules)) {
            const std::vector<std::string> paths{rules};
            const Plan plan = compile(load::load_rules(paths).value()).value();
            SCOPED_TRACE(rules);
            expect_agreement(file_of(plan, 7), rules);
        }
    }
}

TEST_F(CalculateAgreement, last_line_without_an_end) {
    const std::string row = "c1,p1,2019-10-02,inpatient,county,general,3000,3000";
    expect_agreement(header + "\n" + row);
    expect_agreement(header + "\n" + row + "\n" + row + "\r");
    expect_agreement(header + "\n" + row + "\n\n\r\n");
    expect_agreement(header + "\n" + row + "\n" + row + ",\"");
}

TEST_F(CalculateAgreement, rows_longer_than_a_block) {
    const std::string row = "c1,p1,2019-10-02,inpatient,county,general,3000,3000,";
    const std::string file = header + ",remark\n";
    for (const std::size_t length : {300'000U, 1'048'520U, 1'048'530U, 3'000'000U}) {
        expect_agreement(file + row + "\n" + row + std::string(length, 'x') + "\n" + row + "\n");
        expect_agreement(file + row + "\n" + row + "\"" + std::string(length, 'x') + "\"\n" + row +
                         "\n");
    }
}

TEST_F(CalculateAgreement, many_persons_over_two_years) {
    std::string text = header + "\n";
    for (unsigned number = 0; number < 12'000; ++number) {
        text += "c" + std::to_string(number) + ",p" + std::to_string(number * 7'919 % 5'003) +
                (number % 5 == 0 ? ",2020" : ",2019") + "-10-02,inpatient,city,general," +
                std::to_string(number) + ".50," + std::to_string(number) + ".05\n";
    }
    expect_agreement(text);
}

} // namespace
