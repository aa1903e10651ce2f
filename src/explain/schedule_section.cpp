// SPDX-License-Identifier: MIT
#include "explain/benefit_section.hpp"
#include "explain/rule_table.hpp"

#include <optional>

namespace reimburse::explain {

namespace {

class ScheduleSection {
  public:
    ScheduleSection(Page& page, const Wording& words, const Benefit& benefit)
        : page_(page), words_(words), benefit_(benefit), schedule_(benefit.schedule) {
        for (const Segment& segment : schedule_.segments) {
            const bool is_rate = segment.rate.has_value();
            const Table& figures = is_rate ? *segment.rate : segment.fixed ? *segment.fixed : none_;
            figures_.emplace_back(words, figures, is_rate, benefit.clause);
            edges_.push_back(segment.up_to
                                 ? std::optional<RuleTable>(std::in_place, words, *segment.up_to,
                                                            false, benefit.clause)
                                 : std::nullopt);
        }
    }

    void print() {
        laying();
        if (figures_.size() == 1 && !edges_.front()) {
            figures_.front().print(page_, figure_name(0), {});
        } else if (!has_plain_edges()) {
            one_by_one();
        } else if (!share_scopes()) {
            range_by_range();
        } else if (figures_.front().rows().size() == 1) {
            ranges_down();
        } else {
            ranges_across();
        }
    }

  private:
    void laying() {
        const OpenSwitches& open = benefit_.open;
        if (!schedule_.axis.empty() || !open.axis.empty()) {
            page_.item(words_.say_axis(schedule_.axis) + words_.switch_note(open.axis));
        }
        if (schedule_.axis_deductible) {
            const RuleTable table(words_, *schedule_.axis_deductible, false, benefit_.clause);
            table.print(page_, words_.say("累计起付线", "deductible on what accumulates"), {});
            page_.item(words_.say_edges_from(schedule_.edges_from_deductible) +
                       words_.switch_note(open.edges_from_deductible));
        }
        if (schedule_.includes_deductible || !open.includes_deductible.empty()) {
            page_.item(words_.say_includes_deductible(schedule_.includes_deductible) +
                       words_.switch_note(open.includes_deductible));
        }
        if (figures_.size() > 1 || edges_.front()) {
            page_.item(words_.say_switch(schedule_.laying) + words_.switch_note(open.laying));
        }
    }

    std::string figure_name(std::size_t i) const {
        return schedule_.segments[i].rate ? words_.say("比例", "rate")
                                          : words_.say("定额", "fixed amount");
    }

    bool has_plain_edges() const {
        return std::ranges::all_of(edges_, [](const std::optional<RuleTable>& edge) {
            return !edge || edge->is_single();
        });
    }

    bool share_scopes() const {
        for (const RuleTable& figures : figures_) {
            if (figures.rows().empty() || figures.rows().size() != figures_.front().rows().size()) {
                return false;
            }
            for (std::size_t r = 0; r < figures.rows().size(); ++r) {
                if (figures.scope(*figures.rows()[r].row) !=
                    figures_.front().scope(*figures_.front().rows()[r].row)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// "0–30,000 (incl.)", "30,000–80,000 (incl.)", "above 80,000"
    Line range(std::size_t i) const {
        const std::string below = i == 0 ? "0" : edge_text(i - 1);
        const bool open =
            !edges_[i] || edges_[i]->rows().front().row->cell.kind == Cell::Kind::unlimited;
        if (open) {
            return i == 0 ? words_.say("全部", "all")
                          : words_.say(below + " 以上", "above " + below);
        }
        const Row& edge = *edges_[i]->rows().front().row;
        return Line(below + "–" + edge_text(i) + words_.say("（含）", " (incl.)"))
            .origin(edge.origin);
    }

    std::string edge_text(std::size_t i) const {
        return words_.cell(edges_[i]->rows().front().row->cell, false, false);
    }

    Line figure(std::size_t segment, std::size_t row, bool with_clause) const {
        return figures_[segment].figure(figures_[segment].rows()[row],
                                        schedule_.segments[segment].fixed.has_value(), with_clause);
    }

    std::string range_header() const { return words_.say("分段（元）", "segment (yuan)"); }

    void ranges_down() {
        const std::string scope = figures_.front().scope(*figures_.front().rows().front().row);
        if (!scope.empty()) {
            page_.paragraph(words_.lead("适用", "for") + scope);
        }
        std::vector<std::vector<Line>> lines;
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            const Row& row = *figures_[i].rows().front().row;
            lines.push_back(
                {range(i), figure(i, 0, false), Line().clause(figures_[i].clause_of(row))});
        }
        page_.table({range_header(), figure_name(0), words_.say("依据", "clause")},
                    std::move(lines));
    }

    void ranges_across() {
        std::vector<Line> header{words_.say("适用 ↓ 分段（元）→", "for ↓ segment (yuan) →")};
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            header.push_back(range(i));
        }
        std::vector<std::vector<Line>> lines;
        for (std::size_t r = 0; r < figures_.front().rows().size(); ++r) {
            const std::string scope = figures_.front().scope(*figures_.front().rows()[r].row);
            std::vector<Line> line{scope.empty() ? words_.say("任意", "any") : scope};
            for (std::size_t i = 0; i < figures_.size(); ++i) {
                line.push_back(figure(i, r, true));
            }
            lines.push_back(std::move(line));
        }
        page_.table(std::move(header), std::move(lines));
    }

    void range_by_range() {
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            Line after = words_.say("，分段 ", ", segment ");
            figures_[i].print(page_, figure_name(i), after.append(range(i)));
        }
    }

    void one_by_one() {
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            const std::string name = words_.say("第 " + number + " 段", "segment " + number);
            if (edges_[i]) {
                edges_[i]->print(page_, name + words_.say("上限（含）", ", up to (incl.)"), {});
            }
            figures_[i].print(page_, name + words_.say("", ", ") + figure_name(i), {});
        }
    }

    Page& page_;
    const Wording& words_;
    const Benefit& benefit_;
    const Schedule& schedule_;
    const Table none_;
    std::vector<RuleTable> figures_;
    std::vector<std::optional<RuleTable>> edges_;
};

} // namespace

void print_schedule(Page& page, const Wording& words, const Benefit& benefit) {
    if (!benefit.schedule.segments.empty()) {
        ScheduleSection(page, words, benefit).print();
    }
}

} // namespace reimburse::explain
