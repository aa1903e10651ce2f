// SPDX-License-Identifier: MIT
#include "audit/report/context.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace reimburse::audit {

namespace {

/// What the patient bears, in the order of Reason.
constexpr std::array<std::pair<std::string_view, std::string_view>, reason_count> reason_words{{
    {"按比例自付", "co-payment"},
    {"超封顶线", "over the cap"},
    {"起付线", "deductible"},
    {"未纳入报销", "not covered"},
    {"政策范围外", "out of scope"},
}};

using Amount = std::optional<std::int64_t>;

std::string percent(const std::string& rate) {
    const std::size_t slash = rate.find('/');
    std::optional<Fraction> share;
    if (slash == std::string::npos) {
        std::int64_t number = 0;
        std::int64_t unit = 1;
        bool behind = false;
        for (const char c : rate) {
            if (c == '.') {
                behind = true;
            } else {
                number = number * 10 + (c - '0');
                unit *= behind ? 10 : 1;
            }
        }
        share = Fraction::of(number, unit);
    }
    return share ? explain::Wording::percent(*share) : rate;
}

/// Two settlements of one claim as one table.
class Accounts {
  public:
    Accounts(std::string& out, const ReportContext& context, const Account& expected,
             const Account* paid)
        : out_(out), context_(context), expected_(expected), paid_(paid) {}

    void print(const Finding& finding) {
        out_ += "<div class=\"scroll\"><table class=\"accounts\"><thead><tr><th></th><th "
                "class=\"n\">" +
                context_.say("按规则", "by the rules") + "</th><th class=\"n\">" +
                (paid_ != nullptr ? context_.say("如所付", "as paid")
                                  : context_.say("所付金额", "amounts paid")) +
                "</th></tr></thead>\n<tbody>\n";
        line(context_.say("总费用", "total"), expected_.total, of(&Account::total));
        line(context_.say("政策范围内费用", "eligible"), expected_.eligible,
             of(&Account::eligible));
        for (const std::string& benefit : benefits()) {
            print_benefit(benefit);
        }
        out_ += "</tbody>\n<tbody>\n";
        heading(context_.say("合计", "in all"), "");
        line(context_.say("待遇支付合计", "all payments"), expected_.fund_total,
             of(&Account::fund_total));
        if (expected_.account_pays != 0 || (paid_ != nullptr && paid_->account_pays != 0)) {
            line(context_.say("个人账户支付", "from the account"), expected_.account_pays,
                 of(&Account::account_pays));
        }
        reasons();
        recorded(finding);
        out_ += "</tbody></table></div>\n";
    }

  private:
    Amount of(std::int64_t Account::*part) const {
        return paid_ != nullptr ? Amount(paid_->*part) : std::nullopt;
    }

    static const AccountBenefit* find(const Account* account, const std::string& id) {
        if (account == nullptr) {
            return nullptr;
        }
        const auto found = std::ranges::find(account->benefits, id, &AccountBenefit::benefit);
        return found == account->benefits.end() ? nullptr : &*found;
    }

    /// Of both settlements, in order.
    std::vector<std::string> benefits() const {
        std::vector<std::string> ids;
        for (const AccountBenefit& benefit : expected_.benefits) {
            ids.push_back(benefit.benefit);
        }
        if (paid_ != nullptr) {
            for (const AccountBenefit& benefit : paid_->benefits) {
                if (std::ranges::find(ids, benefit.benefit) == ids.end()) {
                    ids.push_back(benefit.benefit);
                }
            }
        }
        return ids;
    }

    void heading(const std::string& words, const std::string& clause) {
        out_ += "<tr class=\"head\"><th colspan=\"3\" scope=\"rowgroup\">" +
                explain::escaped_html(words) + cite(clause) + "</th></tr>\n";
    }

    static std::string cite(const std::string& clause) {
        return clause.empty()
                   ? ""
                   : " <span class=\"clause\">[" + explain::escaped_html(clause) + "]</span>";
    }

    void cells(const std::string& name, const std::string& clause, const std::string& expected,
               const std::string& paid, bool differs) {
        out_ += std::string("<tr") + (differs ? " class=\"differs\"" : "") + "><th scope=\"row\">" +
                explain::escaped_html(name) + cite(clause) + "</th><td class=\"n\">" + expected +
                "</td><td class=\"n\">" + paid + "</td></tr>\n";
    }

    void line(const std::string& name, Amount expected, Amount paid,
              const std::string& clause = {}) {
        const auto shown = [](const Amount& amount) {
            return amount ? ReportWords::yuan(*amount) : std::string();
        };
        const bool comparable = paid_ != nullptr || (expected && paid);
        cells(name, clause, shown(expected), shown(paid), comparable && expected != paid);
    }

    /// Nothing is printed where both are nothing.
    void part(const std::string& name, const AccountBenefit* expected, const AccountBenefit* paid,
              std::int64_t AccountBenefit::*amount, const std::string& clause = {},
              bool always = false) {
        const Amount first = expected != nullptr ? Amount(expected->*amount) : std::nullopt;
        const Amount second = paid != nullptr ? Amount(paid->*amount) : std::nullopt;
        if (always || first.value_or(0) != 0 || second.value_or(0) != 0) {
            line(name, first, second, clause);
        }
    }

    void print_benefit(const std::string& id) {
        const AccountBenefit* expected = find(&expected_, id);
        const AccountBenefit* paid = find(paid_, id);
        const AccountBenefit& any = expected != nullptr ? *expected : *paid;
        out_ += "</tbody>\n<tbody>\n";
        heading(context_.words.rules().benefit(id), any.clause);
        part(context_.say("计算基数", "base"), expected, paid, &AccountBenefit::base, {}, true);
        const bool deducts = (expected != nullptr && expected->has_deductible) ||
                             (paid != nullptr && paid->has_deductible);
        part(context_.say("起付线", "deductible"), expected, paid, &AccountBenefit::deductible,
             any.deductible_clause, deducts);
        part(context_.say("本期此前已累计", "laid earlier in the period"), expected, paid,
             &AccountBenefit::axis_before);
        segments(expected, paid);
        part(context_.say("其中倾斜提高", "of which uplift"), expected, paid,
             &AccountBenefit::uplift);
        part(context_.say("超过封顶线不付", "cut by the cap"), expected, paid,
             &AccountBenefit::over_cap, any.cap_clause);
        part(context_.say("支付", "pays"), expected, paid, &AccountBenefit::payment, {}, true);
    }

    void segments(const AccountBenefit* expected, const AccountBenefit* paid) {
        const auto at = [](const AccountBenefit* benefit, std::size_t place) {
            return benefit != nullptr && place < benefit->segments.size()
                       ? &benefit->segments[place]
                       : nullptr;
        };
        const auto shown = [](const AccountSegment* segment) {
            return segment == nullptr
                       ? std::string()
                       : ReportWords::yuan(segment->amount) + " × " + percent(segment->rate);
        };
        for (std::size_t s = 0; at(expected, s) != nullptr || at(paid, s) != nullptr; ++s) {
            const AccountSegment* first = at(expected, s);
            const AccountSegment* second = at(paid, s);
            const std::string left = shown(first);
            const std::string right = shown(second);
            cells(context_.say("分段", "segment"), first != nullptr ? first->clause : std::string(),
                  left, right, paid_ != nullptr && left != right);
        }
    }

    void reasons() {
        line(context_.say("个人负担", "patient pays"), expected_.total - expected_.fund_total,
             paid_ != nullptr ? Amount(paid_->total - paid_->fund_total) : std::nullopt);
        for (std::size_t r = 0; r < reason_count; ++r) {
            const std::int64_t first = expected_.reasons[r];
            const std::int64_t second = paid_ != nullptr ? paid_->reasons[r] : 0;
            if (first != 0 || second != 0) {
                line(context_.say("其中：", "of which ") +
                         context_.say(reason_words[r].first, reason_words[r].second),
                     first, paid_ != nullptr ? Amount(second) : std::nullopt);
            }
        }
    }

    /// What the file says was paid.
    void recorded(const Finding& finding) {
        out_ += "</tbody>\n<tbody>\n";
        heading(context_.say("文件所记", "as the file has it"), "");
        const auto& benefits = context_.plan.benefits;
        for (std::size_t b = 0; b < finding.paid_benefits.size(); ++b) {
            if (finding.paid_benefits[b] >= 0) {
                record(context_.words.rules().benefit(benefits[b].id), finding.expected_benefits[b],
                       finding.paid_benefits[b]);
            }
        }
        record(context_.say("支付合计", "paid in all"), finding.expected, finding.paid);
    }

    void record(const std::string& name, std::int64_t expected, std::int64_t paid) {
        cells(name, {}, ReportWords::yuan(expected), ReportWords::yuan(paid), expected != paid);
    }

    std::string& out_;
    const ReportContext& context_;
    const Account& expected_;
    const Account* paid_;
};

} // namespace

void print_accounts(std::string& out, const ReportContext& context, const Finding& finding,
                    const Account* paid) {
    Accounts(out, context, finding.file->expected, paid).print(finding);
}

} // namespace reimburse::audit
