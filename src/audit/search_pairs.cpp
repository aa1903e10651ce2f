// SPDX-License-Identifier: MIT
#include "audit/search.hpp"

#include <algorithm>
#include <array>

namespace reimburse::audit {

namespace {

/// Pairs of stale totals are sought for persons with at most so many.
constexpr std::size_t most_totals = 40;

const std::vector<Name> no_name{{}};

} // namespace

std::vector<Explanation> Search::pairs(const Question& question) {
    prepare(question);
    const Fen right = totals_.front().slots;
    try_pairs_of_rows();
    for (std::size_t t = 1; t < totals_.size(); ++t) {
        const Totals& totals = totals_[t];
        for (const std::uint32_t row : ways_) {
            if (fits(row, totals.slots)) {
                keep(row, totals.slots, names_of(row), {totals.wrong->deviation()}, {});
            }
        }
        if (run(totals.row, totals.slots)) {
            try_more(totals.row, totals.slots, {{totals.wrong->deviation()}});
        }
    }
    for (const Amount& amount : amounts_) {
        take_amount(amount);
        for (const std::uint32_t row : ways_) {
            if (fits(row, right)) {
                keep(row, right, names_of(row), {}, {named(amount)});
            }
        }
        for (std::size_t t = 1; t < totals_.size(); ++t) {
            if (fits(totals_[t].row, totals_[t].slots)) {
                keep(totals_[t].row, totals_[t].slots, no_name, {totals_[t].wrong->deviation()},
                     {named(amount)});
            }
        }
        if (run(own_, right)) {
            try_more(own_, right, {{named(amount)}});
        }
    }
    take_amount({});
    for (const std::uint32_t row : ways_) {
        if (run(row, right)) {
            try_more(row, right, names_of(row));
        }
    }
    try_totals_twice();
    try_amounts_twice();
    if (run(own_, right)) {
        try_doubled(own_, right, no_name, true);
    }
    return std::move(answers_);
}

/// The last run, with the sum written wrongly or a layer paid twice.
void Search::try_more(std::uint32_t row, Fen slots, const std::vector<Name>& names) {
    try_written_wrongly(row, slots, names, {});
    try_doubled(row, slots, names, false);
}

/// Calls `add` with the rows that two cells, a cell and an edit, or two edits lead to.
template <class Add>
void Search::each_pair_of_rows(Add add) {
    const auto needed = question_->classifier->needed();
    std::array<Classifier::Forced, 2> forced{};
    for (std::size_t i = 0; i < needed.size(); ++i) {
        const std::vector<Deviation>& one = values_of_[needed[i]];
        for (std::size_t v = 0; v < one.size(); ++v) {
            forced[0] = {needed[i], static_cast<std::uint8_t>(v)};
            for (std::size_t j = i + 1; v != values_[needed[i]] && j < needed.size(); ++j) {
                const std::vector<Deviation>& two = values_of_[needed[j]];
                for (std::size_t w = 0; w < two.size(); ++w) {
                    forced[1] = {needed[j], static_cast<std::uint8_t>(w)};
                    if (w != values_[needed[j]]) {
                        add(workshop_.row(number_of(forced, question_->slots)), one[v], two[w]);
                    }
                }
            }
        }
    }
    const std::size_t own = number_ % plan_.combinations;
    for (const auto& [number, deviation] : cells_) {
        const std::size_t index = number % plan_.combinations;
        for (std::size_t v = 0; index != own && v < plan_.versions.size(); ++v) {
            if (v != number / plan_.combinations) {
                add(workshop_.row(v * plan_.combinations + index), *deviation, versions_[v]);
            }
        }
        for (const EditedRow& edited : workshop_.singles(number)) {
            add(edited.row, *deviation, workshop_.edit(edited.first).deviation);
        }
    }
    for (const EditedRow& edited : workshop_.pairs(number_)) {
        add(edited.row, workshop_.edit(edited.first).deviation,
            workshop_.edit(edited.second).deviation);
    }
}

/// Each row once, however many pairs lead to it; those of single deviations have been tried.
void Search::try_pairs_of_rows() {
    std::vector<RowName> fitting;
    const Fen right = totals_.front().slots;
    tried_fits_.assign(tried_fits_.size(), false);
    each_pair_of_rows([&](std::uint32_t row, const Deviation& first, const Deviation& second) {
        if (row == Workshop::refused || row == own_) {
            return;
        }
        if (tried_.size() <= row) {
            tried_.resize(std::size_t{row} + 1);
        }
        if (tried_fits_.size() < tried_.size()) {
            tried_fits_.resize(tried_.size());
        }
        if (tried_[row] != asked_) {
            tried_[row] = asked_;
            tried_fits_[row] = fits(row, right);
        }
        if (tried_fits_[row]) {
            fitting.push_back({row, &first, &second});
        }
    });
    for (const RowName& pair : fitting) {
        run(pair.row, right);
        keep(pair.row, right, {pair.name()}, {}, {});
    }
}

/// Two earlier claims ignored or counted twice.
void Search::try_totals_twice() {
    if (totals_.size() > most_totals) {
        return;
    }
    for (std::size_t i = 1; i < totals_.size(); ++i) {
        for (std::size_t j = i + 1; j < totals_.size(); ++j) {
            const WrongTotals& one = *totals_[i].wrong;
            const WrongTotals& other = *totals_[j].wrong;
            if (one.claim_id.empty() || other.claim_id.empty() || one.claim_id == other.claim_id) {
                continue;
            }
            std::vector<std::int64_t> both = totals_[i].slots;
            for (std::size_t s = 0; s < both.size(); ++s) {
                both[s] += totals_[j].slots[s] - totals_.front().slots[s];
            }
            if (fits(totals_[i].row, both)) {
                keep(totals_[i].row, both, no_name, {one.deviation(), other.deviation()}, {});
            }
        }
    }
}

/// Both amounts of the bill wrong, or the wrong total taken for eligible.
void Search::try_amounts_twice() {
    const Fen right = totals_.front().slots;
    for (const Amount& second : amounts_) {
        if (second.place != total_register) {
            continue;
        }
        for (const Amount& first : amounts_) {
            if (first.place != eligible_register) {
                continue;
            }
            take_amount(first);
            measures_[total_register] = second.amount;
            if (first.total_as_eligible) {
                measures_[eligible_register] = second.amount;
            }
            measures_[scope_register] = measures_[total_register] - measures_[eligible_register];
            if (fits(own_, right)) {
                keep(own_, right, no_name, {}, {named(first), named(second)});
            }
        }
    }
    take_amount({});
}

} // namespace reimburse::audit
