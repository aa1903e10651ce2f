// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include <algorithm>
#include <ostream>

namespace {

using namespace reimburse::test;

/// The words by which the test finds its way in a slip.
struct Words {
    std::string language, total, eligible, out_of_scope, base, deductible, segment, pays, sum,
        patient, why, ratio;
};

const Words chinese{"zh",         "总费用",    "  政策范围内费用", "  范围外费用",
                    "  计算基数", "  起付线",  "  报销 ",          "  支付 ",
                    "支付合计",   "个人负担 ", "个人负担的构成",   "实际报销比例: "};

const Words english{"en",
                    "total ",
                    "  eligible ",
                    "  out of scope ",
                    "  base ",
                    "  deductible ",
                    "  segment ",
                    "  pays ",
                    "all payments",
                    "patient pays ",
                    "what the patient pays",
                    "actual ratio: "};

void PrintTo(const Words& words, std::ostream* out) {
    *out << words.language;
}

bool starts(const std::string& line, const std::string& words) {
    return line.rfind(words, 0) == 0;
}

/// The amount at the right edge of a line.
std::int64_t amount_of(const std::string& line) {
    return fen(std::string_view(line).substr(line.rfind(' ') + 1));
}

class Slip : public ProgramTest, public testing::WithParamInterface<Words> {
  protected:
    std::vector<std::string> slip(const Json& claim, const Arguments& more = {}) const {
        Arguments arguments{"settle", "-", "--format", "text", "--lang", GetParam().language};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Ran done = run(arguments, claim.dump());
        EXPECT_EQ(done.code, 0);
        EXPECT_EQ(done.err, "");
        std::vector<std::string> lines;
        for (const std::string& line : lines_of(done.out)) {
            const std::size_t first = line.find_first_not_of(' ');
            if (first > 40 && line.find_first_not_of("0123456789,.", first) > line.size()) {
                lines.back() += line; // an amount that had no room behind its words
            } else {
                lines.push_back(line);
            }
        }
        return lines;
    }

    /// What can be added up by hand, read from the text alone.
    static void re_adds(const std::vector<std::string>& lines) {
        const Words& words = GetParam();
        std::int64_t total = -1, eligible = -1, outside = -1, base = -1, laid = 0, paid_e4 = 0;
        std::int64_t payments = 0, sum = -1, patient = -1, parts = 0;
        bool in_parts = false;
        for (const std::string& line : lines) {
            if (in_parts) {
                in_parts = starts(line, "  ");
                parts += in_parts ? amount_of(line) : 0;
            } else if (starts(line, words.total)) {
                total = amount_of(line);
            } else if (starts(line, words.eligible)) {
                eligible = amount_of(line);
            } else if (starts(line, words.out_of_scope)) {
                outside = amount_of(line);
            } else if (starts(line, words.base)) {
                base = amount_of(line);
                laid = paid_e4 = 0;
            } else if (starts(line, words.deductible)) {
                laid += amount_of(line);
            } else if (starts(line, words.segment)) {
                laid += amount_of(line);
                paid_e4 += amount_of(line) * std::stoll(line.substr(words.segment.size())) * 100;
            } else if (starts(line, words.pays)) {
                EXPECT_EQ(base, laid);
                EXPECT_EQ(amount_of(line), (paid_e4 + 5'000) / 10'000);
                payments += amount_of(line);
            } else if (starts(line, words.sum)) {
                sum = amount_of(line);
            } else if (starts(line, words.patient)) {
                patient = amount_of(line);
            }
            in_parts = in_parts || starts(line, words.why);
        }
        EXPECT_EQ(total, eligible + outside);
        EXPECT_EQ(sum, payments);
        EXPECT_EQ(total, sum + patient);
        EXPECT_EQ(patient, parts);
        EXPECT_GT(base, -1);
    }
};

TEST_P(Slip, figures_re_add_to_the_bill) {
    re_adds(slip(worked_claim()));
    re_adds(slip(worked_claim({{"total", "8345.67"}, {"eligible", "7912.30"}})));
    re_adds(slip(worked_claim({{"person_class", "general"},
                               {"facility_level", "city"},
                               {"total", "123456.78"},
                               {"eligible", "111100.00"}})));
    re_adds(slip(worked_claim({{"total", "3"}, {"eligible", "0"}})));
}

TEST_P(Slip, says_who_pays_what) {
    const std::vector<std::string> lines = slip(worked_claim());
    const auto amount = [&](const std::string& words) {
        for (const std::string& line : lines) {
            if (starts(line, words)) {
                return amount_of(line);
            }
        }
        return std::int64_t{-1};
    };
    EXPECT_EQ(amount(GetParam().total), 6'000'000);
    EXPECT_EQ(amount(GetParam().eligible), 5'500'000);
    EXPECT_EQ(amount(GetParam().sum), 4'886'250);
    EXPECT_EQ(amount(GetParam().patient), 1'113'750);
}

TEST_P(Slip, gives_rate_clause_ratio_shortfall_and_capitals) {
    std::string text;
    for (const std::string& line : slip(worked_claim())) {
        text += line + "\n";
    }
    for (const std::string& part :
         {GetParam().segment + "85%", GetParam().segment + "65%", GetParam().ratio + "81.44%",
          std::string("[S1-2.2.1.1]"), std::string("[S1-2.2.1.2]"),
          std::string(" 2,137.50  [S1-2.2.1]"),
          std::string(": 人民币壹万壹仟壹佰叁拾柒元伍角整\n")}) {
        EXPECT_NE(text.find(part), std::string::npos) << part;
    }
}

TEST_P(Slip, names_the_readings_that_are_not_the_default) {
    const std::vector<std::string> plain = slip(worked_claim());
    const std::vector<std::string> chosen = slip(worked_claim(), {"--reading", "uplift=factor"});
    const auto named = [](const std::vector<std::string>& lines) {
        return std::ranges::any_of(lines, [](const std::string& line) {
            return line.find(": uplift=factor") != std::string::npos;
        });
    };
    EXPECT_FALSE(named(plain));
    EXPECT_TRUE(named(chosen));
}

INSTANTIATE_TEST_SUITE_P(Languages, Slip, testing::Values(chinese, english),
                         [](const auto& language) { return language.param.language; });

} // namespace
