// SPDX-License-Identifier: MIT
#include "explain/sheet.hpp"

#include "explain/capital.hpp"
#include "explain/slip.hpp"
#include "reimburse/amount/format.hpp"

#include <algorithm>

namespace reimburse::explain {

namespace {

using detail::Wide;

constexpr std::size_t width = 76;

class Figures {
  public:
    Figures(const Sheet& sheet, const Plan& plan, const Answer& answer)
        : sheet_(sheet), plan_(plan), answer_(answer), settlement_(answer.settlement) {}

    std::vector<SheetFigure> run() {
        figures_.reserve(sheet_.lines.size());
        for (const SheetLine& line : sheet_.lines) {
            const std::optional<std::int64_t> sum = sum_of(line.of);
            SheetFigure figure;
            if (line.over.empty()) {
                figure.amount = sum ? std::optional(Money::from_fen(*sum)) : std::nullopt;
            } else if (const auto over = sum_of(line.over); sum && over && *over > 0) {
                figure.ratio_e4 = detail::narrow(detail::divide_rounded<Wide>(
                    Wide{*sum} * 10'000, *over, RoundingMode::half_up));
            }
            figures_.push_back(figure);
        }
        return std::move(figures_);
    }

  private:
    /// None where it leaves int64.
    std::optional<std::int64_t> sum_of(const std::vector<SheetTerm>& terms) const {
        std::int64_t sum = 0;
        for (const SheetTerm& term : terms) {
            const std::optional<std::int64_t> amount = amount_of(term);
            const auto more = amount ? detail::narrow(Wide{term.weight} * *amount) : std::nullopt;
            if (!more || __builtin_add_overflow(sum, *more, &sum)) {
                return std::nullopt;
            }
        }
        return sum;
    }

    std::optional<std::int64_t> amount_of(const SheetTerm& term) const {
        switch (term.kind) {
        case SheetTerm::Kind::measure:
            return measure(term.name);
        case SheetTerm::Kind::part:
            return part(term);
        case SheetTerm::Kind::reason:
            return reason(term);
        case SheetTerm::Kind::accumulator:
            return accumulated(term);
        case SheetTerm::Kind::line:
            break;
        }
        const auto line = std::ranges::find(sheet_.lines, term.name, &SheetLine::id);
        const auto number = static_cast<std::size_t>(line - sheet_.lines.begin());
        if (number >= figures_.size() || !figures_[number].amount) {
            return std::nullopt;
        }
        return figures_[number].amount->fen();
    }

    std::int64_t measure(std::string_view name) const {
        if (name == "patient_pays") {
            return settlement_.patient_pays.fen();
        }
        if (name == "fund_total") {
            return settlement_.fund_total.fen();
        }
        if (name == "account_pays") {
            return settlement_.account_pays.fen();
        }
        if (name == "out_of_scope") {
            return (settlement_.total - settlement_.eligible).fen();
        }
        const auto field = Claim::field(plan_, name);
        const std::size_t number = field ? plan_.fields[*field].measure : 0U;
        return field && number < answer_.measures.size() ? answer_.measures[number] : 0;
    }

    /// Place in the order of settlement.
    std::optional<std::size_t> benefit(std::string_view id) const {
        const auto found = std::ranges::find(plan_.benefits, id, &Benefit::id);
        return found == plan_.benefits.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - plan_.benefits.begin()));
    }

    std::int64_t part(const SheetTerm& term) const {
        const auto number = benefit(term.name);
        if (!number) {
            return 0;
        }
        const BenefitResult& result = settlement_.benefits[*number];
        switch (term.part) {
        case Part::base:
            return result.base.fen();
        case Part::deductible:
            return result.deductible.fen();
        case Part::payment:
            return result.payment.fen();
        case Part::left:
            return (result.base - result.payment).fen();
        case Part::laid:
            return (result.axis_after - result.axis_before).fen();
        case Part::covered:
            break;
        }
        return 0; // the reader lets no line take a part that is a fraction
    }

    std::int64_t reason(const SheetTerm& term) const {
        const auto number = benefit(term.benefit);
        Money sum;
        for (const PatientPart& each : settlement_.parts) {
            const bool is_of = term.benefit.empty() ||
                               (number && each.benefit == static_cast<std::int32_t>(*number));
            if (is_of && name_of(each.reason) == term.name) {
                sum += each.amount;
            }
        }
        return sum.fen();
    }

    std::int64_t accumulated(const SheetTerm& term) const {
        const auto& slots = term.before ? answer_.before : answer_.after;
        const auto found = std::ranges::find(plan_.accumulators, term.name, &Accumulator::id);
        const auto slot = static_cast<std::size_t>(found - plan_.accumulators.begin());
        return slot < slots.size() ? slots[slot] : 0;
    }

    const Sheet& sheet_;
    const Plan& plan_;
    const Answer& answer_;
    const Settlement& settlement_;
    std::vector<SheetFigure> figures_;
};

/// "87.50%"
std::string percent(std::int64_t e4) {
    return format_amount(Money::from_fen(e4)) + "%";
}

std::string printed(const SheetFigure& figure) {
    if (figure.ratio_e4) {
        return percent(*figure.ratio_e4);
    }
    return figure.amount ? grouped(*figure.amount) : "—";
}

} // namespace

std::vector<SheetFigure> figures_of(const Sheet& sheet, const Plan& plan, const Answer& answer) {
    return Figures(sheet, plan, answer).run();
}

std::string text_of(const SheetFigure& figure) {
    if (!figure.ratio_e4) {
        return figure.amount ? format_amount(*figure.amount) : std::string();
    }
    const auto digits = detail::magnitude(*figure.ratio_e4);
    std::string text = std::to_string(digits);
    text.insert(0, text.size() < 5 ? 5 - text.size() : 0, '0');
    text.insert(text.size() - 4, ".");
    return *figure.ratio_e4 < 0 ? "-" + text : text;
}

std::string sheet_text(const Sheet& sheet, const Plan& plan, const Answer& answer,
                       const AnswerFrame& frame) {
    const std::vector<SheetFigure> figures = figures_of(sheet, plan, answer);
    const bool chinese = frame.language == Language::zh;
    std::string text;
    const auto line = [&](const std::string& words) {
        (text += words) += '\n';
    };
    const std::string& title = sheet.label.in(frame.language);
    const std::size_t used = display_width(title);
    line(std::string(width, '='));
    line(std::string(used < width ? (width - used) / 2 : 0, ' ') + title);
    line(std::string(width, '='));
    line((chinese ? "结算号: " : "claim: ") + frame.claim_id);
    line((chinese ? "结算日期: " : "settled on: ") + answer.decided.text());
    line((chinese ? "政策: " : "policy: ") + plan.policy.title.in(frame.language) + " (" +
         plan.policy.id + ")");
    const std::string* section = nullptr;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const SheetLine& each = sheet.lines[i];
        if (each.hide_zero && (figures[i].amount == Money{} || figures[i].ratio_e4 == 0)) {
            continue;
        }
        if (section == nullptr || *section != each.section) {
            line(std::string(width, '-'));
        }
        section = &each.section;
        std::string left = each.label.in(frame.language);
        left += each.code.empty() ? "" : " " + each.code;
        const std::string right = printed(figures[i]);
        const std::size_t taken = display_width(left) + display_width(right);
        line(left.append(taken < width ? width - taken : 1, ' ') + right);
        if (each.words && figures[i].amount) {
            line((chinese ? "  大写: " : "  in words: ") + capital_amount(*figures[i].amount));
        }
    }
    line(std::string(width, '='));
    return text;
}

} // namespace reimburse::explain
