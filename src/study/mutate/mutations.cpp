// SPDX-License-Identifier: MIT
#include "study/mutate/mutations.hpp"

#include "reimburse/rules/tables.hpp"
#include "study/mutate/spots.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>

namespace reimburse::study {

namespace {

constexpr std::array mode_names{"half_up", "half_even", "half_down", "down",
                                "up",      "floor",     "ceiling"};
constexpr std::array place_names{"segment", "claim", "year"};
constexpr std::array combine_names{"error", "sum", "largest", "first"};
constexpr std::array period_names{"year", "quarter", "month", "day", "stay", "ever"};

Only both(const Only& a, const Only& b) {
    Only joined = a;
    joined.insert(joined.end(), b.begin(), b.end());
    return joined;
}

/// Goes through a policy, spot by spot.
class Walk : Spots {
  public:
    Walk(Policy& policy, const Mutation* wanted) : Spots(wanted), policy_(policy) {}

    using Spots::made;
    using Spots::take;

    void run() {
        span("valid", policy_.valid, {});
        switches("benefit_year", "a day later", policy_.benefit_year, policy_.benefit_years,
                 [](BenefitYear& year) { ++year.day; });
        for (Dimension& dimension : policy_.dimensions) {
            walk(dimension);
        }
        for (Index& index : policy_.indices) {
            table("indices." + index.id, index.amount, {});
        }
        for (Accumulator& accumulator : policy_.accumulators) {
            walk(accumulator);
        }
        for (Benefit& benefit : policy_.benefits) {
            walk(benefit);
        }
        for (std::size_t o = 0; o < policy_.orders.size(); ++o) {
            Order& order = policy_.orders[o];
            swaps("order " + std::to_string(o + 1), order.benefits, order.only,
                  [&](std::size_t place) { return order.benefits[place]; });
        }
        for (Target& target : policy_.targets) {
            number("targets." + target.id, target.ratio, {});
        }
        make();
    }

  private:
    void table(const std::string& name, Table& table, const Only& only) {
        const bool share = name.ends_with(".rate") || name.ends_with(".weight");
        std::set<Date> days;
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            Row& row = table.rows[r];
            const std::string place =
                table.rows.size() == 1 ? name : name + ", row " + std::to_string(r + 1);
            const Only exists = both(only, row.only);
            if (row.cell.kind == Cell::Kind::of_index ||
                (share && row.cell.kind == Cell::Kind::value)) {
                number(place, row.cell.value, exists);
            } else if (row.cell.kind == Cell::Kind::value) {
                amount(place, row.cell.value, exists);
            }
            if (row.cell.slope) {
                number(place + " slope", row.cell.slope->each, exists);
            }
            days.insert({row.span.from, row.span.to});
        }
        for (const Date day : days) {
            move_bound(name, table, day, only);
        }
    }

    /// A day on which one row ends and another begins, for both at once.
    void move_bound(const std::string& name, Table& table, Date day, const Only& only) {
        if (day == Date::first() || day == Date::last_open()) {
            return;
        }
        for (const int by : {-1, 1}) {
            const Date to = Date::from_days(day.days() + by);
            spot(name, day.text() + " -> " + to.text(), only, [&table, day, to] {
                for (Row& row : table.rows) {
                    row.span.from = row.span.from == day ? to : row.span.from;
                    row.span.to = row.span.to == day ? to : row.span.to;
                }
            });
        }
    }

    void walk(Dimension& dimension) {
        const std::string place = "dimensions." + dimension.id;
        int line = 0;
        for (Derivation& each : dimension.derive) {
            ++line;
            for (Test& test : each.tests) {
                if (test.kind != Test::Kind::between) {
                    continue;
                }
                const std::string where =
                    place + ", line " + std::to_string(line) + ", " + test.field;
                spot(where, "from " + std::to_string(test.at_least) + " on -> one more", each.only,
                     [&test] { ++test.at_least; });
                if (test.at_most != std::numeric_limits<std::int64_t>::max()) {
                    spot(where, "up to " + std::to_string(test.at_most) + " -> one more", each.only,
                         [&test] { ++test.at_most; });
                }
            }
        }
        swaps(place, dimension.derive, {},
              [](std::size_t at) { return "line " + std::to_string(at + 1); });
    }

    void walk(Accumulator& accumulator) {
        const std::string place = "accumulators." + accumulator.id;
        for (const Period to : {Period::year, Period::month, Period::ever}) {
            if (to != accumulator.period) {
                spot(place,
                     std::string(period_names[static_cast<std::size_t>(accumulator.period)]) +
                         " -> " + period_names[static_cast<std::size_t>(to)],
                     accumulator.only, [&accumulator, to] { accumulator.period = to; });
            }
        }
    }

    void walk(Benefit& benefit) {
        const std::string& id = benefit.id;
        span(id + ".valid", benefit.valid, {});
        for (std::size_t g = 0; g < benefit.gates.size(); ++g) {
            drop(id + ".gates", benefit.gates, g, "gate " + std::to_string(g + 1),
                 benefit.gates[g].only);
        }
        for (std::size_t s = 0; s < benefit.silences.size(); ++s) {
            span(id + ".silent " + std::to_string(s + 1), benefit.silences[s].span,
                 benefit.silences[s].only);
        }
        terms(id + ".base", benefit.base.terms);
        visit_tables(benefit, [&](const std::string& name, Table& cells) {
            table(name, cells, only_of(benefit, name));
        });
        for (auto* rooms : {&benefit.base.limits, &benefit.deductibles, &benefit.caps}) {
            for (Room& room : *rooms) {
                uses(id + "." + room.id, room);
            }
        }
        if (benefit.keep.amount) {
            uses(id + ".keep." + benefit.keep.amount->id, *benefit.keep.amount);
        }
        if (benefit.kind == BenefitKind::scheduled && !benefit.schedule.segments.empty()) {
            walk(id, benefit, benefit.schedule, benefit.open);
        }
        if (benefit.kind == BenefitKind::backstop && !benefit.keep.of.empty()) {
            number(id + ".keep.share", benefit.keep.share, {});
            terms(id + ".keep.of", benefit.keep.of);
        }
        uplifts(benefit);
        for (BenefitRounding& each : benefit.roundings) {
            walk(id + ".rounding", each);
        }
        if (!benefit.paid.empty()) {
            switches(id + ".on_change", "the other", benefit.on_change, benefit.open.on_change,
                     [](OnChange& change) {
                         change =
                             change == OnChange::forward ? OnChange::settle_up : OnChange::forward;
                     });
        }
    }

    static Only only_of(const Benefit& benefit, const std::string& name) {
        const auto among = [&](const std::vector<Room>& rooms, const std::string& kind) {
            for (const Room& room : rooms) {
                if (name == benefit.id + kind + room.id) {
                    return room.only;
                }
            }
            return Only{};
        };
        return both(
            among(benefit.base.limits, ".limits."),
            both(among(benefit.deductibles, ".deductibles."), among(benefit.caps, ".caps.")));
    }

    void terms(const std::string& place, std::vector<BaseTerm>& terms) {
        for (std::size_t t = 0; t < terms.size(); ++t) {
            if (!terms[t].weights) {
                number(place + ", term " + std::to_string(t + 1), terms[t].weight, {});
            }
        }
    }

    void uses(const std::string& place, Room& room) {
        for (std::size_t u = 0; u < room.used.size(); ++u) {
            drop(place, room.used, u, room.used[u], room.only);
        }
    }

    void walk(const std::string& id, const Benefit& benefit, Schedule& schedule,
              OpenSwitches& open) {
        switches(id + ".laying", "the other", schedule.laying, open.laying, [](Laying& laying) {
            laying = laying == Laying::whole ? Laying::marginal : Laying::whole;
        });
        const auto turn = [](bool& flag) {
            flag = !flag;
        };
        if (!benefit.deductibles.empty()) {
            switches(id + ".includes_deductible", "the other", schedule.includes_deductible,
                     open.includes_deductible, turn);
        }
        if (schedule.axis_deductible) {
            switches(id + ".edges_from", "the other", schedule.edges_from_deductible,
                     open.edges_from_deductible, turn);
        }
        if (!schedule.axis.empty() || !open.axis.empty()) {
            switches(id + ".axis", "left out", schedule.axis, open.axis,
                     [](std::string& axis) { axis.clear(); });
        }
        for (std::size_t s = 0; s + 1 < schedule.segments.size(); ++s) {
            spot(id + ".segments",
                 "rates of " + std::to_string(s + 1) + " and " + std::to_string(s + 2) +
                     " exchanged",
                 {}, [&schedule, s] {
                     std::swap(schedule.segments[s].rate, schedule.segments[s + 1].rate);
                     std::swap(schedule.segments[s].fixed, schedule.segments[s + 1].fixed);
                 });
        }
    }

    void uplifts(Benefit& benefit) {
        bool of_rate = false;
        for (std::size_t u = 0; u < benefit.uplifts.size(); ++u) {
            Uplift& uplift = benefit.uplifts[u];
            const std::string place = benefit.id + ".uplifts." + uplift.id;
            if (uplift.change != UpliftChange::remove) {
                number(place, uplift.value, uplift.only);
            }
            span(place, uplift.span, uplift.only);
            drop(place, benefit.uplifts, u, "uplift", uplift.only);
            of_rate = of_rate || uplift.target == UpliftTarget::rate;
        }
        if (of_rate) {
            number(benefit.id + ".rate_limit", benefit.rate_limit, {});
        }
        if (benefit.uplifts.size() > 1) {
            auto& open = benefit.open.combine;
            if (open.empty()) {
                modes(benefit.id + ".combine", benefit.combine, combine_names, {});
            }
            for (auto& [only, value] : open) {
                modes(benefit.id + ".combine" + readings(only), value, combine_names, only);
            }
        }
    }

    void walk(const std::string& place, BenefitRounding& rounding) {
        const std::string name = place + readings(rounding.only);
        modes(name, rounding.rounding.mode, mode_names, rounding.only);
        modes(name, rounding.place, place_names, rounding.only);
        const std::int64_t to = rounding.rounding.unit_fen == 1 ? 10 : 1;
        spot(name, "unit " + std::to_string(to) + " fen", rounding.only,
             [&rounding, to] { rounding.rounding.unit_fen = to; });
        spot(name, "the other side", rounding.only, [&rounding] {
            rounding.side = rounding.side == RoundingSide::payment ? RoundingSide::patient
                                                                   : RoundingSide::payment;
        });
    }

    Policy& policy_;
};

} // namespace

std::vector<Mutation> mutations(const Policy& policy) {
    Policy copy = policy;
    Walk walk(copy, nullptr);
    walk.run();
    return walk.take();
}

bool mutate(Policy& policy, const Mutation& mutation) {
    Walk walk(policy, &mutation);
    walk.run();
    return walk.made();
}

} // namespace reimburse::study
