// SPDX-License-Identifier: MIT
#include "load/table_names.hpp"

#include "reimburse/rules/tables.hpp"

namespace reimburse::load {

std::vector<std::pair<std::string, Table*>> tables_of(Policy& policy) {
    std::vector<std::pair<std::string, Table*>> tables;
    for (Benefit& benefit : policy.benefits) {
        visit_tables(benefit, [&](std::string name, Table& table) {
            tables.emplace_back(std::move(name), &table);
        });
    }
    for (Index& index : policy.indices) {
        tables.emplace_back("indices." + index.id, &index.amount);
    }
    for (Premium& premium : policy.premiums) {
        tables.emplace_back("premiums." + premium.id + ".contribution", &premium.contribution);
        tables.emplace_back("premiums." + premium.id + ".subsidy", &premium.subsidy);
    }
    return tables;
}

} // namespace reimburse::load
