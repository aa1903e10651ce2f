// SPDX-License-Identifier: MIT
#include "audit/measure.hpp"

#include "audit/audit.hpp"
#include "load/rule_set.hpp"
#include "reimburse/plan/compile.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

namespace faulty {

namespace {

namespace audit = reimburse::audit;

std::vector<std::string> ids_of(const audit::Name& name) {
    std::vector<std::string> ids;
    for (const audit::Deviation& deviation : name) {
        ids.push_back(deviation.id());
    }
    std::ranges::sort(ids);
    return ids;
}

std::vector<audit::Finding> findings_of(const std::vector<Row>& rows, bool by_benefit) {
    std::string file =
        (std::filesystem::temp_directory_path() / "reimburse-faults-XXXXXX").string();
    const int descriptor = ::mkstemp(file.data());
    std::ofstream(file, std::ios::binary) << csv_of(rows, by_benefit);
    ::close(descriptor);
    const auto policy = reimburse::load::load_rules({});
    const auto plan = reimburse::compile(*policy);
    const auto result = audit::audit(
        *plan, {file}, {},
        [](std::int64_t row, std::string_view, const reimburse::Problems& problems) {
            std::cerr << "row " << row << " refused: " << sentence(problems.front()) << '\n';
        },
        [](const audit::AuditProgress&) { return true; });
    std::filesystem::remove(file);
    return result ? result->findings.all() : std::vector<audit::Finding>{};
}

void judge(const Row& row, const audit::Finding& finding, Score& score) {
    std::vector<std::string> truth = row.causes;
    std::ranges::sort(truth);
    const auto is_true = [&](const audit::Explanation& answer) {
        return std::ranges::any_of(answer.names,
                                   [&](const audit::Name& name) { return ids_of(name) == truth; });
    };
    const auto found = std::ranges::find_if(finding.answers, is_true);
    const bool there = found != finding.answers.end();
    const std::size_t others = finding.answers.size() - (there ? 1 : 0);
    std::string kind = truth.size() > 1 ? "two" : truth.front().substr(0, truth.front().find(':'));
    auto& counts = score.kinds[kind];
    ++counts[0];
    if (others > 2) {
        return;
    }
    ++score.identifiable;
    ++counts[1];
    score.in_first_three += there ? 1 : 0;
    counts[2] += there ? 1 : 0;
    const bool first = there && found == finding.answers.begin();
    score.first += first ? 1 : 0;
    counts[3] += first ? 1 : 0;
    if (std::getenv("SHOW") != nullptr && !first) {
        std::cerr << row.claim_id << " truth " << truth.front()
                  << (truth.size() > 1 ? "+" + truth.back() : "") << " state "
                  << to_text(finding.state) << (there ? " there" : " MISSED") << ':';
        for (const auto& answer : finding.answers) {
            std::cerr << " | " << id_of(answer.names.front());
        }
        std::cerr << '\n';
    }
}

std::string percent(std::int64_t part, std::int64_t whole) {
    const std::int64_t hundredths = whole == 0 ? 0 : part * 10'000 / whole;
    const std::string cents = std::to_string(hundredths % 100 + 100).substr(1);
    return std::to_string(hundredths / 100) + "." + cents + " %";
}

} // namespace

Score measure(const Recipe& recipe, bool by_benefit) {
    const std::vector<Row> rows = generate(recipe);
    std::map<std::string, const audit::Finding*> by_claim;
    const std::vector<audit::Finding> findings = findings_of(rows, by_benefit);
    for (const audit::Finding& finding : findings) {
        by_claim[finding.claim_id] = &finding;
    }
    Score score;
    std::set<std::string> unknown; // persons whose totals as paid are not known any more
    for (const Row& row : rows) {
        const auto found = by_claim.find(row.claim_id);
        const audit::Finding* finding = found == by_claim.end() ? nullptr : found->second;
        ++score.rows;
        switch (row.label) {
        case Label::clean:
            ++score.clean;
            score.clean_reported += finding != nullptr ? 1 : 0;
            break;
        case Label::consequence:
            ++score.consequences;
            score.consequences_named +=
                finding != nullptr && finding->state == audit::State::consequence ? 1 : 0;
            break;
        case Label::fault:
            ++score.faults;
            if (finding != nullptr && row.on_own_totals && unknown.contains(row.person_id)) {
                ++score.on_unknown;
            } else if (finding != nullptr) {
                judge(row, *finding, score);
            }
            break;
        }
        if (finding != nullptr && (finding->state == audit::State::ambiguous ||
                                   finding->state == audit::State::unexplained)) {
            unknown.insert(row.person_id);
        }
    }
    return score;
}

std::string Score::text() const {
    std::ostringstream out;
    out << "rows " << rows << ", clean " << clean << " (reported " << clean_reported << "), faults "
        << faults << ", consequences " << consequences << " (named "
        << percent(consequences_named, consequences) << ")\n"
        << "on unknown totals " << on_unknown << ", not identifiable "
        << percent(faults - identifiable, faults)
        << "; of the identifiable: true cause in the first three "
        << percent(in_first_three, identifiable) << ", first " << percent(first, identifiable)
        << '\n';
    for (const auto& [kind, counts] : kinds) {
        out << "  " << kind << ": " << counts[0] << " faults, " << counts[1] << " identifiable, "
            << percent(counts[2], counts[1]) << ", " << percent(counts[3], counts[1]) << '\n';
    }
    return out.str();
}

} // namespace faulty
