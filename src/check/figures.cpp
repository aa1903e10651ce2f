// SPDX-License-Identifier: MIT
#include "check/figures.hpp"

#include <limits>

namespace reimburse::check {

namespace {

class FigureList {
  public:
    explicit FigureList(const Benefit& benefit) : benefit_(benefit) {}

    std::vector<FigureTable> run() {
        weights(benefit_.base.terms, "base.");
        rooms(benefit_.base.limits, "limits", std::nullopt);
        rooms(benefit_.deductibles, "deductibles", UpliftTarget::deductible);
        rooms(benefit_.caps, "caps", UpliftTarget::cap);
        const Schedule& schedule = benefit_.schedule;
        if (schedule.axis_deductible) {
            FigureTable& axis = add("axis_deductible", *schedule.axis_deductible);
            axis.target = UpliftTarget::deductible;
            axis.room = "axis";
        }
        for (std::size_t s = 0; s < schedule.segments.size(); ++s) {
            segment(schedule.segments[s], static_cast<int>(s));
        }
        if (benefit_.keep.amount) {
            const Room& keep = *benefit_.keep.amount;
            add("keep." + keep.id, keep.amount).only = &keep.only;
        }
        weights(benefit_.keep.of, "keep.of.");
        return std::move(list_);
    }

  private:
    FigureTable& add(const std::string& rest, const Table& table) {
        FigureTable figure;
        figure.name = benefit_.id + "." + rest;
        figure.table = &table;
        return list_.emplace_back(std::move(figure));
    }

    void rooms(const std::vector<Room>& rooms, const std::string& kind,
               std::optional<UpliftTarget> target) {
        for (const Room& room : rooms) {
            FigureTable& figure = add(kind + "." + room.id, room.amount);
            figure.only = &room.only;
            figure.target = target;
            figure.room = room.id;
        }
    }

    void weights(const std::vector<BaseTerm>& terms, const std::string& prefix) {
        for (std::size_t t = 0; t < terms.size(); ++t) {
            if (terms[t].weights) {
                add(prefix + std::to_string(t + 1) + ".weight", *terms[t].weights).only =
                    &terms[t].only;
            }
        }
    }

    void segment(const Segment& segment, int number) {
        const std::string name = "segments." + std::to_string(number + 1);
        if (segment.up_to) {
            FigureTable& edge = add(name + ".up_to", *segment.up_to);
            edge.segment = number;
            edge.is_edge = true;
        }
        if (segment.rate) {
            FigureTable& rate = add(name + ".rate", *segment.rate);
            rate.segment = number;
            rate.is_rate = true;
            rate.target = UpliftTarget::rate;
        }
        if (segment.fixed) {
            add(name + ".fixed", *segment.fixed).segment = number;
        }
    }

    const Benefit& benefit_;
    std::vector<FigureTable> list_;
};

} // namespace

std::vector<FigureTable> figures_of(const Benefit& benefit) {
    return FigureList(benefit).run();
}

void fold_figures(
    const Policy& policy, const Benefit& benefit, const std::vector<FigureTable>& figures,
    detail::Lookup& lookup, const detail::Combination& at,
    const std::function<void(const FigureTable&, const detail::Folded&, bool dropped)>& visit) {
    Problems problems;
    detail::Folder folder(policy, lookup, problems);
    const std::string axis = benefit.id + ".axis_deductible";
    const bool from_deductible = choice_of(benefit.schedule.edges_from_deductible,
                                           benefit.open.edges_from_deductible, lookup.selection());
    Fraction line{};
    int last = std::numeric_limits<int>::max();
    bool dropped = false;
    int dropping = -1;
    for (const FigureTable& figure : figures) {
        if ((figure.only != nullptr && !holds(*figure.only, lookup.selection())) ||
            figure.segment > last) {
            continue;
        }
        const detail::Folded folded =
            figure.target
                ? folder.cell(*figure.table, figure.name, at, benefit, *figure.target, figure.room)
                : folder.cell(*figure.table, figure.name, at);
        const bool value = folded.state == detail::Folded::State::value;
        if (figure.segment < 0) {
            line = figure.name == axis && value ? folded.value : line;
            visit(figure, folded, false);
            continue;
        }
        if (figure.segment != dropping) {
            dropped = false;
            dropping = figure.segment;
        }
        if (figure.is_edge) {
            last = folded.state == detail::Folded::State::unlimited ? figure.segment : last;
            dropped = value && !from_deductible && folded.value <= line;
        }
        visit(figure, folded, dropped);
    }
}

std::vector<const Row*> rows_of(const Table& table) {
    std::vector<const Row*> rows;
    rows.reserve(table.rows.size() + table.overrides.size());
    for (const auto* part : {&table.overrides, &table.rows}) {
        for (const Row& row : *part) {
            rows.push_back(&row);
        }
    }
    return rows;
}

} // namespace reimburse::check
