// SPDX-License-Identifier: MIT
#include "audit/report/bars.hpp"
#include "audit/report/context.hpp"
#include "audit/report/sorted_table.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

using Kind = SortedTable::Kind;

struct Line {
    std::string name; ///< markup
    std::string key;
    const TargetTally* tally = nullptr;
};

class TargetSection {
  public:
    TargetSection(std::string& out, const ReportContext& context, std::size_t number)
        : out_(out), context_(context), target_(context.plan.policy.targets[number]),
          breakdown_(context.statistics.targets[number]) {
        const auto tenthousand = multiply(target_.ratio, Fraction::whole(10'000));
        goal_e4_ = tenthousand ? tenthousand->num() / tenthousand->den() : 0;
    }

    void print() {
        const explain::Wording& rules = context_.words.rules();
        const std::string goal = explain::Wording::percent(target_.ratio);
        out_ += "<h3>" +
                explain::escaped_html(rules.label(target_.label, target_.id) +
                                      context_.say("：至少 ", ": at least ") + goal) +
                "</h3>\n";
        const std::string whom = rules.condition(target_.when);
        if (!whom.empty()) {
            ReportContext::paragraph(out_, rules.lead("适用", "For") + whom, "note");
        }
        const TargetTally& all = breakdown_.all;
        const std::string share = ReportWords::percent(paid(all.sums));
        const std::string due = ReportWords::percent(expected(all.sums));
        const std::string claims = ReportWords::count(all.sums.claims);
        const std::string below = ReportWords::count(all.sums.claims - all.met);
        ReportContext::paragraph(
            out_, context_.say("实付占总费用 " + share + "，按规则为 " + due + "。" + claims +
                                   " 笔结算中有 " + below + " 笔低于目标。",
                               "Paid " + share + " of the bills; by the rules it is " + due +
                                   ". Below the target: " + below + " of " + claims + " claims."));
        print_lines();
    }

  private:
    static std::int64_t paid(const Tally& tally) {
        return ReportWords::share_e4(tally.paid, tally.total);
    }

    static std::int64_t expected(const Tally& tally) {
        return ReportWords::share_e4(tally.expected, tally.total);
    }

    void print_lines() {
        if (context_.names_facilities()) {
            std::vector<Line> lines;
            for (const auto& [facility, tally] : breakdown_.facilities) {
                lines.push_back({context_.words.facility_html(facility), facility, &tally});
            }
            std::ranges::stable_sort(lines, {},
                                     [](const Line& line) { return paid(line.tally->sums); });
            table(context_.say("机构", "facility"), lines);
        }
        for (std::size_t d = 0; d < context_.statistics.said.size(); ++d) {
            if (context_.statistics.said[d] > 0) {
                print_dimension(d);
            }
        }
    }

    void print_dimension(std::size_t d) {
        const Dimension& dimension = context_.plan.policy.dimensions[d];
        std::vector<Line> lines;
        for (std::size_t v = 0; v < dimension.values.size(); ++v) {
            const TargetTally& tally = breakdown_.dimensions[d][v];
            if (tally.sums.claims > 0) {
                const std::string label =
                    context_.words.rules().value(dimension.id, dimension.values[v].id);
                lines.push_back({explain::escaped_html(label), label, &tally});
            }
        }
        // A dimension that the target itself fixes has nothing to compare.
        const bool fixed = std::ranges::find(target_.when, dimension.id, &DimensionIs::dimension) !=
                           target_.when.end();
        if (lines.size() > 1 || (!fixed && !lines.empty())) {
            table(context_.words.rules().dimension(dimension.id), lines);
        }
    }

    void table(const std::string& of, const std::vector<Line>& lines) {
        SortedTable table({{of},
                           {context_.say("结算", "claims"), Kind::number},
                           {context_.say("低于目标", "below"), Kind::number},
                           {context_.say("总费用（元）", "bills, yuan"), Kind::number},
                           {context_.say("按规则", "by the rules"), Kind::number},
                           {context_.say("实付", "as paid"), Kind::number},
                           {context_.say("实付｜目标", "paid | target"), Kind::picture}},
                          of);
        for (const Line& line : lines) {
            const Tally& sums = line.tally->sums;
            table.html(line.name, line.key).count(sums.claims);
            table.count(sums.claims - line.tally->met).yuan(sums.total);
            table.number(ReportWords::percent(expected(sums)), expected(sums));
            table.number(ReportWords::percent(paid(sums)), paid(sums));
            table.picture(target_bar(paid(sums), expected(sums), goal_e4_)).end_row();
        }
        out_ += table.markup(context_.more());
    }

    std::string& out_;
    const ReportContext& context_;
    const Target& target_;
    const Breakdown<TargetTally>& breakdown_;
    std::int64_t goal_e4_ = 0;
};

} // namespace

void print_targets(std::string& out, const ReportContext& context) {
    const auto& targets = context.statistics.targets;
    if (std::ranges::none_of(targets, [](const Breakdown<TargetTally>& target) {
            return target.all.sums.claims > 0;
        })) {
        return;
    }
    context.heading(out, "targets", context.say("目标", "Targets"));
    ReportContext::paragraph(
        out,
        context.say("图中横条为实付占总费用的比例，竖线为按规则应有的比例，虚线为目标。",
                    "A bar is what was paid of the bills, the mark on it what the rules give of "
                    "them, the dotted line the target."),
        "note");
    for (std::size_t t = 0; t < targets.size(); ++t) {
        if (targets[t].all.sums.claims > 0) {
            TargetSection(out, context, t).print();
        }
    }
}

} // namespace reimburse::audit
