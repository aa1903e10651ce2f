// SPDX-License-Identifier: MIT
#pragma once

#include "reimburse/plan/lookup.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace reimburse::detail {

/// A line along a measure between two limits.
struct Incline {
    Fraction base{};
    Fraction each{};
    std::optional<Fraction> at_least;
    std::optional<Fraction> at_most;
};

/// A cell with everything folded in that the combination knows.
struct Folded {
    enum class State { value, unlimited, unspecified, broken };

    State state = State::broken;
    Fraction value{};     ///< fen or share
    Fraction published{}; ///< before uplifts; meaningless where it was unspecified
    bool published_known = true;
    const Row* row = nullptr;
    std::string uplifts;            ///< ids of those that changed it, joined by +
    std::optional<Incline> incline; ///< of a cell with a slope: with uplifts, then as published
    std::optional<Incline> published_incline;
};

/// Reads cells and folds indices and uplifts into them.
class Folder {
  public:
    Folder(const Policy& policy, Lookup& lookup, Problems& problems)
        : policy_(policy), lookup_(lookup), problems_(problems) {}

    /// The cell of a table, indices resolved, uplifts not yet.
    Folded cell(const Table& table, const std::string& name, const Combination& at) {
        Folded folded;
        folded.row = lookup_.find(table, name, at);
        if (folded.row == nullptr) {
            return folded;
        }
        const Cell& cell = folded.row->cell;
        switch (cell.kind) {
        case Cell::Kind::unlimited:
            folded.state = Folded::State::unlimited;
            break;
        case Cell::Kind::unspecified:
            folded.state = Folded::State::unspecified;
            folded.published_known = false;
            break;
        case Cell::Kind::value:
            folded.state = Folded::State::value;
            folded.value = folded.published = cell.value;
            if (cell.slope) {
                folded.incline = folded.published_incline = Incline{
                    cell.value, cell.slope->each, cell.slope->at_least, cell.slope->at_most};
            }
            break;
        case Cell::Kind::of_index:
            fold_index(folded, cell, name, at);
            break;
        }
        return folded;
    }

    /// The cell with the benefit's uplifts of one target folded in.
    Folded cell(const Table& table, const std::string& name, const Combination& at,
                const Benefit& benefit, UpliftTarget target, const std::string& room) {
        Folded folded = cell(table, name, at);
        std::vector<const Uplift*> applying;
        for (const Uplift& uplift : benefit.uplifts) {
            if (uplift.target == target && (uplift.room.empty() || uplift.room == room) &&
                lookup_.in_force(uplift.when, uplift.span, uplift.only, at)) {
                applying.push_back(&uplift);
            }
        }
        if (folded.state == Folded::State::broken || applying.empty()) {
            return folded;
        }
        // Checks fold the tables of a policy in which no selection has been put yet.
        const Combine combine =
            choice_of(benefit.combine, benefit.open.combine, lookup_.selection());
        const bool many = applying.size() > 1;
        if (many &&
            (combine == Combine::error || (combine == Combine::largest && folded.incline))) {
            collide(folded, applying, name, at); // along a slope the best one may change
            return folded;
        }
        if (combine == Combine::first) {
            applying.resize(1);
        }
        apply(folded, applying, benefit, combine, target, name);
        return folded;
    }

  private:
    using Uplifts = std::vector<const Uplift*>;

    void fold_index(Folded& folded, const Cell& cell, const std::string& name,
                    const Combination& at) {
        for (const Index& index : policy_.indices) {
            if (index.id != cell.index) {
                continue;
            }
            const Row* row = lookup_.find(index.amount, "indices." + index.id, at);
            if (row == nullptr) {
                return;
            }
            if (row->cell.kind != Cell::Kind::value) {
                folded.state = Folded::State::unspecified;
                folded.published_known = false;
                return;
            }
            const std::optional<Fraction> product = multiply(cell.value, row->cell.value);
            const std::optional<std::int64_t> fen =
                product ? round_fen(product->num(), product->den(), cell.rounding) : std::nullopt;
            if (!fen) {
                misfit(folded, name);
                return;
            }
            folded.state = Folded::State::value;
            folded.value = folded.published = Fraction::whole(*fen);
        }
    }

    void collide(Folded& folded, const Uplifts& applying, const std::string& name,
                 const Combination& at) {
        std::string names;
        for (const Uplift* uplift : applying) {
            names += (names.empty() ? "" : ", ") + uplift->id;
        }
        problems_.push_back({Code::uplifts_collide,
                             {{"table", name}, {"where", lookup_.where(at)}, {"names", names}},
                             applying.back()->place,
                             applying.back()->clause});
        folded.state = Folded::State::broken;
    }

    void apply(Folded& folded, const Uplifts& applying, const Benefit& benefit, Combine combine,
               UpliftTarget target, const std::string& name) {
        Uplifts used;
        std::optional<Fraction> best;
        for (const Uplift* uplift : applying) {
            if (uplift->change == UpliftChange::remove) {
                folded.state = Folded::State::unlimited;
                folded.incline.reset();
                folded.uplifts = uplift->id;
                return;
            }
            if (folded.state == Folded::State::unspecified && waives(*uplift) &&
                (applying.size() == 1 || combine == Combine::largest)) {
                folded.state = Folded::State::value; // a waived cell is not needed
                folded.value = Fraction::whole(0);
                folded.uplifts = uplift->id;
                return;
            }
            if (folded.state != Folded::State::value) {
                continue; // nothing to change, unless a later one waives or removes it
            }
            const std::optional<Fraction> change = change_of(folded.published, *uplift);
            if (!change) {
                misfit(folded, name);
                return;
            }
            const bool better =
                !best || (target == UpliftTarget::deductible ? *change < *best : *change > *best);
            if (combine == Combine::sum) {
                used.push_back(uplift);
            } else if (better) {
                best = change;
                used = {uplift};
            }
        }
        if (!used.empty()) {
            change_cell(folded, used, benefit, target, name);
        }
    }

    void change_cell(Folded& folded, const Uplifts& used, const Benefit& benefit,
                     UpliftTarget target, const std::string& name) {
        const Fraction one = Fraction::whole(1);
        const auto limited = [&](std::optional<Fraction> value) {
            if (value) {
                value = std::max(*value, Fraction::whole(0));
                if (target == UpliftTarget::rate) {
                    value = std::min(*value, benefit.rate_limit);
                }
            }
            return value;
        };
        for (const Uplift* uplift : used) {
            folded.uplifts += (folded.uplifts.empty() ? "" : "+") + uplift->id;
        }
        if (folded.incline) {
            Incline& line = *folded.incline;
            const auto base = changed(line.base, used);
            const auto rise = add(line.base, line.each);
            const auto end = rise ? changed(*rise, used) : std::nullopt;
            const auto each = base && end ? subtract(*end, *base) : std::nullopt;
            if (!each) {
                misfit(folded, name);
                return;
            }
            line.base = folded.value = *base;
            line.each = *each; // every uplift is linear in the cell
            const bool rate = target == UpliftTarget::rate;
            const bool high = line.at_most || rate;
            line.at_least = limited(changed(line.at_least.value_or(Fraction::whole(0)), used));
            line.at_most = high ? limited(changed(line.at_most.value_or(one), used)) : std::nullopt;
            if (!line.at_least || high != line.at_most.has_value()) {
                misfit(folded, name);
            }
            return;
        }
        std::optional<Fraction> value = limited(changed(folded.published, used));
        for (const Uplift* uplift : used) {
            if (value && value->den() != 1 && uplift->rounding && target != UpliftTarget::rate) {
                const auto fen = round_fen(value->num(), value->den(), *uplift->rounding);
                value = fen ? std::optional(Fraction::whole(*fen)) : std::nullopt;
            }
        }
        if (!value) {
            misfit(folded, name);
            return;
        }
        folded.value = *value;
    }

    static bool waives(const Uplift& uplift) {
        return uplift.change == UpliftChange::factor && uplift.value == Fraction::whole(0);
    }

    /// `value` and what each of the uplifts adds to it.
    static std::optional<Fraction> changed(const Fraction& value, const Uplifts& used) {
        std::optional<Fraction> sum = value;
        for (const Uplift* uplift : used) {
            const std::optional<Fraction> change = change_of(value, *uplift);
            sum = sum && change ? add(*sum, *change) : std::nullopt;
        }
        return sum;
    }

    static std::optional<Fraction> change_of(const Fraction& published, const Uplift& uplift) {
        const Fraction one = Fraction::whole(1);
        switch (uplift.change) {
        case UpliftChange::points:
            return uplift.value;
        case UpliftChange::factor: {
            const auto rise = subtract(uplift.value, one);
            return rise ? multiply(published, *rise) : std::nullopt;
        }
        case UpliftChange::patient_factor: {
            const auto share = subtract(one, published);
            const auto fall = subtract(one, uplift.value);
            return share && fall ? multiply(*share, *fall) : std::nullopt;
        }
        case UpliftChange::remove:
            break;
        }
        return std::nullopt;
    }

    void misfit(Folded& folded, const std::string& name) {
        folded.state = Folded::State::broken;
        problems_.push_back({Code::number_does_not_fit,
                             {{"table", name}},
                             folded.row != nullptr ? folded.row->place : Place{},
                             {}});
    }

    const Policy& policy_;
    Lookup& lookup_;
    Problems& problems_;
};

} // namespace reimburse::detail
