// SPDX-License-Identifier: MIT
#include "audit/summary_json.hpp"

#include "audit/findings_csv.hpp"
#include "load/json_writer.hpp"
#include "reimburse/amount/format.hpp"
#include "reimburse/version.hpp"

namespace reimburse::audit {

namespace {

std::string yuan(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

void write_count(load::JsonWriter& json, std::string_view key, std::int64_t count,
                 std::int64_t sum) {
    json.key(key).begin_object();
    json.key("count").number(count).key("sum").string(yuan(sum)).end_object();
}

void write_group(load::JsonWriter& json, const CauseGroup& group, Language language) {
    json.begin_object().key("facility").string(group.facility);
    json.key("cause").string(group.name.empty() ? std::string(to_text(group.state))
                                                : id_of(group.name));
    json.key("sentence")
        .string(group.name.empty() ? std::string(to_text(group.state))
                                   : sentence_of(group.name, language));
    json.key("count").number(group.count).key("sum").string(yuan(group.sum));
    json.key("months").begin_object();
    for (const auto& [month, count] : group.months) {
        json.key(month).number(count);
    }
    json.end_object().end_object();
}

} // namespace

std::string summary_json(const Plan& plan, const AuditResult& result, const Listing& listing,
                         Language language) {
    const AuditSummary& summary = result.summary;
    std::string out;
    load::JsonWriter json(out, load::JsonWriter::Form::pretty);
    json.begin_object();
    json.key("program").string(version);
    json.key("policy").begin_object();
    json.key("id").string(plan.policy.id).key("hash").string(plan.policy.hash).end_object();
    json.key("readings").begin_object();
    for (const auto& [reading, value] : plan.selection) {
        json.key(reading).string(value);
    }
    json.end_object();
    json.key("rows").number(summary.rows).key("refused").number(summary.refused);
    json.key("after_refused").number(summary.after_refused);
    json.key("reversals").number(summary.reversals).key("compared").number(summary.compared);
    json.key("expected").string(yuan(summary.expected)).key("paid").string(yuan(summary.paid));
    json.key("over").string(yuan(summary.over)).key("under").string(yuan(summary.under));
    json.key("states").begin_object();
    for (const auto& [state, counted] : summary.states) {
        write_count(json, to_text(state), counted.first, counted.second);
    }
    json.end_object();
    write_count(json, "tolerated", listing.tolerated, listing.tolerated_sum);
    json.key("causes").begin_array();
    for (const CauseGroup& group : result.findings.groups()) {
        write_group(json, group, language);
    }
    json.end_array();
    json.key("passed_over").begin_array();
    for (const std::string& column : result.passed_over) {
        json.string(column);
    }
    json.end_array().end_object();
    return out + "\n";
}

} // namespace reimburse::audit
