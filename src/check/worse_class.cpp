// SPDX-License-Identifier: MIT
#include "check/claims.hpp"
#include "check/lints.hpp"
#include "check/payer.hpp"
#include "check/plan_rows.hpp"
#include "settle/pay_function.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace reimburse::check {

namespace {

bool is_favour(const Uplift& uplift) {
    const Fraction one = Fraction::whole(1);
    switch (uplift.change) {
    case UpliftChange::points:
        return uplift.value > Fraction{};
    case UpliftChange::factor:
        return uplift.target == UpliftTarget::deductible ? uplift.value < one : uplift.value > one;
    case UpliftChange::patient_factor:
        return uplift.value < one;
    case UpliftChange::remove:
        break;
    }
    return true;
}

bool names(const When& when, const Dimension& dimension, const std::string& value) {
    return std::ranges::any_of(when, [&](const DimensionIs& condition) {
        return condition.dimension == dimension.id &&
               std::ranges::find(condition.values, value) != condition.values.end();
    });
}

/// A class of persons that an uplift favours, and the value that stands for everyone else.
struct Favoured {
    std::size_t digit = 0;
    std::size_t plain = 0;
    std::size_t value = 0;
};

class WorseClasses {
  public:
    explicit WorseClasses(const Subject& subject) : subject_(subject) {}

    Findings run() {
        for (const Plan& plan : subject_.plans) {
            for (const Favoured& favoured : favoured_of(plan)) {
                compare(plan, favoured);
            }
        }
        return std::move(findings_);
    }

  private:
    using Amounts = std::vector<std::int64_t>;

    static std::vector<Favoured> favoured_of(const Plan& plan) {
        std::vector<Favoured> list;
        for (std::size_t d = 0; d < plan.digits.size(); ++d) {
            const Dimension& dimension = plan.policy.dimensions[plan.digits[d].dimension];
            const std::size_t plain = plain_value(plan, dimension);
            for (std::size_t v = 0; v < dimension.values.size(); ++v) {
                if (v != plain && plain < dimension.values.size() &&
                    is_favoured(plan, dimension, dimension.values[v].id)) {
                    list.push_back({d, plain, v});
                }
            }
        }
        return list;
    }

    static bool is_favoured(const Plan& plan, const Dimension& dimension,
                            const std::string& value) {
        return std::ranges::any_of(plan.benefits, [&](const Benefit& benefit) {
            return std::ranges::any_of(benefit.uplifts, [&](const Uplift& uplift) {
                return is_favour(uplift) && names(uplift.when, dimension, value);
            });
        });
    }

    /// What holds where a class has run out, or is not said; else the one that nothing favours.
    /// None where several are not favoured: then they may be insured by rules of their own.
    static std::size_t plain_value(const Plan& plan, const Dimension& dimension) {
        for (const std::string* said : {&dimension.otherwise, &dimension.absent_means}) {
            const auto found = std::ranges::find(dimension.values, *said, &DimensionValue::id);
            if (found != dimension.values.end()) {
                return static_cast<std::size_t>(found - dimension.values.begin());
            }
        }
        std::size_t plain = dimension.values.size();
        for (std::size_t v = 0; v < dimension.values.size(); ++v) {
            if (!is_favoured(plan, dimension, dimension.values[v].id)) {
                if (plain < dimension.values.size()) {
                    return dimension.values.size();
                }
                plain = v;
            }
        }
        return plain;
    }

    /// How many benefits say nothing to the claims of a row: such a class is paid less because
    /// nobody knows how much.
    static std::ptrdiff_t silences(const Plan& plan, const PlanRow& row) {
        return std::ranges::count(slice(plan.notes, row.notes), Note::Kind::unspecified,
                                  &Note::kind);
    }

    /// The payments as a function of the amount, kept for rows that settle alike.
    const PiecewiseLinear& paid(const Plan& plan, const PlanRow& row, const Amounts& amounts) {
        const auto known = paid_.find(amounts);
        return known != paid_.end()
                   ? known->second
                   : paid_.emplace(amounts, pay_function(plan, row).fund_total).first->second;
    }

    void compare(const Plan& plan, const Favoured& favoured) {
        const Digit& digit = plan.digits[favoured.digit];
        const std::size_t size = plan.policy.dimensions[digit.dimension].values.size();
        for (std::size_t r = 0; r < plan.rows.size(); ++r) {
            const std::size_t index = r % plan.combinations;
            if (index / digit.stride % size != favoured.value) {
                continue;
            }
            const std::size_t other =
                r - (favoured.value * digit.stride) + (favoured.plain * digit.stride);
            const PlanRow& own = plan.rows[r];
            const PlanRow& plain = plan.rows[other];
            if (own.refusal >= 0 || plain.refusal >= 0 ||
                silences(plan, own) > silences(plan, plain)) {
                continue;
            }
            const auto [pair, fresh] =
                seen_.insert({amounts_of(plan, own), amounts_of(plan, plain)});
            if (fresh) {
                compare(plan, favoured, r, other,
                        paid(plan, own, pair->first) - paid(plan, plain, pair->second));
            }
        }
    }

    void compare(const Plan& plan, const Favoured& favoured, std::size_t own, std::size_t plain,
                 const PiecewiseLinear& gain) {
        Rational worst = 0;
        Rational where = 0;
        for (const Rational& x : gain.breakpoints()) {
            if (gain.value(x) < worst) {
                worst = gain.value(x);
                where = x;
            }
        }
        if (gain.infimum() < 0) {
            report(plan, favoured, own, plain, where);
        }
    }

    void report(const Plan& plan, const Favoured& favoured, std::size_t own, std::size_t plain,
                const Rational& where) {
        const Dimension& dimension = plan.policy.dimensions[plan.digits[favoured.digit].dimension];
        const std::string& value = dimension.values[favoured.value].id;
        Payer payer(plan);
        const auto fen = static_cast<std::int64_t>(numerator(where) / denominator(where));
        const auto mine = payer.patient(plan.rows[own], fen);
        const auto theirs = payer.patient(plan.rows[plain], fen);
        const std::string at = dimension.id + "." + value;
        if (!mine || !theirs || *mine <= *theirs || !reported_.insert(at).second) {
            return;
        }
        const auto amount = [](std::int64_t sum) {
            return amount_text(Fraction::whole(sum));
        };
        const Text whom = words_of_row(plan, own);
        const Text bill = amount(fen);
        const Text low = amount(*theirs);
        const Text high = amount(*mine);
        const std::string& general = dimension.values[favoured.plain].id;
        findings_.push_back(
            {at,
             dimension.place,
             {},
             {"费用 " + bill.zh + " 时 " + value + " 个人负担 " + high.zh + "，" + general +
                  " 只负担 " + low.zh + "（" + whom.zh + "）",
              "of " + bill.en + " a person with " + at + " bears " + high.en + ", one with " +
                  general + " only " + low.en + " (" + whom.en + ")"}});
    }

    const Subject& subject_;
    std::set<std::pair<Amounts, Amounts>> seen_;
    std::map<Amounts, PiecewiseLinear> paid_;
    std::set<std::string> reported_;
    Findings findings_;
};

} // namespace

Findings worse_classes(const Subject& subject) {
    return WorseClasses(subject).run();
}

} // namespace reimburse::check
