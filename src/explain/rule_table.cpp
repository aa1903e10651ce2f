// SPDX-License-Identifier: MIT
#include "explain/rule_table.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

namespace reimburse::explain {

namespace {

/// Tables with more combinations than this are listed as they are written.
constexpr std::uint64_t combination_limit = 20'000;

/// One value of every dimension that matters, and a day.
struct Spot {
    std::vector<std::size_t> values;
    Date day;
};

bool matches(const Row& row, const Policy& policy, const std::vector<std::size_t>& dimensions,
             const Spot& spot) {
    if (!row.span.contains(spot.day)) {
        return false;
    }
    return std::ranges::all_of(row.when, [&](const DimensionIs& condition) {
        for (std::size_t i = 0; i < dimensions.size(); ++i) {
            const Dimension& dimension = policy.dimensions[dimensions[i]];
            if (dimension.id == condition.dimension) {
                const std::string& value = dimension.values[spot.values[i]].id;
                return std::ranges::find(condition.values, value) != condition.values.end();
            }
        }
        return false;
    });
}

std::vector<const Row*> in_force(const std::vector<Row>& rows, const Selection& selection) {
    std::vector<const Row*> found;
    for (const Row& row : rows) {
        if (holds(row.only, selection)) {
            found.push_back(&row);
        }
    }
    return found;
}

/// The next combination of values; false after the last.
bool advance(Spot& spot, const Policy& policy, const std::vector<std::size_t>& dimensions) {
    for (std::size_t i = dimensions.size(); i-- > 0;) {
        if (++spot.values[i] < policy.dimensions[dimensions[i]].values.size()) {
            return true;
        }
        spot.values[i] = 0;
    }
    return false;
}

} // namespace

RuleTable::RuleTable(const Wording& words, const Table& table, bool is_rate,
                     const std::string& clause)
    : words_(&words), clause_(&clause), is_rate_(is_rate) {
    find_rows(table);
}

void RuleTable::find_rows(const Table& table) {
    const Policy& policy = words_->policy();
    const std::vector<const Row*> own = in_force(table.rows, words_->selection());
    const std::vector<const Row*> overriding = in_force(table.overrides, words_->selection());
    std::set<std::string> tested;
    std::set<Date> days{policy.valid.from};
    for (const std::vector<const Row*>* rows : {&own, &overriding}) {
        for (const Row* row : *rows) {
            for (const DimensionIs& condition : row->when) {
                tested.insert(condition.dimension);
            }
            for (const Date day : {row->span.from, row->span.to}) {
                if (policy.valid.contains(day)) {
                    days.insert(day);
                }
            }
        }
    }
    std::uint64_t combinations = days.size();
    for (std::size_t d = 0; d < policy.dimensions.size(); ++d) {
        const std::size_t count = policy.dimensions[d].values.size();
        if (tested.contains(policy.dimensions[d].id) && count > 0) {
            dimensions_.push_back(d);
            combinations = std::min(combinations, combination_limit) * count;
        }
    }
    if (combinations > combination_limit) {
        for (const std::vector<const Row*>* rows : {&overriding, &own}) {
            for (const Row* row : *rows) {
                rows_.push_back({row, {}});
            }
        }
        return;
    }
    for (const Date day : days) {
        Spot spot{std::vector<std::size_t>(dimensions_.size(), 0), day};
        do {
            const auto match = [&](const std::vector<const Row*>& rows) {
                const auto found = std::ranges::find_if(
                    rows, [&](const Row* row) { return matches(*row, policy, dimensions_, spot); });
                return found == rows.end() ? nullptr : *found;
            };
            note_match(match(overriding), match(own));
        } while (advance(spot, policy, dimensions_));
    }
    // The policy's own sequence; an overlay's row stands where it replaces one.
    std::vector<ShownRow> sorted;
    for (std::size_t place = 0; place <= own.size(); ++place) {
        for (const ShownRow& shown : rows_) {
            const Row* stands_at = shown.replaces.empty() ? shown.row : shown.replaces.front();
            const auto found = std::ranges::find(own, stands_at) - own.begin();
            if (static_cast<std::size_t>(found) == place) {
                sorted.push_back(shown);
            }
        }
    }
    rows_ = std::move(sorted);
}

void RuleTable::note_match(const Row* overriding, const Row* own) {
    const Row* row = overriding == nullptr ? own : overriding;
    if (row == nullptr) {
        return;
    }
    auto shown = std::ranges::find(rows_, row, &ShownRow::row);
    if (shown == rows_.end()) {
        shown = rows_.insert(rows_.end(), ShownRow{row, {}});
    }
    if (overriding != nullptr && own != nullptr &&
        std::ranges::find(shown->replaces, own) == shown->replaces.end()) {
        shown->replaces.push_back(own);
    }
}

bool RuleTable::is_single() const {
    return rows_.size() == 1 && scope(*rows_.front().row).empty();
}

std::string RuleTable::scope(const Row& row) const {
    const std::string when = words_->condition(row.when);
    const std::string span = words_->span(row.span);
    return when + (when.empty() || span.empty() ? "" : words_->say("；", "; ")) + span;
}

Line RuleTable::figure(const ShownRow& shown, bool with_unit, bool with_clause) const {
    const Row& row = *shown.row;
    const std::string text = words_->cell(row.cell, is_rate_, with_unit);
    Line line;
    line.add(text,
             row.cell.kind == Cell::Kind::unspecified ? Run::Style::strong : Run::Style::plain);
    line.add(words_->reading_note(row.only));
    if (with_clause) {
        line.clause(clause_of(row));
    }
    line.origin(row.origin);
    std::string replaced;
    for (const Row* old : shown.replaces) {
        const std::string was = words_->cell(old->cell, is_rate_, with_unit);
        if (replaced.find(was) == std::string::npos) {
            replaced += (replaced.empty() ? "" : words_->say("、", ", ")) + was;
        }
    }
    if (!replaced.empty()) {
        line.add(words_->say("（原为" + replaced + "）", " (was " + replaced + ")"));
    }
    return line;
}

Line RuleTable::unit_header(const std::string& lead) const {
    return lead + (is_rate_ ? "" : words_->say("（元）", " (yuan)"));
}

void RuleTable::print(Page& page, const std::string& lead, const Line& after) const {
    Line line = Line(lead);
    if (rows_.empty()) {
        line.add(words_->say("：", ": ")).strong(words_->say("没有数值", "no figure"));
        page.item(line.append(after));
    } else if (is_single()) {
        line.add(words_->say("：", ": ")).append(figure(rows_.front(), true));
        page.item(line.append(after));
    } else {
        page.paragraph(line.append(after).add(words_->say("：", ":")));
        if (is_grid()) {
            print_grid(page);
        } else {
            print_list(page, lead);
        }
    }
}

bool RuleTable::is_grid() const {
    return dimensions_.size() == 2 && rows_.size() > 2 &&
           std::ranges::all_of(rows_, [&](const ShownRow& shown) {
               return shown.row->span.from <= words_->policy().valid.from &&
                      words_->policy().valid.to <= shown.row->span.to;
           });
}

void RuleTable::print_grid(Page& page) const {
    const Policy& policy = words_->policy();
    const auto size = [&](std::size_t i) {
        return policy.dimensions[dimensions_[i]].values.size();
    };
    const std::size_t down = size(0) >= size(1) ? 0 : 1;
    const std::size_t across = 1 - down;
    const Dimension& rows = policy.dimensions[dimensions_[down]];
    const Dimension& columns = policy.dimensions[dimensions_[across]];
    std::vector<Line> header{
        Line(words_->dimension(rows.id) + " ↓ " + words_->dimension(columns.id) + " →")};
    for (const DimensionValue& value : columns.values) {
        header.emplace_back(words_->value(columns.id, value.id));
    }
    std::vector<std::vector<Line>> lines;
    for (std::size_t r = 0; r < rows.values.size(); ++r) {
        std::vector<Line> line{Line(words_->value(rows.id, rows.values[r].id))};
        for (std::size_t c = 0; c < columns.values.size(); ++c) {
            Spot spot{{0, 0}, policy.valid.from};
            spot.values[down] = r;
            spot.values[across] = c;
            // A row of an overlay goes before the policy's own.
            const ShownRow* found = nullptr;
            for (const ShownRow& shown : rows_) {
                if (matches(*shown.row, policy, dimensions_, spot) &&
                    (found == nullptr || !shown.row->origin.empty())) {
                    found = &shown;
                }
            }
            line.push_back(found == nullptr ? Line("—") : figure(*found, false));
        }
        lines.push_back(std::move(line));
    }
    page.table(std::move(header), std::move(lines));
}

void RuleTable::print_list(Page& page, const std::string& lead) const {
    const Policy& policy = words_->policy();
    const bool dated = std::ranges::any_of(
        rows_, [&](const ShownRow& shown) { return !words_->span(shown.row->span).empty(); });
    std::vector<Line> header;
    header.reserve(dimensions_.size() + 3);
    for (const std::size_t d : dimensions_) {
        header.emplace_back(words_->dimension(policy.dimensions[d].id));
    }
    if (dated) {
        header.emplace_back(words_->say("时间", "time"));
    }
    header.push_back(unit_header(lead));
    header.emplace_back(words_->say("依据", "clause"));
    std::vector<std::vector<Line>> lines;
    for (const ShownRow& shown : rows_) {
        std::vector<Line> line;
        for (const std::size_t d : dimensions_) {
            const std::string& id = policy.dimensions[d].id;
            const auto condition = std::ranges::find(shown.row->when, id, &DimensionIs::dimension);
            line.emplace_back(condition == shown.row->when.end() ? words_->say("任意", "any")
                                                                 : words_->values(*condition));
        }
        if (dated) {
            line.emplace_back(words_->span(shown.row->span));
        }
        line.push_back(figure(shown, false, false));
        line.push_back(Line().clause(clause_of(*shown.row)));
        lines.push_back(std::move(line));
    }
    page.table(std::move(header), std::move(lines));
}

} // namespace reimburse::explain
