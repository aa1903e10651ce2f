// SPDX-License-Identifier: MIT
#include "explain/pay_chart.hpp"

#include "explain/pay_curves.hpp"
#include "reimburse/amount/money.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace reimburse::explain {

namespace {

constexpr std::size_t most_lines = 6;
constexpr std::size_t most_panels = 6;

Integer whole_part(const Rational& value) {
    return numerator(value) / denominator(value);
}

/// Fen rounded half up, for amounts that are not below 0.
std::int64_t fen_of(const Rational& value) {
    return static_cast<std::int64_t>(whole_part(value + Rational(1, 2)));
}

ChartPoint point(const Rational& bill, const Rational& payment) {
    return {fen_of(bill), fen_of(payment), denominator(bill) == 1, denominator(payment) == 1};
}

std::string rate_text(const Rational& slope) {
    const Integer top = numerator(slope);
    const Integer bottom = denominator(slope);
    const Integer most = std::numeric_limits<std::int32_t>::max();
    if (top < 0 || top > most || bottom > most) {
        return {};
    }
    const auto share =
        Fraction::of(static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom));
    return share ? Wording::percent(*share) : std::string();
}

std::vector<ChartStretch> stretches(const PiecewiseLinear& paid, std::int64_t limit) {
    std::vector<ChartStretch> found;
    const Rational end(limit);
    Rational height = 0; // where the last stretch ended
    for (const PiecewiseLinear::Piece& piece : paid.pieces()) {
        if (piece.from > end || (piece.from == end && piece.from != piece.to)) {
            break;
        }
        const bool cut = piece.to > end;
        const Rational to = cut ? end : piece.to;
        const ChartPoint from = point(piece.from, piece.line.at(piece.from));
        const bool joined = !found.empty() && piece.line.at(piece.from) == height;
        height = piece.line.at(to);
        found.push_back({from, point(to, height), piece.from_included, cut || piece.to_included,
                         joined, rate_text(piece.line.slope)});
    }
    return found;
}

class PayChart {
  public:
    /// `curves` were found with that choice of measures.
    PayChart(const Plan& plan, const Wording& words, PayCurves curves, bool measures_given)
        : plan_(plan), words_(words), measures_given_(measures_given), curves_(std::move(curves)) {}

    std::optional<Chart> draw() {
        if (!pays()) {
            return std::nullopt;
        }
        choose_axes();
        if (!pays()) {
            return std::nullopt;
        }
        Chart chart;
        make_panels(chart);
        chart.caption = caption();
        return chart;
    }

  private:
    using Styles = std::vector<std::optional<std::size_t>>; ///< curve of each line's value

    bool pays() const {
        bool pays = false;
        curves_.for_each([&](const ChartCombination& at) {
            const auto curve = curves_.curve(at);
            pays = pays || (curve && !curves_.nothing_paid(*curve));
        });
        return pays;
    }

    const Dimension& dimension(std::size_t axis) const {
        return plan_.policy.dimensions[curves_.axes()[axis].dimension];
    }

    /// The value of a claim that does not say, or else the first under which something is paid.
    std::size_t usual(std::size_t axis) const {
        const ChartAxis& own = curves_.axes()[axis];
        std::vector<bool> pays(own.count);
        std::vector<bool> drawn(own.count);
        curves_.for_each([&](const ChartCombination& at) {
            if (const auto curve = curves_.curve(at)) {
                drawn[at[axis]] = true;
                pays[at[axis]] = pays[at[axis]] || !curves_.nothing_paid(*curve);
            }
        });
        if (own.absent && pays[*own.absent]) {
            return *own.absent;
        }
        const auto first = std::ranges::find(pays, true);
        return first != pays.end() ? static_cast<std::size_t>(first - pays.begin()) : 0;
    }

    void fix(std::size_t axis, bool named) {
        if (named) {
            named_.push_back(axis);
        }
        curves_.fix(axis, usual(axis));
    }

    /// Leaves one axis for the lines and those for the panels.
    void choose_axes() {
        std::vector<std::size_t> free;
        for (std::size_t i = 0; i < curves_.axes().size(); ++i) {
            if (curves_.axes()[i].fixed) {
                named_.push_back(i);
            } else if (curves_.matters(i)) {
                free.push_back(i);
            } else {
                fix(i, curves_.may_refuse(i));
            }
        }
        for (const std::size_t axis : free) {
            const std::size_t count = curves_.axes()[axis].count;
            if (count <= most_lines && (!lines_ || count > curves_.axes()[*lines_].count)) {
                lines_ = axis;
            }
        }
        std::erase_if(free, [&](std::size_t axis) { return axis == lines_; });
        while (panels_of(free) > most_panels) {
            auto dropped = std::ranges::find_if(free.rbegin(), free.rend(), [&](std::size_t axis) {
                return curves_.axes()[axis].absent.has_value();
            });
            dropped = dropped == free.rend() ? free.rbegin() : dropped;
            fix(*dropped, true);
            free.erase(std::next(dropped).base());
        }
        panels_ = free;
    }

    std::size_t panels_of(const std::vector<std::size_t>& axes) const {
        std::size_t count = 1;
        for (const std::size_t axis : axes) {
            count *= curves_.axes()[axis].count;
        }
        return count;
    }

    /// Combinations that share their lines share a panel.
    void make_panels(Chart& chart) {
        std::vector<std::pair<Styles, std::vector<ChartCombination>>> groups;
        curves_.for_each([&](ChartCombination at) {
            if (lines_ && at[*lines_] != 0) {
                return;
            }
            Styles styles;
            const ChartCombination panel = at;
            for (std::size_t v = 0; v < (lines_ ? curves_.axes()[*lines_].count : 1); ++v) {
                if (lines_) {
                    at[*lines_] = v;
                }
                styles.push_back(curves_.curve(at));
            }
            const auto same =
                std::ranges::find(groups, styles, [](auto& one) { return one.first; });
            if (same == groups.end()) {
                groups.push_back({styles, {panel}});
            } else {
                same->second.push_back(panel);
            }
        });
        for (const auto& [styles, where] : groups) {
            ChartPanel panel = make_panel(styles);
            panel.title = title(where);
            if (panel.lines.empty()) {
                not_drawn_.push_back(panel.title);
            } else {
                chart.panels.push_back(std::move(panel));
            }
        }
    }

    std::string labels(const std::vector<std::size_t>& values) const {
        if (!lines_ || values.size() == curves_.axes()[*lines_].count) {
            return {};
        }
        DimensionIs condition{dimension(*lines_).id, {}};
        for (const std::size_t value : values) {
            condition.values.push_back(dimension(*lines_).values[value].id);
        }
        return words_.values(condition);
    }

    ChartPanel make_panel(const Styles& styles) const {
        ChartPanel panel;
        std::map<std::size_t, std::vector<std::size_t>> values; // by curve
        std::vector<std::size_t> missing;
        std::vector<std::size_t> unpaid;
        for (std::size_t v = 0; v < styles.size(); ++v) {
            if (!styles[v]) {
                missing.push_back(v);
            } else if (curves_.nothing_paid(*styles[v])) {
                unpaid.push_back(v);
            } else {
                values[*styles[v]].push_back(v);
            }
        }
        choose_limits(panel, values);
        for (const auto& [curve, own] : values) {
            panel.lines.push_back(
                {labels(own), stretches(curves_.paid(curve), panel.limit), own.front()});
        }
        std::ranges::sort(panel.lines, {}, &ChartLine::style);
        if (!missing.empty() && lines_) {
            panel.notes.push_back(
                words_.lead("标准未定，没有线", "no line, for figures are missing") +
                labels(missing));
        }
        if (!unpaid.empty() && lines_) {
            panel.notes.push_back(words_.lead("不支付", "nothing is paid") + labels(unpaid));
        }
        return panel;
    }

    /// All breakpoints and some more; closer, those that would lie at the very edge.
    void choose_limits(ChartPanel& panel,
                       const std::map<std::size_t, std::vector<std::size_t>>& values) const {
        std::vector<std::int64_t> knots;
        for (const auto& [curve, own] : values) {
            for (const Rational& at : curves_.paid(curve).breakpoints()) {
                if (at > 0 && at < std::min(curves_.paid(curve).limit(), Rational(widest))) {
                    knots.push_back(fen_of(at));
                }
            }
        }
        std::ranges::sort(knots);
        const auto beyond = [](std::int64_t knot) {
            return round_scale(knot / 4 * 5 + 1).limit;
        };
        panel.limit = knots.empty() ? without_edges : beyond(knots.back());
        const auto far = std::ranges::upper_bound(knots, panel.limit / 8);
        if (far != knots.begin() && beyond(*std::prev(far)) >= panel.limit / 20) {
            panel.near = beyond(*std::prev(far));
        }
    }

    /// The values of the panel's dimensions. Those that take every value are not worth saying.
    std::string title(const std::vector<ChartCombination>& where) const {
        When when;
        std::size_t product = 1;
        for (const std::size_t axis : panels_) {
            std::set<std::size_t> values;
            for (const ChartCombination& at : where) {
                values.insert(at[axis]);
            }
            product *= values.size();
            DimensionIs condition{dimension(axis).id, {}};
            for (const std::size_t value : values) {
                condition.values.push_back(dimension(axis).values[value].id);
            }
            if (values.size() < curves_.axes()[axis].count) {
                when.push_back(std::move(condition));
            }
        }
        if (product == where.size()) {
            return words_.condition(when);
        }
        std::string text;
        for (const ChartCombination& at : where) {
            text += (text.empty() ? "" : words_.say("，或 ", ", or ")) + title({at});
        }
        return text;
    }

    std::string caption() const {
        const Date day = plan_.versions.back();
        const std::string rules = day == Date::first()
                                      ? ""
                                      : words_.say("，按 " + day.text() + " 起的规则",
                                                   ", under the rules from " + day.text());
        std::string text =
            words_.say("一个年度内的第一笔结算，账单全部在政策范围内",
                       "The first claim of a year, all of it within policy scope") +
            rules +
            words_.say("，支付取整之前。点线为账单金额。",
                       ", before payments are rounded. The dotted line is the bill.");
        When fixed;
        for (const std::size_t axis : named_) {
            const ChartAxis& own = curves_.axes()[axis];
            fixed.push_back({dimension(axis).id, {dimension(axis).values[*own.fixed].id}});
        }
        const When derived = curves_.derived_alike();
        fixed.insert(fixed.end(), derived.begin(), derived.end());
        if (!fixed.empty()) {
            text += words_.say("其他条件：", " Elsewhere: ") + words_.condition(fixed) +
                    words_.say("。", ".");
        }
        if (measures_given_) {
            text += words_.say("其他计量均为 0。", " Every other measure is 0.");
        }
        for (const std::string& title : not_drawn_) {
            if (!title.empty()) {
                text += words_.say(
                    "未画出（不支付或标准未定）：" + title + "。",
                    " Not drawn, for nothing is paid or figures are missing: " + title + ".");
            }
        }
        return text;
    }

    static constexpr std::int64_t widest = 1'000'000'000'000; ///< fen that a plot can show
    static constexpr std::int64_t without_edges = 1'000'000;  ///< fen that it shows of one line

    const Plan& plan_;
    const Wording& words_;
    bool measures_given_;
    PayCurves curves_;
    std::optional<std::size_t> lines_;
    std::vector<std::size_t> panels_;
    std::vector<std::size_t> named_; ///< fixed axes that the caption names
    std::vector<std::string> not_drawn_;
};

} // namespace

std::optional<Chart> pay_chart(const Plan& plan, const Wording& words) {
    PayCurves plain(plan, false);
    if (!plan.policy.measures.empty()) {
        PayCurves given(plan, true);
        if (given.drawn() > plain.drawn()) {
            return PayChart(plan, words, std::move(given), true).draw();
        }
    }
    return PayChart(plan, words, std::move(plain), false).draw();
}

} // namespace reimburse::explain
