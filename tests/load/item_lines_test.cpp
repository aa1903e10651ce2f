// SPDX-License-Identifier: MIT
#include "load/claim_reader.hpp"
#include "load/policy_reader.hpp"
#include "reimburse/plan/compile.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace reimburse::load::test {
namespace {

constexpr std::string_view with_items = R"({
  "policy": "lines-1", "title": {"en": "Lines"}, "place": "430800", "trust": "A",
  "valid": {"from": "2020-01-01", "to": "2022-01-01"},
  "sources": [{"id": "S", "title": {"en": "Source"}, "clauses": [
    {"id": "S-1", "text": {"en": "one"}}]}],
  "dimensions": [{"id": "insured", "label": {"en": "insured"}, "values": ["worker", "resident"]}],
  "measures": [
    {"id": "paid_first", "label": {"en": "paid first"}, "kind": "amount"},
    {"id": "above_limit", "label": {"en": "above limit"}, "kind": "amount"}],
  "items": {
    "clause": "S-1", "fields": ["class", "code"],
    "self_first": [
      {"when": {"class": "A"}, "value": "0"},
      {"when": {"class": "B", "insured": "worker"}, "value": "0.10"},
      {"when": {"class": "B", "insured": "resident"}, "to": "2021-01-01", "value": "0.15"},
      {"when": {"class": "B", "insured": "resident"}, "from": "2021-01-01", "value": "1/3"},
      {"when": {"class": "D"}, "unspecified": {"en": "not yet decided"}}],
    "round": {"mode": "half_up", "unit": "0.01"},
    "sums": [
      {"measure": "total", "part": "amount"},
      {"measure": "eligible", "part": "in_scope"},
      {"measure": "paid_first", "part": "self_first"},
      {"measure": "above_limit", "part": "over_limit"}]},
  "accumulators": [],
  "benefits": [{"id": "basic", "label": {"en": "basic"}, "payer": "fund", "clause": "S-1",
    "base": {"terms": [{"measure": "eligible"}]}, "schedule": {"segments": [{"rate": "0.5"}]},
    "rounding": {"mode": "half_up", "unit": "0.01", "place": "claim"}}]
})";

/// The amounts that the lines come to, or the first problem.
std::string sums(const std::string& lines, const std::string& more = R"("insured": "worker")",
                 const std::string& date = "2020-06-01") {
    static const Plan plan = compile(read_policy(with_items, "lines").value()).value();
    const Result<ClaimDocument> document =
        read_claim(R"({"claim_id": "c", "person_id": "p", "date": ")" + date + "\", " + more +
                       R"(, "items": [)" + lines + "]}",
                   "claim", plan);
    if (!document) {
        return sentence(document.problems().front());
    }
    std::string text;
    for (const auto& [name, value] : document->fields) {
        if (name == "total" || name == "eligible" || name == "paid_first" ||
            name == "above_limit") {
            text += (text.empty() ? "" : " ") + value;
        }
    }
    return text;
}

TEST(ItemLines, ComeToTotalsByClassPersonAndDay) {
    EXPECT_EQ(sums(R"({"class": "A", "amount": "100"}, {"class": "B", "amount": 50.5})"),
              "150.50 145.45 5.05 0.00");
    const std::string resident = R"("insured": "resident")";
    EXPECT_EQ(sums(R"({"class": "B", "amount": "100"})", resident), "100.00 85.00 15.00 0.00");
    EXPECT_EQ(sums(R"({"class": "B", "amount": "100"})", resident, "2021-01-01"),
              "100.00 66.67 33.33 0.00");
}

TEST(ItemLines, AreCutAtThePriceLimitBeforeTheShare) {
    EXPECT_EQ(sums(R"({"class": "B", "amount": "100", "quantity": "3", "price_limit": "20"})"),
              "100.00 54.00 6.00 40.00");
    EXPECT_EQ(sums(R"({"class": "A", "amount": "100", "quantity": "1.5", "price_limit": "33.33"})"),
              "100.00 50.00 0.00 50.00"); // 49.995
    EXPECT_EQ(sums(R"({"class": "A", "amount": "10", "quantity": "3", "price_limit": "20"})"),
              "10.00 10.00 0.00 0.00");
}

TEST(ItemLines, SayTheirOwnShare) {
    EXPECT_EQ(sums(R"({"class": "B", "amount": "100", "self_first": "0.3"})"),
              "100.00 70.00 30.00 0.00");
    EXPECT_EQ(sums(R"({"class": "D", "amount": "100", "self_first": "1"})"),
              "100.00 0.00 100.00 0.00");
    EXPECT_NE(sums(R"({"class": "A", "amount": "1", "self_first": "1.1"})").find("1.1"),
              std::string::npos);
}

TEST(ItemLines, RefuseWhatThePolicyDoesNotSay) {
    const std::string undecided = sums(R"({"class": "D", "code": "X1", "amount": "100"})");
    EXPECT_NE(undecided.find("class=D, code=X1"), std::string::npos) << undecided;
    EXPECT_NE(undecided.find("not yet decided"), std::string::npos) << undecided;
    EXPECT_NE(sums(R"({"class": "Z", "amount": "1"})").find("class=Z"), std::string::npos);
    EXPECT_NE(sums(R"({"class": "A"})").find("amount"), std::string::npos);
    EXPECT_NE(sums(R"({"clas": "A", "amount": "1"})").find("class"), std::string::npos);
    EXPECT_NE(sums(R"({"class": "A", "amount": "1.001"})").find("1.001"), std::string::npos);
    EXPECT_NE(sums(R"({"class": "A", "amount": "1"})", R"("insured": "worker", "total": "2")")
                  .find("items = 1.00"),
              std::string::npos);
}

} // namespace
} // namespace reimburse::load::test
