// SPDX-License-Identifier: MIT
#include "audit/findings_csv.hpp"

#include "load/csv_writer.hpp"
#include "reimburse/amount/format.hpp"

#include <algorithm>

namespace reimburse::audit {

namespace {

/// Other names of an answer that a sentence lists.
constexpr std::size_t names_shown = 3;

std::string yuan(std::int64_t fen) {
    return format_amount(Money::from_fen(fen));
}

std::string answer_sentence(const Explanation& answer, Language language) {
    const bool zh = language == Language::zh;
    std::string text = sentence_of(answer.names.front(), language);
    const std::size_t shown = std::min(answer.names.size(), names_shown + 1);
    for (std::size_t n = 1; n < shown; ++n) {
        text += n == 1 ? (zh ? "（此处等同于：" : " (the same here: ") : (zh ? "；" : "; ");
        text += sentence_of(answer.names[n], language);
    }
    if (shown > 1) {
        text += answer.names.size() > shown ? (zh ? "等" : ", and more") : "";
        text += zh ? "）" : ")";
    }
    return text;
}

std::string answers_sentence(const std::vector<Explanation>& answers, Language language) {
    const bool zh = language == Language::zh;
    std::string text;
    for (std::size_t a = 0; a < answers.size() && a < 3; ++a) {
        text += a == 0 ? "" : zh ? "；或：" : "; or: ";
        text += answer_sentence(answers[a], language);
    }
    if (answers.size() > 3) {
        const std::string more = std::to_string(answers.size() - 3);
        text += zh ? "；另有 " + more + " 种可能" : "; and " + more + " more";
    }
    return text;
}

} // namespace

std::string sentence_of(const Name& name, Language language) {
    std::string text;
    for (const Deviation& deviation : name) {
        const bool zh = language == Language::zh;
        text += (text.empty() ? "" : zh ? "，并且" : ", and ") + deviation.sentence(language);
    }
    return text;
}

std::array<std::string, 3> causes_of(const Finding& finding) {
    std::array<std::string, 3> causes;
    std::size_t count = 0;
    const auto add = [&](const Name& name) {
        if (count < causes.size()) {
            causes[count++] = id_of(name);
        }
    };
    for (const Explanation& answer : finding.answers) {
        add(answer.names.front());
    }
    for (const Explanation& answer : finding.answers) {
        std::for_each(answer.names.begin() + 1, answer.names.end(), add);
    }
    return causes;
}

std::string explanation_of(const Finding& finding, Language language) {
    const bool zh = language == Language::zh;
    std::string text;
    switch (finding.state) {
    case State::explained:
        text = answers_sentence(finding.answers, language);
        break;
    case State::ambiguous:
        text = (zh ? "几种可能：" : "several fit: ") + answers_sentence(finding.answers, language);
        break;
    case State::unexplained:
        text = zh ? "一步或两步偏差均得不到该金额"
                  : "no deviation of one or two steps brings this amount";
        break;
    case State::consequence:
        text = zh ? "按结算 " + finding.follows + " 错付后留下的累计计算则正确"
                  : "right on the totals that claim " + finding.follows + " left as it was paid";
        break;
    case State::before_reversal:
        text = zh ? "支付时正确；其后冲销了结算 " + finding.follows
                  : "right when it was paid; claim " + finding.follows + " was reversed later";
        break;
    case State::after_refused:
        text = zh ? "之前的结算 " + finding.follows + " 被拒，累计不含该笔"
                  : "follows the refused claim " + finding.follows + ", which the totals lack";
        if (!finding.answers.empty()) {
            text += (zh ? "；否则：" : "; else: ") + answers_sentence(finding.answers, language);
        }
        break;
    }
    if (is_fault(finding.state) && !finding.follows.empty() && !finding.answers.empty()) {
        text += zh ? "，按结算 " + finding.follows + " 之后的实付累计"
                   : ", on the totals as paid since claim " + finding.follows;
    }
    return text;
}

void FindingsCsv::header(std::string& out) const {
    load::CsvWriter row(out);
    row.field("claim_id").field("expected").field("paid").field("diff");
    for (std::size_t b = 0; b < paid_benefits_.size(); ++b) {
        if (paid_benefits_[b]) {
            row.field("diff_" + benefits_[b].id);
        }
    }
    row.field("state").field("cause_1").field("cause_2").field("cause_3");
    row.field("follows").field("explanation").end_row();
}

void FindingsCsv::row(const Finding& finding, std::string& out) const {
    load::CsvWriter row(out);
    row.field(finding.claim_id).field(yuan(finding.expected)).field(yuan(finding.paid));
    row.field(yuan(finding.difference()));
    for (std::size_t b = 0; b < paid_benefits_.size(); ++b) {
        if (paid_benefits_[b]) {
            row.field(finding.paid_benefits[b] < 0
                          ? std::string()
                          : yuan(finding.paid_benefits[b] - finding.expected_benefits[b]));
        }
    }
    row.field(to_text(finding.state));
    for (const std::string& cause : causes_of(finding)) {
        row.field(cause);
    }
    row.field(finding.follows).field(explanation_of(finding, language_)).end_row();
}

} // namespace reimburse::audit
