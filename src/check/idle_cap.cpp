// SPDX-License-Identifier: MIT
#include "check/claims.hpp"
#include "check/figures.hpp"
#include "check/lints.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

namespace reimburse::check {

namespace {

using Amount = std::optional<Fraction>; ///< fen; none: without limit

Amount least(const Amount& a, const Amount& b) {
    if (!a || !b) {
        return a ? a : b;
    }
    return std::min(*a, *b);
}

/// What the figures of one situation say about how much the benefit can pay at most.
class Most {
  public:
    Most(const Policy& policy, const Benefit& benefit) : policy_(policy), benefit_(benefit) {}

    void note(const FigureTable& figure, const detail::Folded& folded) {
        using State = detail::Folded::State;
        const Amount value = folded.state == State::value ? Amount(folded.value) : std::nullopt;
        known_ = known_ && folded.state != State::unspecified && !folded.incline;
        if (figure.segment >= 0) {
            note_segment(figure, value);
        } else if (figure.name.starts_with(benefit_.id + ".caps.") && value) {
            caps_[figure.room] = *value;
        } else if (figure.name.starts_with(benefit_.id + ".limits.") && value) {
            limits_[figure.room] = *value;
        }
    }

    const std::map<std::string, Fraction>& caps() const { return caps_; }

    bool known() const { return known_; }

    /// Whether the cap cuts nothing off, for any claim.
    bool is_idle(const Room& cap) const {
        const Fraction& amount = caps_.at(cap.id);
        const Amount pays = of_a_claim();
        if (pays && (*pays == Fraction{} || (cap.used.empty() && *pays <= amount))) {
            return true;
        }
        const Amount of_year = while_limited(cap);
        if (of_year && *of_year <= amount) {
            return true;
        }
        return std::ranges::any_of(benefit_.caps, [&](const Room& other) {
            const auto found = caps_.find(other.id);
            return found != caps_.end() && other.id != cap.id && covers(other.used, cap.used) &&
                   (found->second < amount || (found->second == amount && other.id < cap.id));
        });
    }

  private:
    void note_segment(const FigureTable& figure, const Amount& value) {
        if (figure.is_edge) {
            edge_ = value;
            return;
        }
        last_rate_ = figure.is_rate ? value.value_or(Fraction{}) : Fraction{};
        greatest_rate_ = std::max(greatest_rate_, last_rate_);
        greatest_fixed_ =
            std::max(greatest_fixed_, figure.is_rate ? Fraction{} : value.value_or(Fraction{}));
        greatest_edge_ = edge_ ? std::max(greatest_edge_, *edge_) : greatest_edge_;
    }

    /// One claim: the greatest rate on a limited base, or on the last edge where nothing is paid
    /// beyond it.
    Amount of_a_claim() const {
        if (benefit_.kind != BenefitKind::scheduled) {
            return std::nullopt;
        }
        Amount base;
        for (const auto& [id, amount] : limits_) {
            base = least(base, amount);
        }
        return brought(last_rate_ == Fraction{} ? least(base, greatest_edge_) : base);
    }

    Amount brought(const Amount& base) const {
        if (greatest_rate_ == Fraction{}) {
            return greatest_fixed_;
        }
        const Amount product = base ? multiply(*base, greatest_rate_) : std::nullopt;
        return product ? Amount(std::max(*product, greatest_fixed_)) : std::nullopt;
    }

    /// All claims of the cap's period: where a limit of the base is used up by the bases themselves
    /// over the same period.
    Amount while_limited(const Room& cap) const {
        if (benefit_.kind != BenefitKind::scheduled || greatest_fixed_ > Fraction{}) {
            return std::nullopt;
        }
        Amount pays;
        for (const Room& limit : benefit_.base.limits) {
            const auto amount = limits_.find(limit.id);
            if (amount != limits_.end() && runs_as_long(limit.used, cap.used)) {
                pays = least(pays, brought(amount->second));
            }
        }
        return pays;
    }

    const Accumulator* accumulator(const std::string& id) const {
        const auto found = std::ranges::find(policy_.accumulators, id, &Accumulator::id);
        return found == policy_.accumulators.end() ? nullptr : &*found;
    }

    /// The bases are summed up over each period over which the payments are.
    bool runs_as_long(const std::vector<std::string>& bases,
                      const std::vector<std::string>& payments) const {
        return !payments.empty() && std::ranges::all_of(payments, [&](const std::string& paid) {
            const Accumulator* sum = accumulator(paid);
            return sum != nullptr && sum->benefit == benefit_.id &&
                   std::ranges::any_of(bases, [&](const std::string& base) {
                       const Accumulator* of = accumulator(base);
                       return of != nullptr && of->benefit == benefit_.id &&
                              of->part == Part::base && of->period == sum->period &&
                              of->of_household == sum->of_household && of->when.empty() &&
                              of->only.empty();
                   });
        });
    }

    /// Whether a room that uses `more` is never wider than one of the same amount that uses `less`.
    static bool covers(const std::vector<std::string>& more, const std::vector<std::string>& less) {
        return std::ranges::all_of(
            less, [&](const std::string& id) { return std::ranges::find(more, id) != more.end(); });
    }

    const Policy& policy_;
    const Benefit& benefit_;
    bool known_ = true;
    std::map<std::string, Fraction> caps_;
    std::map<std::string, Fraction> limits_;
    Amount edge_;
    Fraction last_rate_{};
    Fraction greatest_rate_{};
    Fraction greatest_fixed_{};
    Fraction greatest_edge_{};
};

void check_benefit(const Policy& policy, const Benefit& benefit, Findings& findings) {
    const std::vector<FigureTable> figures = figures_of(benefit);
    std::map<std::string, bool> binds;
    each_applying(policy, benefit, [&](const Situation& situation) {
        Most most(policy, benefit);
        fold_figures(policy, benefit, figures, situation.lookup, situation.at,
                     [&](const FigureTable& figure, const detail::Folded& folded, bool dropped) {
                         if (!dropped) {
                             most.note(figure, folded);
                         }
                     });
        for (const Room& cap : benefit.caps) {
            if (most.known() && most.caps().contains(cap.id)) {
                binds[cap.id] = binds[cap.id] || !most.is_idle(cap);
            }
        }
    });
    for (const Room& cap : benefit.caps) {
        const auto found = binds.find(cap.id);
        if (found != binds.end() && !found->second) {
            const std::string at = benefit.id + ".caps." + cap.id;
            findings.push_back(
                {at,
                 cap.place,
                 benefit.clause,
                 {"封顶线 " + at + " 永远不会触及", "cap " + at + " can never bind"}});
        }
    }
}

} // namespace

Findings idle_caps(const Subject& subject) {
    Findings findings;
    for (const Benefit& benefit : subject.policy.benefits) {
        if (!benefit.caps.empty()) {
            check_benefit(subject.policy, benefit, findings);
        }
    }
    return findings;
}

} // namespace reimburse::check
