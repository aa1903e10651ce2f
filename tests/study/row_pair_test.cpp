// SPDX-License-Identifier: MIT
#include "settle/small_policy.hpp"
#include "study/mutate/row_pair.hpp"

#include <gtest/gtest.h>

// Which steps of two rows decide whether they pay otherwise.
namespace reimburse::study {
namespace {

using namespace small;

/// Two benefits: the second works on a part of the first.
Policy chain(Part part, const std::string& rate, std::vector<Accumulator> sums = {}) {
    Benefit first = benefit("first", {rated(rate)});
    first.caps = {room("year", always(yuan("1000")), {"sum"})};
    Benefit second = benefit("second", {rated("0.5")});
    second.base.terms = {measured("eligible"), part_of("first", part, "-1")};
    if (sums.empty()) {
        sums = {sum_of("sum", "first")};
    }
    return policy({first, second}, std::move(sums));
}

/// Whether the second step is part of what decides when the first one's rate is changed.
bool second_decides(Part part, const std::vector<Accumulator>& sums = {}) {
    const Plan a = compile(chain(part, "0.6", sums)).value();
    const Plan b = compile(chain(part, "0.7", sums)).value();
    const auto texts = deciding_texts(a, a.rows[0], b, b.rows[0]);
    EXPECT_NE(texts.first, texts.second);
    EXPECT_NE(texts.first.find("first"), std::string::npos);
    return texts.first.find("second") != std::string::npos;
}

TEST(RowPair, WhatReadsThePaymentAloneDecidesNothing) {
    EXPECT_FALSE(second_decides(Part::payment));
}

TEST(RowPair, WhatReadsAnotherPartDecidesToo) {
    EXPECT_TRUE(second_decides(Part::left));
}

TEST(RowPair, WhatFeedsASumThatIsReadDecidesToo) {
    EXPECT_TRUE(second_decides(Part::payment, {sum_of("sum", "second")}));
}

TEST(RowPair, TheSameRowsHaveTheSameTexts) {
    const Plan plan = compile(chain(Part::left, "0.6")).value();
    const auto texts = deciding_texts(plan, plan.rows[0], plan, plan.rows[0]);
    EXPECT_EQ(texts.first, texts.second);
    EXPECT_NE(texts.first.find("second"), std::string::npos);
}

TEST(RowPair, ASlotIsReadByRoomsAndAxes) {
    const Plan plan =
        compile(chain(Part::left, "0.6", {sum_of("sum", "first"), sum_of("unread", "first")}))
            .value();
    EXPECT_TRUE(reads_slot(plan, plan.rows[0], 0));
    EXPECT_FALSE(reads_slot(plan, plan.rows[0], 1));
}

} // namespace
} // namespace reimburse::study
