// SPDX-License-Identifier: MIT
#include "oracle/generator.hpp"

#include <cstddef>
#include <cstdint>

#include <gtest/gtest.h>

namespace oracle {
namespace {

std::uint64_t fingerprint(std::uint64_t seed, std::size_t claims) {
    Oracle oracle;
    Generator generator(seed);
    std::uint64_t hash = 14695981039346656037U; // FNV-1a
    for (std::size_t i = 0; i < claims; ++i) {
        const Claim claim = generator.next(oracle);
        oracle.settle(claim);
        for (const char letter : csv_row(claim) + '\n') {
            hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
        }
    }
    return hash;
}

TEST(Generator, MakesTheSameClaimsEverywhere) {
    EXPECT_EQ(fingerprint(1, 5000), 1164324342236823551U);
    EXPECT_NE(fingerprint(2, 5000), fingerprint(1, 5000));
}

/// A counter for each place at which the generator aims.
struct Hits {
    int segment_edge = 0;
    int beside_segment_edge = 0;
    int basic_cap_exactly = 0;
    int basic_cap_cuts_one_fen = 0;
    int critical_cap_exactly = 0;
    int critical_cap_cuts_one_fen = 0;
    int outpatient_cap_exactly = 0;
    int half_of_a_fen = 0;
    int ratio_at_target = 0;
    int refused = 0;
    int zero = 0;
    int large = 0;
    int largest = 0;
    int class_changed = 0;
};

bool is_one_fen(const Rational& amount) {
    return amount * 100 == 1;
}

void count(const Claim& claim, const Figures& figures, const Answer& answer, Hits& hits) {
    for (const int edge : {0, 30000, 80000, 150000}) {
        const Rational off =
            answer.after.critical_burden - figures.critical_deductible - Rational(edge);
        hits.segment_edge += off == 0;
        hits.beside_segment_edge += is_one_fen(off) || is_one_fen(-off);
    }
    const Account& basic = answer.basic;
    hits.basic_cap_exactly += basic.payment > 0 && answer.after.basic_paid == 150000;
    hits.basic_cap_cuts_one_fen += is_one_fen(basic.over_cap);
    hits.critical_cap_exactly += figures.critical_cap && answer.critical.payment > 0 &&
                                 answer.critical.over_cap == 0 &&
                                 answer.after.critical_paid == 300000;
    hits.critical_cap_cuts_one_fen += is_one_fen(answer.critical.over_cap);
    hits.outpatient_cap_exactly += answer.outpatient.payment > 0 &&
                                   answer.outpatient.over_cap == 0 &&
                                   answer.after.outpatient_paid == 350;
    const Rational fen = figures.basic_rate * (basic.base - basic.deductible) * 100;
    hits.half_of_a_fen += basic.applies && denominator(fen) == 2;
    hits.ratio_at_target += claim.total > 0 && answer.fund_total == claim.total * percent(85);
    hits.zero += claim.total == 0;
    hits.large += claim.total >= Rational(10000000);
    hits.largest += money_text(claim.total) == "99999999999999.99";
}

TEST(Generator, HitsWhatItAimsAt) {
    Oracle oracle({}, true);
    Generator generator(7);
    Hits hits;
    Claim before;
    for (int i = 0; i < 50000; ++i) {
        const Claim claim = generator.next(oracle);
        const Answer answer = oracle.settle(claim);
        if (!answer.refusals.empty()) {
            ++hits.refused;
            continue;
        }
        count(claim, oracle.figures(claim), answer, hits);
        hits.class_changed += claim.person == before.person &&
                              class_on_the_day(claim) != class_on_the_day(before) &&
                              claim.date.substr(0, 4) == before.date.substr(0, 4);
        before = claim;
    }
    EXPECT_GT(hits.segment_edge, 100);
    EXPECT_GT(hits.beside_segment_edge, 100);
    EXPECT_GT(hits.basic_cap_exactly, 100);
    EXPECT_GT(hits.basic_cap_cuts_one_fen, 100);
    EXPECT_GT(hits.critical_cap_exactly, 20);
    EXPECT_GT(hits.critical_cap_cuts_one_fen, 20);
    EXPECT_GT(hits.outpatient_cap_exactly, 100);
    EXPECT_GT(hits.half_of_a_fen, 100);
    EXPECT_GT(hits.ratio_at_target, 30);
    EXPECT_GT(hits.refused, 100);
    EXPECT_GT(hits.zero, 100);
    EXPECT_GT(hits.large, 100);
    EXPECT_GT(hits.largest, 20);
    EXPECT_GT(hits.class_changed, 100);
}

} // namespace
} // namespace oracle
