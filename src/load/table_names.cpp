// SPDX-License-Identifier: MIT
#include "load/table_names.hpp"

#include "reimburse/rules/tables.hpp"

#include <type_traits>

namespace reimburse::load {

namespace {

/// The tables of a policy that may be changed, or may not.
template <class P>
auto list_tables(P& policy) {
    using Entry = std::conditional_t<std::is_const_v<P>, const Table, Table>;
    std::vector<std::pair<std::string, Entry*>> tables;
    for (auto& benefit : policy.benefits) {
        visit_tables(benefit, [&](std::string name, Entry& table) {
            tables.emplace_back(std::move(name), &table);
        });
    }
    for (auto& index : policy.indices) {
        tables.emplace_back("indices." + index.id, &index.amount);
    }
    for (auto& premium : policy.premiums) {
        tables.emplace_back("premiums." + premium.id + ".contribution", &premium.contribution);
        tables.emplace_back("premiums." + premium.id + ".subsidy", &premium.subsidy);
    }
    return tables;
}

} // namespace

std::vector<std::pair<std::string, Table*>> tables_of(Policy& policy) {
    return list_tables(policy);
}

std::vector<std::pair<std::string, const Table*>> tables_of(const Policy& policy) {
    return list_tables(policy);
}

bool stands_for(std::string_view pattern, std::string_view name) {
    constexpr std::string_view every = ".segments.*.";
    const std::size_t star = pattern.find(every);
    if (star == std::string_view::npos) {
        return pattern == name;
    }
    const std::string_view head = pattern.substr(0, star + every.size() - 2); // up to the star
    const std::string_view tail = pattern.substr(star + every.size() - 1);    // with its point
    return name.size() > head.size() + tail.size() && name.starts_with(head) &&
           name.ends_with(tail) &&
           name.substr(head.size(), name.size() - head.size() - tail.size())
                   .find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace reimburse::load
