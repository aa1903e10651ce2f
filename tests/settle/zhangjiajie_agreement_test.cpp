// SPDX-License-Identifier: MIT
#include "settle/agreement.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// The engine, run by the published tables, against a second implementation of the same policy
// that shares no code with it: every amount of every claim is equal.
namespace reimburse::agreement {
namespace {

#ifdef NDEBUG
constexpr std::size_t scale = 20;
#else
constexpr std::size_t scale = 1;
#endif

void agree(const Selection& selection, bool province_assumed, std::size_t claims,
           std::uint64_t seed) {
    const Plan plan = compile(zhangjiajie(province_assumed), selection).value();
    oracle::Oracle oracle(readings_of(selection), province_assumed);
    oracle::Generator generator(seed);
    Engine engine(plan);
    std::size_t refused = 0;
    for (std::size_t i = 0; i < claims * scale; ++i) {
        const oracle::Claim claim = generator.next(oracle);
        const oracle::Answer expected = oracle.settle(claim);
        refused += expected.refusals.empty() ? 0U : 1U;
        const std::string differences = engine.differences(claim, expected);
        ASSERT_EQ(differences, "") << oracle::csv_header() << '\n' << oracle::csv_row(claim);
    }
    EXPECT_LT(refused, claims * scale / 2);
}

TEST(ZhangjiajieAgreement, UnderTheDefaultReadings) {
    agree({}, false, 20'000, 1);
    agree({}, true, 20'000, 2);
}

TEST(ZhangjiajieAgreement, UnderEachOtherReading) {
    const std::vector<Selection> others{
        {{"uplift", "factor"}},
        {{"uplift", "basic_factor"}},
        {{"critical_cap", "everyone"}},
        {{"critical_from", "whole_paragraph"}},
        {{"basic_cap", "expense"}},
        {{"cumulative_rounding", "claim"}},
        {{"layer_order", "source_order"}},
        {{"city_as_county", "county_rates"}},
        {{"backstop", "top_up"}},
        {{"outpatient", "poor_only"}},
    };
    for (std::size_t i = 0; i < others.size(); ++i) {
        SCOPED_TRACE(others[i].begin()->first + "=" + others[i].begin()->second);
        agree(others[i], false, 2'500, 100 + i);
        agree(others[i], true, 2'500, 200 + i);
    }
}

TEST(ZhangjiajieAgreement, UnderSeveralOtherReadings) {
    const std::vector<Selection> others{
        {{"uplift", "factor"}, {"basic_cap", "expense"}, {"cumulative_rounding", "claim"}},
        {{"backstop", "top_up"}, {"city_as_county", "county_rates"}},
        {{"backstop", "top_up"}, {"basic_cap", "expense"}},
        {{"critical_from", "whole_paragraph"}, {"critical_cap", "everyone"}},
        {{"critical_from", "whole_paragraph"}, {"basic_cap", "expense"}, {"backstop", "top_up"}},
        {{"uplift", "basic_factor"},
         {"critical_cap", "everyone"},
         {"critical_from", "whole_paragraph"},
         {"cumulative_rounding", "claim"},
         {"city_as_county", "county_rates"},
         {"backstop", "top_up"},
         {"outpatient", "poor_only"}},
    };
    for (std::size_t i = 0; i < others.size(); ++i) {
        SCOPED_TRACE("combination " + std::to_string(i));
        agree(others[i], i % 2 == 0, 2'500, 300 + i);
    }
}

} // namespace
} // namespace reimburse::agreement
