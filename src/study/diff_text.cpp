// SPDX-License-Identifier: MIT
#include "study/diff_text.hpp"

#include "reimburse/amount/format.hpp"

#include <array>
#include <string_view>

namespace reimburse::study {

namespace {

std::string amount(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

class DiffText {
  public:
    DiffText(const Plan& a, const Plan& b, const Terms& terms, const Comparison& comparison,
             Language language)
        : plans_{&a, &b}, terms_(terms), result_(comparison), language_(language) {}

    std::string write() {
        head();
        if (result_.differences.empty() && !result_.nothing_shared) {
            line(result_.same() ? say("没有差别：两边对每一种结算支付相同。",
                                      "No difference: both pay the same for every claim.")
                                : say("取整前没有差别。", "No difference before rounding."));
        }
        if (result_.nothing_shared) {
            line(say("没有两边都能结算的情形。", "There is no claim that both could settle."));
        }
        if (result_.later_claims) {
            line(say("有些规则此时支付相同，但对以后的结算可能不同：请用 --accumulators 比较。",
                     "Some rules pay the same here and may not for later claims of the period: "
                     "compare with --accumulators."));
        }
        for (const std::size_t n : result_.rounded_otherwise) {
            line(say("取整方式不同，可差不到一个单位：",
                     "Rounded differently, which may make less than a unit of difference: ") +
                 label(result_.benefits[n]));
        }
        for (std::size_t d = 0; d < result_.differences.size(); ++d) {
            difference(d);
        }
        extreme(result_.gain, say("个人最大受益", "Largest gain of a patient"));
        extreme(result_.loss, say("个人最大受损", "Largest loss of a patient"));
        return std::move(text_);
    }

  private:
    std::string say(std::string_view zh, std::string_view en) const {
        return std::string(language_ == Language::zh ? zh : en);
    }

    bool chinese() const { return language_ == Language::zh; }

    void line(const std::string& line) { text_ += line + "\n"; }

    static const char* letter(std::size_t side) { return side == 0 ? "A" : "B"; }

    std::string days(const DateSpan& span) const {
        const std::string last = Date::from_days(span.to.days() - 1).text();
        return span.from.text() == last ? last : span.from.text() + say(" 至 ", " to ") + last;
    }

    std::string days(const Days& days) const {
        const std::string a = this->days(days.a);
        const std::string b = this->days(days.b);
        return a == b ? a : "A " + a + say("，B ", ", B ") + b;
    }

    std::string joined(const std::vector<Days>& list) const {
        std::string text;
        for (const Days& each : list) {
            text += (text.empty() ? "" : say("、", "; ")) + days(each);
        }
        return text;
    }

    void head() {
        line("A: " + side_text(*plans_[0]));
        line("B: " + side_text(*plans_[1]));
        line(say("比较日期：", "Compared: ") + joined(compared()));
        for (const auto& [span, side] : result_.days_alone) {
            line(say("仅 ", "Only ") + letter(side) + say(" 有效：", " is in force: ") +
                 days(span));
        }
        for (const auto& [name, side] : result_.unshared) {
            line(say("仅 ", "Only ") + letter(side) + say(" 有 ", " has ") + name);
        }
        for (const NamedBenefit& benefit : result_.benefits) {
            if (benefit.side >= 0) {
                line(say("仅 ", "Only ") + letter(static_cast<std::size_t>(benefit.side)) +
                     say(" 有待遇 ", " has the benefit ") + label(benefit));
            }
        }
        line((terms_.accumulators.periods().empty()
                  ? say("年度内仅此一次结算", "A year of one claim")
                  : say("在给定累计之后", "After the accumulators given")) +
             say("，范围外费用 ", ", out of scope ") + amount(terms_.out_of_scope) +
             say("；x 为政策范围内费用（元）。", "; x is the eligible amount in yuan."));
        if (!result_.differences.empty()) {
            line(say("区间和公式为取整前的精确值，B 减 A；取整使其变动不超过 ",
                     "Regions and formulas are exact before rounding, B less A; rounding moves "
                     "them by at most ") +
                 amount(result_.unit) +
                 say("（每项待遇一个单位）。示例按实际结算取整。",
                     " (one unit a benefit). Examples are really settled."));
            line(result_.verified()
                     ? say("每个区间的两端和中间均已用结算程序核对。",
                           "Each region is checked against the settlement at its ends and inside.")
                     : say("未能核对的区间已标出。", "Regions that could not be checked say so."));
        }
    }

    /// Joined where one follows another.
    std::vector<Days> compared() const {
        std::vector<Days> list;
        for (const Days& each : result_.days) {
            if (!list.empty() && list.back().a.to == each.a.from &&
                list.back().b.to == each.b.from) {
                list.back().a.to = each.a.to;
                list.back().b.to = each.b.to;
            } else {
                list.push_back(each);
            }
        }
        return list;
    }

    std::string label(const NamedBenefit& benefit) const {
        const std::string& words = benefit.label.in(language_);
        return chinese() && !words.empty() ? words : benefit.id;
    }

    std::string where(const Box& box) const {
        std::string text;
        for (std::size_t c = 0; c < box.size(); ++c) {
            const Coordinate& coordinate = result_.coordinates[c];
            if (box[c] == result_.hull[c]) {
                continue;
            }
            const bool labelled = chinese() && !coordinate.label.zh.empty();
            text += (text.empty() ? "" : say("；", "; ")) +
                    (labelled ? coordinate.label.zh : coordinate.id) +
                    (coordinate.side < 0
                         ? ""
                         : std::string(" (") + letter(static_cast<std::size_t>(coordinate.side)) +
                               ")") +
                    say("：", ": ");
            bool first = true;
            for (std::size_t v = 0; v < coordinate.values.size(); ++v) {
                if ((box[c] >> v & 1U) != 0) {
                    const bool known = chinese() && !coordinate.labels[v].zh.empty();
                    text += (first ? "" : say("、", ", ")) +
                            (known ? coordinate.labels[v].zh : coordinate.values[v]);
                    first = false;
                }
            }
        }
        return text.empty() ? say("所有结算", "every claim")
                            : text + say("；其余任意", "; anything else: any");
    }

    void difference(std::size_t number) {
        const Difference& difference = result_.differences[number];
        line("");
        for (std::size_t b = 0; b < difference.where.size(); ++b) {
            const std::string mark =
                b == 0 ? std::to_string(number + 1) + ". " : say("   或 ", "   or ");
            line(mark + where(difference.where[b]));
        }
        line(say("   日期：", "   days: ") + joined(difference.when));
        if (difference.kind != DifferenceKind::payments) {
            const bool a = difference.kind == DifferenceKind::refused_a;
            line(std::string("   ") + (a ? "A" : "B") + say(" 拒绝结算，", " refuses, ") +
                 (a ? "B" : "A") + say(" 结算：", " settles: ") +
                 difference.refusal.arguments.front().second + say(" 未规定", " is unspecified") +
                 (difference.refusal.clause.empty() ? "" : " [" + difference.refusal.clause + "]"));
            example(difference, difference.stretches.front());
            return;
        }
        for (const Stretch& each : difference.stretches) {
            stretch(difference, each);
        }
    }

    void stretch(const Difference& difference, const Stretch& stretch) {
        std::string region = "   x ";
        if (stretch.open) {
            region += stretch.first == 0
                          ? say("任意", "of any amount")
                          : say("自 ", "from ") + amount(stretch.first) + say(" 起", " on");
        } else {
            region +=
                amount(stretch.first) +
                (stretch.first == stretch.last ? "" : say(" 至 ", " to ") + amount(stretch.last));
        }
        std::string formulas;
        for (std::size_t n = 0; n < stretch.change.size(); ++n) {
            const PiecewiseLinear::Line& change = stretch.change[n];
            if (change.slope != 0 || change.intercept != 0) {
                formulas += (formulas.empty() ? "" : say("，", ", ")) + label(result_.benefits[n]) +
                            " " + formula(change);
            }
        }
        line(region + say("：", ": ") + formulas + say("；个人负担 ", "; the patient pays ") +
             formula(stretch.patient) +
             (stretch.verified ? "" : say("（未核对）", " (not checked)")));
        example(difference, stretch);
    }

    /// "+0.05 x - 25.00" or "+25.00"
    static std::string formula(const PiecewiseLinear::Line& line) {
        const auto signed_text = [](const Rational& value, const std::string& digits, bool spaced) {
            return std::string(value < 0 ? (spaced ? " - " : "-") : (spaced ? " + " : "+")) +
                   digits;
        };
        if (line.slope == 0) {
            return signed_text(line.intercept, yuan_text(abs(line.intercept)), false);
        }
        const std::string sloped =
            signed_text(line.slope, number_text(abs(line.slope)) + " x", false);
        return line.intercept == 0
                   ? sloped
                   : sloped + signed_text(line.intercept, yuan_text(abs(line.intercept)), true);
    }

    void example(const Difference& difference, const Stretch& stretch) {
        const Example& example = stretch.example;
        std::string text = say("     例 x = ", "     as x = ") + amount(example.eligible);
        for (std::size_t s = 0; s < 2; ++s) {
            const bool refuses =
                difference.kind == (s == 0 ? DifferenceKind::refused_a : DifferenceKind::refused_b);
            text += say("；", "; ") + letter(s) + ": " +
                    (refuses ? say("拒绝", "refused") : settled(example, s));
        }
        line(text);
    }

    std::string settled(const Example& example, std::size_t side) const {
        const auto& payments = side == 0 ? example.payments_a : example.payments_b;
        std::string text;
        for (std::size_t n = 0; n < payments.size(); ++n) {
            if (example.payments_a[n] != 0 || example.payments_b[n] != 0) {
                text += label(result_.benefits[n]) + " " + amount(payments[n]) + say("，", ", ");
            }
        }
        return text + say("个人 ", "patient ") +
               amount(side == 0 ? example.patient_a : example.patient_b);
    }

    void extreme(const std::optional<Extreme>& extreme, const std::string& what) {
        if (!extreme) {
            return;
        }
        const Difference& difference = result_.differences[extreme->difference];
        const Example& example = difference.stretches[extreme->stretch].example;
        line("");
        std::string text = what + say("：", ": ");
        if (extreme->unbounded) {
            text += say("随费用增长，没有上限；例：", "grows with the amount without bound; as ");
        }
        const std::int64_t change = example.patient_b - example.patient_a;
        line(text + amount(change < 0 ? -change : change) + say("，见第 ", ", in ") +
             std::to_string(extreme->difference + 1) + say(" 条", ""));
        std::string claim;
        for (const auto& [field, value] : difference.claim) {
            claim += field + "=" + value + ", ";
        }
        claim += "date=" + difference.day_a.text() +
                 (difference.day_a == difference.day_b ? "" : "/" + difference.day_b.text());
        line("   " + claim + ", total=" + amount(extreme->at + terms_.out_of_scope) +
             ", eligible=" + amount(extreme->at));
    }

    std::array<const Plan*, 2> plans_;
    const Terms& terms_;
    const Comparison& result_;
    Language language_;
    std::string text_;
};

/// The shortest decimal with at least `decimals` places, or a fraction.
std::string exact_text(const Rational& value, std::size_t decimals) {
    const Integer rest = denominator(value);
    Integer scale = 1;
    std::size_t places = 0;
    while (places < 18 && (places < decimals || scale % rest != 0)) {
        scale *= 10;
        ++places;
    }
    if (scale % rest != 0) {
        return value.str();
    }
    const Rational scaled = abs(value) * Rational(scale);
    std::string digits = numerator(scaled).str();
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    if (places > 0) {
        digits.insert(digits.size() - places, ".");
    }
    return (value < 0 ? "-" : "") + digits;
}

} // namespace

std::string yuan_text(const Rational& fen) {
    return exact_text(fen / 100, 2);
}

std::string number_text(const Rational& value) {
    return exact_text(value, 0);
}

std::string side_text(const Plan& plan) {
    std::string text = plan.policy.id;
    for (const std::string& overlay : plan.policy.overlays) {
        text += " + " + overlay;
    }
    for (const Reading& reading : plan.policy.readings) {
        const std::string& chosen = plan.selection.at(reading.id);
        if (chosen != reading.values.front().id) {
            text += ", " + reading.id + "=" + chosen;
        }
    }
    return text;
}

std::string diff_text(const Plan& a, const Plan& b, const Terms& terms,
                      const Comparison& comparison, Language language) {
    return DiffText(a, b, terms, comparison, language).write();
}

} // namespace reimburse::study
