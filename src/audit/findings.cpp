// SPDX-License-Identifier: MIT
#include "audit/findings.hpp"

#include <algorithm>
#include <set>

namespace reimburse::audit {

namespace {

/// So many claims of a facility and month speak for a cause that lies in its system.
constexpr std::int64_t systematic = 3;

/// The place of a name in the order of causes; those of a system come first where many share it.
std::vector<std::tuple<bool, int, int>> order_of(const Name& name, bool many) {
    std::vector<std::tuple<bool, int, int>> order;
    for (const Deviation& deviation : name) {
        order.emplace_back(many && !row_of(deviation.cause).of_system,
                           static_cast<int>(deviation.cause), deviation.order);
    }
    std::ranges::sort(order);
    return order;
}

} // namespace

void AuditSummary::merge(const AuditSummary& more) {
    rows += more.rows;
    refused += more.refused;
    compared += more.compared;
    reversals += more.reversals;
    after_refused += more.after_refused;
    expected += more.expected;
    paid += more.paid;
    over += more.over;
    under += more.under;
    tolerated += more.tolerated;
    for (const auto& [state, counted] : more.states) {
        auto& [count, differences] = states[state];
        count += counted.first;
        differences += counted.second;
    }
}

void Findings::add(Finding finding) {
    const std::int64_t largest = finding.largest();
    const auto drop_file = [](Finding& from) {
        from.file.reset();
        for (Explanation& answer : from.answers) {
            answer.account.reset();
        }
    };
    if (!is_fault(finding.state) || !wants_file(largest)) {
        drop_file(finding);
    } else {
        largest_.emplace(largest, -static_cast<std::ptrdiff_t>(findings_.size()));
    }
    findings_.push_back(std::move(finding));
    if (largest_.size() > cases_) {
        drop_file(findings_[static_cast<std::size_t>(-largest_.begin()->second)]);
        largest_.erase(largest_.begin());
    }
}

void Findings::rank() {
    for (const Finding& finding : findings_) {
        std::set<std::string> groups;
        for (const Explanation& answer : finding.answers) {
            for (const Name& name : answer.names) {
                groups.insert(id_of(general(name)));
            }
        }
        for (const std::string& group : groups) {
            ++votes_[{finding.facility, finding.month, group}];
        }
    }
    for (Finding& finding : findings_) {
        const auto weight = [&](const Name& name) {
            const std::int64_t votes =
                votes_[{finding.facility, finding.month, id_of(general(name))}];
            return std::tuple(name.size(), -votes, order_of(name, votes >= systematic));
        };
        for (Explanation& answer : finding.answers) {
            std::ranges::stable_sort(answer.names, {}, weight);
        }
        std::ranges::stable_sort(finding.answers, {}, [&](const Explanation& answer) {
            return weight(answer.names.front());
        });
    }
}

std::vector<CauseGroup> Findings::groups() const {
    std::map<std::tuple<std::string, std::string>, CauseGroup> groups;
    for (const Finding& finding : findings_) {
        const bool named = is_fault(finding.state) && !finding.answers.empty();
        const Name name = named ? general(finding.answers.front().names.front()) : Name{};
        const std::string cause = named ? id_of(name) : std::string(to_text(finding.state));
        CauseGroup& group = groups[{finding.facility, cause}];
        if (group.count == 0) {
            group.facility = finding.facility;
            group.name = name;
            group.state = finding.state;
        }
        ++group.count;
        ++group.months[finding.month];
        const std::int64_t difference = finding.difference();
        group.sum += difference;
        group.over += std::max<std::int64_t>(difference, 0);
        group.under += std::max<std::int64_t>(-difference, 0);
        if (group.first_month.empty() ||
            (!finding.month.empty() && finding.month < group.first_month)) {
            group.first_month = finding.month; // a reversal has none
        }
        group.last_month = std::max(group.last_month, finding.month);
    }
    std::vector<CauseGroup> list;
    for (auto& [key, group] : groups) {
        list.push_back(std::move(group));
    }
    std::ranges::stable_sort(list, std::ranges::greater{}, &CauseGroup::count);
    return list;
}

} // namespace reimburse::audit
