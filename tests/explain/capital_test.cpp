// SPDX-License-Identifier: MIT
#include "explain/capital.hpp"

#include "reimburse/amount/format.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <ostream>
#include <string>

namespace {

using reimburse::Money;
using reimburse::explain::capital_amount;

struct Written {
    std::int64_t fen;
    const char* text;

    friend std::ostream& operator<<(std::ostream& out, const Written& written) {
        return out << written.fen;
    }
};

class Capital : public testing::TestWithParam<Written> {};

TEST_P(Capital, IsWrittenAsOnBankInstruments) {
    EXPECT_EQ(capital_amount(Money::from_fen(GetParam().fen)),
              "人民币" + std::string(GetParam().text))
        << reimburse::format_amount(Money::from_fen(GetParam().fen));
}

INSTANTIATE_TEST_SUITE_P(BelowOneYuan, Capital,
                         testing::Values(Written{0, "零元整"}, Written{1, "壹分"},
                                         Written{5, "伍分"}, Written{10, "壹角整"},
                                         Written{50, "伍角整"}, Written{55, "伍角伍分"},
                                         Written{99, "玖角玖分"}));

INSTANTIATE_TEST_SUITE_P(JiaoAndFen, Capital,
                         testing::Values(Written{1'00, "壹元整"}, Written{1'01, "壹元零壹分"},
                                         Written{1'10, "壹元壹角整"}, Written{1'11, "壹元壹角壹分"},
                                         Written{10'05, "壹拾元零伍分"},
                                         Written{10'50, "壹拾元伍角整"},
                                         Written{325'04, "叁佰贰拾伍元零肆分"},
                                         Written{1'409'50, "壹仟肆佰零玖元伍角整"},
                                         Written{1'680'32, "壹仟陆佰捌拾元叁角贰分"},
                                         Written{6'007'14, "陆仟零柒元壹角肆分"},
                                         Written{16'409'02, "壹万陆仟肆佰零玖元零贰分"},
                                         Written{107'000'53, "壹拾万柒仟元伍角叁分"},
                                         Written{11'137'50, "壹万壹仟壹佰叁拾柒元伍角整"}));

INSTANTIATE_TEST_SUITE_P(
    ZerosBetweenDigits, Capital,
    testing::Values(Written{10'00, "壹拾元整"}, Written{19'00, "壹拾玖元整"},
                    Written{100'00, "壹佰元整"}, Written{101'00, "壹佰零壹元整"},
                    Written{110'00, "壹佰壹拾元整"}, Written{1'000'00, "壹仟元整"},
                    Written{1'001'00, "壹仟零壹元整"}, Written{1'010'00, "壹仟零壹拾元整"},
                    Written{1'100'00, "壹仟壹佰元整"}, Written{2'345'00, "贰仟叁佰肆拾伍元整"},
                    Written{10'000'00, "壹万元整"}, Written{10'001'00, "壹万零壹元整"},
                    Written{10'100'00, "壹万零壹佰元整"}, Written{11'000'00, "壹万壹仟元整"},
                    Written{100'000'00, "壹拾万元整"}, Written{100'500'00, "壹拾万零伍佰元整"},
                    Written{101'000'00, "壹拾万壹仟元整"}, Written{105'000'00, "壹拾万伍仟元整"},
                    Written{1'000'001'00, "壹佰万零壹元整"},
                    Written{10'010'010'00, "壹仟零壹万零壹拾元整"}));

INSTANTIATE_TEST_SUITE_P(
    Large, Capital,
    testing::Values(
        Written{100'000'000'00, "壹亿元整"}, Written{100'000'001'00, "壹亿零壹元整"},
        Written{100'001'000'00, "壹亿零壹仟元整"}, Written{100'010'000'00, "壹亿零壹万元整"},
        Written{110'000'000'00, "壹亿壹仟万元整"}, Written{1'000'000'000'00, "壹拾亿元整"},
        Written{300'000'000'000'00, "叁仟亿元整"}, Written{1'000'000'000'000'00, "壹万亿元整"},
        Written{1'000'100'000'000'00, "壹万零壹亿元整"},
        Written{1'000'000'000'000'01, "壹万亿元零壹分"},
        Written{12'345'678'901'234'56,
                "壹拾贰万叁仟肆佰伍拾陆亿柒仟捌佰玖拾万壹仟贰佰叁拾肆元伍角陆分"},
        Written{99'999'999'999'999'99,
                "玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"}));

INSTANTIATE_TEST_SUITE_P(BelowZero, Capital,
                         testing::Values(Written{-5, "负伍分"}, Written{-50, "负伍角整"},
                                         Written{-10'000'00, "负壹万元整"},
                                         Written{-325'04, "负叁佰贰拾伍元零肆分"}));

TEST(CapitalAmount, HasNoOverflowAtTheSmallestAmount) {
    const Money least = Money::from_fen(std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(capital_amount(least), "人民币负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万"
                                     "柒仟柒佰伍拾捌元零捌分");
}

} // namespace
