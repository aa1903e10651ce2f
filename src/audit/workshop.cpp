// SPDX-License-Identifier: MIT
#include "audit/workshop.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace reimburse::audit {

namespace {

/// Two edits that cannot both be made.
bool exclude(const RowEdit& a, const RowEdit& b) {
    return (!a.reading.empty() && a.reading == b.reading) ||
           (a.dimension >= 0 && a.dimension == b.dimension);
}

/// Whether what the edits do does not meet: they change two benefits under the same readings.
bool apart(const RowEdit& a, const RowEdit& b) {
    return a.change && b.change && a.benefit != b.benefit;
}

/// The one draft with the step of one benefit, or its absence, taken from another.
Draft grafted(const Draft& to, const Draft& from, std::int32_t benefit) {
    const auto is_it = [benefit](const DraftStep& step) {
        return step.step.benefit == benefit;
    };
    Draft result = to;
    const auto own = std::ranges::find_if(result.steps, is_it);
    const auto other = std::ranges::find_if(from.steps, is_it);
    if (own != result.steps.end() && other != from.steps.end()) {
        *own = *other;
    } else if (own != result.steps.end()) {
        result.steps.erase(own);
    } else if (other != from.steps.end()) {
        const auto place = std::ranges::find_if(
            result.steps, [benefit](const DraftStep& step) { return step.step.benefit > benefit; });
        result.steps.insert(place, *other);
    }
    return result;
}

} // namespace

Workshop::Workshop(const Plan& plan) : plan_(plan), store_(plan), edits_(row_edits(plan)) {
    variant(plan.selection);
    for (const RowEdit& edit : edits_) {
        if (!edit.reading.empty()) {
            Selection selection = plan.selection;
            selection[edit.reading] = edit.value;
            variant(selection);
        }
    }
}

std::uint32_t Workshop::row(std::size_t number) {
    return at(number).row;
}

const std::vector<EditedRow>& Workshop::singles(std::size_t number) {
    Known& known = at(number);
    if (!known.listed) {
        list(number, known);
    }
    return known.singles;
}

const std::vector<EditedRow>& Workshop::pairs(std::size_t number) {
    Known& known = at(number);
    if (!known.listed) {
        list(number, known);
    }
    if (!known.paired) {
        pair(number, known);
    }
    return known.pairs;
}

Workshop::Known& Workshop::at(std::size_t number) {
    const auto [entry, fresh] = known_.try_emplace(number);
    const PlanRow& row = plan_.rows[number];
    if (fresh && row.refusal < 0) {
        entry->second.row = store_.keep(take_apart(plan_, row));
    }
    return entry->second;
}

void Workshop::list(std::size_t number, Known& known) {
    known.listed = true;
    known.edited.assign(edits_.size(), refused);
    for (std::size_t e = 0; e < edits_.size(); ++e) {
        const RowEdit& edit = edits_[e];
        std::optional<Draft> draft;
        if (!edit.patch) {
            draft = build(number, std::array{&edit});
        } else if (known.row != refused) {
            draft = patched(store_.draft(known.row), edit);
        }
        if (!draft) {
            continue;
        }
        const std::uint32_t row = known.edited[e] = store_.keep(*draft);
        if (row != known.row) {
            const auto place = static_cast<std::uint16_t>(e);
            known.singles.push_back({row, place, place});
        }
    }
}

void Workshop::pair(std::size_t number, Known& known) {
    known.paired = true;
    std::unordered_set<std::uint32_t> tried{known.row};
    for (const EditedRow& single : known.singles) {
        tried.insert(single.row);
    }
    const auto shows = [&](std::size_t e) {
        return known.edited[e] != known.row && known.edited[e] != refused;
    };
    for (std::size_t a = 0; a < edits_.size(); ++a) {
        for (std::size_t b = a + 1; b < edits_.size(); ++b) {
            if ((!shows(a) && !shows(b)) || exclude(edits_[a], edits_[b])) {
                continue;
            }
            if (std::optional<Draft> draft = both(number, known, a, b)) {
                const std::uint32_t row = store_.keep(*draft);
                if (!tried.contains(row)) {
                    known.pairs.push_back(
                        {row, static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b)});
                }
            }
        }
    }
    known.edited.clear();
    known.edited.shrink_to_fit();
}

std::optional<Draft> Workshop::both(std::size_t number, const Known& known, std::size_t a,
                                    std::size_t b) {
    if (edits_[a].patch && !edits_[b].patch) {
        std::swap(a, b); // tables are changed before steps are
    }
    const RowEdit& first = edits_[a];
    const RowEdit& second = edits_[b];
    if (second.patch) {
        const std::uint32_t row = known.edited[a];
        if (row == refused || (!first.patch && row == known.row)) {
            return std::nullopt; // the second alone, which has been tried
        }
        return patched(store_.draft(row), second);
    }
    if (apart(first, second)) {
        const std::uint32_t row = known.edited[a];
        const std::uint32_t other = known.edited[b];
        if (row == refused || other == refused || row == known.row || other == known.row) {
            return std::nullopt;
        }
        return grafted(store_.draft(row), store_.draft(other), second.benefit);
    }
    return build(number, std::array{&first, &second});
}

std::optional<Draft> Workshop::build(std::size_t number, std::span<const RowEdit* const> edits) {
    Selection selection = plan_.selection;
    for (const RowEdit* edit : edits) {
        if (!edit->reading.empty()) {
            selection[edit->reading] = edit->value;
        }
    }
    const detail::Combination at =
        detail::digits_at(plan_, static_cast<std::uint32_t>(number % plan_.combinations),
                          plan_.versions[number / plan_.combinations]);
    return variant(selection).build(at, edits);
}

Draft Workshop::patched(Draft draft, const RowEdit& edit) const {
    edit.patch(draft);
    return draft;
}

Variant& Workshop::variant(const Selection& selection) {
    std::unique_ptr<Variant>& known = variants_[selection];
    if (known == nullptr) {
        known = std::make_unique<Variant>(plan_, selection, store_);
    }
    return *known;
}

} // namespace reimburse::audit
