// SPDX-License-Identifier: MIT
#include "audit/audit.hpp"

#include "audit/batch.hpp"
#include "audit/block_audit.hpp"
#include "audit/pipeline.hpp"
#include "audit/report/collector.hpp"
#include "load/day_table.hpp"
#include "load/person_set.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace reimburse::audit {

namespace {

using Row = load::CsvReader::Row;

/// Rows between two reports of progress.
constexpr std::int64_t portion = 0x10000;

class Audit {
  public:
    Audit(const Plan& plan, const std::vector<std::string>& paths, const AuditOptions& options,
          const OnRefused& on_refused, const OnProgress& progress)
        : plan_(plan), options_(options), on_refused_(on_refused), progress_(progress),
          files_(plan, paths, options.form), claim_(plan),
          everyone_(std::ranges::any_of(plan.groups, &SlotGroup::of_household)) {
        result_.findings = Findings(options.cases);
        if (options.statistics) {
            collector_.emplace(plan);
        }
    }

    Result<AuditResult> run() {
        ids_.reversed = options_.reversed;
        const Result<bool> reverses = files_.can_reverse();
        if (!reverses) {
            return reverses.problems();
        }
        if (collector_ && !options_.form.rows) {
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
        if (problems.empty() && !files_.stopped()) {
            const bool suits =
                load::RowDecoder::suits(plan_) && !options_.row_by_row && !collector_;
            problems = suits ? compare_blocks() : compare();
        }
        if (problems.empty() && !files_.stopped() && (!differing_.empty() || everyone_)) {
            problems = explain();
        }
        if (!problems.empty()) {
            return problems;
        }
        result_.stopped = files_.stopped();
        if (options_.rank) {
            result_.findings.rank();
        }
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
        begin(AuditProgress::Pass::finding_ids);
        Problems problems = files_.read([&](const ClaimsRow& row) {
            show(row);
            if (!row.reverses.empty()) {
                ids_.reversed.emplace(row.reverses);
                differing_.insert(row.person_id);
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
                    differing_.insert(row.person_id);
                }
            });
        }
        return problems;
    }

    /// Settles and compares every row, one after the other: what differs is only noted.
    Problems compare() {
        Batch batch(plan_, false);
        Examiner examiner(plan_, ids_, nullptr);
        const load::PersonSet known = differing_;
        begin(AuditProgress::Pass::comparing);
        const Problems problems = files_.read([&](const ClaimsRow& row) {
            ++result_.summary.rows;
            show(row);
            if (everyone_ || (!known.empty() && known.contains(row.person_id))) {
                take(row, examine(row, examiner), examiner.classifier());
                return;
            }
            const BatchRow settled = batch.settle(row.kind, *row.reader, *row.columns);
            if (settled.problems != nullptr) {
                refuse(row.number, row.claim_id, *settled.problems);
                return;
            }
            take_paid(*row.columns, paid_);
            const std::int64_t expected = fund_total(plan_.benefits, settled.payments);
            if (paid_.any()) {
                ++result_.summary.compared;
                const std::int64_t paid = paid_.sum(plan_.benefits, settled.payments, expected);
                const bool differs = !paid_.fits(settled.payments, expected);
                result_.summary.expected += expected;
                result_.summary.paid += paid;
                if (differs) {
                    differing_.insert(row.person_id);
                }
                if (collector_) {
                    collector_->claim(batch.claim(), batch.classifier(), expected, paid, differs);
                }
            }
        });
        result_.summary.after_refused = batch.counts().after_refused;
        return problems;
    }

    /// The same, many rows at a time. Rows of persons of whom more is known go the other way.
    Problems compare_blocks() {
        const load::DayTable days(plan_);
        const load::PersonSet known = differing_;
        Examiner examiner(plan_, ids_, nullptr);
        AuditSummary aside; // settled in another thread than counted, perhaps
        load::ClaimColumns* columns = nullptr;
        begin(AuditProgress::Pass::comparing);
        BlockAudit work(
            plan_, days,
            [&](std::int64_t number, load::Refusal& row) {
                count(examine_aside(number, row, *columns, examiner), aside);
            },
            [&](const load::ClaimBlock& block, const Comparison& comparison, std::int64_t bytes) {
                return take(block, comparison, bytes);
            });
        Problems problems =
            files_.each([&](load::CsvReader& reader, load::ClaimColumns& of_file) -> Problems {
                columns = &of_file;
                Pipeline pipeline(plan_, days, reader, of_file, work, &known);
                switch (pipeline.run(options_.threads)) {
                case Pipeline::End::failed:
                    return {reader.problem()};
                case Pipeline::End::stopped:
                    files_.stop();
                    break;
                case Pipeline::End::done:
                    break;
                }
                return {};
            });
        result_.summary.after_refused = work.counts().after_refused;
        result_.summary.reversals += aside.reversals;
        result_.summary.compared += aside.compared;
        result_.summary.expected += aside.expected;
        result_.summary.paid += aside.paid;
        return problems;
    }

    bool take(const load::ClaimBlock& block, const Comparison& comparison, std::int64_t bytes) {
        AuditSummary& summary = result_.summary;
        for (const std::uint32_t number : comparison.refused) {
            const load::ClaimRow& row = block.rows[number];
            refuse(summary.rows + number + 1, block.at(row.id, row.id_size),
                   block.refusals[row.refusal].problems);
        }
        for (const std::uint32_t number : comparison.differing) {
            const load::ClaimRow& row = block.rows[number];
            differing_.insert(block.at(row.person, row.person_size));
        }
        summary.rows += static_cast<std::int64_t>(block.rows.size());
        summary.compared += comparison.compared;
        summary.expected += comparison.expected;
        summary.paid += comparison.paid;
        progress_now_.rows = summary.rows;
        progress_now_.bytes = files_.position(bytes);
        return progress_(progress_now_);
    }

    Examined examine_aside(std::int64_t number, load::Refusal& aside, load::ClaimColumns& columns,
                           Examiner& examiner) {
        const std::vector<std::string_view> fields(aside.fields.begin(), aside.fields.end());
        ClaimsRow row;
        row.number = number;
        row.kind = aside.problems.empty() ? Row::row : Row::bad;
        row.fields = &fields;
        row.columns = &columns;
        row.fault = std::move(aside.problems);
        files_.columns().name(row);
        Examined examined = examine(row, examiner);
        aside.problems = examined.problems != nullptr ? *examined.problems : Problems{};
        return examined;
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
        begin(AuditProgress::Pass::explaining);
        return files_.read([&](const ClaimsRow& row) {
            show(row);
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
        Examined refused;
        refused.problems = &problems_;
        if (row.kind != Row::row) {
            claim_.clear();
            problems_ = row.fault;
        } else if (!row.reverses.empty()) {
            const Reversal reversal = files_.columns().reversal(row, problems_);
            return problems_.empty() ? examiner.reversal(reversal) : refused;
        } else if (row.columns->fill(*row.fields, claim_, problems_)) {
            take_paid(*row.columns, paid_);
        }
        if (!problems_.empty()) {
            examiner.refused(row.claim_id, row.person_id, claim_);
            return refused;
        }
        return examiner.claim(claim_, paid_);
    }

    void take(const ClaimsRow& row, const Examined& examined, const Classifier& classifier) {
        if (examined.problems != nullptr) {
            refuse(row.number, row.claim_id, *examined.problems);
            return;
        }
        if (examined.compared && collector_) {
            if (examined.reversal) {
                collector_->reversal(examined.expected, examined.paid);
            } else {
                collector_->claim(claim_, classifier, examined.expected, examined.paid,
                                  examined.finding.has_value());
            }
        }
        count(examined, result_.summary);
        if (examined.finding) {
            differing_.insert(row.person_id);
        }
    }

    static void count(const Examined& examined, AuditSummary& summary) {
        if (examined.problems != nullptr) {
            return;
        }
        summary.reversals += examined.reversal ? 1 : 0;
        if (examined.compared) {
            ++summary.compared;
            summary.expected += examined.expected;
            summary.paid += examined.paid;
        }
    }

    void refuse(std::int64_t number, std::string_view claim_id, const Problems& problems) {
        ++result_.summary.refused;
        if (collector_) {
            collector_->refused(number, claim_id, problems);
        }
        on_refused_(number, claim_id, problems);
    }

    void begin(AuditProgress::Pass pass) { progress_now_ = {pass, 0, 0, files_.size()}; }

    void show(const ClaimsRow& row) {
        if (row.number % portion != 0) {
            return;
        }
        progress_now_.rows = row.number;
        progress_now_.bytes = files_.position(row.reader->bytes());
        if (!progress_(progress_now_)) {
            files_.stop();
        }
    }

    const Plan& plan_;
    const AuditOptions& options_;
    const OnRefused& on_refused_;
    const OnProgress& progress_;
    AuditProgress progress_now_;
    ClaimsFiles files_;
    Claim claim_;
    Paid paid_;
    Problems problems_;
    KnownIds ids_;
    load::PersonSet differing_;          ///< persons to look at once more
    std::optional<Collector> collector_; ///< where statistics are asked for
    bool everyone_; ///< totals that households share are followed claim by claim
    AuditResult result_;
};

} // namespace

Result<AuditResult> audit(const Plan& plan, const std::vector<std::string>& paths,
                          const AuditOptions& options, const OnRefused& on_refused,
                          const OnProgress& progress) {
    return Audit(plan, paths, options, on_refused, progress).run();
}

} // namespace reimburse::audit
