// SPDX-License-Identifier: MIT
#include "explain/wording.hpp"

#include "reimburse/amount/format.hpp"

#include <algorithm>
#include <limits>

namespace reimburse::explain {

namespace {

/// "1234567" as "1,234,567"; a sign stays in front.
std::string grouped(std::string digits) {
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t at = point; at > first + 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

template <class Range>
const typename Range::value_type* find(const Range& range, const std::string& id) {
    for (const auto& element : range) {
        if (element.id == id) {
            return &element;
        }
    }
    return nullptr;
}

} // namespace

Wording::Wording(const Policy& policy, Selection selection, Language language)
    : policy_(policy), selection_(std::move(selection)), language_(language) {
    for (const Reading& reading : policy.readings) {
        if (!reading.values.empty()) {
            selection_.try_emplace(reading.id, reading.values.front().id);
        }
    }
}

std::string Wording::say(std::string_view zh, std::string_view en) const {
    return std::string(language_ == Language::zh ? zh : en);
}

std::string Wording::lead(std::string_view zh, std::string_view en) const {
    return say(zh, en) + say("：", ": ");
}

std::string Wording::label(const Text& text, const std::string& id) const {
    const std::string& wording = text.in(language_);
    return wording.empty() ? id : wording;
}

std::string Wording::dimension(const std::string& id) const {
    const Dimension* found = find(policy_.dimensions, id);
    return found == nullptr ? id : label(found->label, id);
}

std::string Wording::value(const std::string& dimension, const std::string& id) const {
    const Dimension* owner = find(policy_.dimensions, dimension);
    const DimensionValue* found = owner == nullptr ? nullptr : find(owner->values, id);
    return found == nullptr ? id : label(found->label, id);
}

std::string Wording::values(const DimensionIs& condition) const {
    std::string text;
    for (std::size_t i = 0; i < condition.values.size(); ++i) {
        const bool last = i + 1 == condition.values.size();
        text += i == 0 ? "" : last ? say("或", " or ") : say("、", ", ");
        text += value(condition.dimension, condition.values[i]);
    }
    return text;
}

std::string Wording::condition(const When& when) const {
    std::string text;
    for (const DimensionIs& part : when) {
        text += text.empty() ? "" : say("；", "; ");
        text += dimension(part.dimension) + say("为", " is ") + values(part);
    }
    return text;
}

std::string Wording::span(const DateSpan& span) const {
    const std::string from = span.from.text();
    const bool starts = span.from != Date::first();
    if (span.to == Date::last_open()) {
        return starts ? say("自 " + from + " 起", "from " + from) : "";
    }
    const std::string last = Date::from_days(span.to.days() - 1).text();
    return starts ? say(from + " 至 " + last, from + " to " + last)
                  : say("至 " + last + " 止", "until " + last);
}

std::string Wording::readings(const Only& only) const {
    std::string text;
    for (const ReadingIs& condition : only) {
        text += (text.empty() ? "" : ", ") + condition.reading + "=";
        for (std::size_t i = 0; i < condition.values.size(); ++i) {
            text += (i == 0 ? "" : "/") + condition.values[i];
        }
    }
    return text;
}

std::string Wording::reading_note(const Only& only) const {
    const std::string text = readings(only);
    return text.empty() ? "" : say("（解读 " + text + "）", " (reading " + text + ")");
}

std::string Wording::bare_amount(const Fraction& fen) {
    if (fen.den() != 1) {
        const auto yuan = divide(fen, Fraction::whole(100));
        return yuan ? format_fraction(*yuan) : format_fraction(fen) + "/100";
    }
    std::string text = format_amount(Money::from_fen(fen.num()));
    if (text.ends_with(".00")) {
        text.resize(text.size() - 3);
    }
    return grouped(std::move(text));
}

std::string Wording::amount(const Fraction& fen) const {
    return bare_amount(fen) + say(" 元", " yuan");
}

std::string Wording::percent(const Fraction& share) {
    const auto hundredfold = multiply(share, Fraction::whole(100));
    const std::string text = hundredfold ? format_fraction(*hundredfold) : "/";
    return text.find('/') == std::string::npos ? text + "%" : format_fraction(share);
}

std::string Wording::cell(const Cell& cell, bool is_rate, bool with_unit) const {
    switch (cell.kind) {
    case Cell::Kind::value: {
        const std::string value = is_rate     ? percent(cell.value)
                                  : with_unit ? amount(cell.value)
                                              : bare_amount(cell.value);
        return cell.slope ? value + slope(*cell.slope, is_rate) : value;
    }
    case Cell::Kind::unlimited:
        return say("不限", "no limit");
    case Cell::Kind::unspecified:
        return say("未规定", "unspecified") +
               (cell.note.in(language_).empty()
                    ? ""
                    : say("（", " (") + cell.note.in(language_) + say("）", ")"));
    case Cell::Kind::of_index: {
        const Index* index = find(policy_.indices, cell.index);
        return (index == nullptr ? cell.index : label(index->label, index->id)) + " × " +
               percent(cell.value) + say("，", ", ") + rounding(cell.rounding);
    }
    }
    return {};
}

std::string Wording::slope(const Slope& slope, bool is_rate) const {
    const Measure* counted = find(policy_.measures, slope.measure);
    const bool counts = counted != nullptr && counted->is_count;
    const auto number = [&](const Fraction& value) {
        return is_rate ? percent(value) : amount(value);
    };
    std::string text = " + ";
    if (is_rate || !counts) {
        text += percent(slope.each);
    } else {
        text += format_fraction(slope.each) + say(" 元", " yuan");
    }
    text += " × " + measure(slope.measure);
    if (slope.every != 1) {
        const std::string every = std::to_string(slope.every);
        text += say("（每满 " + every + "）", " (each full " + every + ")");
    }
    if (slope.at_least) {
        text += say("，不低于 ", ", at least ") + number(*slope.at_least);
    }
    if (slope.at_most) {
        text += say("，不高于 ", ", at most ") + number(*slope.at_most);
    }
    return slope.rounding ? text + say("，", ", ") + rounding(*slope.rounding) : text;
}

std::string Wording::benefit(const std::string& id) const {
    const Benefit* found = find(policy_.benefits, id);
    return found == nullptr ? id : label(found->label, id);
}

std::string Wording::accumulator(const std::string& id) const {
    const Accumulator* found = find(policy_.accumulators, id);
    return found == nullptr ? id : label(found->label, id);
}

std::string Wording::measure(const std::string& id) const {
    if (id == "total") {
        return say("总费用", "total");
    }
    if (id == "eligible") {
        return say("政策范围内费用", "eligible cost");
    }
    if (id == "out_of_scope") {
        return say("政策范围外费用", "out-of-scope cost");
    }
    const Measure* found = find(policy_.measures, id);
    return found == nullptr ? id : label(found->label, id);
}

std::string Wording::sum(const std::vector<BaseTerm>& terms) const {
    std::string text;
    for (const BaseTerm& term : terms) {
        if (!holds(term.only, selection_)) {
            continue;
        }
        const bool negative = term.weight.num() < 0;
        const auto size =
            negative ? multiply(term.weight, Fraction::whole(-1)) : std::optional(term.weight);
        text += text.empty() ? (negative ? "−" : "") : (negative ? " − " : " + ");
        if (term.weights) {
            text += say("权重", "weight") + " × ";
        } else if (size && *size != Fraction::whole(1)) {
            text += percent(*size) + " × ";
        }
        text += !term.measure.empty() ? measure(term.measure)
                                      : say(benefit(term.benefit) + "的" + part(term.part),
                                            part(term.part) + " of " + benefit(term.benefit));
    }
    return text;
}

std::string Wording::payer(Payer payer) const {
    switch (payer) {
    case Payer::fund:
        return say("基金", "fund");
    case Payer::hospital:
        return say("医院", "hospital");
    case Payer::employer:
        return say("单位", "employer");
    case Payer::account:
        return say("个人账户", "personal account");
    }
    return {};
}

std::string Wording::part(Part part) const {
    switch (part) {
    case Part::base:
        return say("计算基数", "base");
    case Part::deductible:
        return say("起付线部分", "deductible");
    case Part::payment:
        return say("支付额", "payment");
    case Part::left:
        return say("未付余额", "what is left");
    case Part::covered:
        return say("已计入基数", "covered base");
    case Part::laid:
        return say("累计计入额", "amount laid on the axis");
    }
    return {};
}

std::string Wording::period(Period period) const {
    switch (period) {
    case Period::year:
        return say("年度", "year");
    case Period::quarter:
        return say("季度", "quarter");
    case Period::month:
        return say("月", "month");
    case Period::day:
        return say("日", "day");
    case Period::stay:
        return say("一次住院", "stay");
    case Period::ever:
        return say("终身", "ever");
    }
    return {};
}

std::string Wording::tests(const Derivation& line) const {
    std::string text = condition(line.when);
    for (const Test& one : line.tests) {
        text += (text.empty() ? "" : say("；", "; ")) + test(one);
    }
    return text;
}

std::string Wording::test(const Test& test) const {
    switch (test.kind) {
    case Test::Kind::equal:
        return say(test.field + " 与 " + test.other + " 相同",
                   test.field + " equals " + test.other);
    case Test::Kind::in_list: {
        const NamedList* list = find(policy_.lists, test.other);
        const std::string name = list == nullptr ? test.other : label(list->label, list->id);
        return say(test.field + " 在名单“" + name + "”内", test.field + " is in the list " + name);
    }
    case Test::Kind::absent:
        return say(test.field + " 未填", test.field + " is not given");
    case Test::Kind::present:
        return say(test.field + " 已填", test.field + " is given");
    case Test::Kind::between:
        break;
    }
    const Accumulator* sum = find(policy_.accumulators, test.field);
    const std::string name = sum == nullptr ? measure(test.field) : label(sum->label, sum->id);
    const std::string least = std::to_string(test.at_least);
    if (test.at_most == std::numeric_limits<std::int64_t>::max()) {
        return say(name + " 不少于 " + least, name + " at least " + least);
    }
    const std::string most = std::to_string(test.at_most);
    return say(name + " 为 " + least + " 至 " + most, name + " from " + least + " to " + most);
}

} // namespace reimburse::explain
