// SPDX-License-Identifier: MIT
#include "study/premium_json.hpp"

#include "reimburse/amount/format.hpp"

namespace reimburse::study {

void write_premium(load::JsonWriter& json, const std::vector<PremiumAnswer>& answers, int year,
                   Language language) {
    json.begin_object().key("year").number(std::int64_t{year}).key("premiums").begin_array();
    for (const PremiumAnswer& answer : answers) {
        json.begin_object().key("id").string(answer.id);
        json.key("label").string(answer.label.in(language));
        const auto figure = [&](const std::string& name, Money amount, const std::string& clause,
                                const std::string& origin) {
            json.key(name).string(format_amount(amount));
            if (!clause.empty()) {
                json.key(name + "_clause").string(clause);
            }
            if (!origin.empty()) {
                json.key(name + "_origin").string(origin);
            }
        };
        figure("contribution", answer.contribution, answer.contribution_clause,
               answer.contribution_origin);
        figure("subsidy", answer.subsidy, answer.subsidy_clause, answer.subsidy_origin);
        figure("person_pays", answer.person_pays, {}, {});
        json.end_object();
    }
    json.end_array().end_object();
}

} // namespace reimburse::study
