// SPDX-License-Identifier: MIT
#include "study/diff.hpp"

#include "study/compared_days.hpp"
#include "study/stretches.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

namespace reimburse::study {

namespace {

class Comparer {
  public:
    Comparer(const Plan& a, const Plan& b, const Terms& terms)
        : plans_{&a, &b}, terms_(terms), situations_({&a, &b}) {}

    Result<Comparison> run() {
        name_benefits();
        if (Problems problems = choose_days(*plans_[0], *plans_[1], terms_, result_);
            !problems.empty()) {
            return problems;
        }
        result_.unshared = situations_.unshared();
        for (std::size_t d = 0; d < result_.days.size(); ++d) {
            const Days& days = result_.days[d];
            auto found = situations_.on({days.a.from, days.b.from}, terms_.accumulators);
            if (!found) {
                return found.problems();
            }
            found_.push_back(std::move(*found));
            cells_.emplace_back();
            for (const Situation& situation : found_[d]) {
                cells_[d].push_back(situation.values);
                place(situation, d);
            }
        }
        result_.coordinates = situations_.coordinates();
        merge_coordinates();
        describe();
        find_extremes();
        return std::move(result_);
    }

  private:
    /// A way of paying differently and the cells that have it, by stretch of days.
    struct Content {
        Difference difference;
        std::map<std::size_t, std::vector<Cell>> cells;
    };

    void name_benefits() {
        for (std::size_t s = 0; s < 2; ++s) {
            for (const Benefit& benefit : plans_[s]->benefits) {
                const auto known =
                    std::ranges::find(result_.benefits, benefit.id, &NamedBenefit::id);
                if (known == result_.benefits.end()) {
                    result_.benefits.push_back({benefit.id, benefit.label, static_cast<int>(s)});
                } else {
                    known->side = -1;
                }
            }
        }
        for (std::size_t s = 0; s < 2; ++s) {
            for (const NamedBenefit& named : result_.benefits) {
                const auto& own = plans_[s]->benefits;
                const auto found = std::ranges::find(own, named.id, &Benefit::id);
                places_[s].push_back(found == own.end() ? -1
                                                        : static_cast<int>(found - own.begin()));
            }
        }
    }

    Side side(const Situation& situation, std::size_t s, std::string& key) {
        Side side;
        side.plan = plans_[s];
        side.row = situation.rows[s];
        side.fixed = {terms_.out_of_scope, situation.measures[s], situation.slots[s]};
        side.benefits = places_[s];
        key = row_text(*side.plan, *side.row, false);
        if (side.row->refusal >= 0) {
            const Problem& refusal =
                side.plan->refusals[static_cast<std::size_t>(side.row->refusal)];
            key += " " + refusal.clause + " " + refusal.arguments.front().second;
        }
        for (const auto* numbers : {&side.fixed.measures, &side.fixed.slots}) {
            for (const std::int64_t number : *numbers) {
                key += number == 0 ? "" : std::to_string(number);
                key += ',';
            }
        }
        return side;
    }

    void load(Side& side, const std::string& key, std::size_t s) {
        if (side.row->refusal >= 0) {
            return;
        }
        auto& known = functions_[s][key];
        if (!known) {
            known = std::make_shared<PayFunction>(pay_function(*side.plan, *side.row, side.fixed));
        }
        side.functions = known;
    }

    /// Notes the situation under what differs in it.
    void place(const Situation& situation, std::size_t days) {
        std::array<std::string, 2> keys;
        Side a = side(situation, 0, keys[0]);
        Side b = side(situation, 1, keys[1]);
        const bool refused_a = a.row->refusal >= 0;
        const bool refused_b = b.row->refusal >= 0;
        if (refused_a && refused_b) {
            return;
        }
        if (!refused_a && !refused_b) {
            note_roundings(a, b);
        }
        if (keys[0] == keys[1]) {
            return;
        }
        const auto [known, is_new] =
            numbers_.try_emplace({refused_b ? "" : keys[1], refused_a ? "" : keys[0],
                                  refused_a   ? keys[0]
                                  : refused_b ? keys[1]
                                              : ""},
                                 same);
        if (is_new) {
            known->second = content(a, b, keys);
        }
        if (known->second == same) {
            result_.later_claims = result_.later_claims || row_text(*a.plan, *a.row, false) !=
                                                               row_text(*b.plan, *b.row, false);
        } else {
            contents_[known->second].cells[days].push_back(situation.values);
        }
    }

    /// Number of what differs, or `same`.
    std::size_t content(Side& a, Side& b, const std::array<std::string, 2>& keys) {
        load(a, keys[0], 0);
        load(b, keys[1], 1);
        Difference difference;
        if (a.functions && b.functions) {
            difference.stretches = stretches(a, b);
            if (difference.stretches.empty()) {
                return same;
            }
            note_unit(a, b);
        } else {
            const Side& refusing = a.functions ? b : a;
            difference.kind = a.functions ? DifferenceKind::refused_b : DifferenceKind::refused_a;
            difference.refusal =
                refusing.plan->refusals[static_cast<std::size_t>(refusing.row->refusal)];
            Stretch all;
            all.last = max_money.fen() - terms_.out_of_scope;
            all.open = all.verified = true;
            all.example = settle_example(a, b, 1'000'000);
            difference.stretches.push_back(std::move(all));
        }
        for (std::size_t c = 0; c < contents_.size(); ++c) {
            if (alike(contents_[c].difference, difference)) {
                return c;
            }
        }
        contents_.push_back({std::move(difference), {}});
        return contents_.size() - 1;
    }

    /// The same amounts and formulas, whatever the rows look like.
    static bool alike(const Difference& a, const Difference& b) {
        if (a.kind != b.kind) {
            return false;
        }
        if (a.kind != DifferenceKind::payments) {
            return a.refusal.clause == b.refusal.clause &&
                   a.refusal.arguments.front() == b.refusal.arguments.front();
        }
        return std::ranges::equal(a.stretches, b.stretches, [](const Stretch& x, const Stretch& y) {
            return x.from == y.from && x.to == y.to && x.first == y.first && x.last == y.last &&
                   x.change == y.change && x.patient == y.patient;
        });
    }

    void note_roundings(const Side& a, const Side& b) {
        for (const BenefitStep& x : slice(a.plan->steps, a.row->steps)) {
            for (const BenefitStep& y : slice(b.plan->steps, b.row->steps)) {
                if (a.plan->benefits[x.benefit].id != b.plan->benefits[y.benefit].id ||
                    rounds_alike(x, y)) {
                    continue;
                }
                auto& noted = result_.rounded_otherwise;
                const auto place = static_cast<std::size_t>(
                    std::ranges::find(a.benefits, static_cast<int>(x.benefit)) -
                    a.benefits.begin());
                if (std::ranges::find(noted, place) == noted.end()) {
                    noted.push_back(place);
                }
            }
        }
    }

    static bool rounds_alike(const BenefitStep& x, const BenefitStep& y) {
        return x.kind == BenefitKind::given ||
               (x.rounding.rounding == y.rounding.rounding && x.rounding.side == y.rounding.side &&
                x.rounding.place == y.rounding.place);
    }

    void note_unit(const Side& a, const Side& b) {
        std::int64_t unit = 0;
        for (const Side* side : {&a, &b}) {
            for (const std::int64_t each : side->functions->units) {
                unit += each;
            }
        }
        result_.unit = std::max(result_.unit, unit);
    }

    /// A dimension that both plans know is one coordinate where they always agree on it.
    void merge_coordinates() {
        auto& coordinates = result_.coordinates;
        for (std::size_t a = 0; a < coordinates.size(); ++a) {
            const auto twin = std::ranges::find_if(coordinates, [&](const Coordinate& other) {
                return other.id == coordinates[a].id && other.side > coordinates[a].side;
            });
            if (twin == coordinates.end()) {
                const bool alone =
                    std::ranges::count(coordinates, coordinates[a].id, &Coordinate::id) == 1;
                coordinates[a].side = alone ? -1 : coordinates[a].side;
                continue;
            }
            const auto b = static_cast<std::size_t>(twin - coordinates.begin());
            const bool agree = std::ranges::all_of(cells_, [&](const std::vector<Cell>& cells) {
                return std::ranges::all_of(cells, [&](const Cell& cell) {
                    return coordinates[a].values[cell[a]] == coordinates[b].values[cell[b]];
                });
            });
            if (agree) {
                coordinates[a].side = -1;
                coordinates.erase(twin);
                for_each_cell(
                    [&](Cell& cell) { cell.erase(cell.begin() + static_cast<std::ptrdiff_t>(b)); });
            }
        }
    }

    template <class F>
    void for_each_cell(F change) {
        for (std::vector<Cell>& cells : cells_) {
            std::ranges::for_each(cells, change);
        }
        for (Content& content : contents_) {
            for (auto& [days, cells] : content.cells) {
                std::ranges::for_each(cells, change);
            }
        }
    }

    void describe() {
        std::vector<Cell> everything;
        for (const std::vector<Cell>& cells : cells_) {
            everything.insert(everything.end(), cells.begin(), cells.end());
        }
        result_.hull = hull(everything);
        result_.nothing_shared = everything.empty();
        for (const Content& content : contents_) {
            std::map<std::vector<Cell>, std::vector<std::size_t>> by_cells;
            for (const auto& [days, cells] : content.cells) {
                by_cells[cells].push_back(days);
            }
            std::vector<std::pair<std::size_t, Difference>> parts;
            for (const auto& [cells, days] : by_cells) {
                Difference part = content.difference;
                std::vector<Cell> all;
                for (const std::size_t d : days) {
                    all.insert(all.end(), cells_[d].begin(), cells_[d].end());
                    add_days(part.when, result_.days[d]);
                }
                part.where = cover(cells, all);
                settle_examples(part, cells.front(), days.front());
                parts.emplace_back(days.front(), std::move(part));
            }
            std::ranges::stable_sort(parts, {}, [](const auto& part) { return part.first; });
            for (auto& [first, part] : parts) {
                result_.differences.push_back(std::move(part));
            }
        }
    }

    /// Its claim is one of those that it speaks of, settled for each of its amounts.
    void settle_examples(Difference& part, const Cell& cell, std::size_t days) {
        const auto place = std::ranges::find(cells_[days], cell) - cells_[days].begin();
        const Situation& situation = found_[days][static_cast<std::size_t>(place)];
        std::string key;
        const Side a = side(situation, 0, key);
        const Side b = side(situation, 1, key);
        for (Stretch& stretch : part.stretches) {
            stretch.example = settle_example(a, b, stretch.example.eligible);
        }
        part.claim = situation.claim;
        part.day_a = result_.days[days].a.from;
        part.day_b = result_.days[days].b.from;
    }

    static void add_days(std::vector<Days>& when, const Days& days) {
        if (!when.empty() && when.back().a.to == days.a.from && when.back().b.to == days.b.from) {
            when.back().a.to = days.a.to;
            when.back().b.to = days.b.to;
        } else {
            when.push_back(days);
        }
    }

    void find_extremes() {
        for (std::size_t d = 0; d < result_.differences.size(); ++d) {
            const Difference& difference = result_.differences[d];
            for (std::size_t s = 0; s < difference.stretches.size(); ++s) {
                if (difference.kind == DifferenceKind::payments) {
                    consider(result_.gain, difference.stretches[s], d, s, -1);
                    consider(result_.loss, difference.stretches[s], d, s, 1);
                }
            }
        }
    }

    static void consider(std::optional<Extreme>& extreme, const Stretch& stretch,
                         std::size_t difference, std::size_t number, int sign) {
        Extreme found{difference, number, 0, stretch.open && stretch.patient.slope * sign > 0,
                      stretch.example.eligible};
        found.amount = stretch.patient.at(found.at) * sign;
        const bool better =
            !extreme || (found.unbounded && !extreme->unbounded) ||
            (found.unbounded == extreme->unbounded && found.amount > extreme->amount);
        if (found.amount > 0 && better) {
            extreme = found;
        }
    }

    static constexpr std::size_t same = ~std::size_t{0};

    std::array<const Plan*, 2> plans_;
    const Terms& terms_;
    Situations situations_;
    Comparison result_;
    std::array<std::vector<int>, 2> places_;
    std::array<std::map<std::string, std::shared_ptr<const PayFunction>>, 2> functions_;
    std::map<std::array<std::string, 3>, std::size_t> numbers_;
    std::vector<Content> contents_;
    std::vector<std::vector<Situation>> found_; ///< by stretch of days
    std::vector<std::vector<Cell>> cells_;      ///< of the same
};

} // namespace

bool Comparison::verified() const {
    return std::ranges::all_of(differences, [](const Difference& difference) {
        return std::ranges::all_of(difference.stretches, &Stretch::verified);
    });
}

Result<Comparison> compare(const Plan& a, const Plan& b, const Terms& terms) {
    return Comparer(a, b, terms).run();
}

} // namespace reimburse::study
