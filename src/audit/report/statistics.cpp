// SPDX-License-Identifier: MIT
#include "audit/report/statistics.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

template <class Key, class T, class Less>
void merge_maps(std::map<Key, T, Less>& own, const std::map<Key, T, Less>& other) {
    for (const auto& [key, value] : other) {
        own[key].merge(value);
    }
}

} // namespace

void Tally::merge(const Tally& other) {
    claims += other.claims;
    differing += other.differing;
    total += other.total;
    expected += other.expected;
    paid += other.paid;
    over += other.over;
    under += other.under;
}

void TargetTally::merge(const TargetTally& other) {
    sums.merge(other.sums);
    met += other.met;
    met_expected += other.met_expected;
}

template <class T>
void Breakdown<T>::merge(const Breakdown& other) {
    all.merge(other.all);
    merge_maps(facilities, other.facilities);
    merge_maps(months, other.months);
    dimensions.resize(std::max(dimensions.size(), other.dimensions.size()));
    for (std::size_t d = 0; d < other.dimensions.size(); ++d) {
        dimensions[d].resize(std::max(dimensions[d].size(), other.dimensions[d].size()));
        for (std::size_t v = 0; v < other.dimensions[d].size(); ++v) {
            dimensions[d][v].merge(other.dimensions[d][v]);
        }
    }
}

template struct Breakdown<Tally>;
template struct Breakdown<TargetTally>;

void RefusedKind::merge(const RefusedKind& other) {
    count += other.count;
    examples.insert(examples.end(), other.examples.begin(), other.examples.end());
    std::ranges::stable_sort(examples, {}, &RefusedRow::row);
    if (examples.size() > refused_examples) {
        examples.resize(refused_examples);
    }
}

void Statistics::merge(const Statistics& other) {
    claims.merge(other.claims);
    reversals.merge(other.reversals);
    said.resize(std::max(said.size(), other.said.size()));
    std::ranges::transform(other.said, said, said.begin(), std::plus{});
    targets.resize(std::max(targets.size(), other.targets.size()));
    for (std::size_t t = 0; t < other.targets.size(); ++t) {
        targets[t].merge(other.targets[t]);
    }
    merge_maps(refused, other.refused);
}

} // namespace reimburse::audit
