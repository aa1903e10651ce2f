// SPDX-License-Identifier: MIT
#include "check/claims.hpp"
#include "check/figures.hpp"
#include "check/lints.hpp"

#include <map>

namespace reimburse::check {

namespace {

class Unspecified {
  public:
    Unspecified(const Policy& policy, const Benefit& benefit)
        : policy_(policy), benefit_(benefit), figures_(figures_of(benefit)) {}

    Findings run() {
        for (const Silence& silence : benefit_.silences) {
            silent_.try_emplace(&silence, policy_);
        }
        for (const FigureTable& figure : figures_) {
            for (const Row* row : rows_of(*figure.table)) {
                if (row->cell.kind == Cell::Kind::unspecified) {
                    cells_.try_emplace(row, policy_);
                }
            }
        }
        if (silent_.empty() && cells_.empty()) {
            return {};
        }
        Scope scope(policy_);
        scope.add(benefit_);
        scope.walk([&](const Situation& situation) { visit(situation); });
        return report();
    }

  private:
    void visit(const Situation& situation) {
        const Silence* silence = nullptr;
        const bool open = enters(situation, silence);
        for (auto& [one, claims] : silent_) {
            claims.visit(situation, one == silence);
        }
        std::map<const Row*, bool> meant;
        if (open && silence == nullptr) {
            fold_figures(policy_, benefit_, figures_, situation.lookup, situation.at,
                         [&](const FigureTable&, const detail::Folded& folded, bool dropped) {
                             if (folded.state == detail::Folded::State::unspecified && !dropped) {
                                 meant[folded.row] = true;
                             }
                         });
        }
        for (auto& [row, claims] : cells_) {
            claims.visit(situation, meant.contains(row));
        }
    }

    bool enters(const Situation& situation, const Silence*& silence) const {
        if (!benefit_.valid.contains(situation.at.day)) {
            return false;
        }
        for (const Gate& gate : benefit_.gates) {
            if (holds(gate.only, situation.selection) &&
                !situation.lookup.matches(gate.when, situation.at)) {
                return false;
            }
        }
        for (const Silence& one : benefit_.silences) {
            if (situation.in_force(one.when, one.span, one.only)) {
                silence = &one;
                return true;
            }
        }
        return true;
    }

    Findings report() const {
        Findings findings;
        for (std::size_t s = 0; s < benefit_.silences.size(); ++s) {
            const Silence& silence = benefit_.silences[s];
            const Claims& claims = silent_.at(&silence);
            if (claims.any()) {
                const Text whom = claims.text();
                add(findings,
                    {benefit_.id + ".silent." + std::to_string(s + 1),
                     silence.place,
                     silence.clause,
                     {"待遇 " + benefit_.id + " 未规定标准，不支付，涉及：" + whom.zh,
                      "benefit " + benefit_.id +
                          " has no figures and pays nothing to: " + whom.en}},
                    silence.note);
            }
        }
        for (const FigureTable& figure : figures_) {
            for (const Row* row : rows_of(*figure.table)) {
                const auto claims = cells_.find(row);
                if (claims != cells_.end() && claims->second.any()) {
                    const Text whom = claims->second.text();
                    add(findings,
                        {figure.name,
                         row->place,
                         row->clause,
                         {figure.name + " 未规定，拒绝结算：" + whom.zh,
                          figure.name + " is unspecified and refuses: " + whom.en}},
                        row->cell.note);
                }
            }
        }
        return findings;
    }

    /// Where the table itself says why, there is nothing to mend.
    static void add(Findings& findings, Finding finding, const Text& note) {
        finding.is_note = !note.zh.empty() || !note.en.empty();
        if (finding.is_note) {
            append(finding.text,
                   {"（" + note.in(Language::zh) + "）", "(" + note.in(Language::en) + ")"});
        }
        findings.push_back(std::move(finding));
    }

    const Policy& policy_;
    const Benefit& benefit_;
    std::vector<FigureTable> figures_;
    std::map<const Silence*, Claims> silent_;
    std::map<const Row*, Claims> cells_;
};

} // namespace

Findings unspecified(const Subject& subject) {
    Findings findings;
    for (const Benefit& benefit : subject.policy.benefits) {
        Findings found = Unspecified(subject.policy, benefit).run();
        findings.insert(findings.end(), found.begin(), found.end());
    }
    return findings;
}

} // namespace reimburse::check
