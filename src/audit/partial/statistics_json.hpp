// SPDX-License-Identifier: MIT
#pragma once

#include "audit/partial/problem_json.hpp"
#include "audit/report/case_file.hpp"
#include "audit/report/statistics.hpp"

// What a report needs of a part, as JSON. Each pair lists the members in one order.
namespace reimburse::audit {

inline void to_json(nlohmann::json& to, const Tally& tally) {
    to = nlohmann::json::array({tally.claims, tally.differing, tally.total, tally.expected,
                                tally.paid, tally.over, tally.under});
}

inline void from_json(const nlohmann::json& from, Tally& tally) {
    std::size_t place = 0;
    for (std::int64_t* const member : {&tally.claims, &tally.differing, &tally.total,
                                       &tally.expected, &tally.paid, &tally.over, &tally.under}) {
        from.at(place++).get_to(*member);
    }
}

inline void to_json(nlohmann::json& to, const TargetTally& tally) {
    to = nlohmann::json::array({tally.sums, tally.met, tally.met_expected});
}

inline void from_json(const nlohmann::json& from, TargetTally& tally) {
    from.at(0).get_to(tally.sums);
    from.at(1).get_to(tally.met);
    from.at(2).get_to(tally.met_expected);
}

/// A map as a list of pairs: a key may be any text.
template <class Key, class T, class Less>
nlohmann::json pairs_of(const std::map<Key, T, Less>& map) {
    nlohmann::json pairs = nlohmann::json::array();
    for (const auto& [key, value] : map) {
        pairs.push_back(nlohmann::json::array({key, value}));
    }
    return pairs;
}

template <class Key, class T, class Less>
void read_pairs(const nlohmann::json& pairs, std::map<Key, T, Less>& map) {
    for (const nlohmann::json& pair : pairs) {
        pair.at(1).get_to(map[pair.at(0).get<Key>()]);
    }
}

template <class T>
void to_json(nlohmann::json& to, const Breakdown<T>& breakdown) {
    to = nlohmann::json::array({breakdown.all, pairs_of(breakdown.facilities),
                                pairs_of(breakdown.months), breakdown.dimensions});
}

template <class T>
void from_json(const nlohmann::json& from, Breakdown<T>& breakdown) {
    from.at(0).get_to(breakdown.all);
    read_pairs(from.at(1), breakdown.facilities);
    read_pairs(from.at(2), breakdown.months);
    from.at(3).get_to(breakdown.dimensions);
}

inline void to_json(nlohmann::json& to, const RefusedRow& row) {
    to = nlohmann::json::array({row.row, row.claim_id, row.sentence, row.advice});
}

inline void from_json(const nlohmann::json& from, RefusedRow& row) {
    from.at(0).get_to(row.row);
    from.at(1).get_to(row.claim_id);
    from.at(2).get_to(row.sentence);
    from.at(3).get_to(row.advice);
}

inline void to_json(nlohmann::json& to, const RefusedKind& kind) {
    to = nlohmann::json::array({kind.count, kind.examples});
}

inline void from_json(const nlohmann::json& from, RefusedKind& kind) {
    from.at(0).get_to(kind.count);
    from.at(1).get_to(kind.examples);
}

inline void to_json(nlohmann::json& to, const Statistics& statistics) {
    to = nlohmann::json::array({statistics.claims, statistics.reversals, statistics.said,
                                statistics.targets, pairs_of(statistics.refused)});
}

inline void from_json(const nlohmann::json& from, Statistics& statistics) {
    from.at(0).get_to(statistics.claims);
    from.at(1).get_to(statistics.reversals);
    from.at(2).get_to(statistics.said);
    from.at(3).get_to(statistics.targets);
    read_pairs(from.at(4), statistics.refused);
}

inline void to_json(nlohmann::json& to, const AccountSegment& segment) {
    to = nlohmann::json::array({segment.amount, segment.rate, segment.published, segment.clause});
}

inline void from_json(const nlohmann::json& from, AccountSegment& segment) {
    from.at(0).get_to(segment.amount);
    from.at(1).get_to(segment.rate);
    from.at(2).get_to(segment.published);
    from.at(3).get_to(segment.clause);
}

inline void to_json(nlohmann::json& to, const AccountBenefit& benefit) {
    to = nlohmann::json::array({benefit.benefit, benefit.base, benefit.deductible, benefit.uplift,
                                benefit.over_cap, benefit.copayment, benefit.payment,
                                benefit.axis_before, benefit.has_deductible, benefit.has_axis,
                                benefit.clause, benefit.deductible_clause, benefit.cap_clause,
                                benefit.segments});
}

inline void from_json(const nlohmann::json& from, AccountBenefit& benefit) {
    from.at(0).get_to(benefit.benefit);
    from.at(1).get_to(benefit.base);
    from.at(2).get_to(benefit.deductible);
    from.at(3).get_to(benefit.uplift);
    from.at(4).get_to(benefit.over_cap);
    from.at(5).get_to(benefit.copayment);
    from.at(6).get_to(benefit.payment);
    from.at(7).get_to(benefit.axis_before);
    from.at(8).get_to(benefit.has_deductible);
    from.at(9).get_to(benefit.has_axis);
    from.at(10).get_to(benefit.clause);
    from.at(11).get_to(benefit.deductible_clause);
    from.at(12).get_to(benefit.cap_clause);
    from.at(13).get_to(benefit.segments);
}

inline void to_json(nlohmann::json& to, const Account& account) {
    to = nlohmann::json::array({account.total, account.eligible, account.fund_total,
                                account.account_pays, account.reasons, account.benefits});
}

inline void from_json(const nlohmann::json& from, Account& account) {
    from.at(0).get_to(account.total);
    from.at(1).get_to(account.eligible);
    from.at(2).get_to(account.fund_total);
    from.at(3).get_to(account.account_pays);
    from.at(4).get_to(account.reasons);
    from.at(5).get_to(account.benefits);
}

inline void to_json(nlohmann::json& to, const CaseFile& file) {
    to = nlohmann::json::array({file.said, file.expected});
}

inline void from_json(const nlohmann::json& from, CaseFile& file) {
    from.at(0).get_to(file.said);
    from.at(1).get_to(file.expected);
}

/// What may not be there: null.
template <class T>
nlohmann::json optional_json(const std::shared_ptr<const T>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json();
}

template <class T>
std::shared_ptr<const T> read_optional(const nlohmann::json& from) {
    return from.is_null() ? nullptr : std::make_shared<const T>(from.get<T>());
}

} // namespace reimburse::audit
