// SPDX-License-Identifier: MIT
#include "check/claims.hpp"

#include "check/decision.hpp"
#include "explain/wording.hpp"

namespace reimburse::check {

void Claims::visit(const Situation& situation, bool meant) {
    count_ += meant ? 1U : 0U;
    for (std::size_t d = 0; d < visited_.size(); ++d) {
        const std::uint8_t value = situation.at.values[d];
        if (value != detail::no_value) {
            visited_[d] |= std::uint64_t{1} << value;
            meant_[d] |= meant ? std::uint64_t{1} << value : 0U;
        }
    }
    days_visited_.insert(situation.at.day);
    if (meant) {
        days_meant_.insert(situation.at.day);
    }
    for (const auto& [reading, value] : situation.selection) {
        readings_visited_[reading].insert(value);
        if (meant) {
            readings_meant_[reading].insert(value);
        }
    }
}

Text Claims::text() const {
    When when;
    for (std::size_t d = 0; d < visited_.size(); ++d) {
        const Dimension& dimension = policy_.dimensions[d];
        if (meant_[d] == visited_[d] || is_function(dimension)) {
            continue; // what it is derived from says the same
        }
        DimensionIs is{dimension.id, {}};
        for (std::size_t v = 0; v < dimension.values.size(); ++v) {
            if ((meant_[d] >> v & 1U) != 0) {
                is.values.push_back(dimension.values[v].id);
            }
        }
        when.push_back(std::move(is));
    }
    Text text = words_of(policy_, when);
    append(text, days());
    append(text, readings());
    return text.zh.empty() ? Text{"所有申请", "every claim"} : text;
}

Text Claims::days() const {
    if (days_meant_ == days_visited_ || days_meant_.empty()) {
        return {};
    }
    Text text;
    if (*days_meant_.begin() != *days_visited_.begin()) {
        const std::string day = days_meant_.begin()->text();
        text = {"自 " + day + " 起", "from " + day};
    }
    const auto after = days_visited_.upper_bound(*days_meant_.rbegin());
    if (after != days_visited_.end()) {
        const std::string day = Date::from_days(after->days() - 1).text();
        append(text, {"至 " + day + " 止", "until " + day});
    }
    return text;
}

Text Claims::readings() const {
    std::string names;
    for (const auto& [reading, values] : readings_meant_) {
        if (values == readings_visited_.at(reading)) {
            continue;
        }
        std::string joined;
        for (const std::string& value : values) {
            joined += (joined.empty() ? "" : "|") + value;
        }
        names += (names.empty() ? "" : ", ") + reading + "=" + joined;
    }
    return names.empty() ? Text{} : Text{"解读 " + names, "reading " + names};
}

Text words_of(const Policy& policy, const When& when) {
    const auto in = [&](Language language) {
        return explain::Wording(policy, {}, language).condition(when);
    };
    return {in(Language::zh), in(Language::en)};
}

void append(Text& to, const Text& more) {
    if (!more.zh.empty()) {
        to.zh += (to.zh.empty() ? "" : "；") + more.zh;
    }
    if (!more.en.empty()) {
        to.en += (to.en.empty() ? "" : "; ") + more.en;
    }
}

Text amount_text(const Fraction& fen) {
    const std::string bare = explain::Wording::bare_amount(fen);
    return {bare + " 元", bare + " yuan"};
}

Text percent_text(const Fraction& share) {
    const std::string text = explain::Wording::percent(share);
    return {text, text};
}

} // namespace reimburse::check
