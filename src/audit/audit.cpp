// SPDX-License-Identifier: MIT
#include "audit/audit.hpp"

#include "audit/batch.hpp"
#include "audit/report/collector.hpp"

#include <algorithm>
#include <unordered_set>

namespace reimburse::audit {

namespace {

using Row = load::CsvReader::Row;

struct Hash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

using Ids = std::unordered_set<std::string, Hash, std::equal_to<>>;

class Audit {
  public:
    Audit(const Plan& plan, const std::vector<std::string>& paths, const AuditOptions& options,
          const OnRefused& on_refused, const std::function<void(std::int64_t)>& progress)
        : plan_(plan), options_(options), on_refused_(on_refused), progress_(progress),
          files_(plan, paths, options.form), claim_(plan),
          everyone_(std::ranges::any_of(plan.groups, &SlotGroup::of_household)) {
        result_.findings = Findings(options.cases);
        if (options.statistics) {
            collector_.emplace(plan);
        }
    }

    Result<AuditResult> run() {
        const Result<bool> reverses = files_.can_reverse();
        if (!reverses) {
            return reverses.problems();
        }
        if (collector_) {
            Result<std::vector<HashedInput>> inputs = files_.hashed();
            if (!inputs) {
                return inputs.problems();
            }
            result_.inputs = std::move(*inputs);
        }
        Problems problems;
        if (*reverses || options_.find_duplicates) {
            problems = find_ids();
        }
        if (problems.empty()) {
            problems = compare();
        }
        if (problems.empty() && (!differing_.empty() || everyone_)) {
            problems = explain();
        }
        if (!problems.empty()) {
            return problems;
        }
        result_.findings.rank();
        result_.paid_benefits = files_.paid_benefits();
        result_.passed_over = files_.passed_over();
        if (collector_) {
            result_.statistics = collector_->take();
        }
        return std::move(result_);
    }

  private:
    /// Which claims are reversed, which ids come twice, and whose they are.
    Problems find_ids() {
        std::unordered_map<std::uint64_t, bool> seen;
        Problems problems = files_.read([&](const ClaimsRow& row) {
            if (!row.reverses.empty()) {
                ids_.reversed.emplace(row.reverses);
                differing_.emplace(row.person_id);
            }
            if (options_.find_duplicates && !row.claim_id.empty()) {
                const std::uint64_t key = std::hash<std::string_view>{}(row.claim_id);
                if (!seen.try_emplace(key, true).second) {
                    ids_.repeated.emplace(row.claim_id);
                }
            }
        });
        if (problems.empty() && !ids_.repeated.empty()) {
            problems = files_.read([&](const ClaimsRow& row) {
                if (ids_.repeated.contains(row.claim_id)) {
                    differing_.emplace(row.person_id);
                }
            });
        }
        return problems;
    }

    /// Settles and compares every row: what differs is only noted.
    Problems compare() {
        Batch batch(plan_, false);
        Examiner examiner(plan_, ids_, nullptr);
        const Ids known = differing_;
        const Problems problems = files_.read([&](const ClaimsRow& row) {
            ++result_.summary.rows;
            if ((result_.summary.rows & 0xFFFF) == 0) {
                progress_(result_.summary.rows);
            }
            if (everyone_ || (!known.empty() && known.contains(row.person_id)) ||
                !row.reverses.empty()) {
                take(row, examine(row, examiner), examiner.classifier());
                return;
            }
            problems_.clear();
            if (!files_.columns().paid(row.reader->fields(), {}, paid_, problems_)) {
                differing_.emplace(row.person_id); // the totals are to lack this row
                refuse(row, problems_);
                return;
            }
            const BatchRow settled = batch.settle(row.kind, *row.reader, *row.columns);
            if (settled.problems != nullptr) {
                refuse(row, *settled.problems);
                return;
            }
            if (const auto benefits = row.columns->paid(); !benefits.empty()) {
                paid_.benefits.assign(benefits.begin(), benefits.end());
            }
            const std::int64_t expected = fund_total(plan_.benefits, settled.payments);
            if (paid_.any()) {
                ++result_.summary.compared;
                const std::int64_t paid = paid_.sum(plan_.benefits, settled.payments, expected);
                const bool differs = !paid_.fits(settled.payments, expected);
                result_.summary.expected += expected;
                result_.summary.paid += paid;
                if (differs) {
                    differing_.emplace(row.person_id);
                }
                if (collector_) {
                    collector_->claim(batch.claim(), batch.classifier(), expected, paid, differs);
                }
            }
        });
        result_.summary.after_refused = batch.counts().after_refused;
        return problems;
    }

    /// Looks at the persons of whom something differs once more, claim by claim.
    Problems explain() {
        std::optional<Search> search;
        if (options_.explain) {
            search.emplace(plan_);
        }
        Examiner examiner(plan_, ids_, search ? &*search : nullptr, [this](std::int64_t largest) {
            return result_.findings.wants_file(largest);
        });
        return files_.read([&](const ClaimsRow& row) {
            if (!everyone_ && !differing_.contains(row.person_id)) {
                return;
            }
            Examined examined = examine(row, examiner);
            if (examined.finding) {
                Finding& finding = *examined.finding;
                finding.row = row.number;
                const std::int64_t difference = finding.difference();
                auto& [count, sum] = result_.summary.states[finding.state];
                ++count;
                sum += difference;
                if (finding.state != State::before_reversal) {
                    result_.summary.over += std::max<std::int64_t>(difference, 0);
                    result_.summary.under -= std::min<std::int64_t>(difference, 0);
                }
                result_.findings.add(std::move(finding));
            }
        });
    }

    Examined examine(const ClaimsRow& row, Examiner& examiner) {
        problems_.clear();
        const auto& fields = row.reader->fields();
        Examined refused;
        refused.problems = &problems_;
        if (row.kind != Row::row) {
            claim_.clear();
            problems_.push_back(row.reader->problem());
        } else if (!row.reverses.empty()) {
            const Reversal reversal = files_.columns().reversal(row, problems_);
            return problems_.empty() ? examiner.reversal(reversal) : refused;
        } else if (row.columns->fill(fields, claim_, problems_)) {
            files_.columns().paid(fields, row.columns->paid(), paid_, problems_);
        }
        if (!problems_.empty()) {
            examiner.refused(row.claim_id, row.person_id, claim_);
            return refused;
        }
        return examiner.claim(claim_, paid_);
    }

    void take(const ClaimsRow& row, const Examined& examined, const Classifier& classifier) {
        if (examined.problems != nullptr) {
            refuse(row, *examined.problems);
            return;
        }
        result_.summary.reversals += row.reverses.empty() ? 0 : 1;
        if (examined.compared) {
            ++result_.summary.compared;
            result_.summary.expected += examined.expected;
            result_.summary.paid += examined.paid;
            if (collector_ && row.reverses.empty()) {
                collector_->claim(claim_, classifier, examined.expected, examined.paid,
                                  examined.finding.has_value());
            } else if (collector_) {
                collector_->reversal(examined.expected, examined.paid);
            }
        }
        if (examined.finding) {
            differing_.emplace(row.person_id);
        }
    }

    void refuse(const ClaimsRow& row, const Problems& problems) {
        ++result_.summary.refused;
        if (collector_) {
            collector_->refused(row.number, row.claim_id, problems);
        }
        on_refused_(row.number, row.claim_id, problems);
    }

    const Plan& plan_;
    const AuditOptions& options_;
    const OnRefused& on_refused_;
    const std::function<void(std::int64_t)>& progress_;
    ClaimsFiles files_;
    Claim claim_;
    Paid paid_;
    Problems problems_;
    KnownIds ids_;
    Ids differing_;                      ///< persons to look at once more
    std::optional<Collector> collector_; ///< where statistics are asked for
    bool everyone_; ///< totals that households share are followed claim by claim
    AuditResult result_;
};

} // namespace

Result<AuditResult> audit(const Plan& plan, const std::vector<std::string>& paths,
                          const AuditOptions& options, const OnRefused& on_refused,
                          const std::function<void(std::int64_t rows)>& progress) {
    return Audit(plan, paths, options, on_refused, progress).run();
}

} // namespace reimburse::audit
