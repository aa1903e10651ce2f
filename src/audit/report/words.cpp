// SPDX-License-Identifier: MIT
#include "audit/report/words.hpp"

#include "audit/report/report.hpp"
#include "explain/escape.hpp"
#include "explain/slip.hpp"
#include "reimburse/amount/detail/wide.hpp"

#include <algorithm>
#include <array>

namespace reimburse::audit {

namespace {

struct FieldWords {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};

constexpr auto field_words = std::to_array<FieldWords>({
    {"claim_id", "结算号", "claim"},
    {"person_id", "人员编号", "person"},
    {"date", "结算日期", "settled on"},
    {"total", "总费用", "total"},
    {"eligible", "政策范围内费用", "eligible"},
    {"facility_id", "医疗机构", "facility"},
    {"facility_division", "机构所在区划", "facility's division"},
    {"insured_division", "参保区划", "insured division"},
    {"admission_date", "入院日期", "admitted on"},
    {"discharge_date", "出院日期", "discharged on"},
    {"stay_id", "住院号", "stay"},
    {"household_id", "家庭编号", "household"},
    {"birth_date", "出生日期", "born"},
    {"class_from", "身份起始", "class from"},
    {"class_to", "身份终止", "class to"},
});

/// Whether the byte begins a character.
bool begins(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// Where the character of this number begins.
std::size_t place_of(std::string_view text, std::ptrdiff_t character) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if (begins(text[at]) && character-- == 0) {
            break;
        }
    }
    return at;
}

} // namespace

std::string shortened(std::string_view id) {
    const std::ptrdiff_t characters = std::ranges::count_if(id, begins);
    if (characters <= 4) {
        return id.empty() ? "" : "…";
    }
    return std::string(id.substr(0, place_of(id, 2))) + "…" +
           std::string(id.substr(place_of(id, characters - 2)));
}

std::string ReportWords::count(std::int64_t number) {
    std::string text = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > first + 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

std::string ReportWords::yuan(std::int64_t fen) {
    return explain::grouped(Money::from_fen(fen));
}

std::string ReportWords::signed_yuan(std::int64_t fen) {
    if (fen < 0) {
        return "−" + yuan(fen).substr(1);
    }
    return (fen > 0 ? "+" : "") + yuan(fen);
}

std::int64_t ReportWords::share_e4(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) {
        return -1;
    }
    const detail::Wide doubled = detail::Wide{part} * 20'000 + whole;
    return static_cast<std::int64_t>(doubled / (detail::Wide{whole} * 2));
}

std::string ReportWords::percent(std::int64_t share_e4) {
    if (share_e4 < 0) {
        return "–";
    }
    const std::string rest = std::to_string(share_e4 % 100);
    return count(share_e4 / 100) + (rest.size() < 2 ? ".0" : ".") + rest + "%";
}

std::string ReportWords::facility_html(const std::string& id) const {
    if (id.empty()) {
        return "<span class=\"soft\">" + say("（未写明）", "(not said)") + "</span>";
    }
    const auto known = std::ranges::find(plan_.policy.facilities, id, &Facility::id);
    std::string name = explain::escaped_html(id);
    if (known != plan_.policy.facilities.end() && !known->label.in(language()).empty()) {
        name += " <span class=\"soft\">" + explain::escaped_html(known->label.in(language())) +
                "</span>";
    }
    return name;
}

std::string ReportWords::field(const std::string& name) const {
    const auto known = std::ranges::find(field_words, name, &FieldWords::name);
    if (known != field_words.end()) {
        return say(known->zh, known->en);
    }
    const auto& dimensions = plan_.policy.dimensions;
    if (std::ranges::find(dimensions, name, &Dimension::id) != dimensions.end()) {
        return rules_.dimension(name);
    }
    const auto& measures = plan_.policy.measures;
    if (std::ranges::find(measures, name, &Measure::id) != measures.end()) {
        return rules_.measure(name);
    }
    return name;
}

std::string ReportWords::months(const std::string& first, const std::string& last) {
    return first == last ? first : first + " – " + last;
}

} // namespace reimburse::audit
