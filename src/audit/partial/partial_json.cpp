// SPDX-License-Identifier: MIT
#include "audit/partial/partial.hpp"

#include "audit/partial/statistics_json.hpp"
#include "reimburse/version.hpp"

namespace reimburse {

using nlohmann::json;

namespace audit {

static void to_json(json& to, const Deviation& deviation) {
    to = json::array({static_cast<int>(deviation.cause), deviation.argument, deviation.what,
                      deviation.of_claim, deviation.kind, deviation.order});
}

static void from_json(const json& from, Deviation& deviation) {
    deviation.cause = static_cast<Cause>(from.at(0).get<int>());
    from.at(1).get_to(deviation.argument);
    from.at(2).get_to(deviation.what);
    from.at(3).get_to(deviation.of_claim);
    from.at(4).get_to(deviation.kind);
    from.at(5).get_to(deviation.order);
}

static void to_json(json& to, const Explanation& answer) {
    to = json::array({answer.names, answer.payments, answer.added, answer.content,
                      optional_json(answer.account)});
}

static void from_json(const json& from, Explanation& answer) {
    from.at(0).get_to(answer.names);
    from.at(1).get_to(answer.payments);
    from.at(2).get_to(answer.added);
    from.at(3).get_to(answer.content);
    answer.account = read_optional<Account>(from.at(4));
}

static void to_json(json& to, const Finding& finding) {
    to = json::array({finding.row, finding.claim_id, finding.person_id, finding.facility,
                      finding.month, static_cast<int>(finding.state), finding.expected,
                      finding.paid, finding.expected_benefits, finding.paid_benefits,
                      finding.answers, finding.follows, optional_json(finding.file)});
}

static void from_json(const json& from, Finding& finding) {
    from.at(0).get_to(finding.row);
    from.at(1).get_to(finding.claim_id);
    from.at(2).get_to(finding.person_id);
    from.at(3).get_to(finding.facility);
    from.at(4).get_to(finding.month);
    finding.state = static_cast<State>(from.at(5).get<int>());
    from.at(6).get_to(finding.expected);
    from.at(7).get_to(finding.paid);
    from.at(8).get_to(finding.expected_benefits);
    from.at(9).get_to(finding.paid_benefits);
    from.at(10).get_to(finding.answers);
    from.at(11).get_to(finding.follows);
    finding.file = read_optional<CaseFile>(from.at(12));
}

static void to_json(json& to, const PartRefusal& row) {
    to = json::array({row.row, row.claim_id, row.problems});
}

static void from_json(const json& from, PartRefusal& row) {
    from.at(0).get_to(row.row);
    from.at(1).get_to(row.claim_id);
    from.at(2).get_to(row.problems);
}

static void to_json(json& to, const AuditSummary& summary) {
    json states = json::array();
    for (const auto& [state, counted] : summary.states) {
        states.push_back({static_cast<int>(state), counted.first, counted.second});
    }
    to = json::array({summary.rows, summary.refused, summary.compared, summary.reversals,
                      summary.after_refused, summary.expected, summary.paid, summary.over,
                      summary.under, summary.tolerated, states});
}

static void from_json(const json& from, AuditSummary& summary) {
    from.at(0).get_to(summary.rows);
    from.at(1).get_to(summary.refused);
    from.at(2).get_to(summary.compared);
    from.at(3).get_to(summary.reversals);
    from.at(4).get_to(summary.after_refused);
    from.at(5).get_to(summary.expected);
    from.at(6).get_to(summary.paid);
    from.at(7).get_to(summary.over);
    from.at(8).get_to(summary.under);
    from.at(9).get_to(summary.tolerated);
    for (const json& counted : from.at(10)) {
        summary.states[static_cast<State>(counted.at(0).get<int>())] = {
            counted.at(1).get<std::int64_t>(), counted.at(2).get<std::int64_t>()};
    }
}

std::string partial_json(const Partial& part) {
    const auto& statistics = part.result.statistics;
    const json document{{"partial", version},
                        {"statistics", statistics ? json(*statistics) : json()},
                        {"summary", part.result.summary},
                        {"paid_benefits", part.result.paid_benefits},
                        {"passed_over", part.result.passed_over},
                        {"findings", part.result.findings.all()},
                        {"refused", part.refused}};
    // A text that is no UTF-8 must not end the work.
    return document.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<Partial> read_partial(const std::string& text, const std::string& file) {
    try {
        const json document = json::parse(text);
        if (document.at("partial").get<std::string>() != version) {
            return Problem{
                Code::not_json, {{"why", "another version wrote it"}}, {file, {}, 0, 0}, {}};
        }
        Partial part;
        if (const json& statistics = document.at("statistics"); !statistics.is_null()) {
            part.result.statistics = statistics.get<Statistics>();
        }
        document.at("summary").get_to(part.result.summary);
        document.at("paid_benefits").get_to(part.result.paid_benefits);
        document.at("passed_over").get_to(part.result.passed_over);
        const json& findings = document.at("findings");
        part.result.findings = Findings(findings.size()); // each keeps its file
        for (const json& finding : findings) {
            part.result.findings.add(finding.get<Finding>());
        }
        document.at("refused").get_to(part.refused);
        return part;
    } catch (const json::exception& wrong) {
        return Problem{Code::not_json, {{"why", wrong.what()}}, {file, {}, 0, 0}, {}};
    }
}

} // namespace audit
} // namespace reimburse
