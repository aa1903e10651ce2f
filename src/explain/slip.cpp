// SPDX-License-Identifier: MIT
#include "explain/slip.hpp"

#include "explain/capital.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/explain/room_cite.hpp"

#include <array>
#include <limits>

namespace reimburse::explain {

namespace {

constexpr std::size_t width = 76;

struct Words {
    std::string_view title, claim, patient, facility, date, policy, readings, total, eligible,
        out_of_scope, payments, base, deductible, waived, standard, segment, uplift, entitled,
        cumulative, cap, pays, fund_total, account, patient_pays, capitals, why, ratio, target, met,
        shortfall, notes, yes, no, overlay;
    std::array<std::string_view, reason_count> reasons;
    std::array<std::string_view, 4> payers;
};

constexpr Words chinese{"医疗费用结算单",
                        "结算号",
                        "患者",
                        "医疗机构",
                        "结算日期",
                        "政策",
                        "解读",
                        "总费用",
                        "政策范围内费用",
                        "范围外费用",
                        "待遇支付",
                        "计算基数",
                        "起付线",
                        "（免除）",
                        "公布标准",
                        "报销",
                        "其中倾斜提高",
                        "应付",
                        "本年累计应付",
                        "超过封顶线不付",
                        "支付",
                        "支付合计",
                        "个人账户支付",
                        "个人负担",
                        "大写",
                        "个人负担的构成",
                        "实际报销比例",
                        "目标",
                        "已达到",
                        "差额",
                        "说明",
                        "是",
                        "否",
                        "补充表",
                        {"按比例自付", "超封顶线", "起付线", "未纳入报销", "政策范围外"},
                        {"基金", "医院", "单位", "个人账户"}};

constexpr Words english{"Medical bill settlement",
                        "claim",
                        "patient",
                        "facility",
                        "settled on",
                        "policy",
                        "readings",
                        "total",
                        "eligible",
                        "out of scope",
                        "payments",
                        "base",
                        "deductible",
                        "(waived)",
                        "published",
                        "segment",
                        "of which uplift",
                        "entitlement",
                        "entitlement of the year",
                        "cut by the cap",
                        "pays",
                        "all payments",
                        "from the account",
                        "patient pays",
                        "in words",
                        "what the patient pays, and why",
                        "actual ratio",
                        "target",
                        "met",
                        "short by",
                        "notes",
                        "yes",
                        "no",
                        "overlay",
                        {"co-payment", "over the cap", "deductible", "not covered", "out of scope"},
                        {"fund", "hospital", "employer", "account"}};

std::string percent(std::int64_t numerator, std::int64_t denominator) {
    const auto share = Fraction::of(numerator, denominator);
    const auto hundredfold = multiply(*share, Fraction::whole(100));
    return hundredfold ? format_fraction(*hundredfold) + "%" : format_fraction(*share);
}

class Slip {
  public:
    Slip(const Plan& plan, const Answer& answer, const AnswerFrame& frame)
        : plan_(plan), answer_(answer), settlement_(answer.settlement), frame_(frame),
          words_(frame.language == Language::zh ? chinese : english) {}

    std::string write() {
        head();
        bill();
        rule('-');
        for (std::size_t b = 0; b < plan_.benefits.size(); ++b) {
            if (settlement_.benefits[b].applies) {
                benefit(b);
            }
        }
        sums();
        rule('-');
        patient();
        goals();
        notes();
        rule('=');
        return std::move(text_);
    }

  private:
    void line(std::string_view words) { (text_ += words) += '\n'; }

    void rule(char mark) { line(std::string(width, mark)); }

    /// Words at the left, an amount at the right edge.
    void entry(std::string_view left, Money amount, std::string_view clause = {}) {
        std::string words(left);
        if (!clause.empty()) {
            words += "  [" + std::string(clause) + "]";
        }
        const std::string right = grouped(amount);
        const std::size_t used = display_width(words);
        const std::size_t taken = used + right.size();
        words.append(taken < width ? width - taken : 1, ' ');
        line(words + right);
    }

    void head() {
        rule('=');
        const std::size_t used = display_width(words_.title);
        line(std::string((width - used) / 2, ' ') + std::string(words_.title));
        rule('=');
        fact(words_.claim, frame_.claim_id);
        for (const auto& [name, value] : frame_.carried) {
            if (name == "patient_name" || name == "person_name") {
                fact(words_.patient, value);
            } else if (name == "facility_name") {
                fact(words_.facility, value);
            }
        }
        fact(words_.date, answer_.decided.text());
        fact(words_.policy, plan_.policy.title.in(frame_.language) + " (" + plan_.policy.id + ")");
        for (const std::string& overlay : plan_.policy.overlays) {
            fact(words_.overlay, overlay);
        }
        std::string readings;
        for (const Reading& reading : plan_.policy.readings) {
            const std::string& chosen = plan_.selection.at(reading.id);
            if (chosen != reading.values.front().id) {
                readings += (readings.empty() ? "" : ", ") + reading.id + "=" + chosen;
            }
        }
        if (!readings.empty()) {
            fact(words_.readings, readings);
        }
        rule('-');
    }

    void fact(std::string_view name, std::string_view value) {
        line(std::string(name) + ": " + std::string(value));
    }

    void bill() {
        entry(words_.total, settlement_.total);
        entry("  " + std::string(words_.eligible), settlement_.eligible);
        entry("  " + std::string(words_.out_of_scope), settlement_.total - settlement_.eligible);
    }

    void benefit(std::size_t number) {
        const Benefit& benefit = plan_.benefits[number];
        const BenefitResult& result = settlement_.benefits[number];
        const BenefitStep& step = plan_.steps[result.step];
        line(benefit.label.in(frame_.language) + " (" +
             std::string(words_.payers[static_cast<std::size_t>(benefit.payer)]) + ")" +
             (benefit.origin.empty() ? "" : "  ◆ " + benefit.origin));
        entry("  " + std::string(words_.base), result.base, benefit.clause);
        if (step.kind == BenefitKind::scheduled) {
            deductible(step, result);
            for (const SegmentResult& part : result.segments) {
                segment(step, part);
            }
        }
        if (result.uplift > Money{}) {
            entry("  " + std::string(words_.uplift), result.uplift);
        }
        const bool by_year = step.rounding.place == RoundingPlace::year && step.axis_slot >= 0 &&
                             step.kind == BenefitKind::scheduled;
        if (by_year && result.axis_before > Money{}) {
            line("  " + std::string(words_.cumulative) + ": " + grouped(result.entitled_after) +
                 " - " + grouped(result.entitled_before) + " = " +
                 grouped(result.entitled_after - result.entitled_before));
        }
        if (result.over_cap > Money{}) {
            entry("  " + std::string(words_.cap), result.over_cap,
                  clause_of(plan_, step.benefit, result, Reason::over_cap));
        }
        entry("  " + std::string(words_.pays), result.payment);
    }

    void deductible(const BenefitStep& step, const BenefitResult& result) {
        const RoomCite* known = deductible_cite(plan_, result);
        if (known == nullptr) {
            return;
        }
        const Cite& cite = plan_.cites[known->cite];
        std::string words = "  " + std::string(words_.deductible);
        if (known->published >= 0 && !cite.uplift.empty()) {
            words += " (" + std::string(words_.standard) + " " +
                     grouped(Money::from_fen(known->published)) + ", " +
                     uplift_label(step.benefit, cite.uplift) + ")";
        }
        entry(words, result.deductible, cite.clause);
    }

    void segment(const BenefitStep& step, const SegmentResult& part) {
        const Cite& cite = plan_.cites[plan_.segments[part.segment].cite];
        std::string words =
            "  " + std::string(words_.segment) + " " + percent(part.rate, step.denominator);
        if (part.rate != part.plain_rate) {
            words += " (" + percent(part.plain_rate, step.denominator) + ", " +
                     uplift_label(step.benefit, cite.uplift) + ")";
        }
        if (!cite.origin.empty()) {
            words += " ◆ " + cite.origin;
        }
        entry(words, part.amount, cite.clause);
    }

    std::string uplift_label(std::size_t benefit, std::string_view ids) const {
        std::string label;
        for (const Uplift& uplift : plan_.benefits[benefit].uplifts) {
            if (("+" + std::string(ids) + "+").find("+" + uplift.id + "+") != std::string::npos) {
                const std::string& words = uplift.label.in(frame_.language);
                label += (label.empty() ? "" : ", ") + (words.empty() ? uplift.id : words);
            }
        }
        return label;
    }

    void sums() {
        rule('-');
        entry(words_.fund_total, settlement_.fund_total);
        if (settlement_.account_pays > Money{}) {
            entry(words_.account, settlement_.account_pays);
        }
        entry(words_.patient_pays, settlement_.patient_pays);
        line("  " + std::string(words_.capitals) + ": " + capital_amount(settlement_.patient_pays));
    }

    void patient() {
        line(words_.why);
        for (const PatientPart& part : settlement_.parts) {
            std::string words =
                "  " + std::string(words_.reasons[static_cast<std::size_t>(part.reason)]);
            std::string clause;
            if (part.benefit >= 0) {
                const auto number = static_cast<std::size_t>(part.benefit);
                words += " — " + plan_.benefits[number].label.in(frame_.language);
                clause = clause_of(plan_, number, settlement_.benefits[number], part.reason);
            }
            entry(words, part.amount, clause);
        }
        if (settlement_.account_pays > Money{}) {
            entry("  " + std::string(words_.account), settlement_.account_pays);
        }
    }

    void goals() {
        if (settlement_.actual_ratio_e4) {
            line(std::string(words_.ratio) + ": " + percent(*settlement_.actual_ratio_e4, 10'000));
        }
        for (const TargetResult& result : settlement_.targets) {
            const Target& target = plan_.policy.targets[result.target];
            std::string words = std::string(words_.target) + " " +
                                target.label.in(frame_.language) + " " +
                                percent(target.ratio.num(), target.ratio.den()) + ": ";
            words += result.shortfall == Money{}
                         ? std::string(words_.met)
                         : std::string(words_.shortfall) + " " + grouped(result.shortfall);
            line(words + "  [" + target.clause + "]");
        }
        for (std::size_t s = 0; s < plan_.policy.statements.size(); ++s) {
            const Statement& statement = plan_.policy.statements[s];
            const bool yes = (settlement_.row->statements >> s & 1U) != 0;
            line(statement.label.in(frame_.language) + ": " +
                 std::string(yes ? words_.yes : words_.no) + "  [" + statement.clause + "]");
        }
    }

    void notes() {
        if (answer_.notes.empty()) {
            return;
        }
        rule('-');
        line(words_.notes);
        for (const Note& note : answer_.notes) {
            std::string words = "  - ";
            if (note.benefit >= 0) {
                words += plan_.benefits[static_cast<std::size_t>(note.benefit)].label.in(
                             frame_.language) +
                         ": ";
            }
            words += note.text.in(frame_.language);
            line(note.clause.empty() ? words : words + "  [" + note.clause + "]");
        }
    }

    const Plan& plan_;
    const Answer& answer_;
    const Settlement& settlement_;
    const AnswerFrame& frame_;
    const Words& words_;
    std::string text_;
};

} // namespace

std::string grouped(Money amount) {
    std::string text = format_amount(amount);
    const std::size_t first = text.front() == '-' ? 1 : 0;
    for (std::size_t at = text.size() - 3; at > first + 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

std::size_t display_width(std::string_view text) {
    std::size_t columns = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte & 0xC0U) != 0x80U) { // the first byte of a character
            columns += byte >= 0xE3U && byte < 0xF0U ? 2 : 1;
        }
    }
    return columns;
}

std::string slip(const Plan& plan, const Answer& answer, const AnswerFrame& frame) {
    return Slip(plan, answer, frame).write();
}

} // namespace reimburse::explain
