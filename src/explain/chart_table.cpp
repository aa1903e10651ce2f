// SPDX-License-Identifier: MIT
#include "explain/chart_table.hpp"

#include "explain/wording.hpp"

#include <algorithm>

namespace reimburse::explain {

namespace {

std::string amount(std::int64_t fen, bool exact) {
    return (exact ? "" : "≈ ") + Wording::bare_amount(Fraction::whole(fen));
}

bool is_point(const ChartStretch& stretch) {
    return stretch.from.bill == stretch.to.bill;
}

} // namespace

Block breakpoint_table(const ChartPanel& panel, Language language) {
    const bool chinese = language == Language::zh;
    const bool named =
        std::ranges::any_of(panel.lines, [](const ChartLine& line) { return !line.label.empty(); });
    Block block;
    block.kind = Block::Kind::table;
    block.header = {chinese ? "账单（元）" : "bill, yuan", chinese ? "支付" : "paid",
                    chinese ? "个人负担" : "patient pays",
                    chinese ? "此后每元支付" : "of each further yuan"};
    if (named) {
        block.header.insert(block.header.begin(), Line());
    }
    for (const ChartLine& line : panel.lines) {
        bool first = true;
        for (const ChartStretch& stretch : line.stretches) {
            const ChartPoint& from = stretch.from;
            const std::string bill = amount(from.bill, from.exact_bill);
            const bool above = !stretch.from_included && !stretch.joined;
            std::vector<Line> row{above ? (chinese ? bill + " 以上" : "above " + bill) : bill,
                                  amount(from.payment, from.exact_payment),
                                  amount(from.patient(), from.exact()),
                                  is_point(stretch) ? "–" : stretch.rate};
            if (named) {
                row.insert(row.begin(), Line(first ? line.label : ""));
            }
            first = false;
            block.rows.push_back(std::move(row));
        }
    }
    return block;
}

std::string line_in_words(const ChartLine& line, Language language) {
    const bool chinese = language == Language::zh;
    std::string text;
    for (const ChartStretch& stretch : line.stretches) {
        if (is_point(stretch)) {
            continue;
        }
        const std::string bill = amount(stretch.from.bill, stretch.from.exact_bill);
        text += text.empty() ? "" : chinese ? "，" : ", ";
        text += chinese ? bill + " 元起每元支付 " + stretch.rate
                        : "from " + bill + " yuan at " + stretch.rate;
    }
    return text;
}

} // namespace reimburse::explain
